//! The report contains nothing private, whatever the evidence contains. The short code says the same as the report.

use karte_signin_doctor::base::time::Millis;
use karte_signin_doctor::diagnose;
use karte_signin_doctor::diagnosis::types::{Cause, Reason};
use karte_signin_doctor::evidence::Evidence;
use karte_signin_doctor::evidence::page::tab_state::TabState;
use karte_signin_doctor::report::{
    Brand, CertProbeStatus, Document, Offset, Options, Platform, Powerful, Primary, Size, Summary,
    System, decode, repairs,
};
use karte_signin_doctor::state::history::{Fact, History, HistoryEntry, facts};
use karte_signin_doctor::state::policy::Policy;
use serde_json::{Value, from_value, json, to_value};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// What may be on a PC and must not be in a report.
const SECRETS: [&str; 6] = [
    "山田クリニック hanako@clinic.example ERR_SECRET",
    "https://secret.example/patients/4711?mail=hanako@clinic.example#ERR_SECRET",
    "https://karte.medley.life.secret.example/hanako",
    "https://karte.medley.life/d/patients/4711?mail=hanako@clinic.example",
    "https://hanako.medley.life/d/signin?token=4711",
    "net::ERR_SECRET_hanako",
];
const TRACES: [&str; 8] =
    ["hanako", "4711", "secret", "SECRET", "山田", "clinic.example", "://", "medley.life"];

fn corpus() -> Vec<(String, Value)> {
    let base = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/corpus");
    let mut found = Vec::new();
    for folder in ["written", "recorded"] {
        for entry in fs::read_dir(base.join(folder)).expect("corpus") {
            let path = entry.expect("entry").path();
            let text = fs::read_to_string(&path).expect("evidence");
            found.push((path.display().to_string(), serde_json::from_str(&text).expect("json")));
        }
    }
    assert!(found.len() > 200);
    found
}

/// Evidence in which every field that can hold text holds some.
#[expect(clippy::too_many_lines, reason = "one document with every field")]
fn everything() -> Value {
    let at = 1_795_370_000_000_i64;
    let navigation = json!({
        "request": "1", "tabId": 7, "url": "https://karte.medley.life/d/signin", "beganAt": at - 5_000,
        "sentAt": at - 4_990, "answeredAt": at - 4_900, "status": 503, "fromCache": true,
        "date": "Sun, 22 Nov 2026 17:53:11 GMT", "age": 3, "error": "net::ERR_CONNECTION_RESET",
    });
    let sample =
        json!({"sentAt": at, "receivedAt": at + 30, "date": "Sun, 22 Nov 2026 17:53:20 GMT"});
    let extension = json!({
        "id": "a".repeat(32), "name": "Coupons", "enabled": true, "installType": "normal",
        "permissions": ["proxy"], "hostPermissions": ["<all_urls>"], "warnings": 1,
    });
    let failed = json!({"outcome": "error", "error": "net::ERR_CONNECTION_RESET"});
    let ok =
        |probe: &str, answer: Value| json!({"probe": probe, "at": at, "result": {"ok": answer}});
    let readings = [
        ok(
            "tab",
            json!({"id": 7, "url": "https://karte.medley.life/d/signin", "title": "CLINICS"}),
        ),
        ok("page", json!({"text": "failing", "applyStuck": false})),
        ok("navigation", json!([navigation])),
        ok("cert_main", failed.clone()),
        ok("cert_dot", failed),
        ok("http_date", sample.clone()),
        ok("clock", json!([sample])),
        ok(
            "browser",
            json!({
                "brands": ["Chromium", "Google Chrome", "x"], "platform": "Windows", "timeZone": "Asia/Tokyo",
            }),
        ),
        ok("extensions", json!([extension])),
        ok("windows", json!({"windows": 1, "karteTabs": 1})),
        ok(
            "site_data",
            json!({
                "karteCookies": 1, "domainCookies": 1, "storageEntries": 3,
                "cookies": [{"host": "karte.medley.life", "count": 1}, {"host": "x.medley.life", "count": 1}],
            }),
        ),
    ];
    json!({
        "schema": 1, "now": at, "readings": readings,
        "answers": [{"question": "dialog", "value": "cancelled", "at": at}],
        "session": {"dotWorks": true, "failingSince": at - 1_000_000, "firstVisit": navigation, "firstDot": {"at": at, "ask": {
            "outcome": "error", "error": "net::ERR_CONNECTION_RESET"}}},
    })
}

