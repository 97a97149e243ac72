//! What the tab shows: its address, its text, its error, and all of that in one word ([`TabState`]).
//!
//! Called by the checks and by the extension search. It draws no conclusion about causes.

use super::http_fault::HttpFault;
use crate::base::parse_url::parse_url;
use crate::base::site::is_medley_host;
use crate::evidence::readings::net_error::NetError;
use crate::evidence::readings::{DocumentSource, Navigation, PageText, RequestOutcome};
use crate::evidence::{Evidence, Probe, ProbeFailure};
use crate::url_correction::{self, UrlClass};
use serde::Serialize;
use url::Url;

/// A page that has not begun after this, in milliseconds, waits for something.
const WAITING_MS: i64 = 1_500;
/// Chrome gives up after twenty redirects: a navigation that it stopped after this many had too many.
const MOST_REDIRECTS: u32 = 19;
/// The start times that browser and page report for the same navigation differ by at most this, in milliseconds.
const SAME_MS: i64 = 2_000;

/// What the tab is, in one word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema, ts_rs::TS))]
#[serde(rename_all = "snake_case")]
#[cfg_attr(not(target_arch = "wasm32"), schemars(rename = "State"))]
pub enum TabState {
    /// Probes are still on their way.
    Running,
    /// The failing screen.
    CertificateRequired,
    /// Signed in.
    SignedIn,
    /// An address of the app with a text that proves nothing.
    AppPage,
    /// The sign-in form, nothing failing.
    SignInPage,
    /// Something on this PC blocks the page.
    Blocked,
    /// There was no page: name, line, server or its certificate.
    Unreachable,
    /// A wrong address of the karte.
    WrongAddress,
    /// Not a page of the karte.
    Elsewhere,
    /// The tab could not be read.
    Failed,
}

impl Evidence {
    /// The navigation that led to what the tab shows.
    ///
    /// Chrome reloads its own error page after a second: while that is under way, the navigation before it counts. On a
    /// slow line twenty redirects take long, so a navigation with many redirects is under way, too.
    #[must_use]
    pub fn latest(&self) -> Option<&Navigation> {
        let [earlier @ .., last] = self.navigation()?.as_slice() else { return None };
        let moving = self.now - last.began_at <= WAITING_MS || last.is_led_on();
        let under_way = last.is_open() && moving && self.text().is_none();
        earlier.last().filter(|_| under_way).or(Some(last))
    }

    /// The navigation that made the page that is shown; `None` where that one is not known.
    ///
    /// A page that Back restores, or that the site's service worker answers, makes no web request: the tab's newest
    /// navigation is then another page's. The page itself says when it was asked for.
    #[must_use]
    pub fn shown_navigation(&self) -> Option<&Navigation> {
        let says_when = self.page().is_some_and(|page| page.opened_at.is_some());
        if says_when { self.named_by_page() } else { self.latest() }
    }

    /// The navigation that began at the time at which the page says that it was requested.
    fn named_by_page(&self) -> Option<&Navigation> {
        let page = self.page()?;
        if page.source == Some(DocumentSource::ServiceWorker) {
            return None;
        }
        let opened_at = page.opened_at?;
        let apart = |n: &&Navigation| n.began_at.saturating_sub(opened_at).abs();
        self.navigation()?.iter().min_by_key(apart).filter(|n| apart(n) <= SAME_MS)
    }

    /// The error with which the tab's newest navigation ended.
    #[must_use]
    pub fn tab_error(&self) -> Option<&str> {
        let latest = self.latest()?;
        match latest.error.as_deref() {
            // Chrome gives up after twenty redirects and reports to extensions only that it stopped.
            Some("net::ERR_ABORTED") if latest.redirects >= MOST_REDIRECTS => {
                Some("net::ERR_TOO_MANY_REDIRECTS")
            }
            error => error,
        }
    }

    /// The class of the tab's address; `None` without a readable address.
    #[must_use]
    pub fn address(&self) -> Option<UrlClass> {
        Some(url_correction::classify(&self.url()?))
    }

    /// The tab's address.
    #[must_use]
    pub fn url(&self) -> Option<Url> {
        parse_url(&self.tab()?.url)
    }

    /// Whether Chrome reports a tab but not its address.
    #[must_use]
    pub fn address_is_withheld(&self) -> bool {
        self.tab().is_some_and(|tab| tab.url.is_empty())
    }

    /// Another host of the vendor than the karte's, if the tab shows one.
    #[must_use]
    pub fn other_vendor_host(&self) -> Option<String> {
        let url = self.url()?;
        let host = url.host_str()?;
        let other = is_medley_host(host) && !crate::base::site::is_karte_host(host);
        other.then(|| host.to_owned())
    }

