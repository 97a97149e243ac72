//! Addresses that a person wrote down, as the example `correct` reads them from a line.

#[path = "../../examples/correct/written.rs"]
mod written;

use karte_signin_doctor::url_correction::{UrlClass, classify_text};
use proptest::prelude::*;
use written::classify_written;

#[test]
fn what_is_written_down_without_a_scheme() {
    for (text, verdict, to) in [
        ("karte.medley.life/d/signin", "corrected", Some("https://karte.medley.life/d/signin")),
        ("//karte.medley.life/d/signin", "corrected", Some("https://karte.medley.life/d/signin")),
        (" karte.medley.life:443/d/a?b#c", "corrected", Some("https://karte.medley.life/d/a?b#c")),
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

proptest! {
    #[test]
    fn any_text_that_is_written_down_has_an_answer(text in any::<String>()) {
        let _ = classify_written(&text);
    }

    #[test]
    fn what_is_written_down_is_corrected_once(path in "(/[a-z%。ｄ?#]{0,6}){0,4}", port in "(:443|:80)?") {
        for host in ["karte.medley.life", "KARTE.medley.life", "karte.medly.life", "www.karte.medley.life"] {
            if let Some(to) = classify_written(&format!("{host}{port}{path}")).to() {
                prop_assert!(classify_text(to).stays(), "{}{}{} -> {}", host, port, path, to);
            }
        }
    }
}

#[test]
fn two_megabytes_without_a_scheme_have_an_answer() {
    for piece in ["/d", "//", "%20", "a.", "@", "signin/", "ｓ", "."] {
        let text = piece.repeat(2_000_000 / piece.len());
        assert!(!matches!(classify_written(&text), UrlClass::Suspicious { .. }), "{piece}");
    }
}
