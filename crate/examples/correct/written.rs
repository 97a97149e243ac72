//! Classifies addresses as people write them in lists and letters, for example without the scheme, which a browser would
//! add.

use karte_signin_doctor::base::parse_url::parse_url;
use karte_signin_doctor::base::site::KARTE_HOST;
use karte_signin_doctor::url_correction::{
    RedirectVia, UrlClass, UrlReason, classify, classify_text,
};
use url::Position;

/// Classifies an address that was written by hand; a missing scheme is added, as a browser does.
#[must_use]
pub fn classify_written(text: &str) -> UrlClass {
    // `karte.medley.life:443` parses as a URL whose scheme is the host name, and which has no host.
    if parse_url(text).is_some_and(|url| url.has_host()) {
        return classify_text(text);
    }
    let bare = text.trim();
    // Text with an `@` is an e-mail address.
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
