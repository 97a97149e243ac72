//! The path to the sign-in and its misspellings, read token by token.
//!
//! The same tokens make the pattern for the browser's engine ([`super::rules`]), so that both say the same.

use crate::app::SIGN_IN_PATH;

/// What a path is on the karte's host.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PathKind {
    /// Exactly `/d/signin`.
    SignIn,
    /// A misspelling of it.
    Misspelt,
    /// Nothing but slashes.
    Root,
    /// Anything else: a page inside the app.
    Deep,
}

/// Words that people type for "sign in"; lower case.
pub const WORDS: [&str; 8] =
    ["signin", "sign-in", "sign_in", "sign%20in", "login", "log-in", "log_in", "log%20in"];

/// What is left hanging at the end of an address: spaces, full stops, brackets, also of a Japanese keyboard.
pub const JUNK: [&str; 13] = [
    "/",
    "%20",
    ".",
    ",",
    ";",
    ")",
    "%22",
    "%3e",
    "%e3%80%80",
    "%e3%80%81",
    "%e3%80%82",
    "%ef%bc%89",
    "%ef%bc%8f",
];

/// `ｓｉｇｎｉｎ` as a Japanese keyboard in full-width mode types it, percent-encoded.
pub const WIDE_SIGN_IN: &str = "%ef%bd%93%ef%bd%89%ef%bd%87%ef%bd%8e%ef%bd%89%ef%bd%8e";
/// What may stand before it: `d`, slashes, and percent-encoded full-width forms of both.
pub const WIDE_BEFORE: &str = "[/%0-9a-f]";
/// What may hang at its end.
pub const WIDE_AFTER: &str = "[/.,;)%0-9a-f]";

/// Sorts a path as the browser writes it (percent-encoded, with its leading slash).
#[must_use]
pub fn kind(path: &str) -> PathKind {
    if path == SIGN_IN_PATH {
        return PathKind::SignIn;
    }
    let path = path.to_ascii_lowercase();
    if path.trim_start_matches('/').is_empty() {
        PathKind::Root
    } else if is_sign_in(&path) || is_wide_sign_in(&path) {
        PathKind::Misspelt
    } else {
        PathKind::Deep
    }
}

/// Whether a path is the karte's own sign-in path, with what may hang at its end: `/d/` has to be there.
#[must_use]
pub fn is_karte_sign_in(path: &str) -> bool {
    group(&path.to_ascii_lowercase(), 1).is_some_and(|rest| junk(rest).is_empty())
}

/// `( /+ (d /+)* WORD )+ JUNK*`, read once from left to right.
fn is_sign_in(path: &str) -> bool {
    let Some(mut rest) = group(path, 0) else { return false };
    while let Some(next) = group(rest, 0) {
        rest = next;
    }
    junk(rest).is_empty()
}

/// What follows one `/+ (d /+){least_d,} WORD`.
fn group(text: &str, least_d: usize) -> Option<&str> {
    let (rest, ds) = d_segments(slashes(text)?);
    if ds < least_d {
        return None;
    }
    WORDS.iter().find_map(|word| rest.strip_prefix(word))
}

/// The word in full-width letters, with nothing of weight around it.
fn is_wide_sign_in(path: &str) -> bool {
    let Some((before, after)) = path.split_once(WIDE_SIGN_IN) else { return false };
    let light = |c: char| c == '/' || c == '%' || c.is_ascii_digit() || ('a'..='f').contains(&c);
    before.starts_with('/')
        && before.chars().all(light)
        && after.chars().all(|c| light(c) || matches!(c, '.' | ',' | ';' | ')'))
}

fn slashes(text: &str) -> Option<&str> {
    let rest = text.trim_start_matches('/');
    (rest.len() < text.len()).then_some(rest)
}

fn d_segments(mut rest: &str) -> (&str, usize) {
    let mut count = 0;
    while let Some(next) = rest.strip_prefix('d').and_then(slashes) {
        rest = next;
        count += 1;
    }
    (rest, count)
}

fn junk(mut rest: &str) -> &str {
    while let Some(next) = JUNK.iter().find_map(|piece| rest.strip_prefix(piece)) {
        rest = next;
    }
    rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths() {
        for (path, want) in [
            ("/d/signin", PathKind::SignIn),
            ("/", PathKind::Root),
            ("//", PathKind::Root),
            ("/signin", PathKind::Misspelt),
            ("/D/SignIn", PathKind::Misspelt),
            ("//d//signin", PathKind::Misspelt),
            ("/d/signin/", PathKind::Misspelt),
            ("/d/signin%20%E3%80%82", PathKind::Misspelt),
            ("/d/signin/d/signin", PathKind::Misspelt),
            ("/d/d/sign-in", PathKind::Misspelt),
            (
                "/%EF%BD%84/%EF%BD%93%EF%BD%89%EF%BD%87%EF%BD%8E%EF%BD%89%EF%BD%8E",
                PathKind::Misspelt,
            ),
            ("/d", PathKind::Deep),
            ("/d/", PathKind::Deep),
            ("/d/signing", PathKind::Deep),
            ("/d/signin/help", PathKind::Deep),
            ("/d/reception/signin", PathKind::Deep),
            ("/d/signinsignin", PathKind::Deep),
            ("/dsignin", PathKind::Deep),
        ] {
            assert_eq!(kind(path), want, "{path}");
        }
        assert!(is_karte_sign_in("/d/signin"));
        assert!(!is_karte_sign_in("/signin"));
    }
}
