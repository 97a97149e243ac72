//! What happened to navigations that were corrected, and when the correction must stop itself.
//!
//! The browser's engine redirects before we hear of it; here it is noted, shown once, and counted per navigation.

mod told;

use crate::app::is_medley_host;
use crate::correction::{Correction, Means, Reason, correct_text};
use crate::facts::Millis;
use crate::kept_address::{self, kept_address};
use serde::{Deserialize, Serialize};
pub use told::{arrived, last, led, led_before, tell, undo, undone};
use url::Url;

/// So many corrections are remembered.
const KEPT: usize = 12;
/// So many that were undone: those are left alone in their tabs.
const UNDONE_KEPT: usize = 40;
/// A second correction of one and the same navigation means that the site led back.
const AT_MOST: usize = 1;
/// So many corrections of one address in one tab by the vendor's own pages, within so many milliseconds, mean that a
/// page leads back.
const LED_BACK: (usize, Millis) = (3, 15_000);
/// Where the browser does not say who opens an address: more than a hurried person presses, fewer than a page that
/// goes round needs.
const UNSEEN: (usize, Millis) = (8, 60_000);

/// One corrected navigation.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Corrected {
    /// Chrome's id of the request.
    pub request: String,
    /// The tab.
    pub tab_id: i64,
    /// When.
    pub at: Millis,
    /// The wrong address, without user name and query.
    #[serde(
        serialize_with = "kept_address::one::serialize",
        deserialize_with = "kept_address::one::deserialize"
    )]
    pub from: String,
    /// Where it led instead, cut in the same way.
    #[serde(
        serialize_with = "kept_address::one::serialize",
        deserialize_with = "kept_address::one::deserialize"
    )]
    pub to: String,
    /// Whether a page of the vendor's has led there: no other can lead back. `None`: the browser does not say.
    #[serde(default)]
    pub by_vendor: Option<bool>,
    /// The page that it led to has come.
    #[serde(default)]
    pub arrived: bool,
    /// Nothing is to be said of it any more: it was said, or the tab has gone on.
    #[serde(default)]
    pub told: bool,
    /// The person wanted the wrong address after all, in this tab.
    #[serde(default)]
    pub undone: bool,
}

impl Corrected {
    /// With its addresses as they may be kept.
    fn cut(self) -> Self {
        Self { from: kept_address(&self.from), to: kept_address(&self.to), ..self }
    }
}

/// Whether the origin of the page that has led to an address, where one has, is the vendor's. Else it is a person, or a
/// page of somebody else's that has the wrong address as a link.
#[must_use]
pub fn is_vendor(initiator: Option<&str>) -> bool {
    let page = initiator.and_then(|origin| Url::parse(origin).ok());
    page.is_some_and(|url| url.host_str().is_some_and(is_medley_host))
}

/// What follows from a redirect.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// It was not ours.
    Nothing,
    /// Ours: say so once.
    Noted(Reason),
    /// Ours, and the site leads back to the wrong address: stop.
    Stop,
}

/// Takes in a redirect that the browser made by itself, without asking the server.
pub fn redirected(log: &mut Vec<Corrected>, event: Corrected) -> Step {
    let Correction::Corrected { to, reason, .. } = correct_text(&event.from) else {
        return Step::Nothing;
    };
    let event = event.cut();
    if kept_address(&to) != event.to {
        return Step::Nothing;
    }
    let before = log.iter().filter(|known| known.request == event.request).count();
    let round = goes_round(log, &event);
    log.push(event);
    forget_oldest(log);
    if before >= AT_MOST || round { Step::Stop } else { Step::Noted(reason) }
}

/// Whether a page leads back by a script or a refresh: each time that is a navigation of its own.
fn goes_round(log: &[Corrected], event: &Corrected) -> bool {
    let (times, within) = match event.by_vendor {
        Some(true) => LED_BACK,
        None => UNSEEN,
        Some(false) => return false,
    };
    // A page that goes round may put a number behind the address: none of that is kept.
    let same = |known: &&Corrected| {
        known.by_vendor == event.by_vendor
            && (0..within).contains(&(event.at - known.at))
            && known.tab_id == event.tab_id
            && known.from == event.from
    };
    log.iter().filter(same).count() + 1 >= times
}

/// What was undone is counted apart: it must not be corrected again.
fn forget_oldest(log: &mut Vec<Corrected>) {
    thin(log, KEPT, &|known| !known.undone);
    thin(log, UNDONE_KEPT, &|known| known.undone);
}

/// Drops the oldest of these until no more are left.
fn thin(log: &mut Vec<Corrected>, most: usize, these: &dyn Fn(&Corrected) -> bool) {
    let mut surplus = log.iter().filter(|known| these(known)).count().saturating_sub(most);
    log.retain(|known| {
        let goes = surplus > 0 && these(known);
        surplus -= usize::from(goes);
        !goes
    });
}

/// Whether the tab may be left to the wrong address where the correction has stopped itself: on the vendor's own hosts
/// only. A mistyped one is somebody else's, and nothing is sent there by us.
#[must_use]
pub fn may_open(url: &str) -> bool {
    !matches!(correct_text(url), Correction::Corrected { means: Means::Navigation, .. })
}

