//! Reads addresses. A host in another script becomes its ASCII form here: the url crate comes without Unicode's tables.
//!
//! Browsers hand out that form themselves; this is for what a person typed, pasted or keeps in a list.

use idna::punycode;
use url::Url;

/// A host longer than this is no host.
const LONGEST: usize = 1_000;
/// With one of these it would end earlier, or be another one.
const FORBIDDEN: [char; 9] = ['/', '\\', '?', '#', '@', ':', '[', ']', '%'];

/// The address that a text is, if it is one of the web or has nothing but ASCII.
#[must_use]
pub fn address(text: &str) -> Option<Url> {
    let bare = text.trim_matches(|letter| letter <= ' ').replace(['\t', '\n', '\r'], "");
    let (scheme, rest) = bare.split_once(':')?;
    let is_web = ["http", "https"].iter().any(|web| scheme.eq_ignore_ascii_case(web));
    if !is_web {
        return if has_letters_of_others(&bare) { None } else { Url::parse(&bare).ok() };
    }
    // Browsers take any number of slashes, of either kind.
    let rest = rest.trim_start_matches(['/', '\\']);
    let (authority, path) = rest.split_at(rest.find(['/', '\\', '?', '#']).unwrap_or(rest.len()));
    let (user, place) = authority.split_at(authority.rfind('@').map_or(0, |at| at + 1));
    if !has_letters_of_others(place) {
        return Url::parse(&bare).ok();
    }
    let (host, port) = place.split_at(place.find(':').unwrap_or(place.len()));
    Url::parse(&[scheme, "://", user, &ascii_host(host)?, port, path].concat()).ok()
}

/// Whether something may not be ASCII, or hides it behind percent signs.
fn has_letters_of_others(text: &str) -> bool {
    !text.is_ascii() || text.contains('%')
}

fn ascii_host(host: &str) -> Option<String> {
    if host.len() > LONGEST {
        return None;
    }
    let host: String = decoded(host)?.chars().map(narrow).flat_map(char::to_lowercase).collect();
    if host.contains(FORBIDDEN) {
        return None;
    }
    let labels: Option<Vec<_>> = host.split('.').map(ascii_label).collect();
    labels.map(|labels| labels.join("."))
}

/// Percent signs with two digits as the letters that they stand for.
pub(super) fn decoded(host: &str) -> Option<String> {
    let mut parts = host.split('%');
    let mut bytes = parts.next()?.as_bytes().to_vec();
    for part in parts {
        let (digits, rest) = part.split_at_checked(2)?;
        bytes.push(u8::from_str_radix(digits, 16).ok()?);
        bytes.extend(rest.bytes());
    }
    String::from_utf8(bytes).ok()
}

/// A letter of full width as its narrow one; the full stops of Japanese as a dot.
pub(super) fn narrow(letter: char) -> char {
    match letter {
        '。' | '｡' => '.',
        '！'..='～' => char::from_u32(u32::from(letter) - 0xfee0).unwrap_or(letter),
        _ => letter,
    }
}

fn ascii_label(label: &str) -> Option<String> {
    if label.is_ascii() {
        return Some(label.to_owned());
    }
    Some(format!("xn--{}", punycode::encode_str(label)?))
}

/// The letters that a host's ASCII form stands for.
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
            ("https://%D0/", None),
            ("https://D%/", None),
            ("https://karte.medley.life%2F.evil.example/", None),
            ("https://karte.medley.life／.evil.example/", None),
            ("https://%40karte.medley.life/", None),
            ("https://a[:D。]/", None),
            ("file://D。/", None),
            ("https://кафе example/", None),
            ("кафе.example", None),
            ("", None),
        ] {
            let url = address(text);
            assert_eq!(url.as_ref().and_then(Url::host_str), want, "{text}");
            if text.is_ascii() {
                continue;
            }
            let there_and_back = url.and_then(|url| address(url.as_str()));
            assert_eq!(there_and_back.as_ref().and_then(Url::host_str), want, "{text}");
        }
        assert_eq!(letters("xn--80akn5b.xn--"), "кафе.");
        assert_eq!(letters("karte.xn--!.life"), "karte.xn--!.life");
        assert_eq!(address(&format!("https://{}/", "я".repeat(600))), None);
    }
}
