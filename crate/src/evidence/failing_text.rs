//! The words of the page that is shown instead of the sign-in; the same as in `extension/content/classify_page.js`.

const FAILING: [&str; 3] = [
    "クライアント証明書が必要です",
    "No required SSL certificate was sent",
    "The SSL certificate error",
];

/// Whether a page's HTML has the failing text.
#[must_use]
pub fn has_failing_text(html: &str) -> bool {
    FAILING.iter().any(|words| html.contains(words))
}
