//! The sites that people confuse with the karte. The addresses that test each rule are in `crate/tests/suite/url_rules.rs`.

use super::{UrlReason, typo_hosts};
use crate::base::site::{DOMAIN, KARTE_HOST};
use url::Url;

/// The karte's host with the `www.` that it does not have.
pub const WWW_HOST: &str = "www.karte.medley.life";

/// Sites that people open on purpose, and what they are. Source: public help articles.
pub const NAMED_SITES: [(&str, UrlReason); 9] = [
    ("clinics.medley.life", UrlReason::PatientSite),
    ("clinics-app.com", UrlReason::PatientSite),
    ("www.clinics-app.com", UrlReason::PatientSite),
    ("clinics-support.medley.life", UrlReason::PatientSite),
    ("clinics-cloud.com", UrlReason::VendorSite),
    ("www.clinics-cloud.com", UrlReason::VendorSite),
    ("medley.life", UrlReason::VendorSite),
    ("www.medley.life", UrlReason::VendorSite),
    ("medley.jp", UrlReason::VendorSite),
];

/// Search engines, and the query parameter that holds the search text.
const SEARCHES: [(&str, &str); 6] = [
    ("www.google.com", "q"),
    ("www.google.co.jp", "q"),
    ("www.bing.com", "q"),
    ("search.yahoo.co.jp", "p"),
    ("duckduckgo.com", "q"),
    ("search.brave.com", "q"),
];

/// The host under which a well-known translator shows the karte.
const TRANSLATED: &str = "karte-medley-life.translate.goog";
/// What a well-known access gateway adds to the host of a site: Microsoft Defender for Cloud Apps.
const GATEWAYS: [&str; 3] = ["mcas.ms", "mcas-gov.us", "mcas-gov.ms"];

/// Whether `host` is the karte through a translator or an access gateway.
#[must_use]
pub fn is_gateway(host: &str) -> bool {
    let host = host.strip_suffix('.').unwrap_or(host);
    let behind = host.strip_prefix(KARTE_HOST).and_then(|rest| rest.strip_prefix('.'));
    host.strip_prefix("www-").unwrap_or(host) == TRANSLATED
        || behind.is_some_and(|rest| GATEWAYS.contains(&rest))
}

/// What a named site is.
#[must_use]
pub fn named_site(host: &str) -> Option<UrlReason> {
    NAMED_SITES.iter().find(|(name, _)| *name == host).map(|(_, reason)| *reason)
}

/// Named sites that are sub-domains of the vendor; their own sub-domains belong to them, too.
pub fn named_below_vendor() -> impl Iterator<Item = &'static str> {
    let ends = |host: &&str| host.strip_suffix(DOMAIN).is_some_and(|name| name.ends_with('.'));
    NAMED_SITES.iter().map(|(host, _)| *host).filter(ends)
}

/// Whether `host`, one of the vendor's, is a valid host name and not a sub-domain of a named site.
#[must_use]
pub fn is_other_host(host: &str) -> bool {
    let belongs = |site: &str| host.strip_suffix(site).is_some_and(|name| name.ends_with('.'));
    typo_hosts::is_host(host) && !named_below_vendor().any(belongs)
}

/// Whether `host` is a search engine's.
#[must_use]
pub fn is_search(host: &str) -> bool {
    SEARCHES.iter().any(|(name, _)| *name == host)
}

/// Whether somebody typed the karte's address into a search engine.
#[must_use]
pub fn searches_for_karte(url: &Url) -> bool {
    let Some((_, parameter)) = SEARCHES.iter().find(|(name, _)| url.host_str() == Some(name))
    else {
        return false;
    };
    let typed = url.query_pairs().find(|(name, _)| name == parameter);
    typed.is_some_and(|(_, text)| text.to_ascii_lowercase().contains(KARTE_HOST))
}

#[cfg(test)]
mod tests {
    use crate::url_correction::classify_text;

    #[test]
    fn only_near_misses_of_the_kartes_name_are_corrected_below_the_vendors_domain() {
        for host in
            ["training", "demo", "staging", "app", "karte-test", "karte2", "x.karte", "kartei"]
        {
            for tail in ["/d/signin", "/d/signin/", "/d/sign-in?clinic=3", "/d/login"] {
                for scheme in ["http", "https"] {
                    let url = format!("{scheme}://{host}.medley.life{tail}");
                    let found = classify_text(&url);
                    assert_eq!((found.verdict(), found.meant()), ("offer", None), "{url}");
                    assert_eq!(found.for_bookmark().map(|(_, sure)| sure), Some(false), "{url}");
                }
            }
            let home = classify_text(&format!("https://{host}.medley.life/"));
            assert_eq!((home.verdict(), home.for_bookmark()), ("other", None), "{host}");
        }
        for host in ["kalte", "krate", "kart", "karrte"] {
            let found = classify_text(&format!("https://{host}.medley.life/d/signin"));
            assert_eq!(found.verdict(), "corrected", "{host}");
        }
    }
}
