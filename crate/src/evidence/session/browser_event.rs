//! What Chrome reports by itself: requests of tabs, starts of the browser, what our script sees in a page.

use crate::base::site::is_karte;
use crate::base::time::Millis;
use crate::evidence::readings::RequestOutcome;

/// Something that Chrome has reported, with the time of the event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BrowserEvent {
    /// A main-frame request to the vendor's domain.
    Request {
        /// Chrome's id of the request; it stays the same through redirects.
        request: String,
        /// The tab.
        tab_id: i64,
        /// Its address.
        url: String,
        /// When.
        at: Millis,
        /// Whether the tab is one of an incognito window.
        incognito: bool,
        /// What happened to it.
        phase: RequestPhase,
    },
    /// The browser has started: `runtime.onStartup`.
    Started {
        /// When.
        at: Millis,
        /// A planned restart is awaited; it first sends a request to the dot host.
        restart_awaited: bool,
        /// The check before opening hours is on; it sends a request to the dot host, too.
        start_check: bool,
    },
    /// A request was sent to the dot host, with a navigation or after a start.
    DotHostAsked {
        /// When.
        at: Millis,
        /// How it ended.
        outcome: RequestOutcome,
    },
    /// The content script saw the failing page.
    FailingPageSeen {
        /// When.
        at: Millis,
    },
    /// 「申請する」 was pressed on that page, and nothing followed.
    RequestStuck {
        /// The tab.
        tab_id: i64,
        /// The page's address.
        url: String,
    },
    /// The failing screen has gone: a code is being entered, or somebody has signed in.
    FailingPageGone {
        /// The tab.
        tab_id: i64,
    },
}

/// The phases of a request, as `chrome.webRequest` names its events.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RequestPhase {
    /// `onBeforeRequest`: it begins, or continues after a redirect.
    Begun,
    /// `onSendHeaders`: it is handed to the network, before any certificate dialog.
    Sent,
    /// `onResponseStarted`: the headers of the answer have come.
    Answered {
        /// HTTP status.
        status: Option<u16>,
        /// Whether the answer came from the HTTP cache.
        from_cache: Option<bool>,
        /// The `Date` header.
        date: Option<String>,
        /// The `Age` header, in seconds.
        age: Option<i64>,
    },
    /// `onErrorOccurred`: there was no answer.
    Failed {
        /// Chrome's error, such as `net::ERR_NAME_NOT_RESOLVED`.
        error: Option<String>,
    },
}

impl BrowserEvent {
    /// Whether the karte's page failed to load: an error of Chrome's, or an error status. A load that was stopped is no failure.
    #[must_use]
    pub fn is_failure(&self) -> bool {
        let Self::Request { url, phase, .. } = self else { return false };
        let failed = match phase {
            RequestPhase::Failed { error } => error.as_deref() != Some("net::ERR_ABORTED"),
            RequestPhase::Answered { status, .. } => status.is_some_and(|status| status >= 400),
            RequestPhase::Begun | RequestPhase::Sent => false,
        };
        failed && is_karte(url)
    }

    /// The time of this event, if it shows that the karte fails in a normal window.
    pub(super) fn fails_at(&self) -> Option<Millis> {
        match self {
            Self::FailingPageSeen { at } => Some(*at),
            Self::Request { at, incognito: false, .. } => Some(*at).filter(|_| self.is_failure()),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_counts_as_a_failure() {
        let of = |url: &str, phase| {
            let (request, url) = ("1".to_owned(), url.to_owned());
            BrowserEvent::Request { request, tab_id: 7, url, at: 0, incognito: false, phase }
                .is_failure()
        };
        let failed = |error: &str| RequestPhase::Failed { error: Some(error.to_owned()) };
        let answered = |status| {
            let (from_cache, date, age) = (None, None, None);
            RequestPhase::Answered { status: Some(status), from_cache, date, age }
        };
        let karte = "https://karte.medley.life/d/signin";
        assert!(of(karte, failed("net::ERR_CONNECTION_RESET")) && of(karte, answered(503)));
        assert!(of("http://karte.medley.life/", answered(400)));
        assert!(!of(karte, failed("net::ERR_ABORTED")) && !of(karte, answered(399)));
        assert!(!of(karte, RequestPhase::Begun) && !of(karte, RequestPhase::Sent));
        assert!(!of("https://clinics.medley.life/", answered(503)));
    }
}
