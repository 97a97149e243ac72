//! Realistic input for measuring times and allocations of the core: addresses, evidence and searches.

#![allow(clippy::expect_used, reason = "a measurement may stop at once")]

use karte_signin_doctor::evidence::Evidence;
use karte_signin_doctor::evidence::readings::ExtensionFacts;
use karte_signin_doctor::extensions::bisect::{Bisect, Effect, Event, begin, step};
use karte_signin_doctor::extensions::candidates::Rules;
use karte_signin_doctor::extensions::{PageAnswer, Readiness, toggle};
use std::fs;
use std::path::Path;

/// Addresses of each kind. The last kind is one long address of two kilobytes, see [`addresses`].
pub const MIX: [(&str, &[&str]); 7] = [
    (
        "right",
        &[
            "https://karte.medley.life/d/signin",
            "https://karte.medley.life/d/reception?date=2026-01-05#list",
        ],
    ),
    (
        "corrected by the browser's rules",
        &[
            "https://karte.medley.life/login",
            "http://karte.medley.life/d/signin",
            "https://www.karte.medley.life/d/signin。",
            "https://kalte.medley.life/d/signin",
        ],
    ),
    (
        "typing error in the host",
        &[
            "https://karte.medly.life/",
            "https://kartemedley.life/d/signin",
            "http://karte.medley.jp/",
        ],
    ),
    (
        "offered",
        &["https://clinics.medley.life/", "https://www.google.com/search?q=karte.medley.life"],
    ),
    (
        "suspicious",
        &[
            "https://karte.medley.life.example.com/d/signin",
            "https://kаrte.mеdley.lifе/d/signin",
            "https://karte-medley.life/",
        ],
    ),
    (
        "foreign",
        &[
            "https://example.com/login",
            "https://accounts.google.com/v3/signin/identifier?continue=https%3A%2F%2Fmail.google.com",
            "https://www.mayoclinic.org/signin",
            "https://my-karte.example/d/signin",
        ],
    ),
    ("foreign, 2 KB", &[]),
];

/// Evidence from real browsers: one file for each of the most frequent causes, and the largest files.
pub const CASES: [&str; 8] = [
    "cached-dot-refused",
    "cached-helper",
    "clock-2y-behind",
    "missing-translated",
    "network-name",
    "revoked-said",
    "switch-during-the-day-said",
    "url-path-login",
];

/// The addresses of a kind.
pub fn addresses(kind: usize) -> Vec<String> {
    let long = || format!("https://example.com/signin?next={}", "karte%2Fd%2F".repeat(170));
    match MIX[kind].1 {
        [] => vec![long()],
        some => some.iter().map(ToString::to_string).collect(),
    }
}

/// All addresses of all kinds, without the long one.
pub fn mix() -> Vec<String> {
    (0..MIX.len() - 1).flat_map(addresses).collect()
}

/// The evidence in a file of the corpus.
pub fn evidence(case: &str) -> Evidence {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/corpus/recorded");
    let text = fs::read_to_string(folder.join(format!("{case}.json"))).expect("a case");
    serde_json::from_str(&text).expect("evidence")
}

/// `count` enabled extensions with distinct ids, without any permissions.
pub fn extensions(count: usize) -> Vec<ExtensionFacts> {
    let letter = |digit: usize| char::from(b"abcdefghijklmnop"[digit % 16]);
    let id = |number: usize| {
        (0..32).map(|place| letter((number * 7_919) >> (place % 16))).collect::<String>()
    };
    let one = |number: usize| ExtensionFacts {
        id: format!("{}{}{}", letter(number / 16), letter(number), &id(number)[2..]),
        name: format!("Extension {number}"),
        enabled: true,
        may_disable: true,
        ..ExtensionFacts::default()
    };
    (0..count).map(one).collect()
}

/// Every step of a search for one guilty extension among `count`: the state before it, and the event.
pub fn search(count: usize) -> Vec<(Bisect, Event)> {
    let mut list = extensions(count);
    let guilty = list[count / 2].id.clone();
    let (mut state, mut effects) = begin(0, &list, Rules::default());
    let mut steps = Vec::new();
    let mut off = Vec::new();
    while let Some(event) = effects.into_iter().find_map(|effect| match effect {
        Effect::Switching(toggle::Event::SetTargets { all, on, .. }) => {
            off = all.into_iter().map(|named| named.id).filter(|id| !on.contains(id)).collect();
            for one in &mut list {
                one.enabled = !off.contains(&one.id);
            }
            Some(Event::Settled { list: list.clone(), off: off.clone(), by_hand: Vec::new() })
        }
        Effect::Switching(toggle::Event::Check) => {
            Some(Event::Settled { list: list.clone(), off: off.clone(), by_hand: Vec::new() })
        }
        Effect::Probe => Some(Event::Probed(Readiness::Ready)),
        Effect::CheckPage => {
            let fails = !off.contains(&guilty);
            Some(Event::PageChecked(Some(if fails { PageAnswer::Bad } else { PageAnswer::Good })))
        }
        _ => None,
    }) {
        steps.push((state.clone(), event.clone()));
        (state, effects) = step(state, 0, event);
    }
    steps
}

/// The most expensive kind of step, late in a search: an answer is counted, and the next set is chosen, saved and switched.
pub fn late(steps: &[(Bisect, Event)]) -> &(Bisect, Event) {
    let counts = |(state, _): &&(Bisect, Event)| state.phase.stage() == Some("counting");
    let mut counting: Vec<_> = steps.iter().filter(counts).collect();
    counting.pop();
    counting.pop().expect("a search has such steps")
}
