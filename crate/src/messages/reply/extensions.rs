//! Replies about disabling other extensions, and about restarting Chrome.

use crate::base::time::Millis;
use crate::extensions::bisect::{BisectQuestion, Outcome};
use crate::extensions::candidates::ExtensionRow;
use crate::extensions::toggle::{Inconclusive, KeptOff, Notice, Target};
use crate::extensions::{EndReason, PageAnswer, Purpose};
use crate::state::restart::After;
use serde::Serialize;

/// The reply to `bisect`: the run, the search, and the extensions that stay disabled.
#[derive(Debug, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct ExperimentStatus {
    /// Says what this is.
    #[cfg_attr(not(target_arch = "wasm32"), ts(type = "\"bisect\""))]
    pub kind: &'static str,
    pub now: Millis,
    /// All other enabled extensions, the most powerful first.
    pub extensions: Vec<ExtensionRow>,
    /// Absent if no run is in progress.
    pub run: Option<RunStatus>,
    /// Absent if no search was begun.
    pub search: Option<SearchStatus>,
    /// Whether a page check is running.
    pub looking: bool,
    /// Extensions that the person wants to stay disabled.
    pub kept: Vec<KeptOff>,
    /// A notice for the person; it stays until it was read.
    pub notice: Option<Notice>,
}

/// The run in progress, and its deadline.
#[derive(Debug, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct RunStatus {
    pub purpose: Purpose,
    /// `trying`: some are disabled. `ending`: all are being enabled again.
    #[cfg_attr(not(target_arch = "wasm32"), ts(type = "\"trying\" | \"ending\""))]
    pub phase: &'static str,
    /// Why it is ending.
    pub why: Option<EndReason>,
    /// Until when they may stay disabled.
    pub deadline: Millis,
    /// How many milliseconds are left, independent of later clock changes.
    pub left: Millis,
    /// Each extension with its target state.
    pub items: Vec<Target>,
    /// The result of the try so far.
    pub seen: Option<PageAnswer>,
    /// Why that is inconclusive.
    pub doubt: Option<Inconclusive>,
}

/// The state of the search.
#[derive(Debug, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct SearchStatus {
    pub started: Millis,
    /// The phase of the search.
    #[cfg_attr(
        not(target_arch = "wasm32"),
        ts(type = "\"trying\" | \"proving\" | \"paused\" | \"over\"")
    )]
    pub phase: &'static str,
    /// The stage of the present step; absent if there is none.
    #[cfg_attr(
        not(target_arch = "wasm32"),
        ts(
            type = "\"switching\" | \"probing\" | \"restarting\" | \"looking\" | \"asking\" | \"counting\" | null"
        )
    )]
    pub stage: Option<&'static str>,
    /// What the person is asked.
    pub question: Option<BisectQuestion>,
    pub outcome: Option<Outcome>,
    /// The found extensions stay disabled, and the page was seen to work that way.
    pub cured: bool,
    /// The result rests on a single answer of a person.
    pub once: bool,
    /// How many answers there were.
    pub answers: usize,
}

/// The reply to `restart`.
#[derive(Debug, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct RestartStatus {
    /// Says what this is.
    #[cfg_attr(not(target_arch = "wasm32"), ts(type = "\"restart\""))]
    pub kind: &'static str,
    /// What a restart would close.
    pub windows: Vec<OpenWindow>,
    /// `None` if incognito windows are not visible to us.
    pub private_windows: Option<usize>,
    /// Names of extensions that keep Chrome running after its last window.
    pub background: Vec<String>,
    /// `None` where they are not visible to us.
    pub karte_tabs: Option<Vec<KarteTab>>,
    /// Nothing was closed, because the open tabs differ from those that the person was shown.
    pub tabs_changed: bool,
    /// When the person said that they would now restart the browser.
    pub announced_at: Option<Millis>,
    /// What was seen after the restart.
    pub after: Option<After>,
}

/// A window that is open.
#[derive(Debug, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct OpenWindow {
    /// The window type in Chrome: `normal`, `popup`, `app`, `panel`, `devtools`.
    pub kind: String,
    /// How many tabs it has.
    pub tabs: usize,
    /// Whether it is an incognito window.
    pub private: bool,
}

/// A tab of the karte.
#[derive(Debug, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct KarteTab {
    /// Its tab id in Chrome.
    pub tab_id: i64,
    /// Its title: untrusted text.
    pub title: String,
    /// Its address without its query.
    pub url: String,
}
