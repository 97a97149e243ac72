//! What somebody switches in Chrome's own list: when that is theirs, and that nobody overrides it.

use super::chrome::Chrome;
use karte_signin_doctor::extensions::experiment::Event;
use karte_signin_doctor::extensions::toggle::ToggleState;
use std::collections::{BTreeMap, BTreeSet};

#[derive(Default)]
pub struct Hands {
    /// How somebody left what had been shown as it was wished: from then on it is theirs.
    theirs: BTreeMap<String, bool>,
    /// What Chrome's list showed of each, as long as nobody but a hand can have changed it since.
    shown: BTreeMap<String, bool>,
    /// What is wished of each, as saved.
    wished: BTreeMap<String, bool>,
    /// Whatever anybody but us has switched.
    pub touched: BTreeSet<String>,
    /// What was switched by hand and listed since.
    noticed: BTreeSet<String>,
    /// Switched by somebody just before they came on record: nobody can tell that from what we switched.
    before: BTreeSet<String>,
    /// A record has gone.
    pub is_over: bool,
}

impl Hands {
    /// How somebody left it.
    pub fn left(&self, id: &str) -> Option<bool> {
        self.theirs.get(id).copied()
    }

    /// Whether somebody has switched it of whom we need not know.
    pub fn has_a_word(&self, id: &str) -> bool {
        self.theirs.contains_key(id) || self.before.contains(id)
    }

    pub fn recorded(&mut self, record: &BTreeSet<String>) {
        self.before.retain(|id| !record.contains(id));
    }

    pub fn note_word(&mut self, event: &Event) {
        match event {
            // Who keeps one, or has it back, says so to us.
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
            // Twice, and nobody has looked in between.
            self.theirs.remove(id);
        } else if is_over || self.theirs.contains_key(id) || self.shown.contains_key(id) {
            self.theirs.insert(id.to_owned(), on);
        } else if !is_on_record {
            self.before.insert(id.to_owned());
        }
    }

    /// What was listed and not saved before the worker died, the next one cannot know.
    pub fn note_death(&mut self, repair: &ToggleState) {
        let items = || repair.run.iter().flat_map(|run| &run.items);
        self.shown
            .retain(|id, on| items().any(|item| item.named.id == *id && item.shown == Some(*on)));
        self.theirs.retain(|id, left| {
            let mut about = items().filter(|item| item.named.id == *id).peekable();
            about.peek().is_none() || about.any(|i| i.by_hand || i.shown == Some(!*left))
        });
    }

    /// After a start Chrome may list what it had not yet written: that is nobody's act. Known to be somebody's is what was
    /// noticed before, and what differs from what was on the disk for long.
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

    /// What Chrome lists: where it is as wished, a later difference is somebody else's act.
    pub fn note_list(&mut self, chrome: &Chrome) {
        self.noticed.extend(self.theirs.keys().cloned());
        for (id, installed) in &chrome.installed {
            if self.wished.get(id) == Some(&installed.enabled) {
                self.shown.insert(id.clone(), installed.enabled);
            } else if self.shown.get(id) == Some(&installed.enabled) {
                // It is about to be switched by us: who does the same just then cannot be told from us.
                self.shown.remove(id);
            }
        }
    }

    pub fn note_wishes(&mut self, repair: &ToggleState, chrome: &Chrome) {
        let items = repair.run.iter().flat_map(|run| &run.items);
        self.wished = items.map(|item| (item.named.id.clone(), item.want_enabled)).collect();
        self.note_by_hand(repair, chrome);
    }

    /// Nobody's act is taken for somebody's; what is taken for one stays as it is.
    pub fn note_by_hand(&mut self, repair: &ToggleState, chrome: &Chrome) {
        let items = repair.run.iter().flat_map(|run| &run.items);
        for id in items.filter(|item| item.by_hand).map(|item| &item.named.id) {
            assert!(self.touched.contains(id), "nobody has switched {id}");
            let Some(installed) = chrome.installed.get(id) else { continue };
            self.theirs.entry(id.clone()).or_insert(installed.enabled);
        }
    }

    /// `unsaved`: there is no room, and what we switch now nobody knows later from what somebody else has switched.
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
