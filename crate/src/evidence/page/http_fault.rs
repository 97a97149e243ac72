//! HTTP statuses that are no answer of the karte's pages, grouped by what a person would do about them.
//!
//! Called by the checks and by `tab_state`. A page that shows the karte's own text is judged by that text alone.

use crate::evidence::Evidence;
use crate::evidence::readings::PageText;

/// What a status says about the way to the karte.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HttpFault {
    /// 400, 413, 414, 431, 494: what the browser sent, mostly cookies, is too large.
    RequestTooBig,
    /// 403, 451: a filter or a rule refuses the page.
    Filtered,
    /// 407, 511: a proxy or a portal wants a sign-in first.
    NetworkSignIn,
    /// 421: the connection belongs to another host.
    Misdirected,
    /// 429, 5xx, and any other 4xx: the service itself, or something that answers in its place.
    Server,
}

impl HttpFault {
    /// The fault that `status` tells of, if it is one.
    #[must_use]
    pub const fn of(status: u16) -> Option<Self> {
        match status {
            400 | 413 | 414 | 431 | 494 => Some(Self::RequestTooBig),
            403 | 451 => Some(Self::Filtered),
            407 | 511 => Some(Self::NetworkSignIn),
            421 => Some(Self::Misdirected),
            401..=599 => Some(Self::Server),
            _ => None,
        }
    }
}

impl Evidence {
    /// The fault of the page that is shown, with its status; `None` where the karte's own text stands there.
    #[must_use]
    pub fn http_fault(&self) -> Option<(HttpFault, u16)> {
        use PageText::{Failing, Issuing, SignIn, SignedIn};
        if matches!(self.text(), Some(Failing | Issuing | SignIn | SignedIn)) {
            return None;
        }
        let status = self.shown_navigation()?.status?;
        HttpFault::of(status).map(|fault| (fault, status))
    }
}
