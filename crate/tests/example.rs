//! The native example `diagnose`: the same core for support desks, fed through standard input.

#![allow(clippy::expect_used, clippy::panic, reason = "a test may stop at once")]

use serde_json::{Value, json};
use std::io::Write as _;
use std::process::{Command, Output, Stdio};

fn diagnose(input: &str) -> Output {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let mut child = Command::new(cargo)
        .args(["run", "-q", "-p", "karte-signin-doctor", "--example", "diagnose"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("cargo");
    child.stdin.take().expect("stdin").write_all(input.as_bytes()).expect("write");
    child.wait_with_output().expect("output")
}

#[test]
fn evidence_in_diagnosis_out() {
    let evidence = json!({"schema": 1, "now": 1_795_370_000_000_i64, "readings": [
        {"probe": "tab", "at": 1_795_370_000_000_i64, "result": {"ok": {"id": 1, "url": "https://karte.medley.life/signin"}}}
    ], "answers": [], "session": {}});
    let output = diagnose(&evidence.to_string());
    let diagnosis: Value = serde_json::from_slice(&output.stdout).expect("json");
    assert_eq!(diagnosis["kind"], "diagnosis");
    assert_eq!(diagnosis["primary"], "url");
    assert_eq!(diagnosis["findings"].as_array().map(Vec::len), Some(13));
    assert_eq!(diagnosis["findings"][1]["evidence"], json!([{"probe": "tab", "reading": "wrong"}]));
}

#[test]
fn unreadable_evidence_is_refused_with_a_sentence() {
    for bad in ["", "{", "[]", r#"{"schema":2,"now":0}"#, r#"{"schema":1,"now":"later"}"#] {
        let output = diagnose(bad);
        assert_eq!(output.status.code(), Some(2), "{bad}");
        assert!(String::from_utf8_lossy(&output.stderr).contains("証拠データ"), "{bad}");
    }
}
