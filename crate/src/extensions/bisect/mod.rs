//! Finds the extension that breaks the karte by bisection; every result is confirmed.
//!
//! [`search`] computes what to try next, [`step`] runs the trial with a person or by the page alone. Enabling and
//! disabling is left to [`crate::extensions::toggle`], which holds the undo record.

mod answers;
mod candidates;
mod extension_set;
mod search;
mod step;
mod steps_remaining;

pub use answers::{AnswerSource, RecordedAnswer};
pub use extension_set::{ExtensionSet, MOST};
pub use search::{NextStep, SearchResult, SearchSpace, Undecided, minimal_hitting_sets, next};
pub use step::{begin, step};
pub use steps_remaining::steps_left;

use super::candidates::{KeepReason, Rules};
use super::{EndReason, ExtensionRef, PageAnswer, Readiness};
use crate::base::time::Millis;
use crate::evidence::readings::ExtensionFacts;
use crate::state::stored::Version;
use serde::{Deserialize, Serialize};

/// Kept in `chrome.storage.local` under `bisect`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Bisect {
    /// Version of the saved form.
    pub v: Version<1>,
    pub started: Millis,
    /// Who may be switched, the most powerful first.
    pub candidates: Vec<Candidate>,
    /// Who is left on.
    pub left_on: Vec<Left>,
    pub rules: Rules,
    /// What was said so far; the first one is the failure itself.
    pub answers: Vec<RecordedAnswer>,
    /// How far it is.
    pub phase: Phase,
}

/// One that may be switched.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Candidate {
    #[serde(flatten)]
    pub named: ExtensionRef,
    /// Whether it still lets itself be switched.
    pub stays: Availability,
}

crate::extensions::reads_named! { Candidate: stays: Availability }

/// What became of a candidate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Availability {
    /// It can be switched.
    Free,
    /// It cannot be switched off any more.
    On,
    /// It is gone, or cannot be switched on any more.
    Off,
}

/// One that is left on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Left {
    #[serde(flatten)]
    pub named: ExtensionRef,
    pub why: KeepReason,
}

crate::extensions::reads_named! { Left: why: KeepReason }

/// How far the search is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// Something is being tried.
    Trying {
        /// With exactly these on.
        on: ExtensionSet,
        /// How far that is.
        stage: Stage,
        /// The browser was restarted for it.
        restarted: bool,
        /// With these on the probe got no answer. Whether they are the reason shows with all off, and with them once more.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        failed: Option<ExtensionSet>,
    },
    /// Only the found ones are off, and the page is checked to confirm that.
    Proving {
        outcome: Outcome,
        /// With exactly these on.
        on: ExtensionSet,
        /// How far that is.
        stage: Stage,
        /// The browser was restarted for it.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        restarted: bool,
    },
    /// Everything is on again; the search can go on.
    Paused,
    Over {
        outcome: Outcome,
        /// These stay off, and with that it was seen to work.
        cured: bool,
    },
}

/// How far one try is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Extensions are being switched.
    Switching,
    /// The certificate probe is being asked.
    Probing,
    /// The person is to restart the browser.
    Restarting,
    /// The page is being looked at.
    Looking,
    /// The person is asked.
    Asking,
    /// The answer is here; it counts if what is on is still what was to be on.
    Counting { answer: PageAnswer, by: AnswerSource },
}

/// The result of a search, as pages show it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
#[cfg_attr(not(target_arch = "wasm32"), ts(rename = "BisectOutcome"))]
pub enum Outcome {
    /// It fails with all of them off; those left on remain.
    Nobody {
        /// How many were switched off.
        count: usize,
        /// Those that were on all the time.
        left_on: Vec<ExtensionRef>,
    },
    /// Each of these fails on its own; where several are named together, only together.
    Guilty(Vec<Vec<ExtensionRef>>),
    /// It works, with all on that can be on.
    WorksNow {
        /// Those that have gone since.
        without: Vec<ExtensionRef>,
    },
    /// It cannot be said.
    CannotTell {
        why: WhyNot,
        /// It can still be one of these; nobody, where answers contradict each other.
        among: Vec<ExtensionRef>,
    },
    /// The person stopped it.
    Stopped {
        /// It can still be one of these.
        among: Vec<ExtensionRef>,
    },
}

/// Why it cannot be said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum WhyNot {
    /// Answers contradict each other.
    Contradiction,
    /// A needed answer could not be given.
    Unsure,
    /// Too many, or it fails now this way and now that.
    TooMany,
    /// Chrome has no certificate to offer, also after a restart.
    NoCertificate,
    /// The karte's server sends no answer, also with all of them off.
    NoAnswer,
    /// No extension may be switched off.
    NobodyToTry,
}

/// What the search hears.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// Chrome lists the target states, as far as they can be reached.
    Settled {
        list: Vec<ExtensionFacts>,
        /// The ids of those that were to be off; after a stop of the worker that may be an earlier target.
        off: Vec<String>,
        /// The ids of those that somebody else has switched meanwhile.
        by_hand: Vec<String>,
    },
    /// What the certificate probe says: before a look, after a page that lacked a certificate, after a person's "it fails".
    Probed(Readiness),
    /// What the page says; `None`: it cannot be seen.
    Looked(Option<PageAnswer>),
    /// What the person says.
    Answer(PageAnswer),
    Stop,
    /// The person goes on after a pause; what is installed now.
    GoOn(Vec<ExtensionFacts>),
    /// The person wants these to stay off.
    Keep(Vec<String>),
    /// Everything is being switched on again, not because of us.
    Ended(EndReason),
    /// The browser has started.
    Started,
}

/// What is to be done, in this order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    Save(Box<Bisect>),
    Switching(crate::extensions::toggle::Event),
    /// Ask the certificate probe: [`Event::Probed`].
    Probe,
    /// Open the page, at the earliest 0.5 s after the last switch: [`Event::Looked`].
    Look,
}

/// What a person needs to see for an answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct BisectQuestion {
    /// What this step is for.
    pub about: StepKind,
    /// The number of this step.
    pub step: usize,
    /// So many are left at most after this one, if one extension alone is guilty.
    pub left: u32,
    pub on: Vec<ExtensionRef>,
    pub off: Vec<ExtensionRef>,
    /// The same was asked before.
    pub again: bool,
}

/// What a step is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum StepKind {
    /// Does it work with all off?
    AllOff,
    /// Does it fail with all on?
    AllOn,
    /// Does it fail with this one alone?
    Alone,
    /// Does it work without these?
    Without,
    /// In which half is it?
    Half,
}
