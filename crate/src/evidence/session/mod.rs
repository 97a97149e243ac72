//! What is known about this browser session and this PC, and how it is saved.
//!
//! The certificate memory of Chrome lives as long as the browser runs, so what we know about it must live exactly as long.
//! A state written by another version is never guessed at: unknown versions read as "nothing known".

mod browser_event;
pub mod cleared_extensions;
pub mod observe;
mod pc_memory;
pub mod stuck_request;

pub use crate::evidence::readings::request_outcome::DotHostProbe;
pub use pc_memory::{PcMemory, VERSION};

use crate::base::site::is_karte;
use crate::base::time::Millis;
use crate::evidence::readings::Navigation;
use crate::url_correction::redacted_url::kept_address;
use cleared_extensions::ClearedExtensions;
use serde::{Deserialize, Serialize};
use stuck_request::StuckRequest;

const KEPT_NAVIGATIONS: usize = 24;
/// At most this many are kept of one tab: a page that navigates without end must not displace those of other tabs.
pub const KEPT_OF_TAB: usize = 4;

/// Kept in `chrome.storage.session` under `visit`: ends with the browser.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[cfg_attr(not(target_arch = "wasm32"), schemars(rename = "Visit"))]
pub struct BrowserSession {
    /// Version of the saved form.
    pub v: u32,
    /// When the browser started, if we saw it start; `None` = the history before us is unknown.
    #[serde(default)]
    pub started_at: Option<Millis>,
    /// The last main-frame navigations to the vendor's domain, oldest first.
    #[serde(default)]
    pub navigations: Vec<Navigation>,
    /// The first navigation of this session to the karte that we saw begin.
    #[serde(default)]
    pub first_visit: Option<Navigation>,
    /// The check before opening hours runs at this start: the person is told how the first request to the dot host ended.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub start_check: bool,
    /// The session's first request to the dot host was begun.
    #[serde(default)]
    pub dot_asked: bool,
    /// The session's first request to the dot host.
    #[serde(default)]
    pub first_dot: Option<DotHostProbe>,
    /// When the karte was first seen to fail in this session.
    #[serde(default)]
    pub failing_since: Option<Millis>,
    /// When the clock was found to be off by minutes in this session: Chrome then finds no certificate, and remembers that.
    #[serde(default)]
    pub clock_off_at: Option<Millis>,
    /// When an incognito window was last opened for the person, who is then asked for the outcome.
    #[serde(default)]
    pub private_opened_at: Option<Millis>,
    /// How many incognito windows were opened for the person in this session: only the first one has no memory.
    #[serde(default)]
    pub private_windows: u32,
    /// Requests for a certificate that led nowhere, by tab.
    #[serde(default)]
    pub stuck: Vec<StuckRequest>,
    /// Navigations whose address was corrected, oldest first.
    #[serde(default)]
    pub corrected: Vec<crate::url_correction::redirect_log::RedirectEntry>,
    /// Pages whose correction is suspended, because the karte redirects back to them.
    #[serde(default)]
    pub suspended: Vec<crate::url_correction::redirect_log::Suspension>,
    /// Chrome could not read the saved state: this value must not overwrite it.
    #[serde(skip)]
    pub unread: bool,
}

impl Default for BrowserSession {
    fn default() -> Self {
        Self {
            v: VERSION,
            started_at: None,
            navigations: Vec::new(),
            first_visit: None,
            start_check: false,
            dot_asked: false,
            first_dot: None,
            failing_since: None,
            clock_off_at: None,
            private_opened_at: None,
            private_windows: 0,
            stuck: Vec::new(),
            corrected: Vec::new(),
            suspended: Vec::new(),
            unread: false,
        }
    }
}

impl BrowserSession {
    /// Records that a navigation began or was redirected.
    pub fn begin(&mut self, navigation: &Navigation) {
        let url = kept_address(&navigation.url);
        stuck_request::tab_goes_to(&mut self.stuck, navigation.tab_id, &url);
        let is_first = self.first_visit.is_none() && is_karte(&url) && !navigation.incognito;
        if let Some(known) = self.find(&navigation.request) {
            known.url = url;
            known.redirects += 1;
        } else {
            self.navigations.push(Navigation { url, ..navigation.clone() });
            self.drop_surplus(navigation.tab_id);
        }
        if is_first {
            self.first_visit = self.find(&navigation.request).filter(|n| !n.incognito).cloned();
        }
    }

    /// Keeps only the newest navigations of the tab, and of all tabs.
    fn drop_surplus(&mut self, tab: i64) {
        let of_tab = self.navigations.iter().filter(|known| known.tab_id == tab).count();
        if of_tab > KEPT_OF_TAB {
            let oldest = self.navigations.iter().position(|known| known.tab_id == tab);
            oldest.map(|at| self.navigations.remove(at));
        }
        let surplus = self.navigations.len().saturating_sub(KEPT_NAVIGATIONS);
        self.navigations.drain(..surplus);
    }

    /// Completes the navigation of `request`, and the first visit where it is the same one.
    pub fn complete(&mut self, request: &str, fill: impl Fn(&mut Navigation)) {
        let Some(found) = self.find(request) else { return };
        fill(found);
        let found = found.clone();
        if let Some(first) = &mut self.first_visit
            && first.request == found.request
        {
            *first = found;
        }
    }

    /// Whether to send a request to the dot host now: once, with the first secure navigation to the karte.
    pub fn wants_dot_host_probe(&mut self, url: &str) -> bool {
        let first = !self.dot_asked && url.starts_with("https:") && is_karte(url);
        self.dot_asked |= first;
        first
    }

