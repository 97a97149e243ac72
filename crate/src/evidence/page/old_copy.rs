//! Whether the failing screen is an old copy, and no answer of the server.
//!
//! Called by the checks. An app shell from the cache with a fresh answer inside is no old copy: the failing text has to
//! stand in the stored copy itself, and a fresh answer must not fail.

use crate::evidence::Evidence;
use crate::evidence::readings::{DocumentSource, PageText, RequestOutcome};

/// How sure it is that the failing screen is an old copy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OldCopy {
    /// It is one.
    Yes,
    /// It may be one: where the page came from allows it, and nothing decides.
    Maybe,
    /// It is none.
    No,
}

impl Evidence {
    /// Whether the failing page that is shown is an old copy.
    #[must_use]
    pub fn old_copy(&self) -> OldCopy {
        let Some(page) = self.page().filter(|page| page.text == PageText::Failing) else {
            return OldCopy::No;
        };
        let fresh = self.fresh_answer_fails();
        match page.source {
            Some(DocumentSource::Network | DocumentSource::Revalidated) => OldCopy::No,
            Some(_) if fresh == Some(true) => OldCopy::No,
            Some(DocumentSource::HttpCache) => match page.stored_copy_fails {
                Some(false) => OldCopy::No,
                Some(true) if fresh == Some(false) => OldCopy::Yes,
                _ => OldCopy::Maybe,
            },
            Some(DocumentSource::BackForwardCache | DocumentSource::ServiceWorker) => {
                OldCopy::Maybe
            }
            Some(DocumentSource::Unknown) if self.from_cache() == Some(true) => OldCopy::Maybe,
            None if fresh == Some(true) || page.stored_copy_fails == Some(false) => OldCopy::No,
            // Evidence of 0.1.0 knows no more than this.
            None if self.from_cache() == Some(true) => OldCopy::Yes,
            Some(DocumentSource::Unknown) | None => OldCopy::No,
        }
    }

    /// Whether the sign-in page, requested past every cache, comes without the failing text.
    #[must_use]
    pub fn fresh_answer_works(&self) -> bool {
        matches!(self.cert_main(), Some(RequestOutcome::Answered { fails: Some(false), .. }))
    }

    /// Whether the sign-in page, requested past every cache, fails; `None` where that is not known.
    fn fresh_answer_fails(&self) -> Option<bool> {
        match self.cert_main()? {
            RequestOutcome::Answered { fails, .. } => *fails,
            // Chrome would ask for the certificate first.
            RequestOutcome::CertNeeded => Some(false),
            RequestOutcome::Error { .. } => None,
        }
    }
}
