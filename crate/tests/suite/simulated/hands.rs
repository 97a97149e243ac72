//! Tracks what somebody switches in Chrome's own list: when such a change must be respected, and that nothing overrides it.

use super::chrome::Chrome;
use karte_signin_doctor::extensions::experiment::Event;
use karte_signin_doctor::extensions::toggle::ToggleState;
use std::collections::{BTreeMap, BTreeSet};

#[derive(Default)]
pub struct Hands {
    /// State in which somebody left an extension that had already shown the wanted state: from then on their choice counts.
    theirs: BTreeMap<String, bool>,
    /// State of each extension in Chrome's list, for as long as only a manual change can differ from it.
    shown: BTreeMap<String, bool>,
    /// The wanted state of each extension, as saved.
    wished: BTreeMap<String, bool>,
    /// Everything that somebody other than us has switched.
    pub touched: BTreeSet<String>,
    /// Switched by hand, and listed since.
    noticed: BTreeSet<String>,
    /// Switched by somebody just before the extension came on record: this cannot be told from our own switching.
    before: BTreeSet<String>,
    /// A record was removed.
    pub is_over: bool,
}

impl Hands {
    /// The state in which somebody left it, if that is known.
    pub fn left(&self, id: &str) -> Option<bool> {
        self.theirs.get(id).copied()
    }

    /// Whether somebody has switched it, even if we cannot know that.
    pub fn has_a_word(&self, id: &str) -> bool {
        self.theirs.contains_key(id) || self.before.contains(id)
    }

    pub fn recorded(&mut self, record: &BTreeSet<String>) {
        self.before.retain(|id| !record.contains(id));
    }

    pub fn note_word(&mut self, event: &Event) {
        match event {
            // A person who keeps an extension off or takes it back decides through us, so the manual change no longer counts.
            Event::Keep(ids) | Event::GiveBack(ids) => {
                self.theirs.retain(|id, _| !ids.contains(id));
            }
            Event::Try(..) | Event::Find(..) | Event::GoOn(_) => {
                self.theirs.clear();
                self.shown.clear();
            }
            _ => {}
        }
    }

    pub fn note_hand(&mut self, id: &str, on: bool, is_on_record: bool) {
        self.touched.insert(id.to_owned());
        let is_over = self.is_over && !is_on_record;
        if self.shown.get(id) == Some(&on) && !self.noticed.contains(id) {
            // Switched twice, and not listed in between.
            self.theirs.remove(id);
        } else if is_over || self.theirs.contains_key(id) || self.shown.contains_key(id) {
            self.theirs.insert(id.to_owned(), on);
        } else if !is_on_record {
            self.before.insert(id.to_owned());
        }
    }

    /// What was listed but not saved before the worker died is unknown to the next worker.
    pub fn note_death(&mut self, repair: &ToggleState) {
        let items = || repair.run.iter().flat_map(|run| &run.items);
        self.shown
            .retain(|id, on| items().any(|item| item.named.id == *id && item.shown == Some(*on)));
        self.theirs.retain(|id, left| {
            let mut about = items().filter(|item| item.named.id == *id).peekable();
            about.peek().is_none() || about.any(|i| i.by_hand || i.shown == Some(!*left))
        });
    }

    /// After a start Chrome may list states that it had not written before; these are nobody's changes. A change counts as manual
    /// if it was noticed before the start, or if it differs from a state that was on the disk for long.
    pub fn note_start(&mut self, repair: &ToggleState, chrome: &Chrome) {
        let items: Vec<_> = repair.run.iter().flat_map(|run| &run.items).collect();
        self.shown.retain(|id, _| items.iter().any(|i| i.named.id == *id && i.lasting));
        let on = |id: &String| chrome.installed.get(id).is_some_and(|i| i.enabled);
        self.theirs.retain(|id, left| {
            *left = on(id);
            let item = items.iter().find(|item| item.named.id == *id);
            item.is_none_or(|i| i.by_hand || (i.lasting && i.shown != Some(*left)))
        });
    }

    /// Chrome's list: where an extension has the wanted state, a later difference is a manual change.
    pub fn note_list(&mut self, chrome: &Chrome) {
        self.noticed.extend(self.theirs.keys().cloned());
        for (id, installed) in &chrome.installed {
            if self.wished.get(id) == Some(&installed.enabled) {
                self.shown.insert(id.clone(), installed.enabled);
            } else if self.shown.get(id) == Some(&installed.enabled) {
                // We are about to switch it: a manual change at the same moment cannot be told from ours.
                self.shown.remove(id);
            }
        }
    }

    pub fn note_wishes(&mut self, repair: &ToggleState, chrome: &Chrome) {
        let items = repair.run.iter().flat_map(|run| &run.items);
        self.wished = items.map(|item| (item.named.id.clone(), item.want_enabled)).collect();
        self.note_by_hand(repair, chrome);
    }

    /// Nothing counts as a manual change unless somebody switched it. What counts as one keeps its state.
    pub fn note_by_hand(&mut self, repair: &ToggleState, chrome: &Chrome) {
        let items = repair.run.iter().flat_map(|run| &run.items);
        for id in items.filter(|item| item.by_hand).map(|item| &item.named.id) {
            assert!(self.touched.contains(id), "nobody has switched {id}");
            let Some(installed) = chrome.installed.get(id) else { continue };
            self.theirs.entry(id.clone()).or_insert(installed.enabled);
        }
    }

    /// `unsaved`: the storage is full, so this change of ours cannot later be told from a manual one.
    pub fn note_switch(&mut self, id: &str, on: bool, unsaved: bool) {
        assert!(on || !unsaved, "{id} is switched off, and that was not saved");
        if unsaved {
            self.touched.insert(id.to_owned());
        }
        let left = self.left(id);
        assert!(left.is_none_or(|left| left == on), "{id} was left by hand, and is overridden");
        self.shown.remove(id);
    }
}