/// The JSON pointers of all texts in `value`.
fn texts(value: &Value, at: &str, found: &mut Vec<String>) {
    match value {
        Value::String(_) => found.push(at.to_owned()),
        Value::Array(list) => {
            for (index, one) in list.iter().enumerate() {
                texts(one, &format!("{at}/{index}"), found);
            }
        }
        Value::Object(fields) => {
            for (name, one) in fields {
                texts(one, &format!("{at}/{name}"), found);
            }
        }
        _ => {}
    }
}

fn document(evidence: &Evidence, with_extension_names: bool) -> Document {
    let diagnosis = diagnose(evidence);
    let policy = &Policy::default();
    let options = Options {
        with_extension_names,
        policy,
        utc_offset_minutes: 540,
        repairs: repairs(&history(), evidence.now),
        system: System::of(Platform::Windows, Some("15.0.0"), Some("x86-64")),
    };
    Document::new(evidence, &diagnosis, options)
}

/// A history with private text in every field that accepts text.
fn history() -> History {
    let secret = || SECRETS[0].to_owned();
    let entry = |fix: &str, outcome: &str| HistoryEntry {
        at: Millis::MAX,
        fix: fix.to_owned(),
        before: facts([("on", Fact::Names(vec![secret()]))]),
        after: facts([
            ("outcome", Fact::Text(outcome.to_owned())),
            ("kept_off", Fact::Names(vec![secret()])),
        ]),
        undo: None,
    };
    let entries = vec![
        entry("clear_cache", "not_proven"),
        entry(SECRETS[1], "done"),
        entry("clear_karte", SECRETS[2]),
    ];
    History { entries, ..History::default() }
}

/// Writes `secret` into every text field that accepts it. A field that refuses it only takes a fixed list of words.
fn plant(evidence: &Value, secret: &str) -> (Value, usize) {
    let mut places = Vec::new();
    texts(evidence, "", &mut places);
    let (mut planted, mut count) = (evidence.clone(), 0);
    for place in places {
        let mut candidate = planted.clone();
        *candidate.pointer_mut(&place).expect("place") = json!(secret);
        if from_value::<Evidence>(candidate.clone()).is_ok() {
            (planted, count) = (candidate, count + 1);
        }
    }
    (planted, count)
}

fn assert_clean(name: &str, document: &Document) {
    let text = to_value(document).expect("json").to_string();
    for trace in TRACES {
        assert!(!text.contains(trace), "{name}: {trace} in {text}");
    }
}

#[test]
fn nothing_private_gets_into_the_report() {
    let all = everything();
    for secret in SECRETS {
        let (planted, count) = plant(&all, secret);
        assert!(count >= 22, "{count} texts in {planted}");
        assert_clean(secret, &document(&from_value(planted).expect("evidence"), false));
        let mut places = Vec::new();
        texts(&all, "", &mut places);
        for place in places {
            let mut one = all.clone();
            *one.pointer_mut(&place).expect("place") = json!(secret);
            if let Ok(evidence) = from_value(one) {
                assert_clean(&format!("{secret} at {place}"), &document(&evidence, false));
            }
        }
    }
}

#[test]
fn nothing_private_gets_in_over_the_whole_corpus() {
    for (name, evidence) in corpus() {
        assert_clean(&name, &document(&from_value(evidence.clone()).expect("evidence"), false));
        let (planted, count) = plant(&evidence, SECRETS[1]);
        assert!(count > 2, "{name}");
        assert_clean(&name, &document(&from_value(planted).expect("evidence"), false));
    }
}

