//! What was tried on this PC recently, and whether it worked: only keys from the history, no names and no counts.

use crate::base::time::Millis;
use crate::state::history::{Fact, History, HistoryEntry};
use serde::Serialize;

/// Older repairs are not related to the present failure.
const LATELY_MS: Millis = 7 * 24 * 60 * 60 * 1_000;
/// Maximum number of repairs; the newest are kept.
const MOST: usize = 20;
/// The fixes that count as repairs, by their names in messages and in the history.
const REPAIRS: [&str; 7] = [
    "clear_cache",
    "clear_karte",
    "clear_medley",
    "private_window",
    "extensions_off",
    "extensions_bisect",
    "correct_bookmarks",
];

/// A repair that was begun.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema, ts_rs::TS))]
pub struct Repair {
    pub fix: &'static str,
    /// Whether it worked; `None` if that is unknown.
    pub worked: Option<bool>,
}

/// The repairs of the last days before `at`, oldest first. Entries in the future are included, because the clock may have
/// been corrected.
#[must_use]
pub fn repairs(history: &History, at: Millis) -> Vec<Repair> {
    let lately = |entry: &&HistoryEntry| at.saturating_sub(entry.at) <= LATELY_MS;
    let mut found: Vec<_> = history.entries.iter().filter(lately).filter_map(repair).collect();
    found.drain(..found.len().saturating_sub(MOST));
    found
}

fn repair(entry: &HistoryEntry) -> Option<Repair> {
    let fix = REPAIRS.into_iter().find(|known| *known == entry.fix)?;
    Some(Repair { fix, worked: worked(fix, entry) })
}

/// An opened window proves nothing, and neither does a try after which all extensions were enabled again.
fn worked(fix: &str, entry: &HistoryEntry) -> Option<bool> {
    match (fix, entry.after.get("outcome"), entry.after.get("kept_off")) {
        ("private_window", ..) => None,
        (_, Some(Fact::Text(outcome)), _) if outcome == "done" => Some(true),
        (_, Some(Fact::Text(outcome)), _) if outcome == "not_proven" => Some(false),
        (_, _, Some(Fact::Names(culprits))) if !culprits.is_empty() => Some(true),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::history::facts;

    const NOW: Millis = 1_795_370_000_000;

    fn history(entries: Vec<(Millis, &str, &'static str, Fact)>) -> History {
        let entry = |(at, fix, name, fact): (Millis, &str, &'static str, Fact)| HistoryEntry {
            at,
            fix: fix.to_owned(),
            after: facts([(name, fact)]),
            ..HistoryEntry::default()
        };
        History { entries: entries.into_iter().map(entry).collect(), ..History::default() }
    }

    #[test]
    fn what_an_entry_says_of_its_success() {
        let text = |word: &str| Fact::Text(word.to_owned());
        for (fix, name, fact, want) in [
            ("clear_cache", "outcome", text("done"), Some(Some(true))),
            ("clear_karte", "outcome", text("not_proven"), Some(Some(false))),
            ("clear_medley", "outcome", text("not_permitted"), Some(None)),
            ("clear_cache", "nothing", Fact::Number(1), Some(None)),
            ("private_window", "outcome", text("done"), Some(None)),
            ("extensions_bisect", "kept_off", Fact::Names(vec!["山田".into()]), Some(Some(true))),
            ("extensions_off", "kept_off", Fact::Names(vec![]), Some(None)),
            ("correct_bookmarks", "outcome", text("done"), Some(Some(true))),
            ("extensions_change", "kept_off", Fact::Names(vec![]), None),
            ("hanako@clinic.example", "outcome", text("done"), None),
        ] {
            let found = repairs(&history(vec![(NOW, fix, name, fact)]), NOW);
            assert_eq!(found.first().map(|one| one.worked), want, "{fix} {name}");
        }
    }

    #[test]
    fn only_the_newest_of_the_last_days_are_told() {
        let at = |at| (at, "clear_cache", "outcome", Fact::Number(0));
        let of = |times: Vec<Millis>| repairs(&history(times.into_iter().map(at).collect()), NOW);
        assert_eq!(of(vec![NOW - LATELY_MS - 1, NOW - LATELY_MS, NOW + LATELY_MS]).len(), 2);
        assert_eq!(of((0..100).map(|n| NOW - n).collect()).len(), MOST);
    }
}