/// Whether the site's answer for `from` leads to an address that our rules lead to `from` again.
///
/// The browser reports only the first of its own redirects in a navigation, so the site's are what shows a loop.
#[must_use]
pub fn leads_back(from: &str, to: &str) -> bool {
    let page = |url: &str| url.split('#').next().map(ToOwned::to_owned);
    match correct_text(to) {
        Correction::Corrected { to, means: Means::Rules, .. } => page(&to) == page(from),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const VENDOR: Option<bool> = Some(true);
    const OTHER: Option<bool> = Some(false);

    fn event(request: &str, from: &str) -> Corrected {
        Corrected {
            request: request.into(),
            tab_id: 1,
            at: 0,
            from: from.into(),
            to: "https://karte.medley.life/d/signin".into(),
            by_vendor: Some(false),
            ..Corrected::default()
        }
    }

    #[test]
    fn a_site_that_leads_back_stops_the_correction() {
        let mut log = Vec::new();
        let wrong = "https://karte.medley.life/signin";
        assert_eq!(redirected(&mut log, event("1", wrong)), Step::Noted(Reason::SignInPath));
        assert_eq!(redirected(&mut log, event("2", wrong)), Step::Noted(Reason::SignInPath));
        assert_eq!(redirected(&mut log, event("2", wrong)), Step::Stop);
        for number in 0..50 {
            redirected(&mut log, event(&format!("x{number}"), wrong));
        }
        assert_eq!(log.len(), KEPT);
    }

    /// Whether a row of corrections of one address in one tab, so many milliseconds apart, ends with a stop.
    fn stops(from: &str, row: &[(Millis, Option<bool>)]) -> bool {
        let mut log = Vec::new();
        let mut last = Step::Nothing;
        for (number, (at, by_vendor)) in row.iter().enumerate() {
            let base = event(&number.to_string(), &format!("{from}?{number}"));
            last = redirected(&mut log, Corrected { at: *at, by_vendor: *by_vendor, ..base });
        }
        last == Step::Stop
    }

    #[test]
    fn a_page_that_leads_back_stops_the_correction() {
        for (row, want) in [
            (&[(0, VENDOR), (1_000, VENDOR), (2_000, VENDOR)][..], true),
            (&[(0, OTHER), (10, VENDOR), (20, VENDOR), (14_000, VENDOR)], true),
            (&[(0, VENDOR), (1_000, VENDOR)], false),
            (&[(0, VENDOR), (1_000, VENDOR), (15_500, VENDOR)], false),
            (&[(0, VENDOR), (1_000, VENDOR), (2_000, OTHER)], false),
            (&[(5_000, VENDOR), (6_000, VENDOR), (0, VENDOR)], false),
        ] {
            assert_eq!(stops("https://karte.medley.life/login", row), want, "{row:?}");
        }
    }

    #[test]
    fn a_hurried_person_stops_nothing() {
        for from in ["https://karte.medley.life/login", "https://karte.medly.life/"] {
            for (by_vendor, times, apart, want) in [
                (OTHER, 12, 300, false),
                (None, 3, 300, false),
                (None, 7, 1_000, false),
                (None, 8, 7_500, true),
                (None, 12, 9_000, false),
            ] {
                let row: Vec<_> = (0..times).map(|n| (n * apart, by_vendor)).collect();
                assert_eq!(stops(from, &row), want, "{from} {row:?}");
            }
        }
    }

    #[test]
    fn only_the_vendors_pages_can_lead_back() {
        for (initiator, want) in [
            (None, false),
            (Some("https://karte.medley.life"), true),
            (Some("https://accounts.medley.life:8443"), true),
            (Some("https://portal.example"), false),
            (Some("https://karte.medley.life.example"), false),
            (Some("null"), false),
        ] {
            assert_eq!(is_vendor(initiator), want, "{initiator:?}");
        }
    }

    #[test]
    fn after_a_stop_no_tab_is_sent_to_somebody_elses_host() {
        assert!(may_open("https://karte.medley.life/login"));
        assert!(may_open("https://app.medley.life/d/signin"));
        assert!(!may_open("https://karte.medly.life/"));
        assert!(!may_open("https://https//karte.medley.life/"));
    }

    #[test]
    fn other_tabs_and_other_addresses_are_no_round() {
        let mut log = Vec::new();
        for (number, path) in ["login", "signin", "login", "signin", "login"].iter().enumerate() {
            let from = format!("https://karte.medley.life/{path}");
            let tab_id = if number == 4 { 2 } else { 1 };
            let base = event(&number.to_string(), &from);
            let step = redirected(&mut log, Corrected { tab_id, by_vendor: VENDOR, ..base });
            assert_eq!(step, Step::Noted(Reason::SignInPath), "{number}");
        }
    }

    #[test]
    fn redirects_of_others_are_not_ours() {
        let mut log = Vec::new();
        assert_eq!(redirected(&mut log, event("1", "https://example.com/")), Step::Nothing);
        let mut elsewhere = event("1", "https://karte.medley.life/signin");
        elsewhere.to = "https://karte.medley.life/other".into();
        assert_eq!(redirected(&mut log, elsewhere), Step::Nothing);
        assert_eq!(log, []);
    }

    #[test]
    fn the_site_leads_back_only_to_what_the_rules_lead_here() {
        let right = "https://karte.medley.life/d/signin";
        for (from, to, want) in [
            (right, "https://karte.medley.life/login", true),
            (right, "https://karte.medley.life/#top", true),
            (right, "http://karte.medley.life/d/signin", true),
            (right, "https://karte.medley.life/d/reception", false),
            (right, "https://karte.medly.life/", false),
            ("https://karte.medley.life/d", "https://karte.medley.life/login", false),
            ("https://karte.medley.life/d", "http://karte.medley.life/d", true),
        ] {
            assert_eq!(leads_back(from, to), want, "{from} -> {to}");
        }
    }
}
