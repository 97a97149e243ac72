//! History of what was done, when, and how it can be undone: kept for 90 days; the person can view, export and erase it.

mod age;

pub use age::KEPT_MS;

use self::age::MOST;
use super::stored::{Stored, Validate, Version};
use crate::base::time::Millis;
use crate::evidence::readings::ExtensionFacts;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;

/// Kept in `chrome.storage.local` under `history`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct History {
    /// Version of the saved form.
    pub v: Version<1>,
    /// Oldest first.
    pub entries: Vec<HistoryEntry>,
    /// The last different days on which the history was changed or pruned, by the PC's clock, the newest last.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub days: Vec<i64>,
}

/// One thing that was done.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct HistoryEntry {
    /// When it was begun; `at` and `fix` together are the key of the entry.
    pub at: Millis,
    /// Which fix, by the name that messages use.
    pub fix: String,
    /// The state before.
    #[serde(default)]
    pub before: Facts,
    /// The state afterwards.
    #[serde(default)]
    pub after: Facts,
    /// How to undo it; `None`: it undid itself, or it cannot be undone.
    #[serde(default)]
    pub undo: Option<Undo>,
}

/// Numbers, texts and names by key; pages translate the keys into words.
pub type Facts = BTreeMap<String, Fact>;

/// Collects these facts into a map.
pub fn facts(named: impl IntoIterator<Item = (&'static str, Fact)>) -> Facts {
    let mut table = Facts::new();
    named.into_iter().for_each(|(name, fact)| drop(table.insert(name.to_owned(), fact)));
    table
}

/// A value in the history.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(ts_rs::TS))]
#[serde(untagged)]
pub enum Fact {
    Number(i64),
    /// A message key.
    Text(String),
    /// Names of extensions or bookmarks: untrusted text.
    Names(Vec<String>),
}

impl<'de> Deserialize<'de> for Fact {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = |value: &Value| value.as_str().map(str::to_owned);
        let read = match &Value::deserialize(deserializer)? {
            Value::Array(names) => names.iter().map(text).collect::<Option<_>>().map(Self::Names),
            Value::Number(number) => number.as_i64().map(Self::Number),
            other => text(other).map(Self::Text),
        };
        read.ok_or_else(|| D::Error::custom("neither number nor text nor names"))
    }
}

/// What can be undone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Undo {
    /// Ids of the extensions or bookmarks that it concerns.
    pub ids: Vec<String>,
    /// When it was undone.
    #[serde(default)]
    pub done_at: Option<Millis>,
}

/// The history as the person exports it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Export<'a> {
    /// Version of the exported form.
    pub schema: u32,
    /// When it was exported.
    pub at: Millis,
    /// Oldest first.
    pub entries: &'a [HistoryEntry],
}

impl Validate for History {
    /// Always true: the entries do not depend on each other.
    fn is_sound(&self) -> bool {
        true
    }
}

impl History {
    /// Returns the stored history; an empty one and true if the stored one is damaged or of another version and must be set
    /// aside.
    #[must_use]
    pub fn load(stored: Stored<Self>) -> (Self, bool) {
        match stored {
            Stored::Valid(history) => (history, false),
            Stored::Salvaged(_) => (Self::default(), true),
        }
    }

    /// Adds an entry; it replaces an entry with the same key.
    pub fn add(&mut self, now: Millis, entry: HistoryEntry) {
        self.entries.retain(|known| known.at != entry.at || known.fix != entry.fix);
        self.prune_to(MOST - 1, now);
        // The clock may have been set back since the last entry.
        let place = self.entries.partition_point(|known| known.at <= entry.at);
        self.entries.insert(place, entry);
    }

    /// Marks the entries as undone whose ids are all among these.
    pub fn undone(&mut self, now: Millis, ids: &[String]) {
        let open = self.entries.iter_mut().filter_map(|entry| entry.undo.as_mut());
        for undo in open.filter(|undo| undo.done_at.is_none()) {
            if undo.ids.iter().all(|id| ids.contains(id)) {
                undo.done_at = Some(now);
            }
        }
    }

    /// Marks an entry about disabled extensions as undone if Chrome lists none of its extensions as disabled any more.
    pub fn given_back(&mut self, now: Millis, listed: &[ExtensionFacts]) {
        let is_off = |id: &String| listed.iter().any(|one| one.id == *id && !one.enabled);
        let of_extensions = self.entries.iter_mut().filter(|e| e.fix.starts_with("extensions"));
        let open = of_extensions.filter_map(|entry| entry.undo.as_mut());
        for undo in open.filter(|undo| undo.done_at.is_none()) {
            if !undo.ids.iter().any(is_off) {
                undo.done_at = Some(now);
            }
        }
    }

