//! Classifies addresses ([`classify`]): which are the karte's, which are meant to be, and which only imitate it.
//!
//! Called by the checks, by the redirects of the worker and by the bookmarks. Linear in the length of the address: tokens are
//! read once from left to right, and no regular expression backtracks. What a fixed pattern can say is left to Chrome's
//! declarativeNetRequest ([`dnr_rules`], made from the same table); typing errors in the host are an enumerated list
//! ([`typo_hosts`]).

mod class;
pub mod dnr_rules;
pub mod known_sites;
pub mod lookalike;
pub mod redacted_url;
pub mod redirect_log;
pub mod sign_in_path;
mod sign_in_slips;
pub mod typo_hosts;

use crate::base::parse_url::parse_url;
use crate::base::site::{self, KARTE_HOST, SIGN_IN_URL};
pub use class::{RedirectVia, UrlClass, UrlReason};
use lookalike::{Imitation, skeleton};
use sign_in_path::PathKind;
use url::Url;

/// Classifies an address, in time linear in its length.
#[must_use]
pub fn classify(url: &Url) -> UrlClass {
    let Some(host) = url.host_str() else { return UrlClass::Other };
    if !matches!(url.scheme(), "http" | "https") {
        return UrlClass::Other;
    }
    if let Some(reason) = imitated_by_user_name(url, host) {
        return UrlClass::Suspicious { reason };
    }
    if is_karte_or_www(host) {
        return on_karte(url);
    }
    if site::is_medley_host(host) || known_sites::named_site(host).is_some() {
        return on_known_host(url, host);
    }
    on_foreign_host(url, host)
}

/// Classifies untrusted text, such as typed text; what is no address is [`UrlClass::Other`].
#[must_use]
pub fn classify_text(text: &str) -> UrlClass {
    parse_url(text).map_or(UrlClass::Other, |url| classify(&url))
}

/// Whether user name and password read like the karte's address. One word alone may be the name of a person or team. On
/// the karte's own host this deceives nobody, so it does not count.
fn imitated_by_user_name(url: &Url, host: &str) -> Option<UrlReason> {
    let name = url.username();
    let password = url.password().unwrap_or_default();
    if name.len() + password.len() == 0
        || site::is_karte_host(host)
        || host == known_sites::WWW_HOST
    {
        return None;
    }
    let text = format!("{name}:{password}");
    // Invalid percent-encoding is left as it is.
    let parts = url::form_urlencoded::parse(text.as_bytes());
    let shown: String = parts.map(|(one, other)| skeleton(&one) + &skeleton(&other)).collect();
    let imitates = shown.contains("medley") && (shown.contains("karte") || shown.contains("life"));
    imitates.then_some(UrlReason::UserName)
}

fn is_karte_or_www(host: &str) -> bool {
    host == KARTE_HOST || host == known_sites::WWW_HOST
}

fn on_karte(url: &Url) -> UrlClass {
    let kind = sign_in_path::kind(url.path());
    if matches!(kind, PathKind::Misspelt | PathKind::Root) {
        return to_sign_in(url, UrlReason::SignInPath, RedirectVia::Rules);
    }
    let reason = if url.host_str() == Some(known_sites::WWW_HOST) {
        UrlReason::Www
    } else if url.scheme() == "http" {
        UrlReason::Insecure
    } else if url.port().is_some() {
        UrlReason::Port
    } else if kind == PathKind::Deep && sign_in_path::is_nearly_sign_in(url.path()) {
        return UrlClass::Offer { to: sign_in(url), reason: UrlReason::SignInPath };
    } else {
        return UrlClass::Right;
    };
    UrlClass::Corrected { to: same_on_karte(url), reason, via: RedirectVia::Rules }
}

/// The sign-in page with the query and fragment of the wrong address: they go to the karte, as they would have gone
/// without the slip.
fn sign_in(url: &Url) -> String {
    let tail = &url[url::Position::AfterPath..url::Position::AfterFragment];
    [SIGN_IN_URL, tail].concat()
}

fn to_sign_in(url: &Url, reason: UrlReason, via: RedirectVia) -> UrlClass {
    UrlClass::Corrected { to: sign_in(url), reason, via }
}

/// A page inside the app keeps its path and query: they name a patient's page or a day, or where to go after the
/// sign-in.
fn same_on_karte(url: &Url) -> String {
    let rest = &url[url::Position::BeforePath..url::Position::AfterFragment];
    ["https://", KARTE_HOST, rest].concat()
}

/// An address that is the karte's except for `reason`; its other errors are corrected in the same step.
fn meant_for_karte(url: &Url, reason: UrlReason) -> UrlClass {
    let to = on_karte(url).to().map_or_else(|| same_on_karte(url), ToOwned::to_owned);
    UrlClass::Corrected { to, reason, via: RedirectVia::Navigation }
}

