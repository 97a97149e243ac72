//! Hosts that imitate the karte's: other scripts, its name in front of a foreign domain, hyphens for dots, near misses.

use super::known_sites::NAMED_SITES;
use crate::base::parse_url::{letters, narrow};
use crate::base::site::{KARTE_HOST, is_medley_host};

/// How a host imitates the karte's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Imitation {
    /// Letters of another script that look the same.
    ForeignLetters,
    /// The karte's name in front of a foreign domain.
    ForeignDomain,
    /// Hyphens where the karte has dots.
    Hyphens,
    /// Consecutive labels are at most two letters away from the karte's host, or both of its names occur.
    Near,
}

/// A host name cannot be longer than this.
const LONGEST: usize = 253;
/// Up to this many changed letters count as near.
const NEAR: usize = 2;
/// The karte's names. One of them alone proves nothing, because many others use it.
const NAMES: [&str; 2] = ["karte", "medley"];

/// The letters of the karte's host, and those of other scripts or with marks that look like them.
const LOOKS_LIKE: [(char, &str); 11] = [
    ('k', "ķĸƙǩκϰкқҝҟҡӄᴋḱḳḵ"),
    ('a', "àáâãäåāăąǎǟǡǻȁȃȧɑάαаӑӓᴀḁẚạảấầẩẫậắằẳẵặἀἁἂἃἄἅἆἇὰᾀᾁᾂᾃᾄᾅᾆᾇᾰᾱᾲᾳᾴᾶᾷ"),
    ('r', "ŕŗřȑȓɍɾʀгѓґғᴦṙṛṝṟ"),
    ('t', "ţťŧƫțτтҭᴛṫṭṯṱẗ"),
    ('e', "èéêëēĕėęěȅȇȩɇɛέεϵеѐёєҽҿӗᴇḕḗḙḛḝẹẻẽếềểễệἐἑἒἓἔἕὲ"),
    ('m', "мӎᴍḿṁṃ"),
    ('d', "ďđɖɗԁᴅḋḍḏḑḓ"),
    ('l', "ĺļľŀłƚɫɭʟӏḷḹḻḽ"),
    ('y', "ýÿŷƴȳɏʏγΰυϋύуўүұӯӱӳẏẙỳỵỷỹỿὐὑὒὓὔὕὖὗὺῠῡῢῦῧ"),
    ('i', "ìíîïĩīĭįıǐȉȋɨɩɪΐίιϊіїḭḯỉịἰἱἲἳἴἵἶἷὶῐῑῒῖῗ"),
    ('f', "ƒḟ"),
];

/// How `host`, as the browser writes it, imitates the karte's; `None` if it does not.
#[must_use]
pub fn imitation(host: &str) -> Option<Imitation> {
    if host.len() > LONGEST || is_medley_host(host) {
        return None;
    }
    if !(host.starts_with("xn--") || holds(host, ".xn--")) {
        return reading(host);
    }
    let shown = letters(host);
    let plain = skeleton(&shown);
    // If no letter was replaced, the kind found in the rest of the host is more exact (except `Near`).
    let kind = reading(&plain)?;
    Some(if plain == shown && kind != Imitation::Near { kind } else { Imitation::ForeignLetters })
}

/// The plain letters that a text seems to be made of, in lower case.
#[must_use]
pub fn skeleton(text: &str) -> String {
    let marks = |letter: &char| !('\u{300}'..='\u{36f}').contains(letter);
    text.chars().filter(marks).map(narrow).flat_map(char::to_lowercase).map(plain).collect()
}

fn plain(letter: char) -> char {
    // The table has no character from U+2000 on.
    if letter.is_ascii() || letter >= '\u{2000}' {
        return letter;
    }
    LOOKS_LIKE.iter().find(|(_, like)| like.contains(letter)).map_or(letter, |(plain, _)| *plain)
}

/// How plain letters imitate the karte's host.
fn reading(host: &str) -> Option<Imitation> {
    if holds(host, KARTE_HOST) {
        return Some(Imitation::ForeignDomain);
    }
    if host.bytes().any(|byte| byte == b'-') && holds(&host.replace('-', "."), KARTE_HOST) {
        return Some(Imitation::Hyphens);
    }
    (has_near(host) || has_both_names(host)).then_some(Imitation::Near)
}

/// Whether both names occur in a host, each between dots or hyphens; below a named site that is no imitation.
fn has_both_names(host: &str) -> bool {
    let below = |site: &str| host.strip_suffix(site).is_some_and(|name| name.ends_with('.'));
    let has = |name: &&str| host.split(['.', '-']).any(|part| part == *name);
    NAMES.iter().all(has) && !NAMED_SITES.iter().any(|(site, _)| below(site))
}

/// Like `contains`, whose set-up takes longer than the search in a host.
fn holds(host: &str, part: &str) -> bool {
    host.as_bytes().windows(part.len()).any(|piece| piece == part.as_bytes())
}

/// Whether the host, or some of its labels in a row, is nearly the karte's.
fn has_near(host: &str) -> bool {
    let starts = host.match_indices('.').map(|(dot, _)| dot + 1);
    std::iter::once(0).chain(starts).any(|start| {
        let rest = &host[start..];
        let ends = rest.match_indices('.').map(|(dot, _)| dot).chain([rest.len()]);
        // A letter has at most four bytes, so a longer piece has too many letters in any case.
        ends.take_while(|end| *end <= 4 * (KARTE_HOST.len() + NEAR)).any(|end| near(&rest[..end]))
    })
}

