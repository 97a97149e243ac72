//! The words in `types/*.d.ts` are those of the Rust enums: a page cannot be written for a word that is never sent, and
//! none that is sent is missing there.

use karte_signin_doctor::diagnosis::types::Verdict;
use karte_signin_doctor::evidence::questions::{AnswerValue, Question};
use karte_signin_doctor::evidence::tab_state::TabState;
use karte_signin_doctor::report::{Brand, Platform};
use schemars::{JsonSchema, schema_for};
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// The words that an enum without data is written as.
fn written<T: JsonSchema>() -> BTreeSet<String> {
    let schema = schema_for!(T).to_value();
    let mut words = BTreeSet::new();
    for alternative in [&schema].into_iter().chain(schema["oneOf"].as_array().into_iter().flatten())
    {
        let listed = alternative["enum"].as_array().into_iter().flatten();
        let named = listed.chain(alternative.get("const"));
        words.extend(named.filter_map(Value::as_str).map(ToOwned::to_owned));
    }
    words
}

/// The words of `export type <name> = | "a" | "b";`.
fn declared(text: &str, name: &str) -> BTreeSet<String> {
    let head = format!("export type {name} =");
    let (_, rest) = text.split_once(&head).unwrap_or_else(|| panic!("no type {name}"));
    let (union, _) = rest.split_once(';').expect("an end");
    union.split('"').skip(1).step_by(2).map(ToOwned::to_owned).collect()
}

#[test]
fn the_words_for_pages_are_those_of_the_core() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../types/diagnosis.d.ts");
    let text = fs::read_to_string(path).expect("types");
    for (name, words) in [
        ("Verdict", written::<Verdict>()),
        ("State", written::<TabState>()),
        ("Question", written::<Question>()),
        ("Value", written::<AnswerValue>()),
        ("Brand", written::<Brand>()),
        ("Platform", written::<Platform>()),
    ] {
        assert!(words.len() > 3, "{name}: {words:?}");
        assert_eq!(declared(&text, name), words, "types/diagnosis.d.ts: {name}");
    }
}

#[test]
fn a_missing_word_is_seen() {
    let text = "export type Size =\n  | \"small\"\n  | \"large\";\nexport type Other = string;";
    assert_eq!(declared(text, "Size"), ["small", "large"].map(ToOwned::to_owned).into());
}
