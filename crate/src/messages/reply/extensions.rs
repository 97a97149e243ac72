//! Replies about disabling other extensions, and about the restart of Chrome.

use crate::base::time::Millis;
use crate::extensions::bisect::{BisectQuestion, Outcome};
use crate::extensions::candidates::ExtensionRow;
use crate::extensions::toggle::{Inconclusive, KeptOff, Notice, Target};
use crate::extensions::{EndReason, PageAnswer, Purpose};
use crate::state::restart::After;
use serde::Serialize;

/// The reply to `bisect`: the run, the search, and what stays off.
#[derive(Debug, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct ExperimentStatus {
    /// Says what this is.
    #[cfg_attr(not(target_arch = "wasm32"), ts(type = "\"bisect\""))]
    pub kind: &'static str,
    pub now: Millis,
    /// All others that are on, the most powerful first.
    pub extensions: Vec<ExtensionRow>,
    /// Absent: nothing is switched off for a while.
    pub run: Option<RunStatus>,
    /// Absent: no search was begun.
    pub search: Option<SearchStatus>,
    /// The page is being looked at just now.
    pub looking: bool,
    /// Those that a person wants to stay off.
    pub kept: Vec<KeptOff>,
    /// What the person is told once; it stays until it was read.
    pub notice: Option<Notice>,
}

/// What is switched off, and until when.
#[derive(Debug, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct RunStatus {
    pub purpose: Purpose,
    /// `trying`: some are off. `ending`: all are being switched on again.
    #[cfg_attr(not(target_arch = "wasm32"), ts(type = "\"trying\" | \"ending\""))]
    pub phase: &'static str,
    /// Why it is over.
    pub why: Option<EndReason>,
    /// Until when they may stay off.
    pub deadline: Millis,
    /// How many milliseconds are left, whatever a clock shows later.
    pub left: Millis,
    /// Each extension with its target state.
    pub items: Vec<Target>,
    /// What a try showed so far.
    pub seen: Option<PageAnswer>,
    /// Why that says nothing yet.
    pub doubt: Option<Inconclusive>,
}

/// How far the search is.
#[derive(Debug, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct SearchStatus {
    pub started: Millis,
    /// How far the search is.
    #[cfg_attr(
        not(target_arch = "wasm32"),
        ts(type = "\"trying\" | \"proving\" | \"paused\" | \"over\"")
    )]
    pub phase: &'static str,
    /// How far the present step is; absent where there is none.
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
    /// Those found stay off, and with that it was seen to work.
    pub cured: bool,
    /// What was found rests on a single word of a person.
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
    /// `None` where private windows are not visible to us.
    pub private_windows: Option<usize>,
    /// Names of extensions that keep Chrome running after its last window.
    pub background: Vec<String>,
    /// `None` where they are not visible to us.
    pub karte_tabs: Option<Vec<KarteTab>>,
    /// Nothing was closed, because other tabs are open by now than those that the person was shown.
    pub tabs_changed: bool,
    /// When the person said that the browser will now be restarted.
    pub announced_at: Option<Millis>,
    /// What was seen after it.
    pub after: Option<After>,
}

/// A window that is open.
#[derive(Debug, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct OpenWindow {
    /// Chrome's word: `normal`, `popup`, `app`, `panel`, `devtools`.
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
    /// Its number in this browser.
    pub tab_id: i64,
    /// Its title: untrusted text.
    pub title: String,
    /// Its address without its query.
    pub url: String,
}
