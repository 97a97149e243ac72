//! What the world's storage saves, sets aside and removes.

use super::world::World;
use karte_signin_doctor::extensions::experiment::Event;
use karte_signin_doctor::extensions::toggle::ToggleState;
use karte_signin_doctor::state::stored::Stored;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::cell::RefCell;

/// Cache of one stored text and its parsed value: the invariants read it after every effect, but the same text is parsed once.
pub(super) struct Read<T>(RefCell<Option<(String, Stored<T>)>>);

impl<T> Default for Read<T> {
    fn default() -> Self {
        Self(RefCell::new(None))
    }
}

impl<T: Clone> Read<T>
where
    Stored<T>: Clone + DeserializeOwned,
{
    pub(super) fn of(&self, text: Option<&String>) -> Option<Stored<T>> {
        let text = text?;
        let mut last = self.0.borrow_mut();
        if let Some((_, read)) = last.as_ref().filter(|(known, _)| known == text) {
            return Some(read.clone());
        }
        let read: Stored<T> = serde_json::from_str(text).expect("anything can be read");
        *last = Some((text.clone(), read.clone()));
        Some(read)
    }
}

impl World {
    pub(super) fn store<T: Serialize>(&mut self, key: &str, state: &T) {
        let value = serde_json::to_string(state).expect("json");
        self.chrome.storage.insert(key.into(), value);
    }

    pub(super) fn save_repair(&mut self, state: ToggleState) -> Event {
        let rev = state.rev;
        if self.chrome.storage_full {
            return Event::NotSaved(rev);
        }
        self.store("repair", &state);
        self.record = state.kept.into_iter().map(|kept| kept.named.id).collect();
        let items = state.run.into_iter().flat_map(|run| run.items);
        self.record.extend(items.map(|item| item.named.id));
        self.theirs.recorded(&self.record);
        self.spoiled = false;
        Event::Saved(rev)
    }

    pub(super) fn set_aside(&mut self, key: &str) {
        let value = self.chrome.storage.get(key).cloned().unwrap_or_default();
        self.chrome.storage.insert(format!("{key}.aside"), value);
    }

    pub(super) fn forget(&mut self, key: &str) {
        self.chrome.storage.remove(key);
        if key == "repair" {
            self.record.clear();
            self.theirs.is_over = true;
        }
    }
}
