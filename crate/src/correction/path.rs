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

/// `ｄ` and `ｓｉｇｎｉｎ` as a Japanese keyboard in full-width mode types them, percent-encoded.
pub const WIDE_D: &str = "%ef%bd%84";
/// See [`WIDE_D`].
pub const WIDE_SIGN_IN: &str = "%ef%bd%93%ef%bd%89%ef%bd%87%ef%bd%8e%ef%bd%89%ef%bd%8e";
/// A full-width slash, percent-encoded.
pub const WIDE_SLASH: &str = "%ef%bc%8f";

/// Sorts a path as the browser writes it (percent-encoded, with its leading slash).
#[must_use]
pub fn kind(path: &str) -> PathKind {
    if path == SIGN_IN_PATH {
        return PathKind::SignIn;
    }
    let path = path.to_ascii_lowercase();
    if path.trim_start_matches('/').is_empty() {
        PathKind::Root
    } else if is_sign_in(&path, 0) || is_wide_sign_in(&path) {
        PathKind::Misspelt
    } else {
        PathKind::Deep
    }
}

/// Whether a path is the karte's own sign-in path, with what may hang at its end: `/d/` has to be there.
#[must_use]
pub fn is_karte_sign_in(path: &str) -> bool {
    is_sign_in(&path.to_ascii_lowercase(), 1)
}

/// `/+ (d /+){least_d,} WORD ( JUNK+ (d /+)* WORD )* JUNK*`, read once from left to right.
fn is_sign_in(path: &str, least_d: usize) -> bool {
    let Some(rest) = slashes(path) else { return false };
    let (mut rest, ds) = d_segments(rest);
    if ds < least_d {
        return false;
    }
    loop {
        let Some(after) = WORDS.iter().find_map(|word| rest.strip_prefix(word)) else {
            return false;
        };
        let end = junk(after);
        if end.is_empty() {
            return true;
        }
        if end.len() == after.len() {
            return false;
        }
        rest = d_segments(end).0;
    }
}

/// The whole path in full-width letters, its slashes full-width or not.
fn is_wide_sign_in(path: &str) -> bool {
    let slash = |text| {
        let mut rest: &str = text;
        while let Some(next) = rest.strip_prefix('/').or_else(|| rest.strip_prefix(WIDE_SLASH)) {
            rest = next;
        }
        (rest.len() < text.len()).then_some(rest)
    };
    let Some(rest) = slash(path) else { return false };
    let after_d = rest.strip_prefix(WIDE_D).or_else(|| rest.strip_prefix('d')).and_then(slash);
    let rest = after_d.unwrap_or(rest);
    rest.strip_prefix(WIDE_SIGN_IN).is_some_and(|end| junk(end).is_empty())
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
