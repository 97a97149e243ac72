//! What was done, when, and how it can be undone: kept for 90 days, shown, exported and erased by the person.

use crate::facts::{ExtensionFacts, Millis};
use crate::few::{Few, in_order};
use crate::plain::{Plain, read};
use crate::versioned::{Sound, Stored, Version};
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize};

/// So long an entry is kept.
pub const KEPT_MS: Millis = 90 * 24 * 60 * 60 * 1_000;
/// More entries than this are not kept, however young.
const MOST: usize = 500;
const DAY_MS: Millis = 24 * 60 * 60 * 1_000;
/// So many different days must agree that an entry is too old: a clock that is wrong for a day or two erases nothing.
const AGREE: usize = 3;

/// Kept in `chrome.storage.local` under `history`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct History {
    /// Version of the saved form.
    pub v: Version<1>,
    /// Oldest first.
    pub entries: Vec<Entry>,
    /// The last days on which something was noted, as the clock showed them, the newest look last.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub days: Vec<i64>,
}

/// One thing that was done.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Entry {
    /// When it was begun; with `fix` it tells entries apart.
    pub at: Millis,
    /// Which fix, by the name that messages use.
    pub fix: String,
    /// How it was before.
    #[serde(default)]
    pub before: Facts,
    /// How it was afterwards.
    #[serde(default)]
    pub after: Facts,
    /// How to undo it; `None`: it was undone by itself, or cannot be.
    #[serde(default)]
    pub undo: Option<Undo>,
}

/// Numbers, texts and names by their key; words come from the keys.
pub type Facts = Few<String, Fact>;

/// One of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Fact {
    /// A count.
    Number(i64),
    /// A key of a word.
    Text(String),
    /// Names, untrusted.
    Names(Vec<String>),
}

impl<'de> Deserialize<'de> for Fact {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(match Plain::deserialize(deserializer)? {
            Plain::Whole(number) => Self::Number(number),
            Plain::Text(text) => Self::Text(text.into_owned()),
            names => Self::Names(read(names).map_err(D::Error::custom)?),
        })
    }
}

/// How to undo it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Undo {
    /// What for: ids of extensions, addresses of bookmarks.
    pub ids: Vec<String>,
    /// When that was done.
    #[serde(default)]
    pub done_at: Option<Millis>,
}

/// What a person takes away with them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Export<'a> {
    /// Version of the exported form.
    pub schema: u32,
    /// When it was exported.
    pub at: Millis,
    /// Oldest first.
    pub entries: &'a [Entry],
}

impl Sound for History {
    /// Every entry stands for itself.
    fn is_sound(&self) -> bool {
        true
    }
}

impl History {
    /// What was stored; of another version or damaged, an empty one, and true: the old one is to be set aside.
    #[must_use]
    pub fn open(stored: Stored<Self>) -> (Self, bool) {
        match stored {
            Stored::Whole(history) => (history, false),
            Stored::Parts(_) => (Self::default(), true),
        }
    }

    /// Takes in what was done; the same thing told twice counts once.
    pub fn add(&mut self, now: Millis, entry: Entry) {
        self.entries.retain(|known| known.at != entry.at || known.fix != entry.fix);
        self.entries.push(entry);
        self.prune(now);
    }

    /// Drops what is too old, when the last different days on which it was looked at agree: one wrong clock does not count.
    /// What seems to come from the future keeps its time, which is its name: the clock is behind,
    /// and will be put right, or it was ahead.
    pub fn prune(&mut self, now: Millis) {
        self.note_day(now);
        if let Some(sure) = self.surely_past() {
            self.entries.retain(|entry| sure.min(now).saturating_sub(entry.at) <= KEPT_MS);
        }
        // Before they are put in order, which is made for few; they are saved oldest first.
        let surplus = self.entries.len().saturating_sub(MOST);
        self.entries.drain(..surplus);
        self.entries = in_order(std::mem::take(&mut self.entries), |entry| entry.at);
    }

    fn note_day(&mut self, now: Millis) {
        let day = now.div_euclid(DAY_MS);
        self.days.retain(|known| *known != day);
        self.days.push(day);
        let surplus = self.days.len().saturating_sub(AGREE);
        self.days.drain(..surplus);
    }

    /// The moment that has passed by all of the last days.
    fn surely_past(&self) -> Option<Millis> {
        let first = self.days.iter().min().filter(|_| self.days.len() >= AGREE)?;
        first.checked_mul(DAY_MS)
    }

    /// Notes that what an entry could undo has been undone.
    pub fn undone(&mut self, now: Millis, ids: &[String]) {
        let open = self.entries.iter_mut().filter_map(|entry| entry.undo.as_mut());
        for undo in open.filter(|undo| undo.done_at.is_none()) {
            if undo.ids.iter().all(|id| ids.contains(id)) {
                undo.done_at = Some(now);
            }
        }
    }

    /// Notes what was undone of the extensions that were kept off: Chrome lists none of an entry as off any more.
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

    /// Forgets everything.
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

    fn entry(at: Millis, fix: &str) -> Entry {
        Entry { at, fix: fix.into(), ..Entry::default() }
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
    fn one_wrong_clock_erases_nothing() {
        let year = 365 * DAY;
        for wrong in [3 * year, 100 * DAY, 91 * DAY] {
            let mut history = History::default();
            for day in 0..10 {
                history.add(800 * DAY + day * DAY, entry(800 * DAY + day * DAY, "clear_cache"));
            }
            let now = 809 * DAY;
            for minute in 0..5 {
                let at = now + wrong + minute * 60_000;
                history.add(at, entry(at, "clear_karte"));
            }
            history.add(now + 1, entry(now + 1, "clear_medley"));
            assert_eq!(history.entries.len(), 16, "{wrong}");
        }
    }

    #[test]
    fn what_is_told_once_more_after_the_clock_was_set_back_counts_once() {
        let mut history = History::default();
        let over = [("outcome".to_owned(), Fact::Text("done".into()))];
        history.add(9 * DAY, entry(9 * DAY, "clear_cache"));
        history.add(DAY, Entry { after: over.into(), ..entry(9 * DAY, "clear_cache") });
        assert_eq!(at(&history), [9 * DAY]);
        assert!(history.entries[0].after.get("outcome").is_some());
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
            history.add(1, Entry { undo: undo.clone(), ..entry(1, "extensions_bisect") });
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
            history.add(1, Entry { undo, ..entry(1, fix) });
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
        history.add(7, Entry { before, after, ..entry(7, "clear_karte") });
        let saved = to_value(&history).expect("json");
        let export = to_value(history.export(8)).expect("json");
        assert_eq!(export["entries"], saved["entries"]);
        assert_eq!(History::open(from_value(saved).expect("history")), (history, false));
        let other = from_value(json!({"v": 2, "entries": []})).expect("anything");
        assert_eq!(History::open(other), (History::default(), true));
    }
}
