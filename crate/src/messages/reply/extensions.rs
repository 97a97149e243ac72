//! Replies about disabling other extensions, and about the restart of Chrome.

use crate::base::time::Millis;
use crate::extensions::bisect::{Outcome, Question};
use crate::extensions::candidates::ExtensionRow;
use crate::extensions::toggle::{Inconclusive, KeptOff, Notice, Target};
use crate::extensions::{EndReason, PageAnswer, Purpose};
use crate::state::restart::After;
use serde::Serialize;

/// How it stands.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ExperimentStatus {
    pub kind: &'static str,
    pub now: Millis,
    pub extensions: Vec<ExtensionRow>,
    pub run: Option<RunStatus>,
    pub search: Option<SearchStatus>,
    pub looking: bool,
    pub kept: Vec<KeptOff>,
    pub notice: Option<Notice>,
}

/// What is switched off, and until when.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct RunStatus {
    pub purpose: Purpose,
    pub phase: &'static str,
    /// Why it is over.
    pub why: Option<EndReason>,
    pub deadline: Millis,
    /// How many milliseconds are left, whatever a clock shows later.
    pub left: Millis,
    pub items: Vec<Target>,
    pub seen: Option<PageAnswer>,
    /// Why that says nothing yet.
    pub doubt: Option<Inconclusive>,
}

/// How far the search is.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SearchStatus {
    pub started: Millis,
    pub phase: &'static str,
    pub stage: Option<&'static str>,
    pub question: Option<Question>,
    pub outcome: Option<Outcome>,
    pub cured: bool,
    /// What was found rests on a single word of a person.
    pub once: bool,
    pub answers: usize,
}

/// How it stands.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct RestartStatus {
    pub kind: &'static str,
    pub windows: Vec<OpenWindow>,
    /// `None` where private windows are not visible to us.
    pub private_windows: Option<usize>,
    pub background: Vec<String>,
    /// `None` where they are not visible to us.
    pub karte_tabs: Option<Vec<KarteTab>>,
    /// Nothing was closed, because other tabs are open by now than those that the person was shown.
    pub tabs_changed: bool,
    pub announced_at: Option<Millis>,
    pub after: Option<After>,
}

/// A window that is open.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct OpenWindow {
    /// Chrome's word: `normal`, `popup`, `app`, `panel`, `devtools`.
    pub kind: String,
    pub tabs: usize,
    pub private: bool,
}

/// A tab of the karte.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct KarteTab {
    pub tab_id: i64,
    pub title: String,
    pub url: String,
}
