//! The path to the sign-in and its misspellings, read token by token.
//!
//! The pattern for declarativeNetRequest (`dnr_rules`) uses the same tokens, so that both agree.

use super::sign_in_slips::is_slip;
use crate::base::parse_url::{decoded, narrow};
use crate::base::site::SIGN_IN_PATH;

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

/// Stray characters at the end of an address: spaces, full stops, brackets, also from a Japanese keyboard.
pub const JUNK: [&str; 17] = [
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
    "%e3%80%8c",
    "%e3%80%8d",
    "%e3%80%8e",
    "%e3%80%8f",
    "%ef%bc%89",
    "%ef%bc%8f",
];

/// Full-width letters as a Japanese keyboard types them, percent-encoded, lower case: those of `d`, `signin` and `login` (and
/// the few that share a byte with them), and the punctuation around them. Each entry is a prefix and its possible last digits.
pub const WIDE: [(&str, &str); 9] = [
    ("%ef%bc%8", "479cdef"),
    ("%ef%bc%9", "3"),
    ("%ef%bc%a", "479cdef"),
    ("%ef%bc%b", "3"),
    ("%ef%bd%8", "479cdef"),
    ("%ef%bd%9", "3"),
    ("%ef%bd%a", "479cdef"),
    ("%ef%bd%b", "3"),
    ("%e3%80%8", "012cdef"),
];
/// The half-width characters that may stand between them.
pub const AMONG_WIDE: &str = ",-./dgilnos";

/// Classifies a path as the browser writes it (percent-encoded, with its leading slash).
#[must_use]
pub fn kind(path: &str) -> PathKind {
    if path == SIGN_IN_PATH {
        return PathKind::SignIn;
    }
    let path = path.to_ascii_lowercase();
    if path.trim_start_matches('/').is_empty() {
        PathKind::Root
    } else if is_sign_in(&path) || is_wide_sign_in(&path) || is_slip(&path) {
        PathKind::Misspelt
    } else {
        PathKind::Deep
    }
}

/// Whether a path is the karte's own sign-in path, stray characters at its end allowed: `/d/` has to be there.
#[must_use]
pub fn is_karte_sign_in(path: &str) -> bool {
    group(&path.to_ascii_lowercase(), 1).is_some_and(|rest| junk(rest).is_empty())
}

/// `( /+ (d /+)* %20* WORD )+ JUNK*`, read once from left to right.
fn is_sign_in(path: &str) -> bool {
    let Some(mut rest) = group(path, 0) else { return false };
    while let Some(next) = group(rest, 0) {
        rest = next;
    }
    junk(rest).is_empty()
}

/// The text after one `/+ (d /+){least_d,} %20* WORD`.
fn group(text: &str, least_d: usize) -> Option<&str> {
    let (mut rest, ds) = d_segments(slashes(text)?);
    if ds < least_d {
        return None;
    }
    while let Some(next) = rest.strip_prefix("%20") {
        rest = next;
    }
    WORDS.iter().find_map(|word| rest.strip_prefix(word))
}

/// Whether a path has only letters of the sign-in path and stray characters, at least one of them full-width.
fn is_wide_sign_in(path: &str) -> bool {
    let (mut rest, mut wide) = (path, false);
    while let Some(next) = wide_letter(among_wide(rest)) {
        (rest, wide) = (next, true);
    }
    wide && path.starts_with('/') && among_wide(rest).is_empty()
}

fn among_wide(text: &str) -> &str {
    text.trim_start_matches(|letter| AMONG_WIDE.contains(letter))
}

/// The text after one full-width letter.
fn wide_letter(text: &str) -> Option<&str> {
    WIDE.iter().find_map(|(start, ends)| {
        text.strip_prefix(start)?.strip_prefix(|digit| ends.contains(digit))
    })
}

/// Whether a path is the sign-in path once spaces and marks are removed and full-width letters converted, wherever they stand.
#[must_use]
pub fn is_nearly_sign_in(path: &str) -> bool {
    let usual = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'/' | b'-' | b'_');
    if path.bytes().all(usual) {
        return false;
    }
    let Some(text) = decoded(path) else { return false };
    let letters = text.chars().map(narrow).filter(|letter| !is_mark(*letter));
    is_sign_in(&letters.map(|letter| letter.to_ascii_lowercase()).collect::<String>())
}

/// Whether a character is a space, a control character, or Western or Japanese punctuation.
fn is_mark(letter: char) -> bool {
    match letter {
        '/' | '-' | '_' => false,
        '\u{80}'..='\u{bf}' | '\u{2000}'..='\u{206f}' | '\u{3000}'..='\u{303f}' => true,
        _ => letter.is_ascii() && !letter.is_ascii_alphanumeric(),
    }
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

    #[test]
    fn spaces_brackets_and_full_width() {
        for (path, want) in [
            ("/%20signin", PathKind::Misspelt),
            ("/d/%20%20login%20", PathKind::Misspelt),
            ("/d/signin%E3%80%8D", PathKind::Misspelt),
            ("/%EF%BD%8C%EF%BD%8F%EF%BD%87%EF%BD%89%EF%BD%8E", PathKind::Misspelt),
            (
                "/d/%EF%BC%B3%EF%BC%A9%EF%BC%A7%EF%BC%AE%EF%BC%A9%EF%BC%AE%E3%80%82",
                PathKind::Misspelt,
            ),
            ("/d/%EF%BD%93ignin", PathKind::Misspelt),
            ("/%EF%BD%84", PathKind::Misspelt),
            ("/d%E3%80%8D", PathKind::Misspelt),
            ("/%EF%BD%84/reception", PathKind::Deep),
            ("/d/%EF%BC%A3%EF%BC%B4", PathKind::Deep),
            ("/d/%EF%BD%B6%EF%BE%99%EF%BE%83", PathKind::Deep),
            ("/d/%E5%8F%97%E4%BB%98", PathKind::Deep),
            ("/d/%EF%BD%9", PathKind::Deep),
            ("/%20d/signin", PathKind::Deep),
        ] {
            assert_eq!(kind(path), want, "{path}");
        }
    }

    #[test]
    fn nearly_the_sign_in() {
        for (path, want) in [
            ("/%20d/signin", true),
            ("/d/signin%E3%80%91", true),
            ("/%22d/signin%22", true),
            ("/d/(signin", true),
            ("/d/%EF%BD%93%EF%BD%89gn-in%20", true),
            ("/d/reception", false),
            ("/d/%20reception", false),
            ("/d/%E5%8F%97%E4%BB%98/login", false),
            ("/d/signin%FF", false),
            ("/d/signin%", false),
            ("/d", false),
        ] {
            assert_eq!(is_nearly_sign_in(path), want, "{path}");
        }
    }
}
