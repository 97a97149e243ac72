//! Hostile input: the seeds of the fuzz targets are read as intended, and no reader takes much more than ten times as long for
//! ten times the input.

use karte_signin_doctor::base::json::{self, read};
use karte_signin_doctor::base::sanitize::sanitize;
use karte_signin_doctor::base::site::SIGN_IN_URL;
use karte_signin_doctor::clock::parse_date;
use karte_signin_doctor::evidence::Evidence;
use karte_signin_doctor::evidence::session::{BrowserSession, PcMemory};
use karte_signin_doctor::extensions::bisect::Bisect;
use karte_signin_doctor::extensions::toggle::ToggleState;
use karte_signin_doctor::messages::request::{Message, MessageError, Sender};
use karte_signin_doctor::report::decode;
use karte_signin_doctor::state::backup::Backup;
use karte_signin_doctor::state::certificates::CertificateDiary;
use karte_signin_doctor::state::history::History;
use karte_signin_doctor::state::policy::Policy;
use karte_signin_doctor::state::restart::Restart;
use karte_signin_doctor::state::settings::{Settings, TypoRedirect};
use karte_signin_doctor::state::stored::{Stored, Validate};
use karte_signin_doctor::url_correction::classify_text;
use karte_signin_doctor::url_correction::redirect_log::{
    RedirectEntry, RedirectVerdict, record_redirect,
};
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::time::Duration;

/// The seeds of a target by their names.
fn seeds(target: &str) -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/seeds").join(target);
    let files = fs::read_dir(folder).expect("seeds").map(|entry| entry.expect("entry").path());
    let named = |path: &Path| path.file_name().expect("name").to_string_lossy().into_owned();
    files.map(|path| (named(&path), fs::read_to_string(&path).expect("text"))).collect()
}

fn parsed(text: &str) -> Value {
    json::parse(text).expect("json")
}

fn readable<T: DeserializeOwned>(value: &Value) -> bool {
    read::<T>(value).is_some()
}

fn whole<T: DeserializeOwned + Validate>(value: &Value) -> bool {
    matches!(read(value), Some(Stored::<T>::Valid(_)))
}

#[test]
fn each_kind_of_state_stands_among_the_seeds() {
    let mut found = BTreeSet::new();
    for (name, text) in seeds("stored") {
        let Value::Object(all) = parsed(&text) else { panic!("{name}") };
        for (key, value) in all {
            let is_read = match &*key {
                "settings" => readable::<Settings>(&value),
                "typing" => readable::<TypoRedirect>(&value),
                "session" => readable::<PcMemory>(&value),
                "visit" => readable::<BrowserSession>(&value),
                "restart" => readable::<Restart>(&value),
                "repair" => whole::<ToggleState>(&value),
                "bisect" => whole::<Bisect>(&value),
                "history" => whole::<History>(&value),
                "diary" => readable::<CertificateDiary>(&value),
                "evidence" => readable::<Evidence>(&value),
                _ => continue,
            };
            if !name.starts_with("damaged") && name != "newer" {
                assert!(is_read, "{name}: {key}");
            }
            found.insert(key);
        }
    }
    let kinds = "bisect diary evidence history repair restart session settings typing visit";
    assert_eq!(found.into_iter().collect::<Vec<_>>().join(" "), kinds);
}

#[test]
fn each_message_stands_among_the_seeds_and_is_understood_from_one_sender_only() {
    for (name, text) in seeds("message") {
        let by = |sender| Message::parse(Some(parsed(&text)), sender).err();
        let senders = [Sender::Page, Sender::ContentScript, Sender::Stranger].map(by);
        let refused = Some(MessageError::ForbiddenSender);
        let want = match &*name {
            "unknown" => [Some(MessageError::UnknownKind); 3],
            "seen" => [refused, None, refused],
            _ => [None, refused, refused],
        };
        assert_eq!(senders, want, "{name}");
    }
}

#[test]
fn each_kind_of_event_stands_among_the_seeds() {
    let mut found = BTreeSet::new();
    for (name, text) in seeds("observe") {
        let Value::Array(events) = parsed(&text) else { panic!("{name}") };
        let kinds = events.iter().map(|event| event["event"].as_str().expect("its kind"));
        found.extend(kinds.map(ToOwned::to_owned));
    }
    let kinds = [
        ["answered", "begin", "dot_host_asked", "failed"],
        ["failing_page_gone", "failing_page_seen", "request_stuck", "sent"],
    ];
    assert_eq!(found.into_iter().collect::<Vec<_>>(), [&kinds.concat()[..], &["started"]].concat());
}

/// Found by fuzzing: a search whose sets name candidates that do not exist never ended.
#[test]
fn a_search_whose_parts_do_not_fit_together_is_damaged() {
    let search = |on: &str, ids: [&str; 2]| {
        let [a, b] = ids.map(|id| format!(r#"{{"id":"{id}","name":"","stays":"free"}}"#));
        let text = format!(
            r#"{{"v":1,"started":0,"candidates":[{a},{b}],"leftOn":[],"rules":{{}},
                "answers":[{{"at":0,"on":[0,1],"answer":"bad","by":"before"}}],
                "phase":{{"trying":{{"on":{on},"stage":"switching","restarted":false}}}}}}"#
        );
        whole::<Bisect>(&parsed(&text))
    };
    assert!(search("[1]", ["a", "b"]));
    assert!(!search("[2]", ["a", "b"]), "nobody has the number 2");
    assert!(!search("[1]", ["a", "a"]), "one and the same twice");
}

#[test]
fn a_whole_file_stands_among_the_seeds() {
    for (name, text) in seeds("backup") {
        assert_eq!(readable::<Backup>(&parsed(&text)), matches!(&*name, "whole" | "odd"), "{name}");
    }
}

