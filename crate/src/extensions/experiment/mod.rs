//! Toggle and search as one state machine: takes one event and returns all effects in the order in which they must be
//! performed.
//!
//! `browser::flows::experiment` performs the effects one by one, returns each result as an event, and loads the state again
//! at every wake-up. It may be stopped between any two effects.

mod step;

pub use step::step;

use super::bisect::Bisect;
use super::candidates::Rules;
use super::toggle::{Notice, ToggleState};
use super::{PageAnswer, Purpose, Readiness};
use crate::base::time::Millis;
use crate::evidence::readings::ExtensionFacts;
use crate::state::history::HistoryEntry;
use crate::state::stored::{Salvage, Stored};

/// Both states, as loaded.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Experiment {
    /// The toggle's state: the undo record, and what is kept off.
    pub toggle: ToggleState,
    /// The search, if there is or was one.
    pub bisect: Option<Bisect>,
}

impl Experiment {
    /// Whether the sign-in form alone shows that the page works: if a failure was seen before the form, or in a single try,
    /// where the person is asked anyway. A failure after the password does not show in the form.
    #[must_use]
    pub fn form_counts(&self) -> bool {
        let seen = self.bisect.as_ref().is_some_and(Bisect::has_failed_by_page);
        seen || self.toggle.purpose() == Some(Purpose::Try)
    }
}

/// An event from outside: the person, Chrome, the storage, the alarm.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// The person wants to try once whether the page works without all extensions that may be disabled.
    Try(Vec<ExtensionFacts>, Rules),
    /// The person wants to find the extension that causes the failure.
    Find(Vec<ExtensionFacts>, Rules),
    /// The person resumes after a pause.
    GoOn(Vec<ExtensionFacts>),
    Answer(PageAnswer),
    Stop,
    /// The person wants more time.
    Extend,
    /// The person wants these to stay disabled.
    Keep(Vec<String>),
    /// The person wants these enabled again.
    GiveBack(Vec<String>),
    /// The result of the certificate probe.
    Probed(Readiness),
    /// The result of the page check.
    PageChecked(Option<PageAnswer>),
    /// The toggle's state with this number was saved and read back.
    Saved(u32),
    /// That state could not be saved, or reads differently.
    NotSaved(u32),
    Listed(Vec<ExtensionFacts>),
    /// The worker has started again.
    Woken,
    /// The worker has started for the first time in what may be a new browser session.
    WokenAnew,
    Rang,
    /// The periodic check of the deadline while extensions are disabled.
    Ticked,
    /// The clock was set by this amount while the worker ran; if it is positive, the PC may have been asleep instead.
    ClockSet(Millis),
    /// The browser has started.
    Started,
    /// Saved state is unusable.
    Salvaged(Damage),
}

/// Which saved state is unusable.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Damage {
    /// What can still be read of the toggle's state, with its undo record.
    pub toggle: Option<Salvage>,
    /// What can still be read of the search.
    pub bisect: Option<Salvage>,
}

/// What has to be done. What the person is asked or told is in the saved state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Copy what is under this key to `<key>.aside`.
    SetAside(&'static str),
    /// Save under `repair`, read back, compare: [`Event::Saved`] or [`Event::NotSaved`].
    SaveToggle(ToggleState),
    /// Save under `repair` what was only observed; nothing waits for it.
    SaveSeen(ToggleState),
    /// Save under `bisect`.
    SaveBisect(Box<Bisect>),
    /// Remove what is under this key.
    Forget(&'static str),
    /// Enable or disable an extension; a failure shows in the next list.
    Switch {
        id: String,
        on: bool,
    },
    /// Read Chrome's list: [`Event::Listed`].
    List,
    /// Run the certificate probe: [`Event::Probed`].
    Probe,
    /// Open the page, at the earliest 0.5 s after the last switch: [`Event::PageChecked`].
    CheckPage,
    /// Set the alarm: [`Event::Rang`]. There is only one, so a later time replaces an earlier one.
    Alarm(Millis),
    Say(Notice),
    /// Add to the history.
    Log(HistoryEntry),
}

/// The state that is loaded at a wake-up; the event, if any, must be processed before [`Event::Woken`].
#[must_use]
pub fn load(
    toggle: Option<Stored<ToggleState>>,
    bisect: Option<Stored<Bisect>>,
) -> (Experiment, Option<Event>) {
    let (toggle, lost_toggle) = whole(toggle);
    let (bisect, lost_bisect) = whole(bisect);
    let experiment = Experiment { toggle: toggle.unwrap_or_default(), bisect };
    let damage = Damage { toggle: lost_toggle, bisect: lost_bisect };
    let event = (damage != Damage::default()).then_some(Event::Salvaged(damage));
    (experiment, event)
}

fn whole<T>(stored: Option<Stored<T>>) -> (Option<T>, Option<Salvage>) {
    match stored {
        Some(Stored::Valid(state)) => (Some(state), None),
        Some(Stored::Salvaged(parts)) => (None, Some(parts)),
        None => (None, None),
    }
}