fn near(host: &str) -> bool {
    host.len() >= KARTE_HOST.len() - NEAR && {
        let length = host.chars().count();
        length.abs_diff(KARTE_HOST.len()) <= NEAR && is_within(NEAR, host, KARTE_HOST)
    }
}

/// Whether at most `changes` letters replaced, dropped or added turn one text into the other (edit distance). Equal
/// beginnings need no change, so only a difference branches, in three ways: nine at most for two changes.
fn is_within(changes: usize, a: &str, b: &str) -> bool {
    let (mut left, mut right) = (a.chars(), b.chars());
    loop {
        let (a, b) = (left.as_str(), right.as_str());
        match (left.next(), right.next()) {
            (None, None) => return true,
            (Some(x), Some(y)) if x == y => {}
            _ if changes == 0 => return false,
            (None, Some(_)) => return b.chars().count() <= changes,
            (Some(_), None) => return a.chars().count() <= changes,
            _ => {
                let (a_less, b_less) = (left.as_str(), right.as_str());
                return [(a_less, b_less), (a_less, b), (a, b_less)]
                    .into_iter()
                    .any(|(a, b)| is_within(changes - 1, a, b));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::parse_url::parse_url;
    use proptest::prelude::*;

    /// Edit distance by its definition, row by row.
    fn distance(a: &str, b: &str) -> usize {
        let b: Vec<char> = b.chars().collect();
        let mut row: Vec<usize> = (0..=b.len()).collect();
        for (i, x) in a.chars().enumerate() {
            let mut diagonal = row[0];
            row[0] = i + 1;
            for (j, y) in b.iter().enumerate() {
                let change = diagonal + usize::from(x != *y);
                diagonal = row[j + 1];
                row[j + 1] = change.min(row[j] + 1).min(diagonal + 1);
            }
        }
        row[b.len()]
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(20_000))]

        #[test]
        fn within_is_what_the_distance_says(a in "[abé]{0,6}", b in "[abé]{0,6}", changes in 0..4_usize) {
            prop_assert_eq!(is_within(changes, &a, &b), distance(&a, &b) <= changes);
        }
    }

    #[test]
    fn imitations() {
        for (host, want) in [
            ("karte.medley.life.example.com", Some(Imitation::ForeignDomain)),
            ("karte-medley.life", Some(Imitation::Hyphens)),
            ("karte-medley-life.example", Some(Imitation::Hyphens)),
            ("xn--krte-53d.medley.life", None),
            ("xn--karte-medley", None),
            ("karte-medley.com", Some(Imitation::Near)),
            ("karte.medley.org", Some(Imitation::Near)),
            ("karte.medley.co.jp", Some(Imitation::Near)),
            ("medley-karte.life", Some(Imitation::Near)),
            ("www.medley.karte.example", Some(Imitation::Near)),
            ("login-karte-medley.example", Some(Imitation::Near)),
            ("karte.medley.jp", None),
            ("app.karte.medley.jp", None),
            ("karte.medleys.example", None),
            ("my-karte.medley7.example", None),
            ("kartemedley.example", None),
            ("karte.medleyy.lfe", Some(Imitation::Near)),
            ("karte.medlxx.life.", Some(Imitation::Near)),
            ("www.karte.medly.life", Some(Imitation::Near)),
            ("a.kartemedly.life.example.com", Some(Imitation::Near)),
            ("karte.medley.life.xn--wgv71a119e.jp", Some(Imitation::ForeignDomain)),
            ("karte-medley-life.xn--wgv71a119e", Some(Imitation::Hyphens)),
            ("karte.medley.life", None),
            ("app.medley.life", None),
            ("example.com", None),
            ("karte.example.com", None),
        ] {
            assert_eq!(imitation(host), want, "{host}");
        }
    }

    #[test]
    fn letters_of_other_scripts_hide_nothing() {
        for text in [
            "https://karte.mеdley.lifе/",
            "https://kаrte.medley.life.example.com/",
            "https://kаrte-medley-life.example/",
            "https://kаrtе-mеdley.life/",
            "https://kártè.mèdlèy.lìfè/",
            "https://k\u{301}arte.m\u{301}edley.life.example/",
            "https://www.kаrtе.mеdlу.life/",
            "https://ｋarte.ṁėḍḷẹỵ.example.ḷıfé.medleу.life.karté.medley.lifе.jp/",
        ] {
            let host = parse_url(text).and_then(|url| url.host_str().map(ToOwned::to_owned));
            let found = host.as_deref().and_then(imitation);
            assert_eq!(found, Some(Imitation::ForeignLetters), "{text} {host:?}");
        }
        for text in ["https://кафе.example/", "https://kárte.example/", "https://日本語.medley.jp/"]
        {
            let host = parse_url(text).and_then(|url| url.host_str().map(ToOwned::to_owned));
            assert_eq!(host.as_deref().map(imitation), Some(None), "{text} {host:?}");
        }
    }

    #[test]
    fn no_letter_looks_like_two() {
        let all: Vec<char> = LOOKS_LIKE.iter().flat_map(|(_, like)| like.chars()).collect();
        let mut unique = all.clone();
        unique.sort_unstable();
        unique.dedup();
        assert_eq!(unique.len(), all.len());
        assert!(all.iter().all(|letter| !letter.is_ascii()));
    }
}
