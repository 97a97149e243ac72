//! Addresses as they may be kept: without user name, password, query and fragment, and of limited length.
//!
//! A query can name a patient, and any page can make an address of two million characters. So an address is cut
//! before anything keeps it, and addresses are compared in this form on both sides.

use super::{UrlClass, UrlReason, classify_text, parse_url};
use crate::base::site::{KARTE_HOST, is_medley_host};
use serde_json::Value;
use std::collections::BTreeSet;

/// No address of the karte is longer; `extension/service_worker.js` cuts events to the same number.
pub const LONGEST_ADDRESS: usize = 2_000;

/// The address without user name, password, query and fragment, and no longer than [`LONGEST_ADDRESS`].
#[must_use]
pub fn kept_address(url: &str) -> String {
    let bare = url.split(['?', '#']).next().unwrap_or_default();
    let (scheme, user, rest) = parts(bare);
    let user_less = if user.is_empty() { bare.to_owned() } else { [scheme, rest].concat() };
    first(&user_less, LONGEST_ADDRESS).to_owned()
}

/// Scheme with its slashes, user information with its `@`, and all that follows. An address without slashes has only the last.
fn parts(url: &str) -> (&str, &str, &str) {
    let Some(start) = url.find("//").map(|at| at + 2) else { return ("", "", url) };
    let (scheme, rest) = url.split_at(start);
    let host_ends = rest.find(['/', '\\', '?', '#']).unwrap_or(rest.len());
    let user_ends = rest.get(..host_ends).and_then(|place| place.rfind('@')).map_or(0, |at| at + 1);
    let (user, rest) = rest.split_at(user_ends);
    (scheme, user, rest)
}

/// At most the first `most` bytes, cut at a character boundary.
fn first(text: &str, most: usize) -> &str {
    let mut end = most.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// Whether two addresses are the same page, by what is kept of them.
#[must_use]
pub fn same_page(one: &str, other: &str) -> bool {
    kept_address(one) == kept_address(other)
}

/// Adds the query and fragment of `shown` to `kept`, if `shown` is the same page as `led_to`: the tab often still shows
/// what was cut from an address before its correction.
#[must_use]
pub fn with_query_of(kept: &str, led_to: &str, shown: &str) -> String {
    let query = shown.find(['?', '#']).map_or("", |at| &shown[at..]);
    let extra = if same_page(led_to, shown) { query } else { "" };
    [kept, extra].concat()
}

/// The address of a tab, as far as the checks need it: of other people's sites only the origin.
///
/// A user name that imitates the karte is a finding. So the karte's own host name replaces it, and it is not just removed.
#[must_use]
pub fn tab_address(url: &str) -> String {
    let kept = kept_address(url);
    let parsed = parse_url(&kept);
    let host = parsed.as_ref().and_then(|parsed| parsed.host_str());
    let Some((parsed, host)) = parsed.as_ref().zip(host) else { return kept };
    let page = if is_medley_host(host) { kept } else { format!("{}://{host}/", parsed.scheme()) };
    match classify_text(first(url, LONGEST_ADDRESS)) {
        UrlClass::Suspicious { reason: UrlReason::UserName } => {
            let (scheme, _, rest) = parts(&page);
            [scheme, KARTE_HOST, "@", rest].concat()
        }
        _ => page,
    }
}

/// Cuts every address in saved state that could not be read and is set aside.
pub fn cut_addresses(value: &mut Value) {
    match value {
        Value::String(text) if text.starts_with("http") && text.contains("//") => {
            *text = kept_address(text);
        }
        Value::Array(values) => values.iter_mut().for_each(cut_addresses),
        Value::Object(fields) => fields.values_mut().for_each(cut_addresses),
        _ => {}
    }
}

/// For `#[serde(with = "…")]`: an address that is cut when it is written and when it is read.
pub mod one {
    use super::kept_address;
    use serde::{Deserialize, Deserializer, Serializer};

    /// Writes the address as it may be kept.
    ///
    /// # Errors
    /// Those of the serializer.
    pub fn serialize<S: Serializer>(url: &str, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&kept_address(url))
    }

    /// Reads what an earlier version may have kept whole.
    ///
    /// # Errors
    /// Those of the deserializer.
    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
        String::deserialize(deserializer).map(|url| kept_address(&url))
    }
}

/// The same for a list. Of addresses that are equal after the cut, only the last is kept.
pub mod list {
    use super::distinct;
    use serde::{Deserialize, Deserializer, Serializer};

    /// Writes the addresses as they may be kept.
    ///
    /// # Errors
    /// Those of the serializer.
    pub fn serialize<S: Serializer>(urls: &[String], serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(distinct(urls))
    }

    /// Reads what an earlier version may have kept whole.
    ///
    /// # Errors
    /// Those of the deserializer.
    pub fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Vec<String>, D::Error> {
        Vec::<String>::deserialize(deserializer).map(|urls| distinct(&urls))
    }
}

/// The same for ids with their addresses.
pub mod pairs {
    use super::kept_address;
    use serde::{Deserialize, Deserializer, Serializer};

    type Pairs = Vec<(String, String)>;

    /// Writes the addresses as they may be kept.
    ///
    /// # Errors
    /// Those of the serializer.
    pub fn serialize<S: Serializer>(
        pairs: &[(String, String)],
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(pairs.iter().map(|(id, url)| (id, kept_address(url))))
    }

