//! What power another extension has over the karte, from what Chrome tells about it.
//!
//! Host permissions do not show content scripts, and a blocking rule needs no host. So an unknown power is "may", never "none".

use super::readings::ExtensionFacts;
use crate::base::site::{DOMAIN, KARTE_HOST};
use crate::evidence::Evidence;
use serde::Serialize;

/// How far an extension can reach.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Access {
    /// Nothing that touches the karte.
    None,
    /// It may: Chrome does not say enough.
    May,
    /// It can read, change or stop the karte's pages.
    Over,
}

/// Permissions that reach every page without naming a host.
const WITHOUT_HOST: [&str; 5] =
    ["proxy", "debugger", "privacy", "declarativeNetRequest", "vpnProvider"];

/// By what means an extension has power over the karte; each has its text in both languages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum AccessKind {
    /// It leads requests through a proxy.
    Proxy,
    /// It leads requests through a tunnel of its own.
    Vpn,
    /// It can do anything that the developer tools can.
    Debugger,
    /// It can block requests or send them elsewhere.
    Rules,
    /// It can watch requests and, if old or forced, hold them up.
    Requests,
    /// It can read and change the karte's pages.
    Pages,
    /// It changes Chrome's settings for privacy.
    Privacy,
    /// It can delete cookies.
    Cookies,
    /// Chrome does not say enough.
    Unknown,
    /// Nothing that touches the karte.
    Nothing,
}

/// The strongest first.
const BY_STRENGTH: [AccessKind; 8] = [
    AccessKind::Proxy,
    AccessKind::Vpn,
    AccessKind::Debugger,
    AccessKind::Rules,
    AccessKind::Requests,
    AccessKind::Pages,
    AccessKind::Privacy,
    AccessKind::Cookies,
];

/// Means by permission. Those in [`BY_ITSELF`] need no host; those in [`WITH_HOST`] need the karte among their hosts.
const BY_ITSELF: [(&str, AccessKind); 6] = [
    ("proxy", AccessKind::Proxy),
    ("vpnProvider", AccessKind::Vpn),
    ("debugger", AccessKind::Debugger),
    ("declarativeNetRequest", AccessKind::Rules),
    ("privacy", AccessKind::Privacy),
    ("browsingData", AccessKind::Cookies),
];
const WITH_HOST: [(&str, AccessKind); 4] = [
    ("declarativeNetRequestWithHostAccess", AccessKind::Rules),
    ("webRequest", AccessKind::Requests),
    ("scripting", AccessKind::Pages),
    ("cookies", AccessKind::Cookies),
];

/// At most this many host patterns, and as many permissions, of one extension are kept.
const MOST_PATTERNS: usize = 500;
/// Each of them is cut to this many characters.
const LONGEST_PATTERN: usize = 300;
/// Its name is cut to this many characters.
const LONGEST_NAME: usize = 200;

/// Limits what an extension says of itself. Patterns that reach the karte come first, so that they stay.
#[must_use]
pub fn bounded(facts: ExtensionFacts) -> ExtensionFacts {
    let cut = |texts: Vec<String>| {
        let cut = |text: String| text.chars().take(LONGEST_PATTERN).collect();
        texts.into_iter().take(MOST_PATTERNS).map(cut).collect()
    };
    let all = facts.host_permissions;
    let (mut hosts, others): (Vec<_>, Vec<_>) = all.into_iter().partition(|p| covers_karte(p));
    hosts.extend(others);
    ExtensionFacts {
        name: facts.name.chars().take(LONGEST_NAME).collect(),
        permissions: cut(facts.permissions),
        host_permissions: cut(hosts),
        ..facts
    }
}

/// By what means `extension` has power, strongest first; never empty.
#[must_use]
pub fn means(extension: &ExtensionFacts) -> Vec<AccessKind> {
    let has = |name: &str| extension.permissions.iter().any(|p| p == name);
    let mut found: Vec<AccessKind> =
        BY_ITSELF.iter().filter(|(name, _)| has(name)).map(|m| m.1).collect();
    if extension.host_permissions.iter().any(|pattern| covers_karte(pattern)) {
        found.push(AccessKind::Pages);
        found.extend(WITH_HOST.iter().filter(|(name, _)| has(name)).map(|m| m.1));
    }
    match (found.is_empty(), power(extension)) {
        (false, _) => BY_STRENGTH.into_iter().filter(|kind| found.contains(kind)).collect(),
        (true, Access::None) => vec![AccessKind::Nothing],
        (true, _) => vec![AccessKind::Unknown],
    }
}

/// The power of `extension` over the karte; a switched-off one has none.
#[must_use]
pub fn power(extension: &ExtensionFacts) -> Access {
    if !extension.enabled {
        return Access::None;
    }
    match extension.warnings {
        _ if reaches_karte(extension) => Access::Over,
        Some(0) => Access::None,
        // Content scripts show up as a warning only; which warning it is depends on Chrome's language.
        Some(_) | None => Access::May,
    }
}

/// Whether its permissions alone give it power over the karte, so that Chrome's warnings tell nothing more.
#[must_use]
pub fn reaches_karte(extension: &ExtensionFacts) -> bool {
    extension.host_permissions.iter().any(|pattern| covers_karte(pattern))
        || extension.permissions.iter().any(|p| WITHOUT_HOST.contains(&p.as_str()))
}

/// Whether it is on and may lead all requests through a proxy.
#[must_use]
pub fn sets_proxy(extension: &ExtensionFacts) -> bool {
    extension.enabled && extension.permissions.iter().any(|p| p == "proxy")
}