    /// The network error because of which the tab has no page.
    ///
    /// The tab's own error first; where the page cannot be read and nothing was recorded (we came later), an error of
    /// the dot host that means the same for both.
    #[must_use]
    pub fn error(&self) -> Option<(NetError, &str)> {
        let sorted = |name| (NetError::of(name), name);
        // A readable page has loaded, so a recorded error belongs to another page.
        if self.text().is_some() {
            return None;
        }
        if let Some(name) = self.tab_error() {
            return Some(sorted(name)).filter(|(kind, _)| *kind != NetError::Aborted);
        }
        if self.latest().is_some_and(|n| n.status.is_some()) {
            return None;
        }
        match self.cert_dot()? {
            RequestOutcome::Error { error } => {
                Some(sorted(error.as_str())).filter(|(kind, _)| kind.speaks_for_both_hosts())
            }
            _ => None,
        }
    }

    /// Whether the tab shows the failing screen, or the server broke off for lack of a certificate.
    #[must_use]
    pub fn shows_failing_screen(&self) -> bool {
        self.text() == Some(PageText::Failing)
            || matches!(
                self.error(),
                Some((NetError::BadClientCert | NetError::KeyRefused | NetError::CertNeeded, _))
            )
    }

    /// Whether the tab shows an error page of which nothing was recorded, and the dot host fails as well.
    #[must_use]
    pub fn unseen_error_page(&self) -> bool {
        self.came_later()
            && matches!(self.cert_dot(), Some(RequestOutcome::Error { .. }))
            && !self.dot_answered()
    }

    /// The tab shows an error page of which nothing was recorded, though our own request gets through.
    #[must_use]
    pub fn only_the_page_fails(&self) -> bool {
        self.came_later() && self.dot_gets_through()
    }

    fn came_later(&self) -> bool {
        let unreadable = self.failure(Probe::Page) == Some(ProbeFailure::NotVisible);
        unreadable && self.navigation().is_some_and(Vec::is_empty)
    }

    /// Whether the page has a text that only the karte writes.
    #[must_use]
    pub fn shows_own_text(&self) -> bool {
        use PageText::{Failing, Issuing, SignIn, SignedIn};
        matches!(self.text(), Some(Failing | Issuing | SignIn | SignedIn))
    }

    /// Whether the tab has been waiting for the karte's answer for longer than a page takes.
    #[must_use]
    pub fn waiting(&self) -> bool {
        let waits = |n: &Navigation| n.is_open() && !n.is_led_on();
        // On a busy PC the event that ends a load may come late; a page that is shown already is not waited for.
        let is_there = |n: &Navigation| self.named_by_page() == Some(n);
        self.latest()
            .is_some_and(|n| waits(n) && self.now - n.began_at > WAITING_MS && !is_there(n))
    }

    /// Whether the page that is shown was a copy from the HTTP cache that the server was not asked about.
    ///
    /// The page's own report comes first, because the browser reports the cache for a revalidated page (304), too.
    #[must_use]
    pub fn from_cache(&self) -> Option<bool> {
        match self.page().and_then(|page| page.source) {
            Some(DocumentSource::Network | DocumentSource::Revalidated) => return Some(false),
            Some(DocumentSource::HttpCache) => return Some(true),
            Some(DocumentSource::BackForwardCache | DocumentSource::ServiceWorker) => return None,
            Some(DocumentSource::Unknown) | None => {}
        }
        let reported =
            self.shown_navigation().filter(|n| n.error.is_none()).and_then(|n| n.from_cache);
        reported.or_else(|| self.page().and_then(|page| page.from_cache))
    }

    /// What the tab is.
    #[must_use]
    pub fn tab_state(&self) -> TabState {
        match self.address() {
            None if self.failure(Probe::Tab).is_some() => TabState::Failed,
            Some(UrlClass::Suspicious { .. }) => TabState::WrongAddress,
            Some(address) if address.meant().is_some() => TabState::WrongAddress,
            _ if self.other_vendor_host().is_some() && self.shows_failing_screen() => {
                TabState::WrongAddress
            }
            Some(UrlClass::Right) => self.state_on_karte(),
            _ => TabState::Elsewhere,
        }
    }

    fn state_on_karte(&self) -> TabState {
        if self.shows_failing_screen() {
            return TabState::CertificateRequired;
        }
        match self.error() {
            Some((kind, _)) if kind.is_block() => return TabState::Blocked,
            Some(_) => return TabState::Unreachable,
            None => {}
        }
        match self.http_fault() {
            Some((HttpFault::Filtered, _)) => return TabState::Blocked,
            Some(_) => return TabState::Unreachable,
            None => {}
        }
        match self.text().filter(|_| !self.waiting()) {
            Some(PageText::Failing | PageText::Issuing) => TabState::CertificateRequired,
            Some(PageText::SignIn) => TabState::SignInPage,
            Some(PageText::SignedIn) => TabState::SignedIn,
            Some(PageText::App) => TabState::AppPage,
            Some(PageText::Blank) => TabState::Unreachable,
            Some(PageText::Other) => TabState::Elsewhere,
            None if self.only_the_page_fails() => TabState::Blocked,
            None if self.waiting() || self.unseen_error_page() => TabState::Unreachable,
            None => TabState::Failed,
        }
    }
}
