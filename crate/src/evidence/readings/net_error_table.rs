//! The classes of Chromium's network errors: one table over its whole list.

/// A network error by its meaning for a sign-in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NetError {
    /// A certificate would have to be chosen.
    CertNeeded,
    /// The server broke off because the client certificate is missing or refused.
    BadClientCert,
    /// A certificate was chosen, and its private key was refused or does not fit.
    KeyRefused,
    /// The server's certificate is not valid at this PC's date.
    CertDate,
    /// The server's certificate comes from an authority that this PC does not trust.
    ForeignAuthority,
    /// Chrome knows this interception by its certificate.
    KnownInterception,
    /// Anything else that Chrome does not accept in the server's certificate.
    OtherCertificate,
    /// The connection broke while the secure handshake began.
    HandshakeBroken,
    /// The answer broke off, is empty, or breaks the rules of HTTP.
    Protocol,
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
    /// No connection to the internet.
    Line,
    /// The network changed while the page was loading.
    Changed,
    /// There is no way to the server's address.
    Unroutable,
    /// No answer in time.
    TimedOut,
    /// Refused.
    Refused,
    /// Too many redirects.
    RedirectLoop,
    /// Response headers too big.
    HeadersTooBig,
    /// The cache cannot be read or written.
    Cache,
    /// The person or the page itself went elsewhere: no fault.
    Aborted,
    /// Without a class of its own.
    Other,
}

