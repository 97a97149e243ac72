//! Counts the heap allocations and bytes of typical calls of the core. The counts are the same on every machine and in every run.
//!
//! Each limit is close to the measured value, so a change that allocates more fails here and has to raise the limit on purpose.

#![allow(clippy::expect_used, clippy::panic, reason = "a test may stop at once")]

#[path = "samples/mod.rs"]
#[allow(dead_code, reason = "what is only timed")]
mod samples;

use allocation_counter::measure;
use karte_signin_doctor::base::json::{parse, read, write};
use karte_signin_doctor::diagnose;
use karte_signin_doctor::evidence::session::PcMemory;
use karte_signin_doctor::extensions::bisect::{Bisect, next, step};
use karte_signin_doctor::extensions::toggle::ToggleState;
use karte_signin_doctor::state::certificates::CertificateDiary;
use karte_signin_doctor::state::history::History;
use karte_signin_doctor::state::settings::Settings;
use karte_signin_doctor::url_correction::{classify, classify_text};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::hint::black_box;
use url::Url;

/// One measured operation, the allocations that it may make and the bytes that it may allocate.
///
/// A `BTreeMap` takes a whole node for one parameter of a finding. Saved state is read from a borrowed `serde_json::Value`
/// and written as one: its texts and the names of its fields are copies.
const LIMITS: [(&str, u64, u64); 12] = [
    ("correct, parsed, the mix", 19, 420),
    ("correct, text, the mix", 60, 1_700),
    ("diagnose, cached-helper", 34, 3_500),
    ("diagnose, clock-2y-behind", 31, 3_000),
    ("diagnose, network-name", 31, 3_000),
    ("diagnose, switch-during-the-day-said", 38, 3_750),
    ("search, what to try next, 300", 26, 36_500),
    ("search, a step, 30", 203, 14_400),
    ("search, a step, 300", 1_510, 132_000),
    ("stored, read", 82, 6_900),
    ("stored, written", 187, 14_300),
    ("stored, a search read and written", 160, 11_800),
];

/// Counts the allocations of `run`. A first, uncounted run fills what is initialised once.
fn counted<T>(run: impl Fn() -> T) -> (u64, u64) {
    drop(black_box(run()));
    let info = measure(|| drop(black_box(run())));
    (info.count_total, info.bytes_total)
}

fn corrections() -> [(u64, u64); 2] {
    let texts = samples::mix();
    let urls: Vec<Url> = texts.iter().filter_map(|text| Url::parse(text).ok()).collect();
    let parsed = counted(|| urls.iter().for_each(|url| drop(black_box(classify(url)))));
    [parsed, counted(|| texts.iter().for_each(|text| drop(black_box(classify_text(text)))))]
}

fn diagnosis(case: &str) -> (u64, u64) {
    let evidence = samples::evidence(case);
    counted(|| diagnose(&evidence))
}

/// Allocations for choosing what to try next, and for the whole step that also saves and switches.
fn search(count: usize) -> [(u64, u64); 2] {
    let steps = samples::search(count);
    let (state, event) = samples::late(&steps);
    let decided = counted(|| next(&state.field(), &state.answers));
    let given = counted(|| (state.clone(), event.clone()));
    let all = counted(|| step(state.clone(), 0, event.clone()));
    [decided, (all.0 - given.0, all.1 - given.1)]
}

/// Allocations for reading one stored value, and for writing it.
fn both<T: DeserializeOwned + Serialize>(saved: &Value) -> [(u64, u64); 2] {
    let known: T = read(saved).expect("state");
    [counted(|| read::<T>(saved)), counted(|| write(&known))]
}

/// All of one PC's storage.
fn stored() -> [(u64, u64); 3] {
    let text = include_str!("../../tests/fixtures/state/0.1.0.json");
    let state = parse(text).expect("json");
    let search = both::<Bisect>(&state["bisect"]);
    let others = [
        both::<CertificateDiary>(&state["diary"]),
        both::<History>(&state["history"]),
        both::<ToggleState>(&state["repair"]),
        both::<PcMemory>(&state["session"]),
        both::<Settings>(&state["settings"]),
    ];
    let sum = |of: &[(u64, u64)]| of.iter().fold((0, 0), |all, one| (all.0 + one.0, all.1 + one.1));
    [sum(&others.map(|[read, _]| read)), sum(&others.map(|[_, written]| written)), sum(&search)]
}

#[test]
fn nothing_asks_for_more_memory_than_its_limit() {
    let diagnoses = LIMITS.iter().filter_map(|(name, ..)| name.strip_prefix("diagnose, "));
    let ([next_300, step_300], [_, step_30]) = (search(300), search(30));
    let found = corrections().into_iter().chain(diagnoses.map(diagnosis));
    let found: Vec<_> = found.chain([next_300, step_30, step_300]).chain(stored()).collect();
    assert_eq!(found.len(), LIMITS.len());
    let mut hungrier = Vec::new();
    for ((name, most, most_bytes), (count, bytes)) in LIMITS.iter().zip(found) {
        println!("{name}: {count} times, {bytes} bytes; at most {most} and {most_bytes}");
        if count > *most || bytes > *most_bytes {
            hungrier.push(format!("{name}: {count} times, {bytes} bytes"));
        }
    }
    assert!(hungrier.is_empty(), "{}", hungrier.join("\n"));
}
