//! What is known about this browser session and this PC, and how it is saved.
//!
//! The certificate memory of Chrome lives as long as the browser runs, so what we know about it must live exactly as long.
//! A state written by another version is never guessed at: unknown versions read as "nothing known".

use crate::facts::{Ask, Millis, Navigation};
use serde::{Deserialize, Serialize};

/// Version of the saved form.
pub const VERSION: u32 = 1;
const KEPT_NAVIGATIONS: usize = 24;

/// Kept in `chrome.storage.local` under `session`: outlives the browser.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Calibration {
    /// Version of the saved form.
    pub v: u32,
    /// This PC has seen the dot host ask for a certificate: its other answers count, too.
    pub dot_works: bool,
    /// The person said that this PC serves several clinics.
    #[serde(default)]
    pub several_clinics: bool,
}

impl Default for Calibration {
    fn default() -> Self {
        Self { v: VERSION, dot_works: false, several_clinics: false }
    }
}

/// One look at the dot host.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct DotLook {
    /// When.
    pub at: Millis,
    /// What it said.
    pub ask: Ask,
}

/// Kept in `chrome.storage.session` under `visit`: ends with the browser.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Visit {
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
    /// The session's first look at the dot host.
    #[serde(default)]
    pub first_dot: Option<DotLook>,
    /// When a page was last seen with the failing text.
    #[serde(default)]
    pub failing_seen_at: Option<Millis>,
}

impl Default for Visit {
    fn default() -> Self {
        Self {
            v: VERSION,
            started_at: None,
            navigations: Vec::new(),
            first_visit: None,
            first_dot: None,
            failing_seen_at: None,
        }
    }
}

impl Visit {
    /// Adds the begin of a navigation, or completes the one that `fill` finds open in the tab.
    pub fn begin(&mut self, navigation: Navigation) {
        let to_karte = url::Url::parse(&navigation.url)
            .is_ok_and(|url| url.host_str().is_some_and(crate::app::is_karte_host));
        if to_karte && self.first_visit.is_none() {
            self.first_visit = Some(navigation.clone());
        }
        self.navigations.push(navigation);
        let surplus = self.navigations.len().saturating_sub(KEPT_NAVIGATIONS);
        self.navigations.drain(..surplus);
    }

    /// Completes the newest navigation of `tab` to `url`, and the first visit where it is the same one.
    pub fn complete(&mut self, tab: i64, url: &str, fill: impl Fn(&mut Navigation)) {
        let Some(found) =
            self.navigations.iter_mut().rev().find(|n| n.tab_id == tab && n.url == url)
        else {
            return;
        };
        fill(found);
        if let Some(first) = &mut self.first_visit
            && first.tab_id == tab
            && first.began_at == found.began_at
        {
            *first = found.clone();
        }
    }

    /// The newest navigation of `tab`.
    #[must_use]
    pub fn latest(&self, tab: i64) -> Option<&Navigation> {
        self.navigations.iter().rev().find(|n| n.tab_id == tab)
    }
}

/// What the checks may know about the session: the two saved parts together.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Session {
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
    /// The session's first look at the dot host.
    #[serde(default)]
    pub first_dot: Option<DotLook>,
    /// When a page was last seen with the failing text.
    #[serde(default)]
    pub failing_seen_at: Option<Millis>,
}

impl Session {
    /// Joins what outlives the browser with what ends with it.
    #[must_use]
    pub fn join(calibration: &Calibration, visit: &Visit) -> Self {
        Self {
            dot_works: calibration.dot_works,
            several_clinics: calibration.several_clinics,
            started_at: visit.started_at,
            first_visit: visit.first_visit.clone(),
            first_dot: visit.first_dot.clone(),
            failing_seen_at: visit.failing_seen_at,
        }
    }
}