/// The classes of Chromium's network errors, names without `ERR_`, separated by spaces (smaller than an array of each).
///
/// Source: `net/base/net_error_list.h`. A page can hardly end with an error that has no class (files, FTP, imports,
/// internal states); such an error is shown by its own name.
pub const CLASSES: [(NetError, &str); 23] = [
    (NetError::CertNeeded, "SSL_CLIENT_AUTH_CERT_NEEDED"),
    (NetError::BadClientCert, "BAD_SSL_CLIENT_AUTH_CERT"),
    (
        NetError::KeyRefused,
        "SSL_CLIENT_AUTH_PRIVATE_KEY_ACCESS_DENIED SSL_CLIENT_AUTH_CERT_NO_PRIVATE_KEY \
         SSL_CLIENT_AUTH_SIGNATURE_FAILED SSL_CLIENT_AUTH_CERT_BAD_FORMAT \
         SSL_CLIENT_AUTH_NO_COMMON_ALGORITHMS CLIENT_AUTH_CERT_TYPE_UNSUPPORTED SSL_DECRYPT_ERROR_ALERT \
         NO_PRIVATE_KEY_FOR_CERT",
    ),
    (NetError::CertDate, "CERT_DATE_INVALID"),
    (NetError::ForeignAuthority, "CERT_AUTHORITY_INVALID"),
    (NetError::KnownInterception, "CERT_KNOWN_INTERCEPTION_BLOCKED"),
    (
        NetError::OtherCertificate,
        "CERT_COMMON_NAME_INVALID CERT_CONTAINS_ERRORS CERT_NO_REVOCATION_MECHANISM \
         CERT_UNABLE_TO_CHECK_REVOCATION CERT_REVOKED CERT_INVALID CERT_WEAK_SIGNATURE_ALGORITHM \
         CERT_NON_UNIQUE_NAME CERT_WEAK_KEY CERT_NAME_CONSTRAINT_VIOLATION CERT_VALIDITY_TOO_LONG \
         CERTIFICATE_TRANSPARENCY_REQUIRED CERT_SYMANTEC_LEGACY SSL_PINNED_KEY_NOT_IN_CERT_CHAIN \
         SSL_SERVER_CERT_BAD_FORMAT SSL_SERVER_CERT_CHANGED SSL_BAD_PEER_PUBLIC_KEY \
         SSL_KEY_USAGE_INCOMPATIBLE QUIC_CERT_ROOT_NOT_KNOWN ECH_FALLBACK_CERTIFICATE_INVALID \
         INSECURE_RESPONSE TLS13_DOWNGRADE_DETECTED",
    ),
    (
        NetError::HandshakeBroken,
        "SSL_PROTOCOL_ERROR SSL_VERSION_OR_CIPHER_MISMATCH SSL_OBSOLETE_CIPHER SSL_UNRECOGNIZED_NAME_ALERT \
         SSL_RENEGOTIATION_REQUESTED SSL_NO_RENEGOTIATION SSL_DECOMPRESSION_FAILURE_ALERT \
         SSL_BAD_RECORD_MAC_ALERT SSL_HANDSHAKE_NOT_COMPLETED NO_SSL_VERSIONS_ENABLED ALPN_NEGOTIATION_FAILED \
         EARLY_DATA_REJECTED WRONG_VERSION_ON_EARLY_DATA INVALID_ECH_CONFIG_LIST ECH_NOT_NEGOTIATED \
         QUIC_HANDSHAKE_FAILED CONNECTION_RESET CONNECTION_CLOSED CONNECTION_ABORTED SOCKET_NOT_CONNECTED",
    ),
    (
        NetError::Protocol,
        "EMPTY_RESPONSE INVALID_RESPONSE INVALID_HTTP_RESPONSE INVALID_CHUNKED_ENCODING \
         INCOMPLETE_CHUNKED_ENCODING CONTENT_LENGTH_MISMATCH CONTENT_DECODING_FAILED \
         CONTENT_DECODING_INIT_FAILED ENCODING_CONVERSION_FAILED ENCODING_DETECTION_FAILED \
         RESPONSE_BODY_TOO_BIG_TO_DRAIN RESPONSE_HEADERS_MULTIPLE_CONTENT_LENGTH \
         RESPONSE_HEADERS_MULTIPLE_CONTENT_DISPOSITION RESPONSE_HEADERS_MULTIPLE_LOCATION \
         RESPONSE_HEADERS_TRUNCATED HTTP2_PROTOCOL_ERROR HTTP2_SERVER_REFUSED_STREAM HTTP2_PING_FAILED \
         HTTP2_INADEQUATE_TRANSPORT_SECURITY HTTP2_FLOW_CONTROL_ERROR HTTP2_FRAME_SIZE_ERROR \
         HTTP2_COMPRESSION_ERROR HTTP2_RST_STREAM_NO_ERROR_RECEIVED HTTP2_STREAM_CLOSED \
         HTTP2_CLIENT_REFUSED_STREAM INCOMPLETE_HTTP2_HEADERS HTTP_1_1_REQUIRED H2_OR_QUIC_REQUIRED \
         QUIC_PROTOCOL_ERROR QUIC_GOAWAY_REQUEST_CAN_BE_RETRIED INVALID_REDIRECT UNSAFE_REDIRECT \
         WINSOCK_UNEXPECTED_WRITTEN_BYTES MSG_TOO_BIG",
    ),
    (NetError::BlockedByClient, "BLOCKED_BY_CLIENT"),
    (NetError::BlockedByPolicy, "BLOCKED_BY_ADMINISTRATOR BLOCKED_IN_INCOGNITO_BY_ADMINISTRATOR"),
    (NetError::BlockedByFirewall, "NETWORK_ACCESS_DENIED"),
    (
        NetError::Proxy,
        "TUNNEL_CONNECTION_FAILED PROXY_CONNECTION_FAILED PROXY_CERTIFICATE_INVALID PROXY_AUTH_UNSUPPORTED \
         PROXY_AUTH_REQUESTED PROXY_AUTH_REQUESTED_WITH_NO_CONNECTION PROXY_HTTP_1_1_REQUIRED \
         UNABLE_TO_REUSE_CONNECTION_FOR_PROXY_AUTH UNEXPECTED_PROXY_AUTH HTTPS_PROXY_TUNNEL_RESPONSE_REDIRECT \
         SOCKS_CONNECTION_FAILED SOCKS_CONNECTION_HOST_UNREACHABLE NO_SUPPORTED_PROXIES \
         MANDATORY_PROXY_CONFIGURATION_FAILED PAC_SCRIPT_FAILED PAC_SCRIPT_TERMINATED PAC_NOT_IN_DHCP",
    ),
    (
        NetError::Name,
        "NAME_NOT_RESOLVED NAME_RESOLUTION_FAILED ICANN_NAME_COLLISION HOST_RESOLVER_QUEUE_TOO_LARGE \
         DNS_MALFORMED_RESPONSE DNS_SERVER_REQUIRES_TCP DNS_SERVER_FAILED DNS_TIMED_OUT DNS_CACHE_MISS \
         DNS_SEARCH_EMPTY DNS_SORT_ERROR DNS_SECURE_RESOLVER_HOSTNAME_RESOLUTION_FAILED DNS_NAME_HTTPS_ONLY \
         DNS_REQUEST_CANCELLED DNS_NO_MATCHING_SUPPORTED_ALPN",
    ),
    (NetError::Line, "INTERNET_DISCONNECTED"),
    (NetError::Changed, "NETWORK_CHANGED NETWORK_IO_SUSPENDED"),
    (NetError::Unroutable, "ADDRESS_UNREACHABLE ADDRESS_INVALID"),
    (NetError::TimedOut, "CONNECTION_TIMED_OUT TIMED_OUT"),
    (NetError::Refused, "CONNECTION_REFUSED CONNECTION_FAILED"),
    (NetError::RedirectLoop, "TOO_MANY_REDIRECTS"),
    (NetError::HeadersTooBig, "RESPONSE_HEADERS_TOO_BIG"),
    (
        NetError::Cache,
        "CACHE_MISS CACHE_READ_FAILURE CACHE_WRITE_FAILURE CACHE_OPERATION_NOT_SUPPORTED CACHE_OPEN_FAILURE \
         CACHE_CREATE_FAILURE CACHE_RACE CACHE_CHECKSUM_READ_FAILURE CACHE_CHECKSUM_MISMATCH \
         CACHE_LOCK_TIMEOUT CACHE_AUTH_FAILURE_AFTER_READ CACHE_ENTRY_NOT_SUITABLE CACHE_DOOM_FAILURE \
         CACHE_OPEN_OR_CREATE_FAILURE",
    ),
    (NetError::Aborted, "ABORTED"),
];
