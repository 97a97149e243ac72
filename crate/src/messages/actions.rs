//! What a message asks for within its kind: the words of `action`, `event` and `what`.

use serde::Deserialize;

/// What a page may do on the way through a restart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum RestartAction {
    /// Only say how it stands, and what keeps the browser alive.
    Status,
    /// Bring a tab of the karte to the front.
    Show,
    /// Close the karte's tabs, if `tabs` are all of them.
    CloseTabs,
    /// The person is about to restart.
    Announce,
    /// It is over, or given up.
    Finish,
}

/// What a person says while extensions are switched off and on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum BisectEvent {
    /// Only say how it stands.
    Status,
    /// Switch all off that may be, for one try; `ids` are needed ones that are to be included.
    Try,
    /// Find the one that is in the way; `ids` as in `try`.
    Start,
    /// Go on after a pause.
    GoOn,
    Good,
    Bad,
    /// It cannot be told.
    Unsure,
    /// Stop, and switch everything on again.
    Stop,
    Extend,
    /// `ids` are to stay off.
    Keep,
    /// `ids` are to be on again.
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
    /// Only say how it stands.
    Status,
    On,
    Off,
    /// Go on after it stopped itself.
    Resume,
    /// Typing errors in the host, too, or no longer.
    HostTyping,
    /// Open the original address, and leave it alone in this tab until the browser ends.
    Undo,
    /// The person has been shown what was corrected in this tab.
    Told,
    /// Leave this address alone from now on, and open it.
    Except,
    /// Take an exception back.
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
    /// The failing text stands on the page.
    Failing,
    /// It is gone again.
    Gone,
    /// 「申請する」 led nowhere for 15 s.
    ApplyStuck,
}
