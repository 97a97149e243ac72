//! The native examples `diagnose`, `correct`, `clock`, `decode` and `generate`: the core for support desks, fed through stdin.

use serde_json::{Value, json};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::OnceLock;

fn diagnose(input: &str) -> Output {
    run("diagnose", input)
}

/// The folder of the compiled examples. Cargo builds them as part of the workspace, so they match the code under `cargo test`.
pub fn examples() -> &'static Path {
    static FOLDER: OnceLock<PathBuf> = OnceLock::new();
    FOLDER.get_or_init(|| {
        let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
        let built = Command::new(cargo).args(["build", "-q", "--workspace", "--examples"]).status();
        assert!(built.expect("cargo").success());
        let test = std::env::current_exe().expect("target/debug/deps/suite");
        test.ancestors().nth(2).expect("target/debug").join("examples")
    })
}

fn run(example: &str, input: &str) -> Output {
    let mut child = Command::new(examples().join(example))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("example");
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

#[test]
fn addresses_in_corrections_out() {
    let output = run(
        "correct",
        "http://karte.medley.life/login\r\nhttps://karte.medley.life/d/signin\nhttps://karte-medley.life/\nno address\n\n\u{30ab}",
    );
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).expect("text");
    let found: Vec<Value> =
        text.lines().map(|line| serde_json::from_str(line).expect("json")).collect();
    let sign_in = "https://karte.medley.life/d/signin";
    let row = |url: &str, verdict: &str, to: Option<&str>, reason: Option<&str>| json!({"url": url, "verdict": verdict, "to": to, "reason": reason});
    let want = [
        row("http://karte.medley.life/login", "corrected", Some(sign_in), Some("sign_in_path")),
        row(sign_in, "right", None, None),
        row("https://karte-medley.life/", "suspicious", None, Some("hyphens")),
        row("no address", "other", None, None),
        row("", "other", None, None),
        row("\u{30ab}", "other", None, None),
    ];
    assert_eq!(found, want);
}

/// Answers of a server whose clock is right, as `[local send time in ms, seconds shown by the server]` after 22:13:00.
fn answers(answers: &[(f64, u32)]) -> Value {
    let sample = |&(sent, second): &(f64, u32)| {
        json!({
            "sent_local_ms": 1_699_999_980_000.0 + sent,
            "received_local_ms": 1_699_999_980_040.5 + sent,
            "date_header": format!("Tue, 14 Nov 2023 22:13:{second:02} GMT"),
        })
    };
    answers.iter().map(sample).collect()
}

fn clock(lines: &[Value]) -> Vec<Value> {
    let lines: Vec<_> = lines.iter().map(Value::to_string).collect();
    let output = run("clock", &lines.join("\n"));
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).expect("text");
    text.lines().map(|line| serde_json::from_str(line).expect("json")).collect()
}

#[test]
fn answers_in_an_honest_interval_out() {
    let far = 1_680_000.0;
    let lines = [
        json!({"samples": answers(&[(200.0, 0), (1_300.0, 1)])}),
        json!({"samples": answers(&[(200.0 - far, 0)])}),
        json!({"samples": answers(&[(200.0 + far, 0)])}),
        json!({"samples": answers(&[(200.0 + far, 0), (1_300.0 + far, 1)])}),
        json!({"samples": answers(&[(200.0, 0), (5_300.0, 0)]), "q_ms": 0}),
        json!({"samples": []}),
    ];
    let found = clock(&lines);
    let words: Vec<_> = found.iter().map(|found| found["verdict"]["300"].clone()).collect();
    assert_eq!(words, ["ok", "behind", "ahead?", "ahead", "unreliable", "unreliable"]);
    let want = json!({
        "lo_s": -0.7014, "hi_s": 0.2419, "estimate_s": -0.22975, "agreeing": 2, "anomalies": [],
        "ticked": true, "verdict_lo_s": -1.7014, "verdict_hi_s": 0.2419,
        "verdict": {"5": "ok", "30": "ok", "300": "ok"},
    });
    assert_eq!(found[0], want);
    assert_eq!(found[4]["anomalies"], json!(["frozen"]));
    assert_eq!(found[5]["lo_s"], Value::Null);
}

