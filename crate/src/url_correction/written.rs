//! Addresses as people write them down: a browser adds what is missing by itself, a list or a letter does not.

use super::{UrlClass, UrlReason, classify, classify_text, meant_for_karte, parse_url};

/// Sorts what was written down by hand, also without its scheme, which a browser adds by itself.
#[must_use]
pub fn classify_written(text: &str) -> UrlClass {
    // `karte.medley.life:443` reads as a scheme, and has no host.
    if parse_url(text).is_some_and(|url| url.has_host()) {
        return classify_text(text);
    }
    let bare = text.trim();
    // Whoever has an `@` in it has written down an e-mail address.
    let url = if bare.contains('@') { None } else { parse_url(&format!("https://{bare}")) };
    url.map_or(UrlClass::Other, |url| match classify(&url) {
        UrlClass::Right => meant_for_karte(&url, UrlReason::TypedScheme),
        found => found,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_down_without_a_scheme() {
        for (text, verdict, to) in [
            ("karte.medley.life/d/signin", "corrected", Some("https://karte.medley.life/d/signin")),
            (
                "//karte.medley.life/d/signin",
                "corrected",
                Some("https://karte.medley.life/d/signin"),
            ),
            (
                " karte.medley.life:443/d/a?b#c",
                "corrected",
                Some("https://karte.medley.life/d/a?b#c"),
            ),
            ("karte.medley.life", "corrected", Some("https://karte.medley.life/d/signin")),
            ("karte.medly.life", "corrected", Some("https://karte.medley.life/d/signin")),
            ("karte.medley.life.evil.example/d/signin", "suspicious", None),
            ("https://karte.medley.life/d/signin", "right", None),
            ("http://example.com/", "other", None),
            ("karte@medley.life", "other", None),
            ("mailto:karte@medley.life", "other", None),
            ("javascript:alert(1)", "other", None),
            ("file:///karte.medley.life/d/signin", "other", None),
            ("karte medley", "other", None),
            ("/d/signin", "other", None),
            ("", "other", None),
        ] {
            let found = classify_written(text);
            assert_eq!((found.verdict(), found.to()), (verdict, to), "{text}");
        }
    }
}
