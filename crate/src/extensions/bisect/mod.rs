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
    /// The extensions that may be disabled, the most powerful first.
    pub candidates: Vec<Candidate>,
    /// The extensions that stay enabled.
    pub left_on: Vec<Left>,
    pub rules: Rules,
    /// All answers so far; the first one is the failure that started the search.
    pub answers: Vec<RecordedAnswer>,
    /// How far it is.
    pub phase: Phase,
}

/// An extension that may be disabled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Candidate {
    #[serde(flatten)]
    pub named: ExtensionRef,
    /// Whether it can still be enabled and disabled.
    pub stays: Availability,
}

crate::extensions::reads_named! { Candidate: stays: Availability }

/// Whether a candidate can still be enabled and disabled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Availability {
    /// It can be enabled and disabled.
    Free,
    /// It cannot be disabled any more.
    On,
    /// It is gone, or cannot be enabled any more.
    Off,
}

/// An extension that stays enabled.
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
    /// A trial is running.
    Trying {
        /// Exactly these are enabled.
        on: ExtensionSet,
        /// The stage of the trial.
        stage: Stage,
        /// The browser was restarted for it.
        restarted: bool,
        /// With these enabled the probe got no answer. Whether they are the reason is tested with all disabled, then with
        /// these again.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        failed: Option<ExtensionSet>,
    },
    /// Only the found extensions are disabled, and the page is checked to confirm the result.
    Proving {
        outcome: Outcome,
        /// Exactly these are enabled.
        on: ExtensionSet,
        /// The stage of the check.
        stage: Stage,
        /// The browser was restarted for it.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        restarted: bool,
    },
    /// Everything is enabled again; the search can be resumed.
    Paused,
    Over {
        outcome: Outcome,
        /// The found extensions stay disabled, and the page was seen to work that way.
        cured: bool,
    },
}

/// The stage of one trial.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Extensions are being enabled or disabled.
    Switching,
    /// The certificate probe is being asked.
    Probing,
    /// The person has to restart the browser.
    Restarting,
    /// The page is being checked.
    #[serde(rename = "looking")]
    CheckingPage,
    /// The person is asked.
    Asking,
    /// There is an answer; it counts only if the enabled extensions are still those of the trial.
    Counting { answer: PageAnswer, by: AnswerSource },
}

/// The result of a search, as pages show it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
#[cfg_attr(not(target_arch = "wasm32"), ts(rename = "BisectOutcome"))]
pub enum Outcome {
    /// The page fails with all of them disabled; only those that stayed enabled remain.
    Nobody {
        /// How many were disabled.
        count: usize,
        /// Those that stayed enabled the whole time.
        left_on: Vec<ExtensionRef>,
    },
    /// Each group makes the page fail on its own; several extensions in one group do so only together.
    Guilty(Vec<Vec<ExtensionRef>>),
    /// The page works with everything enabled that can be enabled.
    WorksNow {
        /// Those that were removed, or cannot be enabled any more.
        without: Vec<ExtensionRef>,
    },
    /// The search has no result.
    CannotTell {
        why: WhyNot,
        /// The extensions that remain possible; empty if answers contradict each other.
        among: Vec<ExtensionRef>,
    },
    /// The person stopped it.
    Stopped {
        /// The extensions that remain possible.
        among: Vec<ExtensionRef>,
    },
}

/// Why the search has no result.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum WhyNot {
    /// Answers contradict each other.
    Contradiction,
    /// A needed answer could not be given.
    Unsure,
    /// There are too many extensions, or the page fails inconsistently.
    TooMany,
    /// Chrome has no certificate to offer, even after a restart.
    NoCertificate,
    /// The karte's server sends no answer, even with all of them disabled.
    NoAnswer,
    /// No extension may be disabled.
    NobodyToTry,
}

/// An event for the search.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// Chrome's list shows the target states, as far as they can be reached.
    Settled {
        list: Vec<ExtensionFacts>,
        /// The ids of those that were to be disabled; after the worker was stopped this may be an earlier target.
        off: Vec<String>,
        /// The ids of those that somebody else has enabled or disabled meanwhile.
        by_hand: Vec<String>,
    },
    /// The result of the certificate probe: before a page check, after a page without a certificate, after a person's "it
    /// fails".
    Probed(Readiness),
    /// The result of the page check; `None`: the page cannot be seen.
    PageChecked(Option<PageAnswer>),
    /// The person's answer.
    Answer(PageAnswer),
    Stop,
    /// The person resumes after a pause; the list is what is installed now.
    GoOn(Vec<ExtensionFacts>),
    /// The person wants these to stay disabled.
    Keep(Vec<String>),
    /// Everything is being enabled again, for a reason outside the search.
    Ended(EndReason),
    /// The browser has started.
    Started,
}

/// What has to be done, in this order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    Save(Box<Bisect>),
    Switching(crate::extensions::toggle::Event),
    /// Run the certificate probe: [`Event::Probed`].
    Probe,
    /// Open the page, at the earliest 0.5 s after the last switch: [`Event::PageChecked`].
    CheckPage,
}

/// What a person needs in order to answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct BisectQuestion {
    /// The purpose of this step.
    pub about: StepKind,
    /// The number of this step.
    pub step: usize,
    /// Upper bound of the steps after this one, if one extension alone is guilty.
    pub left: u32,
    pub on: Vec<ExtensionRef>,
    pub off: Vec<ExtensionRef>,
    /// The same question was asked before.
    pub again: bool,
}

/// The purpose of a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum StepKind {
    /// Does the page work with all disabled?
    AllOff,
    /// Does it fail with all enabled?
    AllOn,
    /// Does it fail with only this one enabled?
    Alone,
    /// Does it work with only these disabled?
    Without,
    /// Which half contains the extension?
    Half,
}
