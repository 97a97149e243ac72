//! Every diagnosis of simulated lives and of the corpus as a report code: decoding gives what was encoded, and `decode` makes the
//! same row from the code and from the report, with the values of the report itself.

#[path = "../../../crate/examples/decode/ndjson/mod.rs"]
mod ndjson;

use karte_clinic::life::Act;
use karte_clinic::played::Played;
use karte_clinic::strategies::life;
use karte_signin_doctor::diagnose;
use karte_signin_doctor::diagnosis::types::Diagnosis;
use karte_signin_doctor::evidence::Evidence;
use karte_signin_doctor::report::{Document, Options, Summary, System, decode, encode};
use karte_signin_doctor::state::policy::Policy;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use serde_json::{Value, json};
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::path::Path;

const LIVES: u32 = 4_000;
const SEED: u8 = 41;

/// Fields of a row, and the report's fields that must hold the same value.
const SAME: [(&str, &str); 10] = [
    ("state", "state"),
    ("primary", "primary"),
    ("platform", "platform"),
    ("browser", "browser"),
    ("browser_version", "browserVersion"),
    ("cert_main", "certMain"),
    ("cert_dot", "certDot"),
    ("from_cache", "fromCache"),
    ("dot_works", "dotWorks"),
    ("several_clinics", "severalClinics"),
];
/// Fields that only a report has.
const OF_REPORT: [&str; 6] = ["day", "at", "version", "build", "browser_version", "repairs"];

fn row(line: &str) -> Result<Value, String> {
    match ndjson::read(1, line.as_bytes()) {
        Ok(Some(row)) => Ok(json!(row)),
        other => Err(format!("{line}: {other:?}")),
    }
}

fn same<T: PartialEq + std::fmt::Debug>(what: &str, one: &T, other: &T) -> Result<(), String> {
    if one == other { Ok(()) } else { Err(format!("{what}: {one:?} is not {other:?}")) }
}

/// Checks code and report of a diagnosis; returns the code.
fn check(evidence: &Evidence, diagnosis: &Diagnosis) -> Result<String, String> {
    let policy = &Policy::default();
    let options = Options {
        with_extension_names: true,
        policy,
        utc_offset_minutes: 540,
        repairs: Vec::new(),
        system: System::default(),
    };
    let document = Document::new(evidence, diagnosis, options);
    let summary = Summary::of(&document.report);
    same("read again", &decode(&encode(&summary)), &Ok(summary))?;
    let mut of_report = row(&json!(document).to_string())?;
    let report = json!(document)["report"].take();
    for (field, name) in SAME {
        same(field, &of_report[field], &report[name])?;
    }
    let findings = report["findings"].as_array().ok_or("no findings")?;
    let first = findings.iter().find(|finding| finding["cause"] == report["primary"]);
    for field in ["verdict", "reason"] {
        same(field, &of_report[field], first.map_or(&Value::Null, |finding| &finding[field]))?;
    }
    let mut of_code = row(&document.code)?;
    for field in OF_REPORT {
        of_report[field].take();
        same(field, &of_code[field].take(), &Value::Null)?;
    }
    same("row", &of_code, &of_report)?;
    Ok(document.code)
}

#[test]
fn every_diagnosis_of_simulated_lives_is_read_as_it_was_written() {
    let config = Config { cases: LIVES, failure_persistence: None, ..Config::default() };
    let mut runner =
        TestRunner::new_with_rng(config, TestRng::from_seed(RngAlgorithm::ChaCha, &[SEED; 32]));
    let codes = RefCell::new(BTreeSet::new());
    let played = runner.run(&life(), |life| {
        let mut played = Played::new(life.begin(), false);
        for act in life.acts.iter().chain([&Act::Click]) {
            played.step(act).map_err(proptest::test_runner::TestCaseError::fail)?;
            if let (Some(evidence), Some(diagnosis)) = (&played.world.evidence, &played.last) {
                let code = check(evidence, diagnosis);
                codes
                    .borrow_mut()
                    .insert(code.map_err(proptest::test_runner::TestCaseError::fail)?);
            }
        }
        Ok(())
    });
    played.expect("every life");
    let different = codes.borrow().len();
    println!("{different} different codes");
    assert!(different > 500, "{different}");
}

#[test]
fn every_case_of_the_corpus_is_read_as_it_was_written() {
    let mut cases = 0;
    for folder in ["written", "recorded"] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../corpus").join(folder);
        for file in std::fs::read_dir(folder).expect("corpus").map(|entry| entry.expect("entry")) {
            let text = std::fs::read_to_string(file.path()).expect("text");
            let evidence: Evidence = serde_json::from_str(&text).expect("evidence");
            check(&evidence, &diagnose(&evidence)).unwrap_or_else(|why| panic!("{file:?}: {why}"));
            cases += 1;
        }
    }
    println!("{cases} cases");
    assert!(cases > 400, "{cases}");
}
