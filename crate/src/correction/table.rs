//! The table: sites that people mix up with the karte, and per rule the addresses that prove it.

use super::{Reason, hosts};
use crate::app::{DOMAIN, KARTE_HOST};
use url::Url;

/// The karte's host with the `www.` that it does not have.
pub const WWW_HOST: &str = "www.karte.medley.life";

/// Sites that people open on purpose, and what they are. Source: public help articles.
pub const NAMED_SITES: [(&str, Reason); 9] = [
    ("clinics.medley.life", Reason::PatientSite),
    ("clinics-app.com", Reason::PatientSite),
    ("www.clinics-app.com", Reason::PatientSite),
    ("clinics-support.medley.life", Reason::PatientSite),
    ("clinics-cloud.com", Reason::VendorSite),
    ("www.clinics-cloud.com", Reason::VendorSite),
    ("medley.life", Reason::VendorSite),
    ("www.medley.life", Reason::VendorSite),
    ("medley.jp", Reason::VendorSite),
];

/// Search engines and the name of what was typed into them.
const SEARCHES: [(&str, &str); 6] = [
    ("www.google.com", "q"),
    ("www.google.co.jp", "q"),
    ("www.bing.com", "q"),
    ("search.yahoo.co.jp", "p"),
    ("duckduckgo.com", "q"),
    ("search.brave.com", "q"),
];

/// What a named site is.
#[must_use]
pub fn named_site(host: &str) -> Option<Reason> {
    NAMED_SITES.iter().find(|(name, _)| *name == host).map(|(_, reason)| *reason)
}

/// Named sites that are sub-domains of the vendor; what lies below them is theirs, too.
pub fn named_below_vendor() -> impl Iterator<Item = &'static str> {
    let ends = |host: &&str| host.strip_suffix(DOMAIN).is_some_and(|name| name.ends_with('.'));
    NAMED_SITES.iter().map(|(host, _)| *host).filter(ends)
}

/// Whether `host` is one of the vendor's that can be looked up and belongs to no named site.
#[must_use]
pub fn is_other_host(host: &str) -> bool {
    let belongs = |site: &str| host.strip_suffix(site).is_some_and(|name| name.ends_with('.'));
    hosts::is_host(host) && !named_below_vendor().any(belongs)
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

/// Addresses that prove a rule: some that it corrects, some near misses that it leaves alone.
pub struct Proof {
    /// The rule.
    pub reason: Reason,
    /// Corrected, offered or warned of, for this reason.
    pub hits: &'static [&'static str],
    /// Not for this reason, and never corrected.
    pub misses: &'static [&'static str],
}

