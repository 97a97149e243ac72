//! What the worker answers, message by message; each reply names its `kind`, by which `types/` knows it.
//!
//! Built by `browser::handlers` and `browser::flows`, read by the pages. They lie in the core, not in the interpreter, so
//! that native tests see them too.

#![allow(
    missing_docs,
    reason = "what the fields say stands beside their types for the pages, in types/"
)]

mod addresses;
mod extensions;
mod kept;

pub use addresses::{
    BookmarksReply, CorrectionStatus, LastRedirect, SuspendedPage, TabAddress, WrongBookmark,
};
pub use extensions::{
    ExperimentStatus, KarteTab, OpenWindow, RestartStatus, RunStatus, SearchStatus,
};
pub use kept::{
    BackupReply, CertificateLine, CertificatesReply, ErasedReply, HistoryReply, ListedExtension,
    PolicyReply, SettingsReply,
};

use super::sender::MessageError;
use crate::diagnosis::types::{Diagnosis, Fix};
use crate::evidence::readings::SiteDataFacts;
use serde::Serialize;

/// How a fix ended.
#[derive(Debug, Serialize)]
pub struct Fixed {
    /// Says what this is.
    pub kind: &'static str,
    /// Which fix.
    pub fix: Fix,
    /// Whether it was done.
    pub done: bool,
    /// Why not, or what of it is not proven.
    pub reason: Option<&'static str>,
    /// What was there before.
    pub before: Option<SiteDataFacts>,
    /// What is left.
    pub after: Option<SiteDataFacts>,
    /// What the checks say now.
    pub diagnosis: Option<Diagnosis>,
}

impl Fixed {
    /// Without anything counted.
    #[must_use]
    pub const fn new(fix: Fix, done: bool, reason: Option<&'static str>) -> Self {
        Self { kind: "fixed", fix, done, reason, before: None, after: None, diagnosis: None }
    }

    /// The diagnosed tab was closed, shows another page, or another tab was diagnosed since: nothing was touched.
    #[must_use]
    pub const fn tab_gone(fix: Fix) -> Self {
        Self::new(fix, false, Some("tab_gone"))
    }
}

/// What a fix would touch.
#[derive(Debug, Serialize)]
pub struct PlannedFix {
    pub kind: &'static str,
    pub fix: Fix,
    pub before: Option<SiteDataFacts>,
}

/// A refusal as a reply.
#[derive(Debug, Serialize)]
pub struct Refusal {
    pub kind: &'static str,
    pub code: &'static str,
    pub message: &'static str,
}

#[derive(Debug, Serialize)]
pub struct SeenReply {
    pub kind: &'static str,
}

impl From<MessageError> for Refusal {
    fn from(error: MessageError) -> Self {
        Self { kind: "error", code: error.code(), message: error.message() }
    }
}
