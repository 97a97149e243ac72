//! The karte's host, its paths, and the addresses of the probes.
//!
//! Other sites are in `url_correction/known_sites.rs`; JavaScript's copy is `extension/shared/addresses.js`. Tests compare the
//! manifest, the content script and the rules with this. Source of the names: the vendor's help page and public help articles.

use super::parse_url::parse_url;

/// Host of the electronic medical record.
pub const KARTE_HOST: &str = "karte.medley.life";
/// The canonical address of the sign-in page.
pub const SIGN_IN_URL: &str = "https://karte.medley.life/d/signin";
/// Path of the sign-in page.
pub const SIGN_IN_PATH: &str = "/d/signin";
/// The same page on the host with a trailing dot (absolute name). Chrome keeps its certificate memory by the host's
/// text, so this host has a memory of its own: a request to it does not touch the memory of the first.
pub const DOT_URL: &str = "https://karte.medley.life./d/signin";
/// An address over plain HTTP, which the server redirects. Only the `Date` header of that answer is used.
pub const HTTP_URL: &str = "http://karte.medley.life/";
/// The registrable domain: its sub-domains share cookies.
pub const DOMAIN: &str = "medley.life";
/// Time zone of every clinic that uses the service.
pub const TIME_ZONE: &str = "Asia/Tokyo";

/// Whether `host` is the vendor's domain or one of its sub-domains (a trailing dot is ignored).
#[must_use]
pub fn is_medley_host(host: &str) -> bool {
    let host = host.strip_suffix('.').unwrap_or(host);
    host == DOMAIN || host.strip_suffix(DOMAIN).is_some_and(|rest| rest.ends_with('.'))
}

/// Whether `host` is the karte itself (a trailing dot is ignored).
#[must_use]
pub fn is_karte_host(host: &str) -> bool {
    host.strip_suffix('.').unwrap_or(host) == KARTE_HOST
}

/// Whether an address is on the vendor's domain, whatever its scheme and path.
#[must_use]
pub fn is_medley(address: &str) -> bool {
    parse_url(address).is_some_and(|url| url.host_str().is_some_and(is_medley_host))
}

/// Whether an address is the karte's, whatever its scheme and path.
#[must_use]
pub fn is_karte(address: &str) -> bool {
    parse_url(address).is_some_and(|url| url.host_str().is_some_and(is_karte_host))
}

/// Whether an address leads to the karte over a secure connection.
#[must_use]
pub fn is_secure_karte(address: &str) -> bool {
    let host_of = |url: &url::Url| url.host_str().is_some_and(|host| host == KARTE_HOST);
    parse_url(address).is_some_and(|url| url.scheme() == "https" && host_of(&url))
}

/// Whether an address, or an origin, as the browser writes it, is the karte's own: https, its host, its port.
#[must_use]
pub fn is_karte_origin(address: &str) -> bool {
    let rest = address.strip_prefix("https://").and_then(|rest| rest.strip_prefix(KARTE_HOST));
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?', '#']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_vendors_domain_counts() {
        for (host, medley, karte) in [
            ("karte.medley.life", true, true),
            ("karte.medley.life.", true, true),
            ("app.medley.life", true, false),
            ("medley.life", true, false),
            ("notmedley.life", false, false),
            ("karte.medley.life.example.com", false, false),
        ] {
            assert_eq!((is_medley_host(host), is_karte_host(host)), (medley, karte), "{host}");
        }
    }

    #[test]
    fn only_the_host_makes_an_address_the_kartes() {
        for (address, karte) in [
            ("https://karte.medley.life/d/signin", true),
            ("http://karte.medley.life:8080/", true),
            ("https://KARTE.medley.life./", true),
            ("https://medley.life/", false),
            ("https://www.karte.medley.life/", false),
            ("https://mykarte.medley.life/", false),
            ("https://karte.medley.life.example.com/", false),
            ("https://karte.medley.life@portal.example/", false),
            ("https://app.medley.life/karte.medley.life/", false),
            ("karte.medley.life", false),
        ] {
            assert_eq!(is_karte(address), karte, "{address}");
        }
    }

    #[test]
    fn the_kartes_origin_is_its_host_and_port_over_https() {
        for (address, own) in [
            ("https://karte.medley.life", true),
            ("https://karte.medley.life/d/signin?a=b", true),
            ("https://karte.medley.life:8443/d/signin", false),
            ("http://karte.medley.life/d/signin", false),
            ("https://karte.medley.life./d/signin", false),
            ("https://www.karte.medley.life/d/signin", false),
            ("https://training.medley.life", false),
            ("https://karte.medley.life.example/", false),
            ("https://karte.medley.life@portal.example/", false),
            ("null", false),
            ("", false),
        ] {
            assert_eq!(is_karte_origin(address), own, "{address}");
        }
    }

    #[test]
    fn only_the_kartes_own_redirect_leads_to_the_karte() {
        for (address, leads) in [
            ("https://karte.medley.life/", true),
            ("https://karte.medley.life:443/d/signin?a=b", true),
            ("http://karte.medley.life/", false),
            ("https://karte.medley.life./", false),
            ("https://app.medley.life/", false),
            ("https://portal.example/?to=https://karte.medley.life/", false),
            ("https://karte.medley.life@portal.example/", false),
            ("https://karte.medley.life.portal.example/", false),
            ("/login", false),
            ("", false),
        ] {
            assert_eq!(is_secure_karte(address), leads, "{address}");
        }
    }
}