/// The extensions that have or may have power, strongest first, in Chrome's order otherwise.
#[must_use]
pub fn powerful(extensions: &[ExtensionFacts]) -> Vec<&ExtensionFacts> {
    with_power(extensions, &[Access::Over, Access::May]).collect()
}

/// The extensions that have these powers: in the order of `powers`, then in Chrome's order.
pub fn with_power<'a>(
    extensions: &'a [ExtensionFacts],
    powers: &[Access],
) -> impl Iterator<Item = &'a ExtensionFacts> {
    powers.iter().flat_map(|wanted| extensions.iter().filter(|one| power(one) == *wanted))
}

impl Evidence {
    /// The extensions with power that were not off in a search without a result; `None` where the list is not known.
    #[must_use]
    pub fn unsearched_suspects(&self) -> Option<Vec<&ExtensionFacts>> {
        let mut list = powerful(self.extensions()?);
        if let Some(searched) = &self.session.searched {
            list.retain(|one| !searched.off.contains(&one.id));
        }
        Some(list)
    }

    /// Whether an extension with power was neither off nor left on in the last search, so that no search covers it.
    #[must_use]
    pub fn has_unsearched(&self) -> bool {
        let left_on = self.session.searched.as_ref().map(|searched| &searched.left_on);
        let is_new = |one: &&ExtensionFacts| !left_on.is_some_and(|left| left.contains(&one.id));
        self.unsearched_suspects().is_some_and(|list| list.iter().any(is_new))
    }
}

/// Whether a Chrome match pattern covers the karte over https.
fn covers_karte(pattern: &str) -> bool {
    if pattern == "<all_urls>" {
        return true;
    }
    let Some((scheme, rest)) = pattern.split_once("://") else { return false };
    let host = rest.split('/').next().unwrap_or_default();
    matches!(scheme, "*" | "https")
        && (host == "*" || host == KARTE_HOST || host == format!("*.{DOMAIN}") || host == "*.life")
}

#[cfg(test)]
mod tests {
    #[test]
    fn what_an_extension_says_is_bounded_and_its_power_stays() {
        let patterns = (0..5_000).map(|n| format!("https://{n}.example/{}", "x".repeat(1_000)));
        let facts = ExtensionFacts {
            enabled: true,
            name: "x".repeat(5_000),
            host_permissions: patterns.chain(["<all_urls>".to_owned()]).collect(),
            permissions: vec!["scripting".to_owned(); 5_000],
            ..ExtensionFacts::default()
        };
        let want = (power(&facts), means(&facts));
        let kept = bounded(facts);
        assert_eq!((power(&kept), means(&kept)), want);
        assert_eq!(kept.name.len(), LONGEST_NAME);
        assert_eq!(kept.host_permissions.len() + kept.permissions.len(), 2 * MOST_PATTERNS);
        assert!(kept.host_permissions.iter().all(|pattern| pattern.len() <= LONGEST_PATTERN));
    }

    use super::*;

    fn check(hosts: &[&str], permissions: &[&str], warnings: Option<u32>, want: Access) {
        let extension = ExtensionFacts {
            enabled: true,
            host_permissions: hosts.iter().map(ToString::to_string).collect(),
            permissions: permissions.iter().map(ToString::to_string).collect(),
            warnings,
            ..ExtensionFacts::default()
        };
        assert_eq!(power(&extension), want, "{hosts:?} {permissions:?} {warnings:?}");
    }

    #[test]
    fn power_is_read_from_hosts_permissions_and_warnings() {
        check(&["<all_urls>"], &[], Some(1), Access::Over);
        check(&["*://*.medley.life/*"], &[], Some(1), Access::Over);
        check(&["https://karte.medley.life/*"], &[], Some(1), Access::Over);
        check(&["http://karte.medley.life/*"], &[], Some(0), Access::None);
        check(&["https://example.com/*"], &[], Some(0), Access::None);
        check(&["https://example.com/*"], &[], Some(1), Access::May);
        check(&[], &["proxy"], Some(1), Access::Over);
        check(&[], &["declarativeNetRequest"], Some(1), Access::Over);
        check(&[], &["storage"], Some(0), Access::None);
        check(&[], &["storage"], None, Access::May);
    }

    #[test]
    fn means_are_named_strongest_first() {
        let check = |hosts: &[&str], permissions: &[&str], warnings, want: &[AccessKind]| {
            let extension = ExtensionFacts {
                enabled: true,
                host_permissions: hosts.iter().map(ToString::to_string).collect(),
                permissions: permissions.iter().map(ToString::to_string).collect(),
                warnings,
                ..ExtensionFacts::default()
            };
            assert_eq!(means(&extension), want, "{hosts:?} {permissions:?}");
        };
        check(
            &["<all_urls>"],
            &["webRequest"],
            Some(1),
            &[AccessKind::Requests, AccessKind::Pages],
        );
        check(&[], &["webRequest", "cookies"], Some(0), &[AccessKind::Nothing]);
        check(&[], &["privacy", "proxy"], Some(1), &[AccessKind::Proxy, AccessKind::Privacy]);
        check(&[], &["storage"], Some(1), &[AccessKind::Unknown]);
    }

    #[test]
    fn a_switched_off_extension_has_none() {
        let off = ExtensionFacts {
            host_permissions: vec!["<all_urls>".into()],
            ..ExtensionFacts::default()
        };
        assert_eq!(power(&off), Access::None);
    }
}
