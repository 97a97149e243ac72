//! What power another extension has over the karte, from what Chrome tells about it.
//!
//! Host lists leave out content scripts, and a blocking rule needs no host at all, so an unknown power is "may", never "none".

use crate::app::{DOMAIN, KARTE_HOST};
use crate::facts::ExtensionFacts;

/// How far an extension can reach.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Power {
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

/// The power of `extension` over the karte; a switched-off one has none.
#[must_use]
pub fn power(extension: &ExtensionFacts) -> Power {
    if !extension.enabled {
        return Power::None;
    }
    let reaches = extension.host_permissions.iter().any(|pattern| covers_karte(pattern))
        || extension.permissions.iter().any(|p| WITHOUT_HOST.contains(&p.as_str()));
    match extension.warnings {
        _ if reaches => Power::Over,
        Some(0) => Power::None,
        // Content scripts show up as a warning only; which warning it is depends on Chrome's language.
        Some(_) | None => Power::May,
    }
}

/// Whether it is on and may lead all requests through a proxy.
#[must_use]
pub fn sets_proxy(extension: &ExtensionFacts) -> bool {
    extension.enabled && extension.permissions.iter().any(|p| p == "proxy")
}

/// The extensions that have or may have power, strongest first, in Chrome's order otherwise.
#[must_use]
pub fn powerful(extensions: &[ExtensionFacts]) -> Vec<&ExtensionFacts> {
    let mut found: Vec<_> = extensions.iter().filter(|e| power(e) > Power::None).collect();
    found.sort_by_key(|e| std::cmp::Reverse(power(e)));
    found
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
    use super::*;

    fn check(hosts: &[&str], permissions: &[&str], warnings: Option<u32>, want: Power) {
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
        check(&["<all_urls>"], &[], Some(1), Power::Over);
        check(&["*://*.medley.life/*"], &[], Some(1), Power::Over);
        check(&["https://karte.medley.life/*"], &[], Some(1), Power::Over);
        check(&["http://karte.medley.life/*"], &[], Some(0), Power::None);
        check(&["https://example.com/*"], &[], Some(0), Power::None);
        check(&["https://example.com/*"], &[], Some(1), Power::May);
        check(&[], &["proxy"], Some(1), Power::Over);
        check(&[], &["declarativeNetRequest"], Some(1), Power::Over);
        check(&[], &["storage"], Some(0), Power::None);
        check(&[], &["storage"], None, Power::May);
    }

    #[test]
    fn a_switched_off_extension_has_none() {
        let off = ExtensionFacts {
            host_permissions: vec!["<all_urls>".into()],
            ..ExtensionFacts::default()
        };
        assert_eq!(power(&off), Power::None);
    }
}
