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

/// How a certificate dialog ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DialogEnd {
    /// It was cancelled or closed.
    Cancelled,
    /// This certificate was chosen.
    Chosen(usize),
}

/// Who translates a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Translator {
    /// Chrome: it marks the document with a class.
    Chrome,
    /// Another extension or a bookmarklet: it only replaces the text.
    Other,
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
    /// Which page it is.
    pub text: PageText,
    /// Where it came from.
    pub source: DocumentSource,
    /// When it was requested, by the PC's clock.
    pub opened_at: i64,
    /// 「申請する」 was pressed and nothing happened.
    pub apply_stuck: bool,
    /// The content script noticed that; it knows the button only by its Japanese label.
    pub stuck_noticed: bool,
    /// Who has translated it; until then it is as it was delivered.
    pub translated: Option<Translator>,
    /// The sign-in form was delivered although the service does not accept the certificate: signing in will fail.
    pub will_fail: bool,
}

impl Document {
    /// What `extension/content/classify_page.js` recognises.
    ///
    /// Chrome translates only after the content script has looked, so the failing page stays recognised in a document with
    /// Chrome's class. The sign-in form is recognised by its fields in every language, all other pages by their Japanese text.
    #[must_use]
    pub const fn recognised(&self) -> PageText {
        match (self.translated, self.text) {
            (Some(Translator::Chrome), PageText::Failing) => PageText::Failing,
            (Some(_), PageText::Failing | PageText::Issuing | PageText::SignedIn) => {
                PageText::Other
            }
            (_, text) => text,
        }
    }
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
    /// How the dialog of its last loading ended; `None` if none came or it is still open.
    pub dialog: Option<DialogEnd>,
}

impl Tab {
    /// A new tab.
    #[must_use]
    pub const fn new(id: i64) -> Self {
        Self { id, url: String::new(), shows: Shows::Nothing, before: None, dialog: None }
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

/// A window of the normal profile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Window {
    /// Its tabs, one or two.
    pub tabs: Vec<Tab>,
    /// The place of its tab in front.
    pub front: usize,
}

impl Window {
    /// A window with one tab.
    #[must_use]
    pub fn new(tab: Tab) -> Self {
        Self { tabs: vec![tab], front: 0 }
    }
}
