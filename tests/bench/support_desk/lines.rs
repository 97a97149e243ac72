//! Simulated lines of a support desk with a known distribution, for the tests and measurements of `decode` and of a database.
//!
//! `support_desk <folder> <lines> <seed>` writes `lines.txt` and `expected.json` there. The expected counts are kept while the
//! lines are drawn: neither the decoder nor a database is involved.

use fastrand::Rng;
use karte_signin_doctor::base::time::Millis;
use karte_signin_doctor::diagnose;
use karte_signin_doctor::diagnosis::types::{Cause, Reason};
use karte_signin_doctor::evidence::Evidence;
use karte_signin_doctor::evidence::page::tab_state::TabState;
use karte_signin_doctor::report::{
    Brand, CertProbeStatus, Document, Offset, Options, Platform, Powerful, Primary, Summary,
    System, encode,
};
use karte_signin_doctor::state::policy::Policy;
use serde::Serialize;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fs;
use std::io::{BufWriter, Write as _};
use std::path::Path;

type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

/// 2026-09-01 in Japan.
const FIRST_DAY: Millis = 1_788_188_400_000;
const DAY: Millis = 24 * 3_600_000;
const DAYS: u64 = 90;
const CLINICS: u64 = 400;
/// Of a thousand lines: reports. Of a thousand codes: those without further fields or with a slip, and those with a slip.
const REPORTS: u64 = 10;
const BARE: u64 = 100;
const SLIPS: u64 = 2;
/// The release day of each version. Half of the PCs have the newest one, the others a random one that is out.
const VERSIONS: [(&str, u64); 3] = [("0.9.0", 0), ("0.10.0", 30), ("0.11.0", 60)];
/// The weight of each cause, and the index of the version in which it begins.
const CAUSES: [(Cause, Reason, u64, usize); 6] = [
    (Cause::ChoiceRemembered, Reason::DialogCancelled, 40, 0),
    (Cause::CertificateMissing, Reason::MaybeNone, 25, 0),
    (Cause::Network, Reason::NoName, 15, 0),
    (Cause::Clock, Reason::Behind, 10, 0),
    (Cause::CertificateRevoked, Reason::SeenRevoked, 6, 0),
    (Cause::SiteData, Reason::FromCache, 4, 1),
];
/// Repairs, and how often they work, in percent.
const REPAIRS: [(&str, u64); 3] =
    [("private_window", 80), ("restart_assistant", 60), ("clear_cache", 15)];
/// A clinic, a day and a number of lines: there all certificates are revoked.
const CLUSTER: (u64, u64, u64) = (7, 34, 25);

/// The expected counts.
#[derive(Default, Serialize)]
struct Expected {
    /// The name of the count, and its keys joined by slashes.
    counts: BTreeMap<&'static str, BTreeMap<String, u64>>,
    /// The first day on which each cause occurs in each version.
    first_days: BTreeMap<String, String>,
}

impl Expected {
    fn count(&mut self, what: &'static str, key: String) {
        *self.counts.entry(what).or_default().entry(key).or_default() += 1;
    }

    /// Counts one row, with the fields that the line has beside its code.
    fn row(&mut self, cause: &str, verdict: &str, beside: Option<&Beside>) {
        self.count("rows", "all".to_owned());
        self.count("causes", format!("{cause}/{verdict}"));
        let Some(Beside { day, clinic, version }) = beside else { return };
        let day = date(*day);
        self.count("days", format!("{day}/{cause}"));
        let version = format!("{cause}/{version}");
        let first = self.first_days.entry(version.clone()).or_insert_with(|| day.clone());
        first.clone_from(&day.clone().min(first.clone()));
        self.count("versions", version);
        if let Some(clinic) = clinic {
            self.count("clinics", format!("{day}/{clinic}/{cause}"));
        }
    }
}

/// The fields that the line has beside its code.
struct Beside {
    day: u64,
    clinic: Option<String>,
    version: &'static str,
}

fn main() -> Outcome<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [folder, lines, seed] = &arguments[..] else {
        return Err("support_desk <folder> <lines> <seed>".into());
    };
    let (folder, lines) = (Path::new(folder), lines.parse::<u64>()?);
    let random = &mut Rng::with_seed(seed.parse()?);
    let documents = documents()?;
    let mut expected = Expected::default();
    let mut out = BufWriter::new(fs::File::create(folder.join("lines.txt"))?);
    for number in 0..lines {
        let line = match random.u64(0..1_000) {
            ..REPORTS => report(random, &documents, &mut expected)?,
            _ if number < CLUSTER.2 => clustered(random, &mut expected),
            _ => code(random, &mut expected),
        };
        writeln!(out, "{line}")?;
    }
    out.flush()?;
    fs::write(folder.join("expected.json"), json!(expected).to_string())?;
    Ok(())
}

/// Real reports, made from the evidence of the corpus.
fn documents() -> Outcome<Vec<Value>> {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/corpus/written");
    let mut files: Vec<_> =
        fs::read_dir(corpus)?.map(|entry| Ok(entry?.path())).collect::<Outcome<_>>()?;
    files.sort();
    let policy = &Policy::default();
    let options = Options {
        with_extension_names: true,
        policy,
        utc_offset_minutes: 540,
        repairs: Vec::new(),
        system: System::default(),
    };
    let document = |path| -> Outcome<Value> {
        let evidence: Evidence = serde_json::from_str(&fs::read_to_string(path)?)?;
        Ok(serde_json::to_value(Document::new(&evidence, &diagnose(&evidence), options.clone()))?)
    };
    files.iter().map(document).collect()
}

