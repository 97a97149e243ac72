//! The world of one life: its state and its clock. It passes Chromium's events on to the extension.

use crate::chromium::{Decision, DialogEnd, Host, Profile, Tab, Window};
use crate::pc::{Certificate, MINUTE, OtherExtension, Pc};
use crate::service::{Dates, DotHost, Fault, Obstacle, Place, Service};
use chrono::DateTime;
use karte_signin_doctor::evidence::Evidence;
use karte_signin_doctor::evidence::readings::RequestOutcome;
use karte_signin_doctor::evidence::session::observe::{BrowserEvent, RequestPhase, observe};
use karte_signin_doctor::evidence::session::{BrowserSession, PcMemory};

/// The true time at which every life begins, in milliseconds since 1970; later than the date of any build.
pub const BEGIN: i64 = 2_000_000_000_000;
/// From this offset on the service refuses the PC (item 10 of the vendor's help page).
pub const CLOCK_LIMIT: i64 = 5 * MINUTE;
/// How long the server's own certificate is valid before and after the true time.
const SERVER_VALIDITY: i64 = 60 * 24 * 60 * MINUTE;
/// The age of a frozen `Date`.
const FROZEN_MS: i64 = 20 * MINUTE;

/// Where a request is sent from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whence {
    /// The clinic's network, the normal profile.
    Here,
    /// Another network, the normal profile.
    OtherNetwork,
    /// An incognito window.
    Incognito,
}

/// The result of the handshake.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Tls {
    /// The server received this certificate, or none.
    Sent(Option<usize>),
    /// Chrome has to ask the person and offers these.
    Asks(Vec<usize>),
}

/// The whole state of a life.
#[derive(Debug, Clone)]
pub struct World {
    /// The true time.
    pub true_ms: i64,
    /// The PC.
    pub pc: Pc,
    /// The service.
    pub service: Service,
    /// What stands between PC and service.
    pub obstacles: Vec<Obstacle>,
    /// The normal profile.
    pub normal: Profile,
    /// The incognito profile, while one of its windows is open.
    pub incognito: Option<Profile>,
    /// The windows of the normal profile.
    pub windows: Vec<Window>,
    /// The place of the window in front.
    pub front: usize,
    /// The number of the newest tab: Chrome gives no number twice in a session.
    pub newest_tab: i64,
    /// What the extension remembers of the browser session.
    pub session: BrowserSession,
    /// What it remembers of the PC.
    pub memory: PcMemory,
    /// The evidence of the last look.
    pub evidence: Option<Evidence>,
    /// How the last dialog ended, in this browser session.
    pub dialog: Option<DialogEnd>,
    /// When a certificate was installed, in true time.
    pub installed_at: Option<i64>,
    /// Whether that was in this browser session.
    pub installed_in_session: bool,
    /// Another clinic's karte was opened in this browser session.
    pub other_clinic_opened: bool,
    requests: u64,
}

impl World {
    /// A world at the beginning of the day, Chrome just started; `seen` tells whether the extension saw the start.
    #[must_use]
    pub fn new(pc: Pc, service: Service, obstacles: Vec<Obstacle>, seen: bool) -> Self {
        let memory = PcMemory {
            dot_works: pc.calibrated,
            several_clinics: pc.says_several_clinics,
            ..PcMemory::default()
        };
        let mut world = Self {
            true_ms: BEGIN,
            pc,
            service,
            obstacles,
            normal: Profile::default(),
            incognito: None,
            windows: vec![Window::new(Tab::new(1))],
            front: 0,
            newest_tab: 1,
            session: BrowserSession::default(),
            memory,
            evidence: None,
            dialog: None,
            installed_at: None,
            installed_in_session: false,
            other_clinic_opened: false,
            requests: 0,
        };
        if seen {
            let (at, restart_awaited, start_check) = (world.now(), false, false);
            world.observe(BrowserEvent::Started { at, restart_awaited, start_check });
        }
        world
    }

    /// The present time by the PC's clock.
    #[must_use]
    pub const fn now(&self) -> i64 {
        self.true_ms + self.pc.clock_ms
    }

    /// Time passes.
    pub const fn wait(&mut self, ms: i64) {
        self.true_ms += ms;
    }

    /// Sends an event to the extension, which may want to ask the dot host.
    pub fn observe(&mut self, event: BrowserEvent) {
        let observed = observe(std::mem::take(&mut self.session), event);
        self.session = observed.session;
        if observed.ask_dot_host {
            let outcome = self.ask(Host::Dot);
            self.memory.dot_works |= outcome == RequestOutcome::CertNeeded;
            let at = self.now();
            self.observe(BrowserEvent::DotHostAsked { at, outcome });
        }
    }

    /// Sends Chrome's event about a request of the front tab.
    pub fn report(&mut self, request: &str, phase: RequestPhase) {
        let (tab_id, url) = (self.tab().id, self.tab().url.clone());
        let (request, at) = (request.to_owned(), self.now());
        self.observe(BrowserEvent::Request { request, tab_id, url, at, incognito: false, phase });
    }

    /// Chrome's id for the next request.
    pub fn next_request(&mut self) -> String {
        self.requests += 1;
        self.requests.to_string()
    }

