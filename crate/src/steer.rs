//! What happened to navigations that were corrected, and when the correction must stop itself.
//!
//! The browser's engine redirects before we hear of it; here it is noted, shown once, and counted per navigation.

use crate::correction::{Correction, Means, Reason, correct_text};
use crate::facts::Millis;
use serde::{Deserialize, Serialize};

/// So many corrections are remembered for "undo".
const KEPT: usize = 12;
/// A second correction of one and the same navigation means that the site led back.
const AT_MOST: usize = 1;
/// So many corrections of one address in one tab, none of them surely a person's, mean that a page leads back.
const IN_A_ROW: usize = 3;
/// They count as a row within this time, in milliseconds.
const ROW_MS: Millis = 15_000;

/// One corrected navigation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Corrected {
    /// Chrome's id of the request.
    pub request: String,
    /// The tab.
    pub tab_id: i64,
    /// When.
    pub at: Millis,
    /// The wrong address.
    pub from: String,
    /// Where it led instead.
    pub to: String,
    /// A person has opened it: typed, or from a bookmark; no page has led there.
    #[serde(default)]
    pub by_person: bool,
    /// The person wanted the wrong address after all, in this tab.
    #[serde(default)]
    pub undone: bool,
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
    if to != event.to {
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
    // A page that goes round may put a number behind the address.
    let page = |url: &str| url.split(['?', '#']).next().map(ToOwned::to_owned);
    let same = |known: &&Corrected| {
        let recent = (0..ROW_MS).contains(&(event.at - known.at));
        !known.by_person
            && recent
            && known.tab_id == event.tab_id
            && page(&known.from) == page(&event.from)
    };
    !event.by_person && log.iter().filter(same).count() + 1 >= IN_A_ROW
}

/// What was undone is remembered longest: it must not be corrected again.
fn forget_oldest(log: &mut Vec<Corrected>) {
    let mut surplus = log.len().saturating_sub(KEPT);
    log.retain(|known| {
        let goes = surplus > 0 && !known.undone;
        surplus -= usize::from(goes);
        !goes
    });
    log.drain(..surplus);
}

/// Notes that the person wants this address in this tab after all.
pub fn undo(log: &mut [Corrected], event: &Corrected) {
    for known in log {
        known.undone |= known.tab_id == event.tab_id && known.from == event.from;
    }
}

/// Whether the person wants this address in this tab.
#[must_use]
pub fn undone(log: &[Corrected], tab: i64, url: &str) -> bool {
    log.iter().any(|known| known.undone && known.tab_id == tab && known.from == url)
}

/// Whether something was corrected in this tab already: then its address is no leftover of the browser's start.
#[must_use]
pub fn led_before(log: &[Corrected], tab: i64) -> bool {
    log.iter().any(|known| known.tab_id == tab)
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

    fn event(request: &str, from: &str) -> Corrected {
        Corrected {
            request: request.into(),
            tab_id: 1,
            at: 0,
            from: from.into(),
            to: "https://karte.medley.life/d/signin".into(),
            by_person: true,
            undone: false,
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

    #[test]
    fn a_page_that_leads_back_stops_the_correction() {
        let wrong = "https://karte.medley.life/login";
        for (times, stops) in [
            (&[(0, false), (1_000, false), (2_000, false)][..], true),
            (&[(0, true), (10, false), (20, false), (14_000, false)], true),
            (&[(0, false), (1_000, false)], false),
            (&[(0, false), (1_000, false), (15_500, false)], false),
            (&[(0, true), (1_000, true), (2_000, true), (3_000, true)], false),
            (&[(0, false), (1_000, false), (2_000, true)], false),
            (&[(5_000, false), (6_000, false), (0, false)], false),
        ] {
            let mut log = Vec::new();
            let mut last = Step::Nothing;
            for (number, (at, by_person)) in times.iter().enumerate() {
                let from = format!("{wrong}?{number}");
                let base = event(&number.to_string(), &from);
                last = redirected(&mut log, Corrected { at: *at, by_person: *by_person, ..base });
            }
            assert_eq!(last == Step::Stop, stops, "{times:?}");
        }
    }

    #[test]
    fn other_tabs_and_other_addresses_are_no_round() {
        let mut log = Vec::new();
        for (number, path) in ["login", "signin", "login", "signin", "login"].iter().enumerate() {
            let from = format!("https://karte.medley.life/{path}");
            let tab_id = if number == 4 { 2 } else { 1 };
            let base = event(&number.to_string(), &from);
            let step = redirected(&mut log, Corrected { tab_id, by_person: false, ..base });
            assert_eq!(step, Step::Noted(Reason::SignInPath), "{number}");
        }
    }

    #[test]
    fn what_was_undone_stays_so_in_its_tab() {
        let wrong = "https://karte.medley.life/signin";
        let mut log = Vec::new();
        redirected(&mut log, event("1", wrong));
        assert!(led_before(&log, 1) && !led_before(&log, 2));
        assert!(!undone(&log, 1, wrong));
        undo(&mut log, &event("1", wrong));
        for number in 0..50 {
            redirected(&mut log, event(&format!("x{number}"), "http://karte.medley.life/d/signin"));
        }
        assert!(undone(&log, 1, wrong) && !undone(&log, 2, wrong));
        assert!(!undone(&log, 1, "http://karte.medley.life/d/signin"));
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