/// A report as it is exported, with version and repairs for its day; the support desk adds the clinic.
fn report(random: &mut Rng, documents: &[Value], expected: &mut Expected) -> Outcome<Value> {
    let mut document = documents[random.usize(0..documents.len())].clone();
    let report = &mut document["report"];
    let cause = report["primary"].as_str().unwrap_or("none").to_owned();
    let since = CAUSES.iter().find(|(one, ..)| one.id() == cause).map_or(0, |(.., since)| *since);
    let beside = beside(random, since);
    report["at"] = json!(FIRST_DAY + DAY * i64::try_from(beside.day)? + random.i64(0..DAY));
    report["build"] = json!(format!("{}+0123456789", beside.version));
    let finding =
        report["findings"].as_array().into_iter().flatten().find(|f| f["cause"] == *cause);
    let verdict = finding.and_then(|f| f["verdict"].as_str()).unwrap_or("none").to_owned();
    let (fix, percent) = REPAIRS[random.usize(0..REPAIRS.len())];
    let worked = random.u64(0..100) < percent;
    report["repairs"] = json!([{ "fix": fix, "worked": worked }]);
    expected.row(&cause, &verdict, Some(&beside));
    expected
        .count("repairs", format!("{cause}/{fix}/{}", if worked { "worked" } else { "failed" }));
    document["clinic"] = json!(beside.clinic);
    Ok(document)
}

/// A code of the clinic whose certificates were all revoked.
fn clustered(random: &mut Rng, expected: &mut Expected) -> Value {
    let (clinic, day, _) = CLUSTER;
    let beside = Beside { day, clinic: Some(name(clinic)), version: VERSIONS[1].0 };
    let primary =
        Primary { cause: Cause::CertificateRevoked, found: true, reason: Reason::SeenRevoked };
    expected.row(primary.cause.id(), "found", Some(&beside));
    wrapped(&encode(&summary(random, primary)), &beside)
}

/// A code, mostly with the fields that the support desk wrote beside it.
fn code(random: &mut Rng, expected: &mut Expected) -> Value {
    let (cause, reason, since) = drawn(random);
    let primary = Primary { cause, reason, found: random.bool() };
    let code = encode(&summary(random, primary));
    let kind = random.u64(0..1_000);
    if kind < SLIPS {
        expected.count("errors", "code_check".to_owned());
        // A wrong check letter.
        let last = if code.ends_with('0') { '1' } else { '0' };
        return json!({ "code": format!("{}{last}", &code[..code.len() - 1]) });
    }
    let verdict = if primary.found { "found" } else { "suspected" };
    if kind < BARE {
        expected.row(cause.id(), verdict, None);
        return json!({ "code": code });
    }
    let beside = beside(random, since);
    expected.row(cause.id(), verdict, Some(&beside));
    wrapped(&code, &beside)
}

fn wrapped(code: &str, Beside { day, clinic, version }: &Beside) -> Value {
    json!({ "code": code, "at": date(*day), "clinic": clinic, "version": version })
}

fn drawn(random: &mut Rng) -> (Cause, Reason, usize) {
    let mut place = random.u64(0..CAUSES.iter().map(|(_, _, weight, _)| weight).sum());
    for (cause, reason, weight, since) in CAUSES {
        if place < weight {
            return (cause, reason, since);
        }
        place -= weight;
    }
    (Cause::Browser, Reason::NotDesignated, 0)
}

/// A day, a version that is out by then, and a clinic; `since` is the index of the first version that may be drawn.
fn beside(random: &mut Rng, since: usize) -> Beside {
    let day = random.u64(VERSIONS[since].1..DAYS);
    let out = VERSIONS.iter().rposition(|(_, from)| *from <= day).unwrap_or(0);
    let version = if random.bool() { out } else { random.usize(since..=out) };
    let clinic = (random.u64(0..10) > 0).then(|| name(random.u64(0..CLINICS)));
    Beside { day, clinic, version: VERSIONS[version].0 }
}

fn name(clinic: u64) -> String {
    format!("C-{clinic:04}")
}

fn date(day: u64) -> String {
    let at = FIRST_DAY + DAY * i64::try_from(day).unwrap_or_default() + 9 * 3_600_000;
    chrono::DateTime::from_timestamp_millis(at)
        .map(|time| time.date_naive().to_string())
        .unwrap_or_default()
}

fn summary(random: &mut Rng, primary: Primary) -> Summary {
    Summary {
        state: TabState::CertificateRequired,
        primary: Some(primary),
        others: Vec::new(),
        clock: Offset::Right,
        platform: if random.bool() { Platform::Windows } else { Platform::Macos },
        browser: Brand::Chrome,
        cert_main: CertProbeStatus::Answered,
        cert_dot: CertProbeStatus::CertNeeded,
        from_cache: Some(random.bool()),
        dot_works: random.bool(),
        several_clinics: random.bool(),
        powerful: Powerful::None,
    }
}