    fn find(&mut self, request: &str) -> Option<&mut Navigation> {
        self.navigations.iter_mut().rev().find(|n| n.request == request)
    }
}

/// What the checks may know about the session: the two saved parts together.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[cfg_attr(not(target_arch = "wasm32"), schemars(rename = "Session"))]
pub struct SessionSummary {
    /// This PC's calibration: the dot host has asked for a certificate here before.
    #[serde(default)]
    pub dot_works: bool,
    /// The person said that this PC serves several clinics.
    #[serde(default)]
    pub several_clinics: bool,
    /// When the browser started, if we saw it start.
    #[serde(default)]
    pub started_at: Option<Millis>,
    /// The first navigation to the karte in this session.
    #[serde(default)]
    pub first_visit: Option<Navigation>,
    /// The session's first request to the dot host.
    #[serde(default)]
    pub first_dot: Option<DotHostProbe>,
    /// When an incognito window was last opened for the person.
    #[serde(default)]
    pub private_opened_at: Option<Millis>,
    /// How many incognito windows were opened for the person in this session.
    #[serde(default)]
    pub private_windows: u32,
    /// Requests for a certificate that led nowhere, by tab.
    #[serde(default)]
    pub stuck: Vec<StuckRequest>,
    /// When the karte was first seen to fail in this session.
    #[serde(default)]
    pub failing_since: Option<Millis>,
    /// When the clock was found to be off by minutes in this session.
    #[serde(default)]
    pub clock_off_at: Option<Millis>,
    /// On how many occasions the clock was off by minutes, in the last months.
    #[serde(default)]
    pub clock_off_times: u32,
    /// The last search for the extension at fault, if it found none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub searched: Option<ClearedExtensions>,
}

impl SessionSummary {
    /// Joins what outlives the browser with what ends with it.
    #[must_use]
    pub fn join(calibration: &PcMemory, visit: &BrowserSession) -> Self {
        Self {
            dot_works: calibration.dot_works,
            several_clinics: calibration.several_clinics,
            started_at: visit.started_at,
            first_visit: visit.first_visit.clone(),
            first_dot: visit.first_dot.clone(),
            private_opened_at: visit.private_opened_at,
            private_windows: visit.private_windows,
            stuck: visit.stuck.clone(),
            failing_since: visit.failing_since,
            clock_off_at: visit.clock_off_at,
            clock_off_times: u32::try_from(calibration.clock_off.len()).unwrap_or(u32::MAX),
            searched: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::url_correction::redacted_url::LONGEST_ADDRESS;

    fn begin(request: &str, url: &str) -> Navigation {
        Navigation { request: request.into(), url: url.into(), ..Navigation::default() }
    }

    #[test]
    fn redirects_stay_one_navigation() {
        let mut visit = BrowserSession::default();
        for hop in 0..30 {
            visit.begin(&begin("1", &format!("https://karte.medley.life/{hop}")));
        }
        visit.complete("1", |n| n.error = Some("net::ERR_TOO_MANY_REDIRECTS".into()));
        assert_eq!(visit.navigations.len(), 1);
        assert_eq!(visit.navigations[0].url, "https://karte.medley.life/29");
        assert_eq!(visit.navigations[0].redirects, 29);
        assert_eq!(visit.first_visit.as_ref(), visit.navigations.first());
    }

    /// Found by fuzzing.
    #[test]
    fn a_navigation_that_began_in_incognito_is_no_first_visit() {
        let mut visit = BrowserSession::default();
        let hidden = begin("1", "https://karte.medley.life/d");
        visit.begin(&Navigation { incognito: true, ..hidden.clone() });
        visit.begin(&hidden);
        assert_eq!(visit.first_visit, None);
    }

    #[test]
    fn only_the_last_navigations_are_kept() {
        let mut visit = BrowserSession::default();
        for number in 0..100 {
            let url = "https://karte.medley.life/d";
            visit.begin(&Navigation { tab_id: number, ..begin(&number.to_string(), url) });
        }
        assert_eq!(visit.navigations.len(), KEPT_NAVIGATIONS);
        assert_eq!(visit.first_visit.map(|n| n.request), Some("0".to_owned()));
    }

    #[test]
    fn a_tab_that_is_sent_on_and_on_drives_out_no_other() {
        let mut visit = BrowserSession::default();
        let real = Navigation { tab_id: 7, ..begin("real", "https://karte.medley.life/d/signin") };
        visit.begin(&real);
        for number in 0..1_000 {
            let long = format!("https://karte.medley.life/d/{number}/{}", "x".repeat(20_000));
            visit.begin(&Navigation { tab_id: 1, ..begin(&number.to_string(), &long) });
        }
        assert_eq!(visit.navigations.len(), 1 + KEPT_OF_TAB);
        assert_eq!(visit.navigations[0], real);
        assert_eq!(visit.navigations.last().map(|n| n.request.as_str()), Some("999"));
        assert!(visit.navigations.iter().all(|n| n.url.len() <= LONGEST_ADDRESS));
    }

    #[test]
    fn the_dotted_host_is_asked_once_and_only_beside_the_secure_karte() {
        let mut visit = BrowserSession::default();
        for (url, wanted) in [
            ("http://karte.medley.life/", false),
            ("https://app.medley.life/", false),
            ("https://karte.medley.life/d", true),
            ("https://karte.medley.life/d/signin", false),
        ] {
            assert_eq!(visit.wants_dot_host_probe(url), wanted, "{url}");
        }
    }
}
