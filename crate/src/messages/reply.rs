//! What the worker answers, message by message; each reply names its `kind`.
//!
//! Built by `browser::handlers` and `browser::flows`, read by the pages.

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
