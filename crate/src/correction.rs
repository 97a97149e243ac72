//! Which addresses are the karte's, which are meant to be, and which only look like it.

use crate::app::{self, KARTE_HOST, SIGN_IN_PATH, SIGN_IN_URL};
use url::Url;

/// What an address is to us.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Address {
    /// The sign-in page, the app's root or a page inside the app.
    Right,
    /// Meant to be the sign-in page.
    Wrong {
        /// Where it should lead.
        to: &'static str,
    },
    /// Another host of the vendor, which people open on purpose.
    OtherMedleyHost(String),
    /// Imitates the karte's address.
    LookAlike(String),
    /// Nothing to do with it.
    Other,
}

/// Spellings of the sign-in path that people type; compared after lower-casing and trimming.
const WRONG_PATHS: [&str; 12] = [
    "",
    "/signin",
    "/sign-in",
    "/sign_in",
    "/login",
    "/d/sign-in",
    "/d/sign_in",
    "/d/login",
    "/signin/d",
    "/d/d/signin",
    "/d/signin%20",
    "/d/signin%e3%80%82",
];

/// Sorts an address.
#[must_use]
pub fn address(url: &Url) -> Address {
    let Some(host) = url.host_str() else { return Address::Other };
    if !matches!(url.scheme(), "http" | "https") {
        return Address::Other;
    }
    if !url.username().is_empty() || imitates(host) {
        return if host == KARTE_HOST || mentions_karte(url) {
            Address::LookAlike(host.to_owned())
        } else {
            Address::Other
        };
    }
    if app::is_karte_host(host) {
        return on_karte(url);
    }
    if app::is_medley_host(host) {
        return on_other_host(url, host);
    }
    Address::Other
}

fn on_karte(url: &Url) -> Address {
    let path = tidy(url.path());
    let right_form = url.scheme() == "https"
        && url.port().is_none()
        && url.host_str() == Some(KARTE_HOST)
        && !is_misspelt_sign_in(&path, url.path());
    if right_form { Address::Right } else { Address::Wrong { to: SIGN_IN_URL } }
}

fn on_other_host(url: &Url, host: &str) -> Address {
    let named_site = matches!(
        host,
        "clinics.medley.life" | "clinics-support.medley.life" | "medley.life" | "www.medley.life"
    );
    let path = tidy(url.path());
    if !named_site && (host == "www.karte.medley.life" || path == SIGN_IN_PATH) {
        Address::Wrong { to: SIGN_IN_URL }
    } else {
        Address::OtherMedleyHost(host.to_owned())
    }
}

/// Lower case, one slash where there are several, none at the end.
fn tidy(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for c in path.chars() {
        if c != '/' || !out.ends_with('/') {
            out.extend(c.to_lowercase());
        }
    }
    out.truncate(out.trim_end_matches('/').len());
    out
}

fn is_misspelt_sign_in(tidied: &str, path: &str) -> bool {
    WRONG_PATHS.contains(&tidied) || (tidied == SIGN_IN_PATH && path != SIGN_IN_PATH)
}

/// `karte.medley.life` in front of a foreign domain, or with hyphens for its dots.
fn imitates(host: &str) -> bool {
    !app::is_medley_host(host)
        && (host.contains(KARTE_HOST)
            || host.contains("karte-medley")
            || host.contains("karte.medley-life"))
}

fn mentions_karte(url: &Url) -> bool {
    url.username().contains("karte") || url.host_str().is_some_and(imitates)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str) -> Address {
        address(&Url::parse(text).unwrap_or_else(|e| panic!("{text}: {e}")))
    }

    #[test]
    fn right_addresses_stay() {
        for text in [
            "https://karte.medley.life/d/signin",
            "https://karte.medley.life/d",
            "https://karte.medley.life/d/reception?date=2026-01-01#list",
            "https://karte.medley.life:443/d/signin",
        ] {
            assert_eq!(check(text), Address::Right, "{text}");
        }
    }

    #[test]
    fn misspelt_ones_are_corrected() {
        for text in [
            "http://karte.medley.life/d/signin",
            "https://karte.medley.life/",
            "https://karte.medley.life/signin",
            "https://karte.medley.life/d/sign-in",
            "https://karte.medley.life/d/signin/",
            "https://karte.medley.life/d/signin%20",
            "https://karte.medley.life//d//signin",
            "https://karte.medley.life/D/SignIn",
            "https://karte.medley.life:8443/d/signin",
            "https://www.karte.medley.life/d/signin",
            "https://app.medley.life/d/signin",
        ] {
            assert_eq!(check(text), Address::Wrong { to: SIGN_IN_URL }, "{text}");
        }
    }

    #[test]
    fn what_is_not_ours_is_left_alone() {
        for text in ["https://example.com/d/signin", "chrome://newtab", "https://user@example.com/"]
        {
            assert_eq!(check(text), Address::Other, "{text}");
        }
        assert!(matches!(
            check("https://clinics.medley.life/d/signin"),
            Address::OtherMedleyHost(_)
        ));
    }

    #[test]
    fn imitations_are_never_called_right() {
        for text in [
            "https://karte.medley.life.example.com/d/signin",
            "https://karte-medley.life/d/signin",
            "https://karte.medley.life@evil.example/",
        ] {
            assert!(matches!(check(text), Address::LookAlike(_)), "{text}");
        }
    }
}
