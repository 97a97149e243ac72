//! This version reads everything that an earlier version saved, and loses nothing of it.
//!
//! `tests/fixtures/state` holds all of `chrome.storage.local` as each version wrote it on a PC that was really used
//! (`tests/e2e/record_state.mjs`).

use karte_signin_doctor::base::json::{read, write};
use karte_signin_doctor::evidence::session::{BrowserSession, PcMemory};
use karte_signin_doctor::extensions::bisect::Bisect;
use karte_signin_doctor::extensions::toggle::ToggleState;
use karte_signin_doctor::state::certificates::CertificateDiary;
use karte_signin_doctor::state::history::History;
use karte_signin_doctor::state::restart::Restart;
use karte_signin_doctor::state::settings::{Settings, TypoRedirect};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, from_value};
use std::fs;
use std::path::Path;

/// All storage keys; a PC that was really used has filled each of them.
const KEYS: [&str; 10] = [
    "bisect",
    "bookmarks",
    "diary",
    "history",
    "reminder",
    "repair",
    "restart",
    "session",
    "settings",
    "typing",
];

fn fixtures() -> Vec<(String, Value)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/fixtures/state");
    let found: Vec<_> = fs::read_dir(folder)
        .expect("fixtures")
        .map(|entry| {
            let path = entry.expect("entry").path();
            let text = fs::read_to_string(&path).expect("state");
            (path.display().to_string(), serde_json::from_str(&text).expect("json"))
        })
        .collect();
    assert!(!found.is_empty());
    found
}

/// The value after reading and writing it; `None` if it cannot be read.
fn again<T: DeserializeOwned + Serialize>(saved: &Value) -> Option<Value> {
    write(&read::<T>(saved)?)
}

/// Reads and writes a value whose format is the same in every version; it must not change.
fn through(key: &str, saved: &Value) -> Option<Value> {
    match key {
        "bisect" => again::<Bisect>(saved),
        "diary" => again::<CertificateDiary>(saved),
        "history" => again::<History>(saved),
        "repair" => again::<ToggleState>(saved),
        "restart" => again::<Restart>(saved),
        "session" => again::<PcMemory>(saved),
        "typing" => again::<TypoRedirect>(saved),
        _ => panic!("{key}"),
    }
}

#[test]
fn every_fixture_has_every_key() {
    for (name, state) in fixtures() {
        let keys: Vec<_> = state.as_object().expect("an object").keys().collect();
        assert_eq!(keys, KEYS, "{name}");
    }
}

#[test]
fn what_every_version_saved_is_read_whole_and_nothing_is_lost() {
    for (name, state) in fixtures() {
        for key in ["bisect", "diary", "history", "repair", "restart", "session", "typing"] {
            assert_eq!(through(key, &state[key]).as_ref(), Some(&state[key]), "{name} {key}");
        }
    }
}

#[test]
fn settings_are_migrated_and_every_choice_is_kept() {
    for (name, state) in fixtures() {
        let saved = &state["settings"];
        let settings = again::<Settings>(saved).unwrap_or_else(|| panic!("{name}"));
        for field in ["exceptions", "hostTyping", "language", "spared", "suspended"] {
            assert_eq!(settings[field], saved[field], "{name} {field}");
        }
        let read: Settings = from_value(saved.clone()).expect("settings");
        assert_eq!(read.correction().on, saved["correction"] != false, "{name}");
        assert_eq!(read.reminders().on, saved["reminders"] != false, "{name}");
        assert_eq!(
            again::<Settings>(&settings),
            Some(settings),
            "{name}: migrated once and for all"
        );
    }
}

#[test]
fn what_the_worker_reads_by_itself_keeps_its_form() {
    let source = concat!(env!("CARGO_MANIFEST_DIR"), "/../extension/typo_redirect.js");
    let script = fs::read_to_string(source).expect("typo_redirect.js");
    let settings = Settings { host_typing: true, ..Settings::default() };
    let typing = settings.typo_redirect(&BrowserSession::default()).expect("it is wanted");
    assert!(script.contains(&format!("typing?.v !== {} ", typing.v)));
}

#[test]
fn a_newer_form_is_not_guessed_at() {
    let (_, state) = fixtures().remove(0);
    for key in ["bisect", "diary", "history", "repair"] {
        let mut newer = state[key].clone();
        newer["v"] = 99.into();
        assert_eq!(through(key, &newer), None, "{key}");
    }
    let mut newer = state["settings"].clone();
    newer["v"] = 99.into();
    assert_eq!(again::<Settings>(&newer), None);
}
