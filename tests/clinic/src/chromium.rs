//! The model of Chromium: what a profile remembers, where a document comes from, and what a tab shows.
//!
//! Source: measurements in Chromium 156, see `docs/clinic.md`.

use karte_signin_doctor::evidence::readings::{DocumentSource, PageText};
use std::collections::BTreeMap;

/// The two spellings of the host; Chromium remembers a certificate decision for each of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Host {
    /// `karte.medley.life`.
    Main,
    /// The same with a trailing dot.
    Dot,
}

/// A remembered certificate decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decision {
    /// No certificate: cancelled, or none was eligible.
    Nothing,
    /// The certificate with this index on the PC.
    Certificate(usize),
}

/// A profile's memory; an incognito profile has its own, and loses it with its last window.
#[allow(clippy::struct_excessive_bools, reason = "each is a fact of its own, drawn by itself")]
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Profile {
    /// Certificate decisions.
    pub decisions: BTreeMap<Host, Decision>,
    /// The failing page is in the HTTP cache and may be used without revalidation.
    pub has_old_copy: bool,
    /// The failing page is in the HTTP cache with a validator.
    pub has_validator: bool,
    /// The site's service worker answers with the failing page.
    pub worker_answers: bool,
    /// The cookies are larger than the server accepts.
    pub cookies_too_big: bool,
}

/// What a tab shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shows {
    /// A new tab that has not opened the karte.
    Nothing,
    /// A document.
    Document(Document),
    /// Chrome's own error page.
    Error(String),
    /// The certificate dialog is open with these certificates; the tab is waiting.
    Dialog(Vec<usize>),
}

/// A document of the karte's address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// The recognised text.
    pub text: PageText,
    /// Where it came from.
    pub source: DocumentSource,
    /// When it was requested, by the PC's clock.
    pub opened_at: i64,
    /// 「申請する」 was pressed and nothing happened.
    pub apply_stuck: bool,
    /// The sign-in form was delivered although the service does not accept the certificate: signing in will fail.
    pub will_fail: bool,
}

/// A tab.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tab {
    /// Its number.
    pub id: i64,
    /// Its address.
    pub url: String,
    /// What it shows.
    pub shows: Shows,
    /// The previous page, which Back may restore.
    pub before: Option<Document>,
}

impl Tab {
    /// A new tab.
    #[must_use]
    pub const fn new(id: i64) -> Self {
        Self { id, url: String::new(), shows: Shows::Nothing, before: None }
    }

    /// The document that it shows.
    #[must_use]
    pub const fn document(&self) -> Option<&Document> {
        match &self.shows {
            Shows::Document(document) => Some(document),
            _ => None,
        }
    }
}