    /// The first obstacle that ends a request; TLS inspection does not.
    #[must_use]
    pub fn obstacle(&self, whence: Whence) -> Option<Obstacle> {
        let ends = |o: &&Obstacle| {
            o.fault != Fault::TakesRequestOut
                && (whence != Whence::OtherNetwork || o.place != Place::Office)
        };
        self.obstacles.iter().find(ends).copied()
    }

    /// Whether something removes the server's request for a client certificate.
    #[must_use]
    pub fn is_taken_out(&self, whence: Whence) -> bool {
        self.obstacles.iter().any(|o| {
            o.fault == Fault::TakesRequestOut
                && (whence != Whence::OtherNetwork || o.place != Place::Office)
        })
    }

    /// The certificates that Chrome would offer, by their index.
    #[must_use]
    pub fn eligible(&self) -> Vec<usize> {
        let fits = |(_, one): &(usize, &Certificate)| one.is_eligible(self.pc.clock_ms);
        self.pc.certificates.iter().enumerate().filter(fits).map(|(place, _)| place).collect()
    }

    /// The profile from which a request is sent.
    pub fn profile(&mut self, whence: Whence) -> &mut Profile {
        match whence {
            Whence::Incognito => self.incognito.get_or_insert_with(Profile::default),
            Whence::Here | Whence::OtherNetwork => &mut self.normal,
        }
    }

    /// The handshake with a host. Tabs and the worker share the remembered decisions.
    pub fn tls(&mut self, whence: Whence, host: Host) -> Tls {
        let asks = host == Host::Main || self.service.dot == DotHost::Asks;
        if self.is_taken_out(whence) || !asks {
            return Tls::Sent(None);
        }
        let eligible = self.eligible();
        let picked = if self.pc.auto_select { eligible.first().copied() } else { None };
        let profile = self.profile(whence);
        if let Some(decision) = profile.decisions.get(&host) {
            return Tls::Sent(match decision {
                Decision::Nothing => None,
                Decision::Certificate(place) => Some(*place),
            });
        }
        if let Some(place) = picked {
            profile.decisions.insert(host, Decision::Certificate(place));
            return Tls::Sent(Some(place));
        }
        if eligible.is_empty() {
            profile.decisions.insert(host, Decision::Nothing);
            return Tls::Sent(None);
        }
        Tls::Asks(eligible)
    }

    /// Whether the service accepts what was sent.
    #[must_use]
    pub fn accepts(&self, sent: Option<usize>) -> bool {
        let good = sent.is_some_and(|place| self.pc.certificates[place].is_accepted());
        good && self.pc.clock_ms.abs() < CLOCK_LIMIT
    }

    /// The error with which the handshake fails, if it does; Chrome then forgets the decision.
    pub fn breaks_off(
        &mut self,
        whence: Whence,
        host: Host,
        sent: Option<usize>,
    ) -> Option<&'static str> {
        let refused = sent.is_some_and(|place| self.pc.certificates[place].key_refused);
        let asks = host == Host::Main || self.service.dot == DotHost::Asks;
        // An inspection ends the handshake itself, and delivers the page that comes without a certificate.
        let insists = asks
            && !self.is_taken_out(whence)
            && self.service.insists == crate::service::Insists::Handshake
            && !sent.is_some_and(|place| self.pc.certificates[place].is_accepted());
        let error = if refused {
            "net::ERR_SSL_CLIENT_AUTH_SIGNATURE_FAILED"
        } else if insists {
            "net::ERR_BAD_SSL_CLIENT_AUTH_CERT"
        } else {
            return None;
        };
        self.profile(whence).decisions.remove(&host);
        Some(error)
    }

    /// Whether Chrome rejects the server's certificate because of its dates.
    #[must_use]
    pub const fn rejects_server_date(&self) -> bool {
        self.pc.clock_ms.abs() > SERVER_VALIDITY
    }

    /// `Date` and `Age` of an answer of the service at this moment.
    #[must_use]
    pub fn date(&self) -> (Option<String>, Option<i64>) {
        match self.service.dates {
            Dates::Right => (Some(http_date(self.true_ms)), None),
            Dates::Frozen => (Some(http_date(BEGIN - FROZEN_MS)), None),
            Dates::Aged => (Some(http_date(self.true_ms)), Some(3_600)),
            Dates::Absent => (None, None),
        }
    }

    /// The error with which another extension or a policy blocks every request of a tab; the worker's requests are not affected.
    #[must_use]
    pub const fn stopped_here(&self) -> Option<&'static str> {
        match self.pc.extension {
            Some(OtherExtension::Blocks) => Some("net::ERR_BLOCKED_BY_CLIENT"),
            _ if self.pc.url_blocked => Some("net::ERR_BLOCKED_BY_ADMINISTRATOR"),
            _ => None,
        }
    }

    /// Whether an extension has set a proxy that does not work.
    #[must_use]
    pub const fn proxy_is_broken(&self) -> bool {
        matches!(self.pc.extension, Some(OtherExtension::Proxy))
    }
}

/// A time in the format of HTTP headers.
#[must_use]
pub fn http_date(ms: i64) -> String {
    let time = DateTime::from_timestamp_millis(ms).unwrap_or_default();
    time.format("%a, %d %b %Y %H:%M:%S GMT").to_string()
}
