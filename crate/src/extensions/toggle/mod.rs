//! Disables extensions for a while and enables them again, so that neither a crash nor a late write leaves one disabled.
//!
//! The undo record is saved, and read back, before the first extension is disabled. At every wake the list of Chrome is
//! compared with the target state and differences are fixed: no order is assumed to have worked. Chrome writes to disk
//! about ten seconds late, so the record is removed only when a later list shows all enabled.
//!
//! Target state and observed state are kept apart. Once Chrome's list has shown an extension in its target state, a later
//! difference is somebody else's act: the extension is left alone from then on, and the person is told
//! (`Target::by_hand`). Only a start of the browser, before which Chrome may not have written, makes us compare anew.

mod run;
mod single_try;
mod step;
mod target;
mod wake;

pub use single_try::Inconclusive;
pub use step::step;
pub use target::{SwitchFailure, Target};

use super::{EndReason, ExtensionRef, PageAnswer, Purpose, Readiness};
use crate::base::deadline::{Deadline, LONGEST_MS};
use crate::base::time::Millis;
use crate::evidence::readings::ExtensionFacts;
use crate::state::history::HistoryEntry;
use crate::state::stored::{Salvage, Version};
use serde::{Deserialize, Serialize};

/// Extensions stay off at most this long, unless the person asks for more time.
pub const TRY_MS: Millis = LONGEST_MS;
/// Chrome has written its list to disk this long after the last switch.
pub const DISK_WRITE_MS: Millis = 30 * 1_000;
/// After this many attempts an extension counts as refusing.
pub const MOST_ATTEMPTS: u8 = 3;

/// Kept in `chrome.storage.local` under `repair`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ToggleState {
    /// Version of the saved form.
    pub v: Version<2>,
    /// Counts the saved states.
    pub rev: u32,
    /// What is being tried or restored. Not there at all, it is damaged.
    #[serde(deserialize_with = "Option::deserialize")]
    pub run: Option<DisableRun>,
    /// Extensions that the person wants to stay off; they can be re-enabled at any time.
    pub kept: Vec<KeptOff>,
}

/// One that stays off.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(ts_rs::TS))]
pub struct KeptOff {
    #[serde(flatten)]
    pub named: ExtensionRef,
    pub at: Millis,
}

crate::extensions::reads_named! { KeptOff: at: Millis }

/// A run: extensions that were on before, some of which are off for a while.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct DisableRun {
    pub started: Millis,
    /// Until when they may stay off.
    pub deadline: Deadline,
    pub purpose: Purpose,
    /// Whether they are still being tried.
    pub phase: Phase,
    /// The undo record, and the target state of each.
    pub items: Vec<Target>,
    /// The result of the page check.
    pub seen: Option<PageAnswer>,
    /// Why the page check is inconclusive so far.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub doubt: Option<Inconclusive>,
    /// How long those that cannot be restored are still waited for.
    pub patience: LeftBehindNotice,
    /// Chrome's list showed all in their target states.
    #[serde(skip)]
    pub settled: bool,
    /// The browser has just started, and nothing was switched since.
    #[serde(skip)]
    pub at_start: bool,
    /// Not yet saved once: what is read from storage always is.
    #[serde(skip)]
    pub new: bool,
}

/// Whether the person knows about extensions that cannot be re-enabled, and how long they are still tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LeftBehindNotice {
    /// Until the person knows about them.
    Untold,
    /// The person knows; until the next start of the browser.
    Told,
    /// That start has come: this is the last try.
    Last,
}

/// How far a run is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    Trying,
    /// All are being enabled again.
    Ending {
        why: EndReason,
        /// Since when Chrome lists the target state.
        #[serde(rename = "quiet")]
        settled_since: Option<Millis>,
    },
}

