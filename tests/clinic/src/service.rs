//! The service, and the obstacles between it and the PC.

use karte_signin_doctor::diagnosis::types::Cause;

/// Where an obstacle is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// On this PC: another network does not help, other PCs work.
    Pc,
    /// In the clinic's network: another network helps, other PCs fail too.
    Office,
    /// At the service: everybody fails.
    Service,
}

/// How an obstacle shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// The name is not found.
    Name,
    /// There is no network connection.
    Line,
    /// The connection is refused.
    Refused,
    /// There is no answer in time.
    TimedOut,
    /// The connection is closed during the handshake.
    Reset,
    /// The connection is closed without an answer.
    Empty,
    /// No way to the address.
    Unroutable,
    /// The network changes while the page loads: the next attempt gets through.
    Changed,
    /// The proxy does not answer.
    Proxy,
    /// A certificate of an untrusted authority.
    ForeignAuthority,
    /// A page with this status.
    Status(u16),
    /// A page with status 200 that is not the karte's.
    OtherPage,
    /// TLS inspection with a trusted root: the server's request for a client certificate does not get through.
    TakesRequestOut,
}

/// An obstacle between PC and service.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Obstacle {
    /// How it shows.
    pub fault: Fault,
    /// Where it is.
    pub place: Place,
    /// The causes that are a right diagnosis of it.
    pub causes: &'static [Cause],
    /// The clock of whoever answers in place of the karte, minus the true time, in milliseconds.
    pub clock_ms: i64,
}

impl Fault {
    /// The error that Chrome reports; `None` if there is a page.
    #[must_use]
    pub const fn error(self) -> Option<&'static str> {
        Some(match self {
            Self::Name => "net::ERR_NAME_NOT_RESOLVED",
            Self::Line => "net::ERR_INTERNET_DISCONNECTED",
            Self::Refused => "net::ERR_CONNECTION_REFUSED",
            Self::TimedOut => "net::ERR_CONNECTION_TIMED_OUT",
            Self::Reset => "net::ERR_CONNECTION_RESET",
            Self::Empty => "net::ERR_EMPTY_RESPONSE",
            Self::Unroutable => "net::ERR_ADDRESS_UNREACHABLE",
            Self::Changed => "net::ERR_NETWORK_CHANGED",
            Self::Proxy => "net::ERR_PROXY_CONNECTION_FAILED",
            Self::ForeignAuthority => "net::ERR_CERT_AUTHORITY_INVALID",
            Self::Status(_) | Self::OtherPage | Self::TakesRequestOut => return None,
        })
    }
}

/// How the server treats the dot host.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DotHost {
    /// It asks for a certificate, as the main host does.
    Asks,
    /// It answers without asking.
    Answers,
    /// The server refuses the name.
    Refuses,
}

/// How the main host reacts if there is no acceptable certificate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Insists {
    /// It answers with the failing page.
    Page,
    /// The failing page comes only after the sign-in form was sent.
    AfterPassword,
    /// Status 400 with the server's standard text.
    BadRequest,
    /// It breaks off the handshake.
    Handshake,
}

/// The caching headers of the failing page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Caching {
    /// `no-store`.
    NoStore,
    /// A validator: the page is revalidated each time.
    Etag,
    /// `max-age`: the page may be reused for a while.
    MaxAge,
}

/// The `Date` of the service's answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dates {
    /// The true time.
    Right,
    /// Always the same moment, minutes ago.
    Frozen,
    /// The true time, together with an `Age` header.
    Aged,
    /// None.
    Absent,
}

/// The service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Service {
    /// What the main host does without an acceptable certificate.
    pub insists: Insists,
    /// The dot host.
    pub dot: DotHost,
    /// How the failing page may be cached.
    pub caching: Caching,
    /// The `Date` header.
    pub dates: Dates,
    /// The account already has as many certificates as it may have.
    pub limit_reached: bool,
    /// Answers take about this long, in milliseconds.
    pub latency_ms: i64,
}

impl Default for Service {
    fn default() -> Self {
        Self {
            insists: Insists::Page,
            dot: DotHost::Asks,
            caching: Caching::NoStore,
            dates: Dates::Right,
            limit_reached: false,
            latency_ms: 40,
        }
    }
}
