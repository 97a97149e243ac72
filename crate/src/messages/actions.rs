//! The values of `action`, `event` and `what` in messages.

use serde::Deserialize;

/// What a page can do during the guided restart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum RestartAction {
    /// Only return the status, and what keeps the browser alive.
    Status,
    /// Bring a tab of the karte to the front.
    Show,
    /// Close the karte's tabs, if `tabs` lists all of them.
    CloseTabs,
    /// The person is about to restart.
    Announce,
    /// The restart is over, or was given up.
    Finish,
}

/// What a person does during a try or a search.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum BisectEvent {
    /// Only return the status.
    Status,
    /// Disable all extensions that may be disabled, for one try; `ids` are needed extensions that are included anyway.
    Try,
    /// Find the extension that causes the failure; `ids` as in `try`.
    Start,
    /// Resume after a pause.
    GoOn,
    Good,
    Bad,
    /// The person cannot tell.
    Unsure,
    /// Stop, and enable everything again.
    Stop,
    Extend,
    /// `ids` are to stay disabled.
    Keep,
    /// `ids` are to be enabled again.
    GiveBack,
    /// Bring the karte's page to the front.
    Show,
    /// The notice was read.
    Noticed,
}

/// What a page may do with the history.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum HistoryAction {
    List,
    Export,
    Erase,
}

/// What a page may do with the correction of addresses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum CorrectAction {
    /// Only return the status.
    Status,
    On,
    Off,
    /// Resume the correction after it suspended itself.
    Resume,
    /// Switch the correction of typing errors in the host on or off.
    HostTyping,
    /// Open the original address, and do not correct it in this tab until the browser ends.
    Undo,
    /// The person has been shown what was corrected in this tab.
    Told,
    /// Add this address as an exception, and open it.
    Except,
    /// Remove an exception.
    Forget,
    Bookmarks,
    RepairBookmarks,
    /// Put repaired bookmarks back.
    UndoBookmarks,
}

/// What the content script reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum PageNotice {
    /// The page shows the failing text.
    Failing,
    /// The failing text has disappeared.
    Gone,
    /// 「申請する」 had no effect for 15 s.
    ApplyStuck,
}
