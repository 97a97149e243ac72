//! Typing errors in the karte's host: a list that is generated once and searched exactly.
//!
//! One letter dropped, doubled, swapped with the next or replaced by a neighbour on the keyboard,
//! a dot forgotten, another ending. Nothing outside the list is ever corrected.

use crate::base::site::{KARTE_HOST, is_medley_host};
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// Endings that people type instead of `.life`.
const ENDINGS: [&str; 5] = [".jp", ".com", ".co.jp", ".net", ".live"];

/// Hosts that are really a scheme, as in `https://https://karte…` or `https://ttps//…`.
pub const SCHEMES: [&str; 5] = ["http", "https", "ttp", "ttps", "htps"];

/// Keys next to each letter of the host on a Japanese or English keyboard, in its row and the rows beside it;
/// and `l` for `r`, which sound alike in Japanese.
const NEIGHBOURS: [(char, &str); 12] = [
    ('k', "jliom,"),
    ('a', "qwsz"),
    ('r', "etdf45l"),
    ('t', "ryfg56"),
    ('e', "wrsd34"),
    ('m', "njk,"),
    ('d', "sferxc"),
    ('l', "kop;.r"),
    ('y', "tugh67"),
    ('i', "uojk89"),
    ('f', "drgtcv"),
    ('.', ",l;/"),
];

/// Paths that are redirected at once under a mistyped host. The core classifies all others, and has to start first.
pub const ENTRIES: [&str; 5] = ["/", "/d/signin", "/d/signin/", "/signin", "/login"];
/// The same below the vendor's own domain, where the browser's rules handle `/d/signin`.
pub const ENTRIES_OF_VENDOR: [&str; 3] = ["/", "/signin", "/login"];

/// All typing errors of the host, sorted.
#[must_use]
pub fn typing_errors() -> &'static [String] {
    static ERRORS: LazyLock<Vec<String>> = LazyLock::new(generated);
    &ERRORS
}

/// Those below the vendor's own domain, where the browser's rules can handle the sign-in path.
pub fn below_vendor() -> impl Iterator<Item = &'static str> {
    typing_errors().iter().map(String::as_str).filter(|host| is_medley_host(host))
}

fn generated() -> Vec<String> {
    let host: Vec<char> = KARTE_HOST.chars().collect();
    let stem = KARTE_HOST.trim_end_matches(".life");
    let errors = (0..host.len()).flat_map(|i| errors_at(&host, i));
    let errors = errors.chain(ENDINGS.iter().map(|ending| format!("{stem}{ending}")));
    let mut found = BTreeSet::new();
    found.extend(errors.filter(|typed| is_host(typed) && typed != KARTE_HOST));
    found.into_iter().collect()
}

fn errors_at(host: &[char], i: usize) -> Vec<String> {
    let with = |piece: &[char], skip: usize| -> String {
        host[..i].iter().chain(piece).chain(&host[i + skip..]).collect()
    };
    let mut errors = vec![with(&[], 1), with(&[host[i], host[i]], 1)];
    if let Some(next) = host.get(i + 1) {
        errors.push(with(&[*next, host[i]], 2));
    }
    let near = NEIGHBOURS.iter().find(|(letter, _)| *letter == host[i]).map(|(_, near)| *near);
    errors.extend(near.unwrap_or_default().chars().map(|key| with(&[key], 1)));
    errors
}

/// Letters, digits, hyphens, underscores and single dots inside: what can be looked up by name.
#[must_use]
pub fn is_host(text: &str) -> bool {
    let fits =
        |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '.' | '-' | '_');
    let dots = !text.contains("..") && !text.starts_with('.') && !text.ends_with('.');
    dots && text.contains('.') && text.chars().all(fits)
}

/// Whether `host` is one of the typing errors; a host of another length is not even compared.
#[must_use]
pub fn is_typing_error(host: &str) -> bool {
    let near = KARTE_HOST.len() - 4..=KARTE_HOST.len() + 2;
    near.contains(&host.len()) && typing_errors().binary_search_by(|x| x.as_str().cmp(host)).is_ok()
}

/// Whether a "host" is a scheme that was typed twice or broken.
#[must_use]
pub fn is_scheme_as_host(host: &str) -> bool {
    SCHEMES.contains(&host)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::site::SIGN_IN_URL;
    use crate::url_correction::{RedirectVia, UrlClass, UrlReason, classify_text};

    #[test]
    fn the_usual_slips_are_listed() {
        for typed in [
            "kalte.medley.life",
            "karte.medly.life",
            "karte.medley.jp",
            "karte.medley.co.jp",
            "kartemedley.life",
            "karte.medleylife",
            "akrte.medley.life",
            "kkarte.medley.life",
            "karte.medley.lige",
            "karte.medley.lif",
        ] {
            assert!(is_typing_error(typed), "{typed}");
        }
    }

    #[test]
    fn every_listed_typing_error_is_corrected_by_the_core() {
        for host in typing_errors() {
            let vendor = is_medley_host(host);
            for path in if vendor { &ENTRIES_OF_VENDOR[..] } else { &ENTRIES[..] } {
                for scheme in ["http", "https"] {
                    let text = format!("{scheme}://{host}{path}");
                    let (to, reason, via) =
                        (SIGN_IN_URL.to_owned(), UrlReason::TypedHost, RedirectVia::Navigation);
                    let want = UrlClass::Corrected { to, reason, via };
                    assert_eq!(classify_text(&text), want, "{text}");
                }
            }
        }
    }

    #[test]
    fn the_list_is_small_sorted_and_never_holds_the_right_one() {
        let list = typing_errors();
        assert!(list.is_sorted() && list.len() < 250, "{}", list.len());
        assert!(!list.iter().any(|host| host == KARTE_HOST));
    }
}
