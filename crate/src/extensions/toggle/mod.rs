//! Disables extensions for a while and enables them again, so that neither a crash nor a late write leaves one disabled.
//!
//! The undo record is saved, and read back, before the first extension is disabled. At every wake-up Chrome's list is
//! compared with the target state and differences are fixed: no switch is assumed to have worked. Chrome writes to disk
//! about ten seconds late, so the record is removed only when a later list shows all of them enabled.
//!
//! Target state and observed state are separate. Once Chrome's list has shown an extension in its target state, a later
//! difference was made by somebody else: the extension is then left as it is, and the person is told (`Target::by_hand`).
//! Only a start of the browser, before which Chrome may not have written its list, resets what was observed.

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
/// After this time Chrome has written its list to disk.
pub const DISK_WRITE_MS: Millis = 30 * 1_000;
/// After this many attempts an extension counts as refused.
pub const MOST_ATTEMPTS: u8 = 3;

/// Kept in `chrome.storage.local` under `repair`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ToggleState {
    /// Version of the saved form.
    pub v: Version<2>,
    /// Revision number of the saved state.
    pub rev: u32,
    /// The run in progress. If the field is absent, the state is damaged.
    #[serde(deserialize_with = "Option::deserialize")]
    pub run: Option<DisableRun>,
    /// Extensions that the person wants to stay off; they can be re-enabled at any time.
    pub kept: Vec<KeptOff>,
}

/// An extension that stays disabled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(ts_rs::TS))]
pub struct KeptOff {
    #[serde(flatten)]
    pub named: ExtensionRef,
    pub at: Millis,
}

crate::extensions::reads_named! { KeptOff: at: Millis }

/// A run: extensions that were enabled before, some of which are disabled for a while.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct DisableRun {
    pub started: Millis,
    /// Until when they may stay off.
    pub deadline: Deadline,
    pub purpose: Purpose,
    /// Whether the run is still trying or is restoring.
    pub phase: Phase,
    /// The undo record, with the target state of each extension.
    pub items: Vec<Target>,
    /// The result of the page check.
    pub seen: Option<PageAnswer>,
    /// Why the page check is inconclusive so far.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub doubt: Option<Inconclusive>,
    /// How long to keep trying extensions that cannot be restored.
    pub patience: LeftBehindNotice,
    /// Chrome's list showed all of them in their target states.
    #[serde(skip)]
    pub settled: bool,
    /// The browser has just started, and nothing was switched since then.
    #[serde(skip)]
    pub at_start: bool,
    /// Not saved yet; a run that is read from storage never has this set.
    #[serde(skip)]
    pub new: bool,
}

/// Whether the person knows about extensions that cannot be re-enabled, and how long we keep trying.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LeftBehindNotice {
    /// The person does not know yet: try until they do.
    Untold,
    /// The person knows: try until the next start of the browser.
    Told,
    /// That start has happened: this is the last attempt.
    Last,
}

/// The phase of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    Trying,
    /// All are being enabled again.
    Ending {
        why: EndReason,
        /// Since when Chrome's list has shown the target state.
        #[serde(rename = "quiet")]
        settled_since: Option<Millis>,
    },
}

/// An event for the toggle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// `all` are enabled or were enabled before the run; of them only those in `on` are to be enabled now.
    SetTargets {
        purpose: Purpose,
        /// All extensions that the run is about.
        all: Vec<ExtensionRef>,
        /// The ids of those that are to be enabled.
        on: Vec<String>,
    },
    /// Chrome's list is requested.
    Check,
    /// The person wants more time.
    Extend,
    End(EndReason),
    /// These are to stay disabled.
    Keep(Vec<ExtensionRef>),
    /// These were kept disabled and are to be enabled again.
    ReEnable(Vec<String>),
    /// The result of the certificate probe.
    Probed(Readiness),
    /// The result of the page check. A working page does not end the run: the person still wants to sign in.
    Seen(Option<PageAnswer>),
    /// The person's answer.
    Said(PageAnswer),
    /// The state with this number was saved and read back.
    Saved(u32),
    /// That state could not be saved, or reads differently.
    NotSaved(u32),
    Listed(Vec<ExtensionFacts>),
    /// The worker has started again, for whatever reason.
    Woken,
    /// The worker has started for the first time in what may be a new browser session.
    WokenAnew,
    Rang,
    /// The periodic check of the deadline while extensions are off.
    Ticked,
    /// The clock was set by this amount while the worker ran; if it is positive, the PC may have been asleep instead.
    ClockSet(Millis),
    /// The browser has started.
    Started,
    /// The saved state is unusable.
    Salvaged(Salvage),
}

/// What has to be done, in this order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Copy the unusable state to another key.
    SetAside,
    /// Save, read back, compare: [`Event::Saved`] or [`Event::NotSaved`].
    Save(ToggleState),
    /// Save what was only observed: the time, and Chrome's list. Nothing waits for it.
    SaveSeen(ToggleState),
    /// Remove the saved state.
    Forget,
    /// Enable or disable an extension; a failure shows in the next list.
    Switch {
        id: String,
        on: bool,
    },
    /// Read Chrome's list: [`Event::Listed`].
    List,
    /// Run the certificate probe: [`Event::Probed`].
    Probe,
    /// Check the page: [`Event::Seen`].
    CheckPage,
    /// Set the alarm: [`Event::Rang`]. There is only one, so a later time replaces an earlier one.
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
    /// Nothing was disabled because the state could not be saved.
    CouldNotSave,
    /// Saved state that is damaged or of another version was set aside; the extensions that it names are enabled.
    SetAside,
    /// All are enabled again, as before.
    Restored,
    LeftBehind {
        missing: Vec<ExtensionRef>,
        /// Cannot be enabled.
        refused: Vec<ExtensionRef>,
        /// Disabled by somebody else meanwhile, and left that way.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        by_hand: Vec<ExtensionRef>,
    },
    /// All are enabled again except these, which somebody else has disabled meanwhile and which are left that way.
    LeftByHand(Vec<ExtensionRef>),
}

/// What the toggle reports to the search.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ToggleOutcome {
    /// Chrome's list shows all in their target states, as far as they can be reached.
    Settled {
        list: Vec<ExtensionFacts>,
        /// The ids of those that are to be disabled.
        off: Vec<String>,
        /// The ids of those that somebody else has enabled or disabled meanwhile.
        by_hand: Vec<String>,
    },
    /// The run is ending.
    Ended(EndReason),
}

impl ToggleState {
    /// Whether extensions are disabled for a while.
    #[must_use]
    pub fn is_trying(&self) -> bool {
        self.run.as_ref().is_some_and(|run| run.phase == Phase::Trying)
    }

    /// Whether the run needs the timer. It does not while only extensions that cannot be restored are left and the person
    /// knows.
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