fn on_known_host(url: &Url, host: &str) -> UrlClass {
    if let Some(reason) = known_sites::named_site(host) {
        return UrlClass::offer(reason);
    }
    if host.strip_suffix('.') == Some(KARTE_HOST) {
        return meant_for_karte(url, UrlReason::TypedHost);
    }
    let sign_in_path = sign_in_path::is_karte_sign_in(url.path());
    if typo_hosts::is_typing_error(host) {
        return match sign_in_path::kind(url.path()) {
            _ if sign_in_path => to_sign_in(url, UrlReason::TypedHost, RedirectVia::Rules),
            PathKind::Root | PathKind::Misspelt => {
                to_sign_in(url, UrlReason::TypedHost, RedirectVia::Navigation)
            }
            _ => UrlClass::Other,
        };
    }
    // `training.`, `demo.`, `app.`: only the vendor knows what is there, so nobody is redirected away from it.
    if sign_in_path && known_sites::is_other_host(host) {
        return UrlClass::Offer { to: sign_in(url), reason: UrlReason::OtherHost };
    }
    UrlClass::Other
}

fn on_foreign_host(url: &Url, host: &str) -> UrlClass {
    if typo_hosts::is_scheme_as_host(host) {
        return behind_scheme(url);
    }
    if known_sites::is_search(host) {
        let mentions = known_sites::searches_for_karte(url);
        return if mentions { UrlClass::offer(UrlReason::SearchBox) } else { UrlClass::Other };
    }
    if known_sites::is_gateway(host) {
        let to = ["https://", KARTE_HOST, url.path()].concat();
        return UrlClass::Offer { to, reason: UrlReason::Gateway };
    }
    let entry = || !matches!(sign_in_path::kind(url.path()), PathKind::Deep);
    if typo_hosts::is_typing_error(host) && url.port().is_none() && entry() {
        return to_sign_in(url, UrlReason::TypedHost, RedirectVia::Navigation);
    }
    imitating(host)
}

/// Classifies what follows a scheme that was typed twice as an address of its own. A scheme typed three times is no slip.
fn behind_scheme(url: &Url) -> UrlClass {
    let rest = &url[url::Position::BeforePath..url::Position::AfterFragment];
    let inner = parse_url(&format!("https://{}", rest.trim_start_matches('/')));
    let Some((inner, host)) = inner.as_ref().and_then(|url| Some((url, url.host_str()?))) else {
        return UrlClass::Other;
    };
    if let Some(reason) = imitated_by_user_name(inner, host) {
        return UrlClass::Suspicious { reason };
    }
    if is_karte_or_www(host) {
        return meant_for_karte(inner, UrlReason::TypedScheme);
    }
    imitating(host)
}

fn imitating(host: &str) -> UrlClass {
    lookalike::imitation(host).map_or(UrlClass::Other, |kind| {
        let reason = reason_of(kind);
        UrlClass::Suspicious { reason }
    })
}

const fn reason_of(kind: Imitation) -> UrlReason {
    match kind {
        Imitation::ForeignLetters => UrlReason::ForeignLetters,
        Imitation::ForeignDomain => UrlReason::ForeignDomain,
        Imitation::Hyphens => UrlReason::Hyphens,
        Imitation::Near => UrlReason::NearHost,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Addresses around the karte's: schemes, hosts, ports, paths and tails put together at random.
    #[expect(clippy::too_many_lines, reason = "a list of pieces, one to a line")]
    fn addresses() -> impl Strategy<Value = String> {
        let scheme = prop::sample::select(vec!["http://", "https://", "HTTPS://", "ftp://", ""]);
        let host = prop::sample::select(vec![
            "karte.medley.life",
            "KARTE.medley.life",
            "www.karte.medley.life",
            "app.medley.life",
            "clinics.medley.life",
            "medley.life",
            "karte.medly.life",
            "karte-medley.life",
            "karte.medley.life.example.com",
            "a@karte.medley.life",
            "karte.medley.life.",
            "[::1]",
            "xn--krte-53d.medley.life",
            "example.com",
            "https",
            "",
        ]);
        let port = prop::sample::select(vec!["", ":443", ":8443", ":80", ":99999", ":"]);
        let piece = prop::sample::select(vec![
            "/",
            "d",
            "D",
            "signin",
            "sign-in",
            "login",
            "%20",
            "。",
            "ｄ",
            "／",
            "ｓｉｇｎｉｎ",
            "%",
            "%zz",
            "reception",
            "..",
            "?a=1",
            "#x",
            " ",
            "\u{0}",
            "\\",
        ]);
        let tail = prop::collection::vec(piece, 0..8).prop_map(|pieces| pieces.concat());
        (scheme, host, port, tail).prop_map(|(s, h, p, t)| format!("{s}{h}{p}/{t}"))
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4_000))]

        #[test]
        fn correcting_twice_is_correcting_once(text in addresses()) {
            if let Some(to) = classify_text(&text).to() {
                prop_assert!(classify_text(to).stays(), "{} -> {}", text, to);
            }
        }

        #[test]
        fn any_text_has_an_answer(text in any::<String>()) {
            let _ = classify_text(&text);
        }
    }

    #[test]
    fn two_megabytes_have_an_answer() {
        for piece in ["/d", "//", "%20", "a.", "@", "signin/", "ｓ", "."] {
            let tail = piece.repeat(2_000_000 / piece.len());
            for text in
                [format!("https://karte.medley.life/{tail}"), format!("https://{tail}/"), tail]
            {
                let sorted = classify_text(&text);
                assert!(!matches!(sorted, UrlClass::Suspicious { .. }), "{piece}");
            }
        }
    }
}
