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
    /// What is still wrong.
    pub items: Vec<WrongBookmark>,
    /// How many repaired ones can be put back.
    pub undoable: usize,
}

/// A bookmark that does not lead where it should.
#[derive(Debug, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(ts_rs::TS))]
pub struct WrongBookmark {
    /// Chrome's id of it.
    pub id: String,
    /// Its title: untrusted text.
    pub title: String,
    pub from: String,
    /// Where it should lead.
    pub to: String,
    /// Why that is wrong.
    pub reason: UrlReason,
    /// Not only offered: it may be put right together with others.
    pub sure: bool,
}

/// How the correction stands.
#[derive(Debug, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct CorrectionStatus {
    /// Says what this is.
    #[cfg_attr(not(target_arch = "wasm32"), ts(type = "\"correction\""))]
    pub kind: &'static str,
    /// Whether addresses are corrected now, but for what is suspended.
    pub in_force: bool,
    /// What the person has chosen.
    pub on: bool,
    /// What the administrator has chosen; it wins.
    pub forced: Option<bool>,
    /// Typing errors in the host are corrected, too.
    pub host_typing: bool,
    /// Addresses that are left alone.
    pub exceptions: Vec<String>,
    /// The karte led back to this one page, so its correction rests; the newest, without its query.
    pub suspended: Option<SuspendedPage>,
    /// Absent once the popup has shown it, the tab has gone on, or it was undone.
    pub last: Option<LastRedirect>,
    /// What the address of the asked tab is.
    pub tab: Option<TabAddress>,
}

/// The last correction in the tab, as long as it is to be told of.
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
    /// Absent where today's table has no reason for it any more.
    pub reason: Option<UrlReason>,
}

/// A page whose correction rests.
#[derive(Debug, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(ts_rs::TS))]
pub struct SuspendedPage {
    pub at: Millis,
    pub until: Millis,
    /// The page, without its query.
    pub url: String,
}

/// How the tab's address is sorted.
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