#[test]
fn a_clock_that_is_set_on_the_way_is_noticed_and_counts_as_set() {
    let mut samples = answers(&[(200.0, 0), (61_300.0, 1)]);
    for (sample, sent) in
        samples.as_array_mut().expect("samples").iter_mut().zip([1_000.0, 2_100.0])
    {
        sample["sent_perf_ms"] = json!(sent);
        sample["received_perf_ms"] = json!(sent + 40.5);
    }
    let found = &clock(&[json!({ "samples": samples })])[0];
    assert_eq!(found["anomalies"], json!(["step"]));
    assert_eq!((&found["agreeing"], &found["verdict"]["30"]), (&json!(2), &json!("ahead")));
    assert!((59.0..61.0).contains(&found["estimate_s"].as_f64().expect("estimate")));
    let mut back = answers(&[(200.0, 0)]);
    back[0]["received_local_ms"] = json!(0);
    assert_eq!(clock(&[json!({ "samples": back })])[0]["anomalies"], json!(["step"]));
}

#[test]
fn what_tells_no_time_is_said_on_its_line() {
    let sample = |key: &str, value: Value| {
        let mut samples = answers(&[(200.0, 0)]);
        samples[0][key] = value;
        json!({ "samples": samples })
    };
    let joined = "Tue, 14 Nov 2023 22:13:00 GMT, Tue, 14 Nov 2023 22:13:00 GMT";
    let found = clock(&[
        sample("date_header", json!("Tue, 14 Nov 2023 22:13:00 JST")),
        sample("date_header", json!(joined)),
        sample("date_header", json!("")),
        sample("date_header", Value::Null),
        sample("sent_local_ms", json!(1e300)),
        sample("age", json!(-1)),
        sample("age", json!(9_000_000_000_000_000_000_i64)),
        json!("no object"),
        json!({"samples": 7}),
        json!({"samples": [], "q_ms": -1}),
    ]);
    let reasons: Vec<_> = found.iter().map(|f| f["rejected"][0]["reason"].clone()).collect();
    assert_eq!(reasons[..4], ["not_gmt", "duplicate", "missing", "missing"]);
    let errors: Vec<_> = found.iter().map(|f| f["error"].is_string()).collect();
    assert_eq!(errors, [false, false, false, false, true, true, false, true, true, true]);
}

#[test]
fn a_short_code_in_its_facts_out() {
    let mut decode = Command::new(examples().join("decode"));
    let output = decode.args(["240B-DA62-01S9", "240b da62 01s8"]).output().expect("output");
    assert_eq!(output.status.code(), Some(2));
    let (told, refused) =
        (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    for words in
        ["前の証明書の選択 [choice_remembered]", "疑いあり [suspected]", "Windows [windows]"]
    {
        assert!(told.contains(words), "{told}");
    }
    assert!(!told.contains('?') && !told.contains('$'), "{told}");
    assert!(refused.contains("240b da62 01s8: どこかの文字が違う"), "{refused}");
}

#[test]
fn the_generated_files_are_those_that_are_kept() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let made = root.join("target/generated");
    let done = Command::new(examples().join("generate")).arg(&made).status().expect("example");
    assert!(done.success());
    for path in [
        "schema/evidence.schema.json",
        "schema/diagnosis.schema.json",
        "schema/report.schema.json",
        "extension/rules/correction.json",
        "extension/rules/hosts.js",
        "extension/shared/cause_table.js",
        "types/generated.d.ts",
    ] {
        let read = |root: &Path| std::fs::read_to_string(root.join(path)).expect(path);
        let hint = "cargo run -p karte-signin-doctor --example generate .";
        assert!(read(&made) == read(&root), "{path} is out of date, run: {hint}");
    }
}