    /// Everything, for the person.
    #[must_use]
    pub fn export(&self, now: Millis) -> Export<'_> {
        Export { schema: 1, at: now, entries: &self.entries }
    }

    pub fn erase(&mut self) {
        self.entries.clear();
        self.days.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{from_value, json, to_value};

    const DAY: Millis = 24 * 60 * 60 * 1_000;

    fn entry(at: Millis, fix: &str) -> HistoryEntry {
        HistoryEntry { at, fix: fix.into(), ..HistoryEntry::default() }
    }

    fn at(history: &History) -> Vec<Millis> {
        history.entries.iter().map(|entry| entry.at).collect()
    }

    #[test]
    fn kept_for_ninety_days() {
        let mut history = History::default();
        history.add(0, entry(0, "clear_cache"));
        history.add(90 * DAY, entry(90 * DAY, "clear_karte"));
        assert_eq!(at(&history), [0, 90 * DAY]);
        for day in [91, 92, 93] {
            assert_eq!(at(&history), [0, 90 * DAY], "{day}");
            history.prune(day * DAY);
        }
        assert_eq!(at(&history), [90 * DAY]);
        history.erase();
        assert_eq!(history, History::default());
    }

    #[test]
    fn a_clock_that_falls_behind_and_is_put_right_loses_nothing() {
        let mut history = History::default();
        history.add(800 * DAY, entry(800 * DAY, "clear_cache"));
        history.add(5, entry(5, "clear_karte"));
        assert_eq!(at(&history), [5, 800 * DAY]);
        for day in 801..=803 {
            history.prune(day * DAY);
        }
        assert_eq!(at(&history), [800 * DAY]);
    }

    #[test]
    fn what_is_told_once_more_after_the_clock_was_set_back_counts_once() {
        let mut history = History::default();
        let over = [("outcome".to_owned(), Fact::Text("done".into()))];
        history.add(9 * DAY, entry(9 * DAY, "clear_cache"));
        history.add(DAY, HistoryEntry { after: over.into(), ..entry(9 * DAY, "clear_cache") });
        assert_eq!(at(&history), [9 * DAY]);
        assert!(history.entries[0].after.contains_key("outcome"));
    }

    #[test]
    fn the_number_is_bounded() {
        let mut history = History::default();
        for n in 0..600 {
            history.add(DAY, entry(n, "clear_karte"));
        }
        assert_eq!(history.entries.len(), MOST);
        assert_eq!(history.entries[0].at, 100);
    }

    #[test]
    fn told_twice_counts_once_and_undone_is_noted() {
        let mut history = History::default();
        let undo = Some(Undo { ids: vec!["a".into(), "b".into()], done_at: None });
        for _ in 0..2 {
            history.add(1, HistoryEntry { undo: undo.clone(), ..entry(1, "extensions_bisect") });
        }
        assert_eq!(at(&history), [1]);
        history.undone(2, &["a".into()]);
        assert_eq!(history.entries[0].undo, undo);
        history.undone(3, &["b".into(), "a".into()]);
        assert_eq!(history.entries[0].undo.as_ref().and_then(|undo| undo.done_at), Some(3));
    }

    #[test]
    fn given_back_is_what_chrome_lists_as_on() {
        let listed = |id: &str, enabled| ExtensionFacts {
            id: id.into(),
            enabled,
            ..ExtensionFacts::default()
        };
        for (fix, on, done) in [
            ("extensions_bisect", [true, true], true),
            ("extensions_off", [true, false], false),
            ("extensions_off", [false, false], false),
            ("correct_bookmarks", [true, true], false),
        ] {
            let undo = Some(Undo { ids: ["a", "b", "gone"].map(Into::into).into(), done_at: None });
            let mut history = History::default();
            history.add(1, HistoryEntry { undo, ..entry(1, fix) });
            let [a, b] = on;
            history.given_back(2, &[listed("a", a), listed("b", b), listed("other", false)]);
            let at = history.entries[0].undo.as_ref().and_then(|undo| undo.done_at);
            assert_eq!(at.is_some(), done, "{fix} {on:?}");
        }
    }

    #[test]
    fn saved_and_read_again_and_another_version_set_aside() {
        let mut history = History::default();
        let before = [("cookies".to_owned(), Fact::Number(3))].into();
        let after = [("missing".to_owned(), Fact::Names(vec!["x".into()]))].into();
        history.add(7, HistoryEntry { before, after, ..entry(7, "clear_karte") });
        let saved = to_value(&history).expect("json");
        let export = to_value(history.export(8)).expect("json");
        assert_eq!(export["entries"], saved["entries"]);
        assert_eq!(History::load(from_value(saved).expect("history")), (history, false));
        let other = from_value(json!({"v": 2, "entries": []})).expect("anything");
        assert_eq!(History::load(other), (History::default(), true));
    }
}
