//! Chrome's network errors, grouped by what a person would do about them.
//!
//! Names are compared whole, never parsed; one that is not listed is [`NetError::Other`].

use super::net_error_table::CLASSES;
pub use super::net_error_table::NetError;

/// Titles of the page that Chrome shows instead of its certificate error page when it takes the clock for wrong.
const CLOCK_PAGES: [&str; 2] = ["時計のエラー", "Clock error"];

/// Whether this is the title of Chrome's own page about clocks.
#[must_use]
pub fn is_clock_page(title: &str) -> bool {
    CLOCK_PAGES.contains(&title)
}

impl NetError {
    /// The class of `name`, with or without the `net::` and `ERR_` in front.
    #[must_use]
    pub fn of(name: &str) -> Self {
        let name = name.strip_prefix("net::").unwrap_or(name);
        let name = name.strip_prefix("ERR_").unwrap_or(name);
        // Most classes are ruled out by the quick search for the text.
        let listed = |(_, names): &&(Self, &str)| {
            names.contains(name) && names.split(' ').any(|known| known == name)
        };
        CLASSES.iter().find(listed).map_or(Self::Other, |(class, _)| *class)
    }

    /// Whether something on this PC or in its network blocks the site.
    #[must_use]
    pub const fn is_block(self) -> bool {
        matches!(
            self,
            Self::BlockedByClient
                | Self::BlockedByPolicy
                | Self::BlockedByFirewall
                | Self::ForeignAuthority
                | Self::KnownInterception
                | Self::OtherCertificate
        )
    }

    /// Whether a connection was made before this error: the name was resolved, and the network works.
    #[must_use]
    pub const fn comes_from_the_host(self) -> bool {
        matches!(
            self,
            Self::BadClientCert
                | Self::KeyRefused
                | Self::HandshakeBroken
                | Self::CertDate
                | Self::ForeignAuthority
                | Self::OtherCertificate
        )
    }

    /// Whether Chrome did not accept the server's certificate.
    #[must_use]
    pub const fn rejects_the_server(self) -> bool {
        matches!(
            self,
            Self::CertDate
                | Self::ForeignAuthority
                | Self::KnownInterception
                | Self::OtherCertificate
        )
    }

    /// Whether no connection was made at all.
    #[must_use]
    pub const fn ends_before_the_host(self) -> bool {
        matches!(
            self,
            Self::Name
                | Self::Line
                | Self::Unroutable
                | Self::Proxy
                | Self::Refused
                | Self::TimedOut
        )
    }

    /// Whether the same error of the dot host holds for the host itself, too.
    ///
    /// A server may refuse the dotted name in the handshake, so broken handshakes say nothing.
    #[must_use]
    pub const fn speaks_for_both_hosts(self) -> bool {
        self.ends_before_the_host() || matches!(self, Self::CertDate | Self::ForeignAuthority)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    /// All names of Chromium's list, `net/base/net_error_list.h` at commit 0182b17b.
    const CHROMIUM: &str = include_str!("../../../tests/suite/chromium_net_errors.txt");
    /// The names without a class: no page of a site ends with them, or they say nothing about a sign-in.
    const WITHOUT_CLASS: &str = include_str!("../../../tests/suite/net_errors_without_class.txt");

    #[test]
    fn names_are_compared_whole() {
        for (name, want) in [
            ("net::ERR_CERT_DATE_INVALID", NetError::CertDate),
            ("ERR_CERT_DATE_INVALID", NetError::CertDate),
            ("net::BLOCKED_IN_INCOGNITO_BY_ADMINISTRATOR", NetError::BlockedByPolicy),
            ("net::ERR_CERT_DATE_INVALID_X", NetError::Other),
            ("net::net::ERR_ABORTED", NetError::Other),
            ("", NetError::Other),
        ] {
            assert_eq!(NetError::of(name), want, "{name}");
        }
    }

    #[test]
    fn every_error_of_chromium_has_one_class_or_none_on_purpose() {
        let chromium: BTreeSet<_> = CHROMIUM.split_whitespace().collect();
        let without: BTreeSet<_> = WITHOUT_CLASS.split_whitespace().collect();
        assert!(without.is_subset(&chromium));
        for name in &chromium {
            let classes = CLASSES
                .iter()
                .filter(|(_, names)| names.split(' ').any(|one| one == *name))
                .count();
            assert_eq!(classes, usize::from(!without.contains(name)), "{name}");
        }
        let ours = CLASSES.iter().flat_map(|(_, names)| names.split(' '));
        // Newer than the list that was read.
        let newer = ["BLOCKED_IN_INCOGNITO_BY_ADMINISTRATOR"];
        let unknown: Vec<_> =
            ours.filter(|name| !chromium.contains(name) && !newer.contains(name)).collect();
        assert!(unknown.is_empty(), "{unknown:?}");
    }
}
