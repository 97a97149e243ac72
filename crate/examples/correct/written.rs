//! Addresses as people write them down: a browser adds what is missing by itself, a list or a letter does not.

use karte_signin_doctor::base::site::KARTE_HOST;
use karte_signin_doctor::url_correction::{
    RedirectVia, UrlClass, UrlReason, classify, classify_text, parse_url,
};
use url::Position;

/// Sorts what was written down by hand, also without its scheme, which a browser adds by itself.
#[must_use]
pub fn classify_written(text: &str) -> UrlClass {
    // `karte.medley.life:443` reads as a scheme, and has no host.
    if parse_url(text).is_some_and(|url| url.has_host()) {
        return classify_text(text);
    }
    let bare = text.trim();
    // Whoever has an `@` in it has written down an e-mail address.
    let url = if bare.contains('@') { None } else { parse_url(&format!("https://{bare}")) };
    url.map_or(UrlClass::Other, |url| match classify(&url) {
        UrlClass::Right => {
            let rest = &url[Position::BeforePath..Position::AfterFragment];
            let to = ["https://", KARTE_HOST, rest].concat();
            UrlClass::Corrected { to, reason: UrlReason::TypedScheme, via: RedirectVia::Navigation }
        }
        found => found,
    })
}
