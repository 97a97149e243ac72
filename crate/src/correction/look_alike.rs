//! Hosts that imitate the karte's: other scripts, its name in front of a foreign domain, hyphens for dots, near misses.

use super::address::letters;
use crate::app::{KARTE_HOST, is_medley_host};

/// How a host imitates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Imitation {
    /// Letters of another script that look the same.
    ForeignLetters,
    /// The karte's name in front of a foreign domain.
    ForeignDomain,
    /// Hyphens where the karte has dots.
    Hyphens,
    /// At most two letters away.
    Near,
}

/// A host longer than this is no host.
const LONGEST: usize = 253;
/// So many changed letters are still near.
const NEAR: usize = 2;

/// Letters of other scripts and the Latin ones that they look like.
const LOOKS_LIKE: [(char, char); 26] = [
    ('а', 'a'),
    ('е', 'e'),
    ('к', 'k'),
    ('м', 'm'),
    ('т', 't'),
    ('і', 'i'),
    ('у', 'y'),
    ('ԁ', 'd'),
    ('ӏ', 'l'),
    ('г', 'r'),
    ('α', 'a'),
    ('κ', 'k'),
    ('τ', 't'),
    ('ι', 'i'),
    ('υ', 'y'),
    ('ε', 'e'),
    ('ƒ', 'f'),
    ('ı', 'i'),
    ('ḷ', 'l'),
    ('ḍ', 'd'),
    ('ạ', 'a'),
    ('ẹ', 'e'),
    ('é', 'e'),
    ('á', 'a'),
    ('ķ', 'k'),
    ('ŕ', 'r'),
];

/// How `host`, as the browser writes it, imitates the karte's; `None` if it does not.
#[must_use]
pub fn imitation(host: &str) -> Option<Imitation> {
    if host.len() > LONGEST || is_medley_host(host) {
        return None;
    }
    if host.starts_with("xn--") || holds(host, ".xn--") {
        let plain = skeleton(&letters(host));
        return near(&plain).then_some(Imitation::ForeignLetters);
    }
    if holds(host, KARTE_HOST) {
        return Some(Imitation::ForeignDomain);
    }
    if host.bytes().any(|byte| byte == b'-') && holds(&host.replace('-', "."), KARTE_HOST) {
        return Some(Imitation::Hyphens);
    }
    near(host).then_some(Imitation::Near)
}

/// Like `contains`, whose preparations take longer than a host does.
fn holds(host: &str, part: &str) -> bool {
    host.as_bytes().windows(part.len()).any(|piece| piece == part.as_bytes())
}

fn skeleton(host: &str) -> String {
    let known = |c: char| LOOKS_LIKE.iter().find(|(from, _)| *from == c).map_or(c, |(_, to)| *to);
    host.chars().map(|c| if c.is_ascii() { c } else { known(c) }).collect()
}

fn near(host: &str) -> bool {
    let length = host.chars().count();
    length.abs_diff(KARTE_HOST.len()) <= NEAR && is_within(NEAR, host, KARTE_HOST)
}

/// Whether so many letters changed, left out or added make one text the other.
/// Where both begin alike nothing is changed, so three ways are open at each change, and nine at the most.
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
            ("karte.medleyy.lfe", Some(Imitation::Near)),
            ("karte.medley.life", None),
            ("app.medley.life", None),
            ("example.com", None),
            ("karte.example.com", None),
        ] {
            assert_eq!(imitation(host), want, "{host}");
        }
        let cyrillic = "karte.xn--mdley-zwe.xn--lif-tdd";
        assert_eq!(imitation(cyrillic), Some(Imitation::ForeignLetters), "{cyrillic}");
    }
}
