//! Parses addresses. Converts a host in another script to ASCII (Punycode): the url crate is built without Unicode's tables.
//!
//! Browsers report that form themselves; this is for what a person typed, pasted or keeps in a list.

use idna::punycode;
use std::borrow::Cow;
use url::Url;

/// A host longer than this is no host.
const LONGEST: usize = 1_000;
/// With one of these characters the host would end earlier, or be another host.
const FORBIDDEN: &[u8] = br"/\?#@:[]%";

/// Parses a text as an address: any http(s) address, and any other that is ASCII without `%` and `xn--`.
#[must_use]
pub fn parse_url(text: &str) -> Option<Url> {
    if needs_no_conversion(text) { Url::parse(text).ok() } else { parse_with_idna(text) }
}

fn parse_with_idna(text: &str) -> Option<Url> {
    let trimmed = text.trim_matches(|letter| letter <= ' ');
    let bare = if trimmed.bytes().any(|byte| matches!(byte, b'\t' | b'\n' | b'\r')) {
        Cow::from(trimmed.replace(['\t', '\n', '\r'], ""))
    } else {
        Cow::from(trimmed)
    };
    let (scheme, rest) = bare.split_once(':')?;
    if !is_web(scheme) {
        return if may_be_non_ascii(&bare) { None } else { Url::parse(&bare).ok() };
    }
    // Browsers take any number of slashes, of either kind.
    let rest = rest.trim_start_matches(['/', '\\']);
    let (authority, path) = rest.split_at(rest.find(['/', '\\', '?', '#']).unwrap_or(rest.len()));
    let (user, place) = authority.split_at(authority.rfind('@').map_or(0, |at| at + 1));
    if !may_be_non_ascii(place) {
        return Url::parse(&bare).ok();
    }
    let (host, port) = place.split_at(place.find(':').unwrap_or(place.len()));
    Url::parse(&[scheme, "://", user, &ascii_host(host)?, port, path].concat()).ok()
}

/// Whether the url crate alone can parse it, as nearly every address: ASCII only, no `xn--`, and a percent sign only
/// after the host.
fn needs_no_conversion(text: &str) -> bool {
    if is_coded(text) {
        return false;
    }
    let Some((before, _)) = text.split_once('%') else { return text.is_ascii() };
    let Some((scheme, rest)) = before.split_once(':') else { return false };
    let rest = rest.trim_start_matches(['/', '\\']);
    let host_ends = |byte| matches!(byte, b'/' | b'\\' | b'?' | b'#');
    is_web(scheme)
        && !before.bytes().any(|byte| byte <= b' ')
        && rest.bytes().any(host_ends)
        && text.is_ascii()
}

fn is_web(scheme: &str) -> bool {
    ["http", "https"].iter().any(|web| scheme.eq_ignore_ascii_case(web))
}

/// Whether a text has non-ASCII letters, or may encode some (percent-encoding, Punycode).
fn may_be_non_ascii(text: &str) -> bool {
    !text.is_ascii() || text.contains('%') || is_coded(text)
}

/// Whether a host in the text may be Punycode.
fn is_coded(text: &str) -> bool {
    text.as_bytes().windows(4).any(|four| four.eq_ignore_ascii_case(b"xn--"))
}

