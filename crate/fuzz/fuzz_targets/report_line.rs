//! Any line for `decode`: it becomes a row of keys, numbers and times, or one error. No free text of it gets through, and the
//! values of the row, written as a line again, give the same row.

#![no_main]

#[path = "../../examples/decode/ndjson/mod.rs"]
mod ndjson;

use karte_signin_doctor_fuzz::in_proportion;
use libfuzzer_sys::fuzz_target;
use ndjson::{Row, read};
use serde_json::{Value, json};

fuzz_target!(|bytes: &[u8]| {
    check(bytes);
    let text = String::from_utf8_lossy(bytes);
    // A valid code, so that the fuzzer does not have to find its check letter.
    check(json!({ "code": "240B-DA62-01S9", "at": text }).to_string().as_bytes());
    check(json!({ "code": "240B-DA62-01S9", "clinic": text, "version": "0.1.0" }).to_string().as_bytes());
    check(format!(r#"{{"code":"240B-DA62-01S9",{text}}}"#).as_bytes());
    check(
        format!(
            r#"{{"code":"240B-DA62-01S9","report":{{"schema":1,"browser":"chrome","platform":"windows","state":"certificate_required","primary":"choice_remembered",{text}}}}}"#
        )
        .as_bytes(),
    );
});

fn check(line: &[u8]) {
    match read(1, line) {
        Err(bad) => assert_eq!(bad.line, 1),
        Ok(None) => assert!(String::from_utf8_lossy(line).trim_matches('\u{feff}').trim().is_empty()),
        Ok(Some(row)) => {
            in_proportion(&row, &String::from_utf8_lossy(line));
            only_keys(&json!(row));
            again(&row);
        }
    }
}

/// No space, quote, comma or non-Latin letter: neither personal text nor a spreadsheet formula gets into a table.
fn only_keys(value: &Value) {
    match value {
        Value::String(text) => {
            let inside = |byte: u8| byte.is_ascii_alphanumeric() || b"._+:-".contains(&byte);
            assert!(text.len() <= 40 && text.bytes().all(inside), "{text:?}");
            assert!(text.starts_with(|first: char| first.is_ascii_alphanumeric() || first == '_'), "{text:?}");
        }
        Value::Array(values) => values.iter().for_each(only_keys),
        Value::Object(fields) => fields.values().for_each(only_keys),
        _ => {}
    }
}

fn again(row: &Row) {
    let when = row.at.as_ref().or(row.day.as_ref());
    let line = json!({ "code": row.code, "at": when, "clinic": row.clinic, "version": row.version });
    let same = Row { build: None, browser_version: None, repairs: None, ..row.clone() };
    assert_eq!(read(1, line.to_string().as_bytes()), Ok(Some(same)), "{line}");
}
