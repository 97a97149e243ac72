//! Toggle and search as one state machine: one event in, all effects out, in the order in which they have to happen.
//!
//! `browser::flows::experiment` performs the effects one by one, returns each result as an event, and loads the state
//! anew at every wake. It may be stopped between any two effects.

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
    /// What is switched, and what is to be on again.
    pub repair: ToggleState,
    /// The search, if there is or was one.
    pub bisect: Option<Bisect>,
}

impl Experiment {
    /// Whether the sign-in form alone shows that it works: where the failure was seen before any form, or where the person
    /// is asked anyway. A failure that follows the password does not show in the form.
    #[must_use]
    pub fn form_counts(&self) -> bool {
        let seen = self.bisect.as_ref().is_some_and(Bisect::has_failed_by_page);
        seen || self.repair.purpose() == Some(Purpose::Try)
    }
}

/// What comes from outside: the person, Chrome, the storage, the alarm.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// The person wants to see once whether it works without all that may be switched off.
    Try(Vec<ExtensionFacts>, Rules),
    /// The person wants to know which extension it is.
    Find(Vec<ExtensionFacts>, Rules),
    /// The person goes on after a pause.
    GoOn(Vec<ExtensionFacts>),
    Answer(PageAnswer),
    Stop,
    /// The person wants more time.
    Extend,
    /// The person wants these to stay off.
    Keep(Vec<String>),
    /// The person wants these back.
    GiveBack(Vec<String>),
    /// What the certificate probe says.
    Probed(Readiness),
    /// What the page says.
    Looked(Option<PageAnswer>),
    /// The repair state with this number was saved and read back.
    Saved(u32),
    /// It could not be saved, or reads differently.
    NotSaved(u32),
    Listed(Vec<ExtensionFacts>),
    /// The worker runs again.
    Woken,
    /// The worker runs for the first time in what may be a new session of the browser.
    WokenAnew,
    Rang,
    /// The worker, which runs on while extensions are off, looks at the time.
    Ticked,
    /// Somebody set the clock by so much while the worker ran; ahead, the PC may have been asleep instead.
    ClockSet(Millis),
    /// The browser has started.
    Started,
    /// Saved state cannot be used.
    Salvaged(Damage),
}

/// Which saved state cannot be used.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Damage {
    /// What can be read of the record of what is to be on again.
    pub repair: Option<Salvage>,
    /// What can be read of the search.
    pub bisect: Option<Salvage>,
}

/// What is to be done. What the person is asked or told stands in the saved state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Copy what is under this key to `<key>.aside`.
    SetAside(&'static str),
    /// Save under `repair`, read back, compare: [`Event::Saved`] or [`Event::NotSaved`].
    SaveRepair(ToggleState),
    /// Save under `repair` what was only seen; nothing waits for it.
    SaveSeen(ToggleState),
    /// Save under `bisect`.
    SaveBisect(Box<Bisect>),
    /// Remove what is under this key.
    Forget(&'static str),
    /// Switch an extension; that it fails is seen in the next list.
    Switch {
        id: String,
        on: bool,
    },
    /// Ask Chrome: [`Event::Listed`].
    List,
    /// Ask the certificate probe: [`Event::Probed`].
    Probe,
    /// Open the page, at the earliest 0.5 s after the last switch: [`Event::Looked`].
    Look,
    /// Wake then: [`Event::Woken`]. One alarm, the last one counts.
    Alarm(Millis),
    Say(Notice),
    /// Add to the history.
    Log(HistoryEntry),
}

/// What is loaded at a wake; the event, if any, is to be taken in before [`Event::Woken`].
#[must_use]
pub fn load(
    repair: Option<Stored<ToggleState>>,
    bisect: Option<Stored<Bisect>>,
) -> (Experiment, Option<Event>) {
    let (repair, lost_repair) = whole(repair);
    let (bisect, lost_bisect) = whole(bisect);
    let trial = Experiment { repair: repair.unwrap_or_default(), bisect };
    let damage = Damage { repair: lost_repair, bisect: lost_bisect };
    let event = (damage != Damage::default()).then_some(Event::Salvaged(damage));
    (trial, event)
}

fn whole<T>(stored: Option<Stored<T>>) -> (Option<T>, Option<Salvage>) {
    match stored {
        Some(Stored::Valid(state)) => (Some(state), None),
        Some(Stored::Salvaged(parts)) => (None, Some(parts)),
        None => (None, None),
    }
}