    /// Reads what an earlier version may have kept whole.
    ///
    /// # Errors
    /// Those of the deserializer.
    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Pairs, D::Error> {
        let pairs = Pairs::deserialize(deserializer)?;
        Ok(pairs.into_iter().map(|(id, url)| (id, kept_address(&url))).collect())
    }
}

/// The addresses as they may be kept, each once (the last one).
#[must_use]
pub fn distinct(urls: &[String]) -> Vec<String> {
    let mut kept: Vec<String> = urls.iter().map(|url| kept_address(url)).collect();
    let mut seen = BTreeSet::new();
    let last: Vec<bool> = kept.iter().rev().map(|url| seen.insert(url.clone())).collect();
    let mut last = last.into_iter().rev();
    kept.retain(|_| last.next() == Some(true));
    kept
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::site::SIGN_IN_URL;
    use serde_json::json;

    #[test]
    fn nothing_is_kept_of_user_query_and_fragment() {
        for (url, kept) in [
            (SIGN_IN_URL, SIGN_IN_URL),
            ("https://karte.medley.life/d/p?name=%E5%B1%B1#x", "https://karte.medley.life/d/p"),
            ("https://me:secret@karte.medley.life/d/p", "https://karte.medley.life/d/p"),
            ("https://me@corp@karte.medley.life:8443/@d?x", "https://karte.medley.life:8443/@d"),
            ("https://karte.medley.life?name=x@y", "https://karte.medley.life"),
            ("https://karte.medley.life/d#a@b?c", "https://karte.medley.life/d"),
            ("about:blank#x", "about:blank"),
            ("mailto:me@example.com?subject=x", "mailto:me@example.com"),
            ("", ""),
        ] {
            assert_eq!(kept_address(url), kept, "{url}");
            assert_eq!(kept_address(kept), kept, "cut twice is cut once");
        }
    }

    #[test]
    fn an_address_is_bounded_between_two_characters() {
        let long = format!("https://karte.medley.life/d/{}", "x".repeat(2_000_000));
        assert_eq!(kept_address(&long).len(), LONGEST_ADDRESS);
        let wide = format!("https://karte.medley.life/{}", "医".repeat(2_000));
        assert!(kept_address(&wide).len() <= LONGEST_ADDRESS);
        assert!(wide.starts_with(&kept_address(&wide)));
    }

    #[test]
    fn a_tab_elsewhere_is_its_origin_and_an_imitation_stays_one() {
        for (url, kept) in [
            ("https://karte.medley.life/d/p?name=x", "https://karte.medley.life/d/p"),
            ("https://me:secret@app.medley.life/a", "https://app.medley.life/a"),
            ("https://bank.example/account?id=7", "https://bank.example/"),
            ("https://me:secret@bank.example/account", "https://bank.example/"),
            (
                "https://karte.medley.life:x@evil.example/d",
                "https://karte.medley.life@evil.example/",
            ),
            (
                "https://k%61rte.m%65dley.life@app.medley.life/a",
                "https://karte.medley.life@app.medley.life/a",
            ),
            ("chrome://settings/?search=x", "chrome://settings/"),
            ("about:blank", "about:blank"),
        ] {
            assert_eq!(tab_address(url), kept, "{url}");
        }
        let imitates = |url: &str| {
            matches!(classify_text(url), UrlClass::Suspicious { reason: UrlReason::UserName })
        };
        for url in [
            "https://karte.medley.life:x@evil.example/d",
            "https://karte.medley.life@app.medley.life/",
        ] {
            assert!(imitates(url) && imitates(&tab_address(url)), "{url}");
        }
    }

    #[test]
    fn what_was_cut_comes_back_from_the_tab_that_still_shows_it() {
        let (from, to) = ("http://karte.medley.life/d/p", "https://karte.medley.life/d/p");
        for (shown, want) in [
            ("https://karte.medley.life/d/p?day=1#x", "http://karte.medley.life/d/p?day=1#x"),
            ("https://karte.medley.life/d/p", from),
            ("https://karte.medley.life/d/other?day=1", from),
        ] {
            assert_eq!(with_query_of(from, to, shown), want, "{shown}");
        }
    }

    #[test]
    fn the_correction_of_the_cut_address_is_the_cut_correction() {
        for url in [
            "http://karte.medley.life/d/p?name=x",
            "http://me:pw@karte.medley.life/d/signin?next=/d/p#y",
            "https://karte.medley.life/login?name=x",
            "https://www.karte.medley.life/d/p?name=x",
            "https://karte.medley.life:8443/d/signin?x",
            "https://karte.medly.life/?x",
            "https://app.medley.life/d/signin?x",
        ] {
            let whole = classify_text(url).to().map(kept_address);
            let cut = classify_text(&kept_address(url)).to().map(kept_address);
            assert!(whole.is_some() && whole == cut, "{url}: {whole:?} {cut:?}");
        }
    }

    #[test]
    fn what_is_set_aside_keeps_no_query() {
        let mut found = json!({
            "v": 9, "list": ["https://karte.medley.life/d?name=x", "no address?"], "n": {"u": "http://a@b/c#d"},
        });
        cut_addresses(&mut found);
        let want = json!({
            "v": 9, "list": ["https://karte.medley.life/d", "no address?"], "n": {"u": "http://b/c"},
        });
        assert_eq!(found, want);
    }
}
