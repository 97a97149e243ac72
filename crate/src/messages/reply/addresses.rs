//! Replies about wrong addresses: redirects in tabs, and bookmarks.

use crate::base::time::Millis;
use crate::url_correction::UrlReason;
use serde::Serialize;

/// Bookmarks that lead to a wrong address.
#[derive(Debug, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(ts_rs::TS))]
pub struct BookmarksReply {
    /// Says what this is.
    #[cfg_attr(not(target_arch = "wasm32"), ts(type = "\"bookmarks\""))]
    pub kind: &'static str,
    /// The bookmarks that are still wrong.
    pub items: Vec<WrongBookmark>,
    /// How many repaired ones can be put back.
    pub undoable: usize,
}

/// A bookmark that does not lead where it should.
#[derive(Debug, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(ts_rs::TS))]
pub struct WrongBookmark {
    /// Its id in Chrome.
    pub id: String,
    /// Its title: untrusted text.
    pub title: String,
    pub from: String,
    /// Where it should lead.
    pub to: String,
    /// Why the address is wrong.
    pub reason: UrlReason,
    /// Whether the correction is certain; only then may it be repaired together with others.
    pub sure: bool,
}

/// The state of the correction.
#[derive(Debug, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct CorrectionStatus {
    /// Says what this is.
    #[cfg_attr(not(target_arch = "wasm32"), ts(type = "\"correction\""))]
    pub kind: &'static str,
    /// Whether addresses are corrected now, except for suspended pages: by the administrator, the person, or the default.
    pub in_force: bool,
    /// What the administrator has chosen; it wins.
    pub forced: Option<bool>,
    /// Typing errors in the host are corrected, too.
    pub host_typing: bool,
    /// Addresses that are not corrected.
    pub exceptions: Vec<String>,
    /// The karte redirected back to this page, so its correction is suspended; the newest such page, without its query.
    pub suspended: Option<SuspendedPage>,
    /// Absent once the popup has shown it, the tab has navigated further, or it was undone.
    pub last: Option<LastRedirect>,
    /// The classification of the address in the requested tab.
    pub tab: Option<TabAddress>,
}

/// The last correction in the tab, until the person has been told about it.
#[derive(Debug, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct LastRedirect {
    /// The address that was opened.
    pub from: String,
    /// Where it was redirected before anything was sent.
    pub to: String,
    pub at: Millis,
    pub tab_id: i64,
    /// Absent if the present table has no reason for it any more.
    pub reason: Option<UrlReason>,
}

/// A page whose correction is suspended.
#[derive(Debug, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(ts_rs::TS))]
pub struct SuspendedPage {
    pub at: Millis,
    pub until: Millis,
    /// The page, without its query.
    pub url: String,
}

/// The classification of the tab's address.
#[derive(Debug, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(ts_rs::TS))]
pub struct TabAddress {
    #[cfg_attr(
        not(target_arch = "wasm32"),
        ts(type = "\"right\" | \"corrected\" | \"offer\" | \"suspicious\" | \"other\"")
    )]
    pub verdict: &'static str,
    /// Where it should lead.
    pub to: Option<String>,
    /// Why it is not simply right.
    pub reason: Option<UrlReason>,
}
