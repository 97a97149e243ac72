//! Whether a tab may be reloaded or redirected: not where somebody may be writing.
//!
//! What is typed into a page is lost when the page is reloaded. This decides from what can be seen just before: the
//! address, the screen that is recognised there, and whether its fields hold text.

use crate::base::site::SIGN_IN_URL;
use crate::evidence::readings::PageText;
use serde::Deserialize;

/// What a tab shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Document {
    /// One of Chrome's own error pages: it has no fields.
    ErrorPage,
    /// It could not be read.
    Unseen,
    /// A page of the vendor.
    Page {
        /// The screen that was recognised.
        text: PageText,
        /// What stands in its fields.
        input: Input,
    },
}

/// What `content/unsaved_input.js` says of a page's fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Input {
    /// Nobody has clicked or pressed a key in this page.
    Untouched,
    /// No field holds text that the page or the browser has not put there.
    Empty,
    /// A field holds text that somebody may have typed.
    Typed,
}

/// Whether somebody may be writing in a tab at this address (without its query).
///
/// Error pages, the sign-in page and the failing screen may be reloaded, as long as nothing was typed there. `ours`: we
/// opened this tab and never showed it; there any page that nobody has touched may be reloaded, too.
#[must_use]
pub fn may_be_writing(url: &str, document: Document, ours: bool) -> bool {
    match document {
        Document::ErrorPage => false,
        Document::Unseen | Document::Page { input: Input::Typed, .. } => true,
        Document::Page { text, input } => {
            let untouched = ours && input == Input::Untouched;
            text != PageText::Failing && url != SIGN_IN_URL && !untouched
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CHART: &str = "https://karte.medley.life/d/reception";

    fn page(text: PageText, input: Input) -> Document {
        Document::Page { text, input }
    }

    #[test]
    fn only_pages_without_a_persons_text_are_free() {
        use {Input::*, PageText::*};
        for (url, document, writing) in [
            (SIGN_IN_URL, page(SignIn, Untouched), false),
            (SIGN_IN_URL, page(SignIn, Empty), false),
            (SIGN_IN_URL, page(SignIn, Typed), true),
            (SIGN_IN_URL, page(Failing, Empty), false),
            (SIGN_IN_URL, page(Failing, Typed), true),
            (SIGN_IN_URL, page(Other, Empty), false),
            (SIGN_IN_URL, Document::Unseen, true),
            (SIGN_IN_URL, Document::ErrorPage, false),
            (CHART, page(SignedIn, Untouched), true),
            (CHART, page(SignedIn, Empty), true),
            (CHART, page(SignedIn, Typed), true),
            (CHART, page(Issuing, Untouched), true),
            (CHART, page(Other, Untouched), true),
            (CHART, page(Failing, Untouched), false),
            (CHART, page(Failing, Typed), true),
            (CHART, Document::Unseen, true),
            (CHART, Document::ErrorPage, false),
        ] {
            assert_eq!(may_be_writing(url, document, false), writing, "{url} {document:?}");
        }
    }

    #[test]
    fn a_tab_of_ours_is_free_until_somebody_touches_it() {
        use {Input::*, PageText::*};
        for (document, writing) in [
            (page(SignedIn, Untouched), false),
            (page(SignedIn, Empty), true),
            (page(SignedIn, Typed), true),
            (page(SignIn, Typed), true),
            (Document::Unseen, true),
        ] {
            assert_eq!(may_be_writing(CHART, document, true), writing, "{document:?}");
        }
    }
}