/// What the toggle hears.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// `all` are on or were on before the run; of them only those in `on` are to be on now.
    Want {
        purpose: Purpose,
        /// All that the run is about.
        all: Vec<ExtensionRef>,
        /// The ids of those that are to be on.
        on: Vec<String>,
    },
    /// What Chrome lists is wanted.
    Check,
    /// The person wants more time.
    Extend,
    End(EndReason),
    /// These are to stay off.
    Keep(Vec<ExtensionRef>),
    /// These, kept off until now, are to be on again.
    GiveBack(Vec<String>),
    /// What the certificate probe says.
    Probed(Readiness),
    /// The page was checked. That it works does not end the run: the person still wants to sign in.
    Seen(Option<PageAnswer>),
    /// The person says whether it works.
    Said(PageAnswer),
    /// The state with this number was saved and read back.
    Saved(u32),
    /// It could not be saved, or reads differently.
    NotSaved(u32),
    Listed(Vec<ExtensionFacts>),
    /// The worker runs again, for whatever reason.
    Woken,
    /// The worker runs for the first time in what may be a new session of the browser.
    WokenAnew,
    Rang,
    /// The periodic check of the deadline while extensions are off.
    Ticked,
    /// Somebody set the clock by so much while the worker ran; ahead, the PC may have been asleep instead.
    ClockSet(Millis),
    /// The browser has started.
    Started,
    /// The saved state cannot be used.
    Salvaged(Salvage),
}

/// What is to be done, in this order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Copy the unusable state to another key.
    SetAside,
    /// Save, read back, compare: [`Event::Saved`] or [`Event::NotSaved`].
    Save(ToggleState),
    /// Save what was only seen: the time, and what Chrome lists. Nothing waits for it.
    SaveSeen(ToggleState),
    /// Remove the saved state.
    Forget,
    /// Enable or disable an extension; a failure shows in the next list.
    Switch {
        id: String,
        on: bool,
    },
    /// Ask Chrome: [`Event::Listed`].
    List,
    /// Ask the certificate probe: [`Event::Probed`].
    Probe,
    /// Look at the page: [`Event::Seen`].
    Look,
    /// Wake then: [`Event::Woken`]. One alarm, the last one counts.
    Alarm(Millis),
    Say(Notice),
    /// Add to the history.
    Log(HistoryEntry),
    Outcome(ToggleOutcome),
}

/// What a person is told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
#[cfg_attr(not(target_arch = "wasm32"), ts(rename = "BisectNotice"))]
pub enum Notice {
    /// Nothing was switched because it could not be saved.
    CouldNotSave,
    /// Saved state of another version, or damaged, was set aside; what it names is switched on.
    SetAside,
    /// All are on again as they were.
    Restored,
    LeftBehind {
        missing: Vec<ExtensionRef>,
        /// Cannot be switched on.
        refused: Vec<ExtensionRef>,
        /// Disabled by somebody else meanwhile, and left so.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        by_hand: Vec<ExtensionRef>,
    },
    /// All but these, which somebody else has switched off meanwhile: they are left so.
    LeftByHand(Vec<ExtensionRef>),
}

/// What the toggle reports to the search.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ToggleOutcome {
    /// Chrome lists all in their target states, as far as they can be.
    Settled {
        list: Vec<ExtensionFacts>,
        /// The ids of those that are to be off.
        off: Vec<String>,
        /// The ids of those that somebody else has switched meanwhile.
        by_hand: Vec<String>,
    },
    /// The try is over.
    Ended(EndReason),
}

impl ToggleState {
    /// Whether extensions are switched off for a while.
    #[must_use]
    pub fn is_trying(&self) -> bool {
        self.run.as_ref().is_some_and(|run| run.phase == Phase::Trying)
    }

    /// Whether something is to happen at a certain time; those that cannot be restored are not waited for so.
    #[must_use]
    pub fn is_timed(&self) -> bool {
        self.run
            .as_ref()
            .is_some_and(|run| run.phase == Phase::Trying || run.patience != LeftBehindNotice::Told)
    }

    /// What the run in progress is for.
    #[must_use]
    pub fn purpose(&self) -> Option<Purpose> {
        self.run.as_ref().map(|run| run.purpose)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::json::read;
    use crate::state::stored::Stored;
    use serde_json::json;

    #[test]
    fn a_repair_without_its_run_is_damaged() {
        let whole = json!({"v": 2, "rev": 1, "run": null, "kept": []});
        let mut damaged = whole.clone();
        damaged.as_object_mut().expect("fields").remove("run");
        for (value, readable) in [(whole, true), (damaged, false)] {
            let found: Stored<ToggleState> = read(&value).expect("anything can be read");
            assert_eq!(matches!(found, Stored::Valid(_)), readable);
        }
    }
}
