//! Chrome's network errors, sorted by what someone would do about them.
//!
//! Names are compared whole, never parsed; one that is not listed is [`NetError::Other`].
//! Source: the list of net errors in Chromium, and measurements of what each fault of a server or PC looks like.

/// Titles of the page that Chrome shows instead of its page about certificates where it takes the clock for wrong.
const CLOCK_PAGES: [&str; 2] = ["時計のエラー", "Clock error"];

/// Whether this is the title of Chrome's own page about clocks.
#[must_use]
pub fn is_clock_page(title: &str) -> bool {
    CLOCK_PAGES.contains(&title)
}

/// A network error by its meaning for a sign-in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NetError {
    /// A certificate would have to be chosen.
    CertNeeded,
    /// The server broke off because the client certificate is missing or refused.
    BadClientCert,
    /// A certificate is there, but its private key cannot be used.
    ClientKey,
    /// The server's certificate is not valid at this PC's date.
    CertDate,
    /// The server's certificate comes from an authority that this PC does not trust.
    ForeignAuthority,
    /// Other signs of an interception.
    Interception,
    /// The connection broke while the secure handshake began.
    HandshakeBroken,
    /// Another extension blocked it.
    BlockedByClient,
    /// A policy blocked it.
    BlockedByPolicy,
    /// A firewall on this PC.
    BlockedByFirewall,
    /// The proxy.
    Proxy,
    /// The name does not resolve.
    Name,
    /// No line.
    Line,
    /// No answer in time.
    TimedOut,
    /// Refused.
    Refused,
    /// Too many redirects.
    RedirectLoop,
    /// Response headers too big.
    HeadersTooBig,
    /// The cache cannot be read.
    CacheBroken,
    /// The person or the page itself went elsewhere: no fault.
    Aborted,
    /// Not listed.
    Other,
}

impl NetError {
    /// Sorts `name`, with or without the `net::` in front.
    #[must_use]
    #[expect(clippy::too_many_lines, reason = "a table: one line for each name")]
    pub fn of(name: &str) -> Self {
        match name.strip_prefix("net::").unwrap_or(name) {
            "ERR_SSL_CLIENT_AUTH_CERT_NEEDED" => Self::CertNeeded,
            "ERR_BAD_SSL_CLIENT_AUTH_CERT" => Self::BadClientCert,
            "ERR_SSL_CLIENT_AUTH_PRIVATE_KEY_ACCESS_DENIED"
            | "ERR_SSL_CLIENT_AUTH_CERT_NO_PRIVATE_KEY"
            | "ERR_SSL_CLIENT_AUTH_SIGNATURE_FAILED"
            | "ERR_SSL_CLIENT_AUTH_NO_COMMON_ALGORITHMS" => Self::ClientKey,
            "ERR_CERT_DATE_INVALID" => Self::CertDate,
            "ERR_CERT_AUTHORITY_INVALID" => Self::ForeignAuthority,
            "ERR_CERT_COMMON_NAME_INVALID"
            | "ERR_CERT_KNOWN_INTERCEPTION_BLOCKED"
            | "ERR_CERT_VALIDITY_TOO_LONG"
            | "ERR_CERT_WEAK_SIGNATURE_ALGORITHM"
            | "ERR_CERT_WEAK_KEY"
            | "ERR_SSL_PINNED_KEY_NOT_IN_CERT_CHAIN"
            | "ERR_CERTIFICATE_TRANSPARENCY_REQUIRED"
            | "ERR_TLS13_DOWNGRADE_DETECTED" => Self::Interception,
            "ERR_SSL_PROTOCOL_ERROR"
            | "ERR_SSL_VERSION_OR_CIPHER_MISMATCH"
            | "ERR_SSL_UNRECOGNIZED_NAME_ALERT"
            | "ERR_CONNECTION_RESET"
            | "ERR_CONNECTION_CLOSED" => Self::HandshakeBroken,
            "ERR_BLOCKED_BY_CLIENT" => Self::BlockedByClient,
            "ERR_BLOCKED_BY_ADMINISTRATOR" => Self::BlockedByPolicy,
            "ERR_NETWORK_ACCESS_DENIED" => Self::BlockedByFirewall,
            "ERR_TUNNEL_CONNECTION_FAILED"
            | "ERR_PROXY_CONNECTION_FAILED"
            | "ERR_PROXY_CERTIFICATE_INVALID"
            | "ERR_PROXY_AUTH_UNSUPPORTED"
            | "ERR_NO_SUPPORTED_PROXIES"
            | "ERR_MANDATORY_PROXY_CONFIGURATION_FAILED" => Self::Proxy,
            "ERR_NAME_NOT_RESOLVED" | "ERR_NAME_RESOLUTION_FAILED" | "ERR_DNS_TIMED_OUT" => {
                Self::Name
            }
            "ERR_INTERNET_DISCONNECTED" | "ERR_NETWORK_CHANGED" | "ERR_ADDRESS_UNREACHABLE" => {
                Self::Line
            }
            "ERR_CONNECTION_TIMED_OUT" | "ERR_TIMED_OUT" | "ERR_EMPTY_RESPONSE" => Self::TimedOut,
            "ERR_CONNECTION_REFUSED" | "ERR_CONNECTION_FAILED" => Self::Refused,
            "ERR_TOO_MANY_REDIRECTS" => Self::RedirectLoop,
            "ERR_RESPONSE_HEADERS_TOO_BIG" => Self::HeadersTooBig,
            "ERR_CACHE_READ_FAILURE" => Self::CacheBroken,
            "ERR_ABORTED" => Self::Aborted,
            _ => Self::Other,
        }
    }

    /// Whether something on this PC or in its network stands before the site.
    #[must_use]
    pub const fn is_block(self) -> bool {
        matches!(
            self,
            Self::BlockedByClient
                | Self::BlockedByPolicy
                | Self::BlockedByFirewall
                | Self::ForeignAuthority
                | Self::Interception
        )
    }

    /// Whether the dotted host failing this way speaks for the host itself, too.
    ///
    /// A server may refuse the dotted name in the handshake, so broken handshakes say nothing.
    #[must_use]
    pub const fn speaks_for_both_hosts(self) -> bool {
        matches!(
            self,
            Self::Name
                | Self::Line
                | Self::Proxy
                | Self::Refused
                | Self::TimedOut
                | Self::CertDate
                | Self::ForeignAuthority
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_compared_whole() {
        for (name, want) in [
            ("net::ERR_CERT_DATE_INVALID", NetError::CertDate),
            ("ERR_CERT_DATE_INVALID", NetError::CertDate),
            ("net::ERR_CERT_DATE_INVALID_X", NetError::Other),
            ("net::net::ERR_ABORTED", NetError::Other),
            ("", NetError::Other),
        ] {
            assert_eq!(NetError::of(name), want, "{name}");
        }
    }
}
