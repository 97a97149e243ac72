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
    if host.split('.').any(|label| label.starts_with("xn--")) {
        let plain = skeleton(&letters(host));
        return near(&plain).then_some(Imitation::ForeignLetters);
    }
    if host.contains(KARTE_HOST) {
        return Some(Imitation::ForeignDomain);
    }
    if host.contains('-') && host.replace('-', ".").contains(KARTE_HOST) {
        return Some(Imitation::Hyphens);
    }
    near(host).then_some(Imitation::Near)
}

fn skeleton(host: &str) -> String {
    let plain = |c: char| LOOKS_LIKE.iter().find(|(from, _)| *from == c).map_or(c, |(_, to)| *to);
    host.chars().map(plain).collect()
}

fn near(host: &str) -> bool {
    let length = host.chars().count();
    length.abs_diff(KARTE_HOST.len()) <= NEAR && distance(host, KARTE_HOST) <= NEAR
}

/// Edit distance of two short texts: both are bounded, so this is bounded, too.
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

#[cfg(test)]
mod tests {
    use super::*;

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
