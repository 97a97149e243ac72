//! The service, and what stands between it and the PC.

use karte_signin_doctor::diagnosis::types::Cause;

/// Where something stands in the way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// On this PC: other networks do not help, other PCs work.
    Pc,
    /// In the clinic's network: another network helps, other PCs fail too.
    Office,
    /// At the service: everybody fails.
    Service,
}

/// How it shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// The name is not found.
    Name,
    /// There is no line.
    Line,
    /// The connection is refused.
    Refused,
    /// There is no answer in time.
    TimedOut,
    /// The connection is closed in the handshake.
    Reset,
    /// It is closed without an answer.
    Empty,
    /// No way to the address.
    Unroutable,
    /// The network changes while the page loads: the next attempt gets through.
    Changed,
    /// The proxy does not answer.
    Proxy,
    /// A certificate of a foreign authority.
    ForeignAuthority,
    /// A page with this status.
    Status(u16),
    /// A page with status 200 that is not the karte's.
    OtherPage,
    /// An inspection with a trusted root: the request for the certificate does not get through.
    TakesRequestOut,
}

/// Something in the way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Obstacle {
    /// How it shows.
    pub fault: Fault,
    /// Where it is.
    pub place: Place,
    /// The causes that name it rightly.
    pub causes: &'static [Cause],
    /// The clock of what answers in the karte's place, minus the true time, in milliseconds.
    pub clock_ms: i64,
}

impl Fault {
    /// The error of Chrome, where there is no page.
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

/// What the dotted host does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DotHost {
    /// It asks for a certificate, as the main host does.
    Asks,
    /// It answers without asking.
    Answers,
    /// The server does not know the name.
    Refuses,
}

/// How the main host insists on a certificate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Insists {
    /// It answers with the failing page.
    Page,
    /// The failing page follows only after the sign-in form.
    AfterPassword,
    /// Status 400 with the server's own words.
    BadRequest,
    /// It breaks off the handshake.
    Handshake,
}

/// What the failing page's answer says about keeping it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Caching {
    /// `no-store`.
    NoStore,
    /// A validator: it is revalidated at each opening.
    Etag,
    /// It may be used again for a while.
    MaxAge,
}

/// The `Date` of the service's answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dates {
    /// The true time.
    Right,
    /// Always the same moment, minutes ago.
    Frozen,
    /// The true time, beside an `Age`.
    Aged,
    /// None.
    Absent,
}

/// The service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Service {
    /// How it insists.
    pub insists: Insists,
    /// The dotted host.
    pub dot: DotHost,
    /// Keeping of the failing page.
    pub caching: Caching,
    /// The `Date` header.
    pub dates: Dates,
    /// The account has as many certificates as it may have.
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
