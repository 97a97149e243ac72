//! Any text as an address: there is always a result. A correction leads to the karte over `https:` and needs no second one.
//! A foreign host that looks like the karte's is never classified as an ordinary foreign one.

#![no_main]

use karte_signin_doctor::base::site::{KARTE_HOST, SIGN_IN_URL, is_medley_host};
use karte_signin_doctor::url_correction::lookalike::skeleton;
use karte_signin_doctor::url_correction::typo_hosts::is_typing_error;
use karte_signin_doctor::base::parse_url::{letters, parse_url};
use karte_signin_doctor::url_correction::known_sites::is_gateway;
use karte_signin_doctor::url_correction::{UrlClass, UrlReason, classify_text};
use libfuzzer_sys::fuzz_target;
use url::Url;

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    check(&text);
    // Also with a fixed host, so that the fuzzer does not have to find the host first.
    check(&format!("https://karte.medley.life/{text}"));
    check(&format!("http://{text}.medley.life/d/signin"));
    check(&format!("https://karte.medley.life.{text}/d/signin"));
});

fn check(text: &str) {
    let found = classify_text(text);
    if let Some(to) = found.to() {
        leads_to_karte(text, to);
        assert!(classify_text(to).stays(), "{text:?} -> {to:?}");
    }
    // An offer keeps query and fragment; only the original of a gateway keeps its path as well.
    if let UrlClass::Offer { to, reason } = &found {
        leads_to_karte(text, to);
        let page = to.split(['?', '#']).next().unwrap_or_default();
        assert!(page == SIGN_IN_URL || *reason == UrlReason::Gateway, "{text:?} -> {to:?}");
    }
    is_of_the_web(text, &found);
    is_no_imitation(text, &found);
}

/// A host that reads as the karte's, but is neither the vendor's, nor a listed typing error, nor a known gateway, is suspicious.
fn is_no_imitation(text: &str, found: &UrlClass) {
    let url = parse_url(text).filter(|url| matches!(url.scheme(), "http" | "https"));
    let Some(host) = url.as_ref().and_then(Url::host_str) else { return };
    let short = host.len() <= 253 && !is_gateway(host);
    if short && !is_medley_host(host) && !is_typing_error(host) && skeleton(&letters(host)).contains(KARTE_HOST) {
        assert!(matches!(found, UrlClass::Suspicious { .. }), "{text:?}: {found:?}");
    }
}

fn leads_to_karte(text: &str, to: &str) {
    let Ok(target) = Url::parse(to) else { panic!("{text:?} -> {to:?}") };
    assert_eq!(target.scheme(), "https", "{text:?} -> {to:?}");
    assert_eq!(target.host_str(), Some(KARTE_HOST), "{text:?} -> {to:?}");
    assert_eq!(target.port(), None, "{text:?} -> {to:?}");
    assert!(target.username().is_empty() && target.password().is_none(), "{text:?} -> {to:?}");
}

/// Anything but an http(s) address is `Other`, and only the karte's own host can be `Right`.
fn is_of_the_web(text: &str, found: &UrlClass) {
    let Some(url) = parse_url(text) else {
        assert_eq!(found, &UrlClass::Other, "{text:?}");
        return;
    };
    if !matches!(url.scheme(), "http" | "https") {
        assert_eq!(found, &UrlClass::Other, "{text:?}");
    }
    if *found == UrlClass::Right {
        assert_eq!(url[..url::Position::BeforeUsername], *"https://", "{text:?}");
        assert_eq!(url.host_str(), Some(KARTE_HOST), "{text:?}");
    }
}