/// One row for each rule.
pub const PROOFS: [Proof; 15] = [
    Proof {
        reason: Reason::Insecure,
        hits: &[
            "http://karte.medley.life/d/signin",
            "http://karte.medley.life/d/patients/1?tab=2#x",
        ],
        misses: &["https://karte.medley.life/d/signin", "http://example.com/d/signin"],
    },
    Proof {
        reason: Reason::Www,
        hits: &[
            "https://www.karte.medley.life/d/signin",
            "https://www.karte.medley.life/d/reception",
        ],
        misses: &["https://www.medley.life/about", "https://www.karte.example/d/signin"],
    },
    Proof {
        reason: Reason::Port,
        hits: &[
            "https://karte.medley.life:8443/d/signin",
            "https://karte.medley.life:444/d/reception",
        ],
        misses: &["https://karte.medley.life:443/d/signin", "https://localhost:8443/d/signin"],
    },
    Proof {
        reason: Reason::SignInPath,
        hits: &[
            "https://karte.medley.life/",
            "https://karte.medley.life/signin",
            "https://karte.medley.life/sign-in",
            "https://karte.medley.life/login",
            "https://karte.medley.life/d/sign-in",
            "https://karte.medley.life/d/signin/",
            "https://karte.medley.life/d/signin%20",
            "https://karte.medley.life/d/signin。",
            "https://karte.medley.life/ｄ／ｓｉｇｎｉｎ",
            "https://karte.medley.life//d//signin",
            "https://karte.medley.life/D/SIGNIN",
            "http://www.karte.medley.life:8080/d/d/signin/",
        ],
        misses: &[
            "https://karte.medley.life/d",
            "https://karte.medley.life/d/",
            "https://karte.medley.life/d/signin?next=%2Fd",
            "https://karte.medley.life/d/signing-off",
            "https://karte.medley.life/d/reception/login",
        ],
    },
    Proof {
        reason: Reason::OtherHost,
        hits: &[
            "https://app.medley.life/d/signin",
            "http://clinic.karte.medley.life:81//d/signin/",
        ],
        misses: &[
            "https://app.medley.life/signin",
            "https://clinics.medley.life/login",
            "https://a.clinics.medley.life/d/signin",
            "https://+app.medley.life/d/signin",
            "https://app..medley.life/d/signin",
            "https://app.medley.life./d/signin",
        ],
    },
    Proof {
        reason: Reason::TypedHost,
        hits: &[
            "https://karte.medly.life/",
            "https://kartemedley.life/d/signin",
            "http://karte.medley.jp/",
        ],
        misses: &["https://karte.medly.life/blog", "https://carte.example/d/signin"],
    },
    Proof {
        reason: Reason::TypedScheme,
        hits: &["https://https//karte.medley.life/d/signin", "http://ttps//karte.medley.life"],
        misses: &["https://https//example.com/", "http://http/"],
    },
    Proof {
        reason: Reason::PatientSite,
        hits: &["https://clinics.medley.life/", "https://clinics-app.com/d/signin"],
        misses: &["https://clinics.example.com/", "https://intercom.help/clinics/"],
    },
    Proof {
        reason: Reason::VendorSite,
        hits: &["https://medley.life/", "https://clinics-cloud.com/karte"],
        misses: &["https://medley.example/", "https://www.medley.co.jp/"],
    },
    Proof {
        reason: Reason::SearchBox,
        hits: &[
            "https://www.google.com/search?q=karte.medley.life%2Fd%2Fsignin",
            "https://search.yahoo.co.jp/search?p=https%3A%2F%2Fkarte.medley.life",
        ],
        misses: &[
            "https://www.google.com/search?q=medley",
            "https://www.bing.com/maps?x=karte.medley.life",
        ],
    },
    Proof {
        reason: Reason::ForeignLetters,
        hits: &["https://kаrte.mеdley.lifе/d/signin", "https://karte.mеdley.life/"],
        misses: &["https://кафе.example/", "https://日本語.jp/d/signin"],
    },
    Proof {
        reason: Reason::ForeignDomain,
        hits: &[
            "https://karte.medley.life.example.com/d/signin",
            "https://xkarte.medley.life.evil/",
        ],
        misses: &["https://example.com/karte.medley.life/d/signin", "https://life.example.com/"],
    },
    Proof {
        reason: Reason::UserName,
        hits: &[
            "https://karte.medley.life@evil.example/",
            "https://KARTE:Medley@evil.example/",
            "https://medley.life:443@evil.example/",
        ],
        misses: &[
            "https://user@example.com/",
            "https://example.com/@karte.medley.life",
            "https://medley-team@bitbucket.org/medley-team/karte.git",
        ],
    },
    Proof {
        reason: Reason::Hyphens,
        hits: &["https://karte-medley.life/d/signin", "https://karte-medley-life.example/"],
        misses: &["https://medley-karte.example/", "https://life-karte.example/"],
    },
    Proof {
        reason: Reason::NearHost,
        hits: &["https://kalte.medlei.life/d/signin", "https://karte.medlxx.life/"],
        misses: &["https://karte.life/", "https://medley.example/karte"],
    },
];

#[cfg(test)]
mod tests {
    use super::super::{Correction, address, correct};
    use super::*;

    fn sort(text: &str) -> Correction {
        correct(&address(text).unwrap_or_else(|| panic!("{text}")))
    }

    #[test]
    fn every_rule_fires_on_its_own_and_leaves_near_misses_alone() {
        for proof in &PROOFS {
            for hit in proof.hits {
                assert_eq!(sort(hit).reason(), Some(proof.reason), "{hit}");
            }
            for miss in proof.misses {
                let got = sort(miss);
                assert_ne!(got.reason(), Some(proof.reason), "{miss}");
                assert!(!matches!(got, Correction::Corrected { .. }), "{miss}: {got:?}");
            }
        }
    }

    #[test]
    fn a_corrected_address_is_right() {
        for hit in PROOFS.iter().flat_map(|proof| proof.hits) {
            if let Some(to) = sort(hit).to() {
                assert_eq!(sort(to), Correction::Right, "{hit} -> {to}");
            }
        }
    }
}
