//! What `decode` reads as a line, and what it refuses: tables for each field, and the seeds of the fuzz target `report_line`.

#[path = "../../examples/decode/ndjson/mod.rs"]
mod ndjson;

use ndjson::{BadLine, LONGEST_LINE, LineError, Row, read};
use serde_json::{Value, json};
use std::fs;
use std::path::Path;

const CODE: &str = "240B-DA62-01S9";

fn one(text: &str) -> Result<Row, LineError> {
    read(1, text.as_bytes()).map(|row| row.expect("a row")).map_err(|bad| bad.error)
}

/// A report whose code is [`CODE`], with one field changed.
fn document(field: &str, value: Value) -> String {
    let mut document = json!({"kind": "report", "code": CODE, "report": {
        "schema": 1, "build": "0.1.0+0123456789", "at": 1_795_910_399_000_i64, "utcOffsetMinutes": 540,
        "browser": "chrome", "browserVersion": 156, "platform": "windows",
        "state": "certificate_required", "primary": "choice_remembered", "newer": [{"a": 1}],
    }});
    document["report"][field] = value;
    document.to_string()
}

#[test]
fn codes_as_people_write_them() {
    for text in
        [CODE, "240bda6201s9", "　２４０Ｂ ＤＡ６２ ０１Ｓ９", "24oB-DA62-olS9", "240B−DA62−01S9"]
    {
        assert_eq!(one(text).map(|row| row.code), Ok(CODE.to_owned()), "{text}");
    }
    for (text, error) in [
        ("240B-DA62-01S", LineError::CodeLength),
        ("240B-DA62-01SU", LineError::CodeLetter),
        ("240B-DA62-10S9", LineError::CodeCheck),
        ("3000-0000-0009", LineError::CodeVersion),
        ("25PR-1000-0006", LineError::CodeField),
        ("[\"240B-DA62-01S9\"]", LineError::CodeLetter),
    ] {
        assert_eq!(one(text), Err(error), "{text}");
    }
}

#[test]
fn fields_beside_a_code() {
    let line = |field: &str, value: Value| json!({"code": CODE, field: value}).to_string();
    for (field, value, want) in [
        ("at", json!("2026-11-29"), None),
        ("at", json!("2028-02-29"), None),
        ("at", json!("2026-02-29"), Some(LineError::At)),
        ("at", json!("2026-11-29T23:59:59.5Z"), None),
        ("at", json!("2026-11-29T23:59:59"), Some(LineError::At)),
        ("at", json!("2026-1-2"), Some(LineError::At)),
        ("at", json!("+12026-11-29"), Some(LineError::At)),
        ("at", json!(" 2026-11-29"), Some(LineError::At)),
        ("at", json!(1), Some(LineError::Form)),
        ("clinic", json!("A-1021"), None),
        ("clinic", json!(null), None),
        ("clinic", json!("x".repeat(40)), None),
        ("clinic", json!("x".repeat(41)), Some(LineError::Clinic)),
        ("clinic", json!("山田医院"), Some(LineError::Clinic)),
        ("clinic", json!("Yamada Taro"), Some(LineError::Clinic)),
        ("clinic", json!("=1+1"), Some(LineError::Clinic)),
        ("clinic", json!("a,b"), Some(LineError::Clinic)),
        ("clinic", json!(""), Some(LineError::Clinic)),
        ("version", json!("0.1.0"), None),
        ("version", json!("0.1.x"), Some(LineError::Version)),
        ("version", json!("1.2.3.4.5"), Some(LineError::Version)),
        ("clinc", json!("A-1021"), Some(LineError::Form)),
        ("report", json!([]), Some(LineError::Form)),
    ] {
        assert_eq!(one(&line(field, value.clone())).err(), want, "{field} {value}");
    }
    assert_eq!(one("{}"), Err(LineError::Form));
    assert_eq!(one(&format!("{{\"code\":\"{CODE}\",\"code\":\"{CODE}\"}}")), Err(LineError::Form));
    assert_eq!(one(&format!("{{\"code\":\"{CODE}\"}} x")), Err(LineError::Json));
}

