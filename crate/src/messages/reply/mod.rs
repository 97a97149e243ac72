//! The worker's replies to messages; each has a `kind`, by which pages distinguish them.
//!
//! Built by `browser::handlers` and `browser::flows`, read by the pages. They are in the core and not in the interpreter,
//! so that native tests see them and `types/generated.d.ts` is generated from them.

mod addresses;
mod code;
mod extensions;
mod kept;

pub use addresses::{
    BookmarksReply, CorrectionStatus, LastRedirect, SuspendedPage, TabAddress, WrongBookmark,
};
pub use code::{CodeContents, CodeProblem, CodeReply};
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
#[cfg_attr(not(target_arch = "wasm32"), derive(ts_rs::TS))]
pub struct Fixed {
    /// Says what this is.
    #[cfg_attr(not(target_arch = "wasm32"), ts(type = "\"fixed\""))]
    pub kind: &'static str,
    pub fix: Fix,
    /// Whether it was done.
    pub done: bool,
    /// Why it was not done, or what could not be proven.
    #[cfg_attr(
        not(target_arch = "wasm32"),
        ts(
            type = "\"not_permitted\" | \"not_proven\" | \"not_reloaded\" | \"tab_gone\" | \"incognito\" | null"
        )
    )]
    pub reason: Option<&'static str>,
    /// The data before the fix, counted.
    pub before: Option<SiteDataFacts>,
    pub after: Option<SiteDataFacts>,
    /// The diagnosis after the fix.
    pub diagnosis: Option<Diagnosis>,
}

impl Fixed {
    /// A result without counts.
    #[must_use]
    pub const fn new(fix: Fix, done: bool, reason: Option<&'static str>) -> Self {
        Self { kind: "fixed", fix, done, reason, before: None, after: None, diagnosis: None }
    }

    /// The diagnosed tab was closed, shows another page, or another tab was diagnosed since then: nothing was touched.
    #[must_use]
    pub const fn tab_gone(fix: Fix) -> Self {
        Self::new(fix, false, Some("tab_gone"))
    }

    /// The diagnosed tab is in an incognito window: the fix would act on the normal profile, so nothing was touched.
    #[must_use]
    pub const fn of_incognito(fix: Fix) -> Self {
        Self::new(fix, false, Some("incognito"))
    }
}

/// What a fix would touch.
#[derive(Debug, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(ts_rs::TS))]
pub struct PlannedFix {
    /// Says what this is.
    #[cfg_attr(not(target_arch = "wasm32"), ts(type = "\"planned\""))]
    pub kind: &'static str,
    pub fix: Fix,
    /// The data that it would clear, counted.
    pub before: Option<SiteDataFacts>,
}

/// A refusal as a reply.
#[derive(Debug, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(ts_rs::TS))]
pub struct Refusal {
    /// Says what this is.
    #[cfg_attr(not(target_arch = "wasm32"), ts(type = "\"error\""))]
    pub kind: &'static str,
    /// The error code, which is part of the message key.
    pub code: &'static str,
    /// One sentence for a developer.
    pub message: &'static str,
}

/// The notice of the content script was received.
#[derive(Debug, Serialize)]
pub struct SeenReply {
    /// Says what this is.
    pub kind: &'static str,
}

impl From<MessageError> for Refusal {
    fn from(error: MessageError) -> Self {
        Self { kind: "error", code: error.code(), message: error.message() }
    }
}