#[test]
fn names_of_extensions_come_only_when_wanted_and_cut() {
    let mut evidence = everything();
    let name = format!("Coupons \u{202e}{}", "x".repeat(200));
    *evidence.pointer_mut("/readings/8/result/ok/0/name").expect("name") = json!(name);
    let evidence: Evidence = from_value(evidence).expect("evidence");
    let with = to_value(document(&evidence, true)).expect("json");
    let without = to_value(document(&evidence, false)).expect("json");
    let names = with["report"]["extensions"]["names"].as_array().expect("names").clone();
    assert_eq!(names.len(), 1);
    let shown = names[0].as_str().expect("text");
    assert!(shown.starts_with("Coupons x") && shown.chars().count() == 40, "{shown}");
    assert_eq!(without["report"]["extensions"], json!({"on": 1, "powerful": 1, "names": null}));
    assert_eq!(with["code"], without["code"]);
}

#[test]
fn it_says_what_the_diagnosis_says() {
    let document =
        to_value(document(&from_value(everything()).expect("evidence"), false)).expect("json");
    let report = &document["report"];
    assert_eq!(report["findings"].as_array().map(Vec::len), Some(13));
    assert_eq!((&report["browser"], &report["platform"]), (&json!("chrome"), &json!("windows")));
    assert_eq!(report["errors"][0], json!({"probe": "navigation", "name": "ERR_CONNECTION_RESET"}));
    assert_eq!(report["utcOffsetMinutes"], 540);
    assert_eq!(
        report["system"],
        json!({"release": "windows_11", "version": "15.0.0", "processor": "x86-64"})
    );
    assert_eq!(
        report["repairs"],
        json!([{"fix": "clear_cache", "worked": false}, {"fix": "clear_karte", "worked": true}])
    );
    assert_eq!(
        (&report["failingSince"], &report["memo"]),
        (&json!(1_795_369_000_000_i64), &json!(null))
    );
    assert_eq!(report["answers"], json!([{"question": "dialog", "value": "cancelled"}]));
    assert_eq!(
        report["siteData"],
        json!({"karteCookies": 1, "domainCookies": 1, "storageEntries": 3})
    );
}

#[test]
fn the_code_says_what_the_report_says() {
    let mut codes = BTreeSet::new();
    for (name, evidence) in corpus() {
        let document = document(&from_value(evidence).expect("evidence"), false);
        let summary = decode(&document.code).unwrap_or_else(|why| panic!("{name}: {why:?}"));
        assert_eq!(summary, Summary::of(&document.report), "{name}");
        assert_eq!(summary.primary.map(|one| one.cause), document.report.primary, "{name}");
        codes.insert(document.code);
    }
    assert!(codes.len() > 60, "{} different codes", codes.len());
}

/// Codes that were handed out stay readable: cases may be added here, but none may be changed.
#[test]
fn old_codes_keep_their_meaning() {
    let remembered = decode("12RW-6809-2SJS").expect("code");
    let primary =
        Primary { cause: Cause::ChoiceRemembered, found: false, reason: Reason::ChoiceKept };
    let wanted = Summary {
        state: TabState::CertificateRequired,
        primary: Some(primary),
        others: vec![Cause::ClinicSwitch, Cause::CertificateRevoked, Cause::AccountDeleted],
        clock: Offset::Right,
        platform: Platform::Windows,
        browser: Brand::Chrome,
        cert_main: CertProbeStatus::Answered,
        cert_dot: CertProbeStatus::CertNeeded,
        from_cache: Some(false),
        dot_works: true,
        several_clinics: false,
        powerful: Powerful::None,
    };
    assert_eq!(remembered, wanted);
    assert_eq!(decode("240B-DA62-01S9"), Ok(wanted), "the same in version 2");
    let behind = decode("12EC-0G2V-4X23").expect("code");
    assert_eq!(behind.clock, Offset::Behind(Size::Quarters));
    assert_eq!(behind.others, [Cause::CertificateMissing]);
    assert_eq!((behind.platform, behind.browser), (Platform::Linux, Brand::Chromium));
    let edge = decode("17NJ-0009-61JY").expect("code");
    assert_eq!((edge.state, edge.browser), (TabState::SignInPage, Brand::Edge));
}
