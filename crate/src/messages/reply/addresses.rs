//! Replies about wrong addresses: redirects in tabs, and bookmarks.

use crate::base::time::Millis;
use crate::url_correction::UrlReason;
use serde::Serialize;

#[derive(Debug, Serialize)]
pub struct BookmarksReply {
    pub kind: &'static str,
    pub items: Vec<WrongBookmark>,
    pub undoable: usize,
}

/// A bookmark that does not lead where it should.
#[derive(Debug, Serialize)]
pub struct WrongBookmark {
    pub id: String,
    pub title: String,
    pub from: String,
    pub to: String,
    pub reason: UrlReason,
    /// Not only offered: it may be put right together with others.
    pub sure: bool,
}

/// How the correction stands.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CorrectionStatus {
    pub kind: &'static str,
    pub in_force: bool,
    pub on: bool,
    pub forced: Option<bool>,
    pub host_typing: bool,
    pub exceptions: Vec<String>,
    pub suspended: Option<SuspendedPage>,
    pub last: Option<LastRedirect>,
    pub tab: Option<TabAddress>,
}

/// The last correction in the tab, as long as it is to be told of.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct LastRedirect {
    pub from: String,
    pub to: String,
    pub at: Millis,
    pub tab_id: i64,
    pub reason: Option<UrlReason>,
}

/// A page whose correction rests.
#[derive(Debug, Serialize)]
pub struct SuspendedPage {
    pub at: Millis,
    pub until: Millis,
    pub url: String,
}

/// How the tab's address is sorted.
#[derive(Debug, Serialize)]
pub struct TabAddress {
    pub verdict: &'static str,
    pub to: Option<String>,
    pub reason: Option<UrlReason>,
}