/// The input of a reader by its size, and the reader.
type Case = (&'static str, fn(usize) -> String, fn(&str));

/// A distinct extension id for each number.
fn id(number: usize) -> String {
    format!("{number:032}").bytes().map(|digit| char::from(b'a' + (digit - b'0'))).collect()
}

/// `count` parts in descending order, which is the worst case for a reader that sorts them.
fn parts(count: usize, part: impl Fn(usize) -> String) -> String {
    (0..count).rev().map(part).collect::<Vec<_>>().join(",")
}

fn stored<T: DeserializeOwned>(text: &str) -> Option<T> {
    read(&parsed(text))
}

const READERS: [Case; 14] = [
    (
        "ids of a message",
        |n| {
            format!(r#"{{"kind":"bisect","event":"try","ids":[{}]}}"#, parts(n, |i| format!("{i}")))
        },
        |text| drop(Message::parse(Some(parsed(text)), Sender::Page)),
    ),
    (
        "text of a message",
        |n| format!(r#"{{"kind":"backup","action":"preview","text":"{}"}}"#, "x".repeat(n)),
        |text| assert!(Message::parse(Some(parsed(text)), Sender::Page).is_ok()),
    ),
    (
        "ids in damaged state",
        |n| format!(r#"{{"v":9,"items":[{}]}}"#, parts(n, |i| format!(r#""{}""#, id(i)))),
        |text| drop(stored::<Stored<ToggleState>>(text)),
    ),
    (
        "kept ids in damaged state",
        |n| {
            format!(r#"{{"v":9,"items":[{}]}}"#, parts(n, |i| format!(r#"{{"kept":"{}"}}"#, id(i))))
        },
        |text| drop(stored::<Stored<ToggleState>>(text)),
    ),
    (
        "entries of a history",
        |n| {
            let entry = |i| format!(r#"{{"at":{i},"fix":"clear_cache"}}"#);
            format!(r#"{{"v":1,"entries":[{}]}}"#, parts(n, entry))
        },
        |text| stored::<History>(text).expect("history").prune(1_000_000),
    ),
    (
        "facts of a history",
        |n| {
            let facts = parts(n, |i| format!(r#""{i}":1"#));
            format!(r#"{{"v":1,"entries":[{{"at":1,"fix":"x","before":{{{facts}}}}}]}}"#)
        },
        |text| drop(stored::<Stored<History>>(text)),
    ),
    (
        "corrected navigations",
        |n| {
            let one = |i: usize| {
                let undone = i.is_multiple_of(2);
                format!(
                    r#"{{"request":"{i}","tabId":1,"at":1,"from":"x","to":"y","undone":{undone}}}"#
                )
            };
            format!(r#"{{"v":1,"corrected":[{}]}}"#, parts(n, one))
        },
        |text| {
            let mut visit: BrowserSession = stored(text).expect("visit");
            let event = corrected();
            assert_ne!(record_redirect(&mut visit.corrected, event), RedirectVerdict::NotOurs);
            assert!(visit.corrected.len() < 60);
        },
    ),
    (
        "exceptions",
        |n| format!(r#"{{"v":1,"exceptions":[{}]}}"#, parts(n, |i| format!(r#""{i}""#))),
        |text| stored::<Settings>(text).expect("settings").except("x"),
    ),
    (
        "an administrator's list",
        |n| format!(r#"{{"neverTouch":[{}]}}"#, parts(n, |i| format!(r#""{}""#, id(i)))),
        |text| assert!(!Policy::read(&parsed(text)).never_touch.is_empty()),
    ),
    (
        "entries of a diary",
        |n| {
            let entry = |i| format!(r#"{{"issued":"2026-01-31","confirmed":{i}}}"#);
            format!(r#"{{"v":1,"entries":[{}]}}"#, parts(n, entry))
        },
        |text| assert!(!stored::<CertificateDiary>(text).expect("diary").is_sound()),
    ),
    (
        "an address",
        |n| format!("https://karte.medley.life/{}", "%20".repeat(n)),
        |text| {
            drop(classify_text(text));
        },
    ),
    ("a code", |n| "1-".repeat(n), |text| assert!(decode(text).is_err())),
    ("a date", |n| " ".repeat(n) + "Tue", |text| assert!(parse_date(text).is_err())),
    ("a name", |n| "\u{202e}".repeat(n), |text| assert!(sanitize(text).is_empty())),
];

fn corrected() -> RedirectEntry {
    let (from, to) = ("https://karte.medley.life/login".into(), SIGN_IN_URL.into());
    RedirectEntry { request: "new".into(), tab_id: 1, at: 1, from, to, ..RedirectEntry::default() }
}

/// CPU seconds of the fastest of several runs, so that other load on the machine does not matter.
fn fastest(runs: usize, text: &str, reader: fn(&str)) -> f64 {
    let once = |_| {
        let begun = processor_seconds();
        reader(text);
        processor_seconds() - begun
    };
    (0..runs).map(once).fold(f64::INFINITY, f64::min)
}

/// CPU time of this thread so far, in seconds.
fn processor_seconds() -> f64 {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    Duration::try_from(time).unwrap_or_default().as_secs_f64()
}

/// Quadratic growth would make the ratio about 100.
#[test]
fn ten_times_the_input_takes_about_ten_times_as_long() {
    for (name, input, reader) in READERS {
        let [less, more] = [10_000, 100_000].map(|size| fastest(7, &input(size), reader));
        // Below 20 µs the timer is too coarse, so that is the least time that counts.
        let ratio = more / less.max(20e-6);
        assert!(ratio < 40.0, "{name}: {:.3} ms, {:.3} ms", less * 1e3, more * 1e3);
    }
}
