//! One extension of a run: its target state, and its state in Chrome's list.

use super::MOST_ATTEMPTS;
use crate::evidence::readings::ExtensionFacts;
use crate::extensions::ExtensionRef;
use serde::{Deserialize, Serialize};

/// One extension of a run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(ts_rs::TS))]
#[allow(clippy::struct_excessive_bools, reason = "independent facts about one extension")]
pub struct Target {
    #[serde(flatten)]
    pub named: ExtensionRef,
    #[serde(rename = "on")]
    pub want_enabled: bool,
    /// How many attempts were made for this target state.
    #[serde(rename = "tries")]
    pub attempts: u8,
    /// It has to be switched.
    pub pending: bool,
    /// Why the target state cannot be reached.
    #[serde(rename = "trouble")]
    pub failure: Option<SwitchFailure>,
    /// Its state in Chrome's list; `Some` from when that reached the target state until we switch it again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shown: Option<bool>,
    /// Chrome has written the shown state to disk, so a start of the browser does not change it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub lasting: bool,
    /// Somebody else has switched it since then, so it is left as it is.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub by_hand: bool,
}

crate::extensions::reads_named! {
    Target:
    #[serde(rename = "on")] want_enabled: bool,
    #[serde(rename = "tries")] attempts: u8,
    pending: bool,
    #[serde(rename = "trouble")] failure: Option<SwitchFailure>,
    #[serde(default)] shown: Option<bool>,
    #[serde(default)] lasting: bool,
    #[serde(default)] by_hand: bool
}

/// Why a target state cannot be reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum SwitchFailure {
    /// It is no longer installed.
    Missing,
    /// Chrome, a policy or another extension refuses the change.
    Refused,
}

impl Target {
    pub(super) const fn new(named: ExtensionRef, want_enabled: bool) -> Self {
        let (attempts, pending, failure) = (0, false, None);
        let (shown, lasting, by_hand) = (None, false, false);
        Self { named, want_enabled, attempts, pending, failure, shown, lasting, by_hand }
    }

    /// Sets a new target state. `shown` stays: a change that happens before ours was made by somebody else.
    pub(super) const fn set_target(&mut self, want_enabled: bool) {
        self.want_enabled = want_enabled;
        self.attempts = 0;
        self.pending = false;
        self.failure = None;
    }

    /// The person asks us to switch it, so an earlier switch by somebody else no longer counts.
    pub(super) const fn is_ours(&mut self) {
        self.by_hand = false;
        self.shown = None;
        self.lasting = false;
    }

    /// The browser has started. A state that Chrome had not yet written is reset to the earlier one; nobody switched it.
    pub(super) const fn started(&mut self) {
        if !self.lasting && !self.by_hand {
            self.shown = None;
        }
        self.set_target(self.want_enabled);
    }

    /// Chrome has had enough time to write the shown state to disk.
    pub(super) const fn lasts(&mut self) {
        self.lasting =
            matches!((self.shown, self.want_enabled), (Some(true), true) | (Some(false), false));
    }

    /// Compares the target state with the listed one. A difference is fixed by a limited number of attempts; if the
    /// extension was in its target state before, somebody else has switched it.
    pub(super) fn compare(&mut self, listed: Option<&ExtensionFacts>) {
        self.pending = false;
        self.failure = None;
        let Some(found) = listed else {
            self.failure = Some(SwitchFailure::Missing);
            return;
        };
        self.by_hand |= self.shown.is_some_and(|shown| shown != found.enabled);
        if self.by_hand || found.enabled == self.want_enabled {
            self.lasting &= self.shown == Some(found.enabled);
            self.shown = Some(found.enabled);
        } else if self.attempts >= MOST_ATTEMPTS || (found.enabled && !found.may_disable) {
            self.failure = Some(SwitchFailure::Refused);
        } else {
            self.attempts += 1;
            self.pending = true;
            self.shown = None;
            self.lasting = false;
        }
    }

    /// The observed state, as far as it is saved.
    pub(super) const fn seen(&self) -> (Option<bool>, bool) {
        (self.shown, self.by_hand)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn listed(enabled: bool) -> ExtensionFacts {
        ExtensionFacts { enabled, may_disable: true, ..ExtensionFacts::default() }
    }

    /// The target state is "disabled", then these lists come; returns after each whether the extension is switched.
    fn switched(lists: &[Option<bool>]) -> Vec<bool> {
        let mut item = Target::new(ExtensionRef { id: "a".into(), name: "A".into() }, false);
        let one = |on: &Option<bool>| {
            item.compare(on.map(listed).as_ref());
            item.pending
        };
        lists.iter().map(one).collect()
    }

    #[test]
    fn what_was_never_as_wished_is_switched_and_what_was_is_left_alone() {
        let (on, off, gone) = (Some(true), Some(false), None);
        for (lists, want) in [
            (&[on, on, on, on][..], &[true, true, true, false][..]),
            (&[on, off, on, off, on], &[true, false, false, false, false]),
            (&[off, on], &[false, false]),
            (&[gone, on, off], &[false, true, false]),
            (&[off, gone, on], &[false, false, false]),
        ] {
            assert_eq!(switched(lists), want, "{lists:?}");
        }
    }

    #[test]
    fn a_hand_is_known_by_what_was_shown_also_when_the_wish_has_changed_meanwhile() {
        let mut item = Target::new(ExtensionRef { id: "a".into(), name: "A".into() }, true);
        item.compare(Some(&listed(true)));
        // Disabled by hand, with no list read since; then the target state becomes "disabled", and "enabled" again.
        item.set_target(false);
        item.compare(Some(&listed(false)));
        item.set_target(true);
        item.compare(Some(&listed(false)));
        assert!(item.by_hand && !item.pending);
    }

    #[test]
    fn after_a_start_it_is_restored_unless_it_was_lasting_or_by_hand() {
        for (lasts, by_hand, restored) in
            [(false, false, true), (true, false, false), (false, true, false)]
        {
            let mut item = Target::new(ExtensionRef { id: "a".into(), name: "A".into() }, true);
            item.compare(Some(&listed(true)));
            if lasts {
                item.lasts();
            }
            if by_hand {
                item.compare(Some(&listed(false)));
            }
            item.started();
            item.compare(Some(&listed(false)));
            assert_eq!((item.pending, item.by_hand), (restored, !restored));
        }
    }
}