/// Characters that change the direction of the text: no browser accepts a host with one of them.
const fn is_bidi_control(letter: char) -> bool {
    matches!(letter, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn ascii_host(host: &str) -> Option<String> {
    if host.len() > LONGEST {
        return None;
    }
    let mut plain = String::with_capacity(host.len());
    for letter in decoded(host)?.chars().map(narrow) {
        if letter.is_ascii() {
            plain.push(letter.to_ascii_lowercase());
        } else {
            plain.extend(letter.to_lowercase());
        }
    }
    if plain.bytes().any(|byte| FORBIDDEN.contains(&byte)) {
        return None;
    }
    let mut ascii = String::with_capacity(2 * plain.len());
    for (number, label) in plain.split('.').enumerate() {
        if number > 0 {
            ascii.push('.');
        }
        push_ascii(&mut ascii, label)?;
    }
    let turned = plain.contains(is_bidi_control)
        || (is_coded(&plain) && letters(&ascii).contains(is_bidi_control));
    if turned { None } else { Some(ascii) }
}

/// Decodes percent-encoding; `None` if that is invalid or gives no UTF-8.
pub(crate) fn decoded(host: &str) -> Option<String> {
    let mut parts = host.split('%');
    let mut bytes = parts.next()?.as_bytes().to_vec();
    for part in parts {
        let (digits, rest) = part.split_at_checked(2)?;
        bytes.push(u8::from_str_radix(digits, 16).ok()?);
        bytes.extend(rest.bytes());
    }
    String::from_utf8(bytes).ok()
}

/// Converts a full-width letter to its half-width form, and a Japanese full stop to a dot.
pub(crate) fn narrow(letter: char) -> char {
    match letter {
        '。' | '｡' => '.',
        '！'..='～' => char::from_u32(u32::from(letter) - 0xfee0).unwrap_or(letter),
        _ => letter,
    }
}

fn push_ascii(host: &mut String, label: &str) -> Option<()> {
    if label.is_ascii() {
        host.push_str(label);
    } else {
        host.push_str("xn--");
        host.push_str(&punycode::encode_str(label)?);
    }
    Some(())
}

/// Decodes the Punycode labels of a host.
#[must_use]
pub fn letters(host: &str) -> String {
    let label = |label: &str| {
        let decoded = label.strip_prefix("xn--").and_then(punycode::decode_to_string);
        decoded.unwrap_or_else(|| label.to_owned())
    };
    host.split('.').map(label).collect::<Vec<_>>().join(".")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(20_000))]

        #[test]
        fn the_short_way_leads_to_the_same_place(text in "([hH]ttps?|ws|d)?[:\t]?[ -~]{0,3}[-/%.:@?#a1D \t\\\\\\[\\]。к]{0,12}") {
            if needs_no_conversion(&text) {
                prop_assert_eq!(Url::parse(&text).ok(), parse_with_idna(&text));
            }
        }
    }

    #[test]
    fn hosts_in_other_scripts() {
        for (text, want) in [
            ("https://кафе.example/", Some("xn--80akn5b.example")),
            ("https://日本語.JP:8443/d?x#y", Some("xn--wgv71a119e.jp")),
            ("https://ｋａｒｔｅ．Medley。life/", Some("karte.medley.life")),
            ("https://a@КАФЕ.example\\d", Some("xn--80akn5b.example")),
            ("https://xn--80akn5b.example/кафе", Some("xn--80akn5b.example")),
            ("https:\\\\a@КАФЕ.example?d", Some("xn--80akn5b.example")),
            ("https:%D0%9AАФЕ.%65xample:1/", Some("xn--80akn5b.example")),
            (" ht\ttps:///D。/d", Some("d.")),
            ("https://.。кафе.example/", Some("..xn--80akn5b.example")),
            ("https://%D0/", None),
            ("https://D%/", None),
            ("https://karte.medley.life%2F.evil.example/", None),
            ("https://karte.medley.life／.evil.example/", None),
            ("https://%40karte.medley.life/", None),
            ("https://a[:D。]/", None),
            ("file://D。/", None),
            ("https://кафе example/", None),
            ("https:%e2%80%8f-yl", None),
            ("https://karte\u{202e}.medley.life/", None),
            ("https://XN---yl-ln0a.example/", None),
            ("кафе.example", None),
            ("", None),
        ] {
            let url = parse_url(text);
            assert_eq!(url.as_ref().and_then(Url::host_str), want, "{text}");
            if text.is_ascii() {
                continue;
            }
            let there_and_back = url.and_then(|url| parse_url(url.as_str()));
            assert_eq!(there_and_back.as_ref().and_then(Url::host_str), want, "{text}");
        }
        assert_eq!(letters("xn--80akn5b.xn--"), "кафе.");
        assert_eq!(letters("karte.xn--!.life"), "karte.xn--!.life");
        assert_eq!(parse_url(&format!("https://{}/", "я".repeat(600))), None);
    }
}