#[test]
fn fields_of_a_report() {
    for (field, value, want) in [
        ("schema", json!(1), None),
        ("schema", json!(2), Some(LineError::Schema)),
        ("schema", json!("1"), Some(LineError::Form)),
        ("state", json!("signed_in"), Some(LineError::CodeDiffers)),
        ("primary", json!("clock"), Some(LineError::CodeDiffers)),
        ("primary", json!(null), Some(LineError::CodeDiffers)),
        ("platform", json!("macos"), Some(LineError::CodeDiffers)),
        ("browser", json!("edge"), Some(LineError::CodeDiffers)),
        ("at", json!(i64::MAX), Some(LineError::At)),
        ("at", json!(i64::MIN), Some(LineError::At)),
        ("at", json!(8_210_266_876_799_999_i64), Some(LineError::At)),
        ("at", json!(253_402_300_800_000_i64), Some(LineError::At)),
        ("utcOffsetMinutes", json!(i32::MAX), Some(LineError::At)),
        ("build", json!("0.1.0+山田"), Some(LineError::Version)),
        ("build", json!("dev"), None),
        ("repairs", json!([]), None),
        ("repairs", json!([{"fix": "clear_cache", "worked": null, "at": 1}]), None),
        ("repairs", json!([{"fix": "Yamada Taro", "worked": true}]), Some(LineError::Repairs)),
        ("repairs", json!([{"fix": "clear_cache", "worked": "yes"}]), Some(LineError::Form)),
        (
            "repairs",
            json!(vec![json!({"fix": "a", "worked": true}); 101]),
            Some(LineError::Repairs),
        ),
    ] {
        assert_eq!(one(&document(field, value.clone())).err(), want, "{field} {value}");
    }
    // With another schema number every other field may differ, so only the schema is reported.
    assert_eq!(
        one(&json!({"code": CODE, "report": {"schema": 2}}).to_string()),
        Err(LineError::Schema)
    );
}

#[test]
fn a_report_says_when_and_which_version_and_the_desk_knows_better_when() {
    let row =
        one(&document("repairs", json!([{"fix": "clear_cache", "worked": false}]))).expect("row");
    let row = json!(row);
    assert_eq!(
        (&row["day"], &row["at"]),
        (&json!("2026-11-29"), &json!("2026-11-29T08:59:59+09:00"))
    );
    assert_eq!((&row["version"], &row["build"]), (&json!("0.1.0"), &json!("0.1.0+0123456789")));
    assert_eq!(row["repairs"], json!([{"fix": "clear_cache", "worked": false}]));
    assert_eq!(row["browser_version"], 156);
    let mut known: Value = serde_json::from_str(&document("schema", json!(1))).expect("json");
    known["at"] = json!("2026-12-01");
    let row = json!(one(&known.to_string()).expect("row"));
    assert_eq!((&row["day"], &row["at"]), (&json!("2026-12-01"), &Value::Null));
}

#[test]
fn a_line_of_the_greatest_length_is_read() {
    let spaces = |count: usize| format!("{CODE}{}", " ".repeat(count - CODE.len()));
    assert!(one(&spaces(LONGEST_LINE)).is_ok());
    assert_eq!(one(&spaces(LONGEST_LINE + 1)), Err(LineError::TooLong));
    assert_eq!(read(7, b"\xff"), Err(BadLine { line: 7, error: LineError::NotUtf8 }));
    assert_eq!(read(7, b" \t\r"), Ok(None));
}

/// The name of a seed says how it is read: `row…`, or the key of the error.
#[test]
fn the_seeds_of_the_fuzz_target_are_read_as_their_names_say() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/seeds/report_line");
    let mut read = 0;
    for file in fs::read_dir(folder).expect("seeds").map(|entry| entry.expect("entry").path()) {
        let name = file.file_name().expect("name").to_string_lossy().into_owned();
        let outcome = one(&fs::read_to_string(&file).expect("text"));
        let told = outcome.map_or_else(|error| json!(error), |_| json!("row"));
        assert_eq!(name.split('-').next(), told.as_str(), "{name}");
        read += 1;
    }
    assert!(read >= 10, "{read}");
}
