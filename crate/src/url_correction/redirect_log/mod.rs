//! The log of corrected navigations, which decides when a correction must stop itself because of a loop.
//!
//! The browser's engine redirects before the extension hears of it. This module logs it, shows it once, and counts per
//! navigation.

mod entry;
mod notice;
mod suspended;

use super::redacted_url::{kept_address, same_page};
use super::{RedirectVia, UrlClass, UrlReason, classify_text};
use crate::base::time::Millis;
pub use entry::RedirectEntry;
pub use notice::{
    arrived, committed, has_redirected, last, mark_notified, own_redirect_id, undo, undone,
};
pub use suspended::{RESTS, Suspension, drop_lapsed, is_suspended, suspend, tell_suspended};

/// The log keeps at most this many corrections.
const KEPT: usize = 12;
/// The log also keeps this many undone corrections; their addresses are left alone in their tabs.
const UNDONE_KEPT: usize = 40;
/// A second correction of one and the same navigation means that the site led back.
const AT_MOST: usize = 1;
/// If the karte's own pages cause this many corrections of one page in one tab within this many milliseconds, a page
/// leads back.
const LED_BACK: (usize, Millis) = (3, 15_000);
/// The same where only the tab's page is known and not what opened the address: more often than an impatient person
/// tries again, less often than a page in a loop.
const UNSEEN: (usize, Millis) = (8, 60_000);

/// What follows from a redirect.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RedirectVerdict {
    /// It was not ours.
    NotOurs,
    /// Ours: tell the person once.
    Ours(UrlReason),
    /// Ours, and the site leads back to the wrong address: stop.
    Loop,
}

/// Logs a redirect that was made without asking the server.
pub fn record_redirect(log: &mut Vec<RedirectEntry>, event: RedirectEntry) -> RedirectVerdict {
    let UrlClass::Corrected { to, reason, .. } = classify_text(&event.from) else {
        return RedirectVerdict::NotOurs;
    };
    let event = event.cut();
    if kept_address(&to) != event.to {
        return RedirectVerdict::NotOurs;
    }
    let same = |known: &&RedirectEntry| known.request == event.request && known.from == event.from;
    let before = log.iter().filter(same).count();
    let round = repeats_too_often(log, &event);
    log.push(event);
    forget_oldest(log);
    if before >= AT_MOST || round { RedirectVerdict::Loop } else { RedirectVerdict::Ours(reason) }
}

/// Whether a page of the karte leads back by a script or a refresh. Each round is a navigation of its own, and the
/// right page has committed before the next round.
fn repeats_too_often(log: &[RedirectEntry], event: &RedirectEntry) -> bool {
    if !event.by_karte {
        return false;
    }
    let (times, within) = if event.is_by_us() { UNSEEN } else { LED_BACK };
    // A page in a loop may vary its query; the query is not kept, so it does not matter.
    let same = |known: &&RedirectEntry| {
        known.by_karte
            && known.committed
            && known.is_by_us() == event.is_by_us()
            && (0..within).contains(&event.at.saturating_sub(known.at))
            && known.tab_id == event.tab_id
            && known.from == event.from
    };
    log.iter().filter(same).count() + 1 >= times
}

/// Undone corrections are counted separately: they must not be corrected again.
fn forget_oldest(log: &mut Vec<RedirectEntry>) {
    drop_oldest(log, KEPT, &|known| !known.undone);
    drop_oldest(log, UNDONE_KEPT, &|known| known.undone);
}

/// Drops the oldest of `these` until at most `most` are left.
fn drop_oldest(log: &mut Vec<RedirectEntry>, most: usize, these: &dyn Fn(&RedirectEntry) -> bool) {
    let mut surplus = log.iter().filter(|known| these(known)).count().saturating_sub(most);
    log.retain(|known| {
        let goes = surplus > 0 && these(known);
        surplus -= usize::from(goes);
        !goes
    });
}

/// Whether the tab may open the wrong address while its correction is suspended: only on the vendor's own hosts. A
/// mistyped host is somebody else's, and the extension sends nothing there.
#[must_use]
pub fn is_vendor_page(url: &str) -> bool {
    !matches!(classify_text(url), UrlClass::Corrected { via: RedirectVia::Navigation, .. })
}

/// Whether the site's answer for `from` redirects to an address that our rules redirect to `from` again.
///
/// The browser reports only the first of its own redirects in a navigation, so only the site's redirects show a loop.
#[must_use]
pub fn is_redirect_loop(from: &str, to: &str) -> bool {
    match classify_text(to) {
        UrlClass::Corrected { to: right, via: RedirectVia::Rules, .. } => {
            to.starts_with("https:") && same_page(&right, from)
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KARTE: bool = true;
    const OTHER: bool = false;

    fn event(request: &str, from: &str) -> RedirectEntry {
        RedirectEntry {
            request: request.into(),
            tab_id: 1,
            at: 0,
            from: from.into(),
            to: classify_text(from).to().unwrap_or_default().to_owned(),
            committed: true,
            ..RedirectEntry::default()
        }
    }

    #[test]
    fn a_site_that_leads_back_stops_the_correction() {
        let mut log = Vec::new();
        let wrong = "https://karte.medley.life/signin";
        assert_eq!(
            record_redirect(&mut log, event("1", wrong)),
            RedirectVerdict::Ours(UrlReason::SignInPath)
        );
        assert_eq!(
            record_redirect(&mut log, event("2", wrong)),
            RedirectVerdict::Ours(UrlReason::SignInPath)
        );
        assert_eq!(record_redirect(&mut log, event("2", wrong)), RedirectVerdict::Loop);
        for number in 0..50 {
            record_redirect(&mut log, event(&format!("x{number}"), wrong));
        }
        assert_eq!(log.len(), KEPT);
    }

    /// Whether a series of corrections of one address in one tab, at these times in milliseconds, ends with a stop.
    fn stops(from: &str, row: &[(Millis, bool)], change: fn(&mut RedirectEntry)) -> bool {
        let mut log = Vec::new();
        let mut last = RedirectVerdict::NotOurs;
        for (number, (at, by_karte)) in row.iter().enumerate() {
            let base = event(&number.to_string(), &format!("{from}?{number}"));
            let mut event = RedirectEntry { at: *at, by_karte: *by_karte, ..base };
            change(&mut event);
            last = record_redirect(&mut log, event);
        }
        last == RedirectVerdict::Loop
    }

    #[test]
    fn a_page_of_the_karte_that_leads_back_stops_the_correction() {
        for (row, want) in [
            (&[(0, KARTE), (1_000, KARTE), (2_000, KARTE)][..], true),
            (&[(0, OTHER), (10, KARTE), (20, KARTE), (14_000, KARTE)], true),
            (&[(0, KARTE), (1_000, KARTE)], false),
            (&[(0, KARTE), (1_000, KARTE), (15_500, KARTE)], false),
            (&[(0, KARTE), (1_000, KARTE), (2_000, OTHER)], false),
            (&[(5_000, KARTE), (6_000, KARTE), (0, KARTE)], false),
        ] {
            let wrong = "https://karte.medley.life/login";
            assert_eq!(stops(wrong, row, |_| {}), want, "{row:?}");
            // Corrections whose page never committed do not count.
            assert!(!stops(wrong, row, |event| event.committed = false), "{row:?}");
        }
    }

    #[test]
    fn nobody_elses_pages_and_no_hurried_person_stop_anything() {
        let row: Vec<_> = (0..12).map(|number| (number * 300, OTHER)).collect();
        for from in ["https://karte.medley.life/login", "https://karte.medly.life/"] {
            assert!(!stops(from, &row, |_| {}), "{from}");
            assert!(
                !stops(from, &row, |event| event.request = own_redirect_id(1, event.at)),
                "{from}"
            );
        }
    }

    #[test]
    fn at_a_mistyped_host_more_rounds_are_waited_for() {
        for (times, apart, want) in
            [(3, 300, false), (7, 1_000, false), (8, 7_500, true), (12, 9_000, false)]
        {
            let row: Vec<_> = (0..times).map(|number| (number * apart, KARTE)).collect();
            let by_us = |event: &mut RedirectEntry| event.request = own_redirect_id(1, event.at);
            assert_eq!(stops("https://karte.medly.life/", &row, by_us), want, "{row:?}");
        }
    }

    #[test]
    fn two_corrections_on_one_way_are_no_loop() {
        let mut log = Vec::new();
        for from in ["http://karte.medley.life/d/x", "https://karte.medley.life/login"] {
            assert!(
                matches!(record_redirect(&mut log, event("1", from)), RedirectVerdict::Ours(_)),
                "{from}"
            );
        }
    }

    #[test]
    fn after_a_stop_no_tab_is_sent_to_somebody_elses_host() {
        assert!(is_vendor_page("https://karte.medley.life/login"));
        assert!(is_vendor_page("https://app.medley.life/d/signin"));
        assert!(!is_vendor_page("https://karte.medly.life/"));
        assert!(!is_vendor_page("https://https//karte.medley.life/"));
    }

    #[test]
    fn other_tabs_and_other_addresses_are_no_round() {
        let mut log = Vec::new();
        for (number, path) in ["login", "signin", "login", "signin", "login"].iter().enumerate() {
            let from = format!("https://karte.medley.life/{path}");
            let tab_id = if number == 4 { 2 } else { 1 };
            let base = event(&number.to_string(), &from);
            let verdict =
                record_redirect(&mut log, RedirectEntry { tab_id, by_karte: KARTE, ..base });
            assert_eq!(verdict, RedirectVerdict::Ours(UrlReason::SignInPath), "{number}");
        }
    }

    #[test]
    fn redirects_of_others_are_not_ours() {
        let mut log = Vec::new();
        assert_eq!(
            record_redirect(&mut log, event("1", "https://example.com/")),
            RedirectVerdict::NotOurs
        );
        let mut elsewhere = event("1", "https://karte.medley.life/signin");
        elsewhere.to = "https://karte.medley.life/other".into();
        assert_eq!(record_redirect(&mut log, elsewhere), RedirectVerdict::NotOurs);
        assert_eq!(log, []);
    }

    #[test]
    fn the_site_leads_back_only_to_what_the_rules_lead_here() {
        let right = "https://karte.medley.life/d/signin";
        for (from, to, want) in [
            (right, "https://karte.medley.life/login", true),
            (right, "https://karte.medley.life/#top", true),
            (right, "https://karte.medley.life/login?next=%2Fd%2Fsignin", true),
            ("https://karte.medley.life/d/signin?next=1", "https://karte.medley.life/login", true),
            // The correction of plain http is never suspended: the browser itself ends such a loop.
            (right, "http://karte.medley.life/d/signin", false),
            (right, "https://karte.medley.life/d/reception", false),
            (right, "https://karte.medly.life/", false),
            ("https://karte.medley.life/d", "https://karte.medley.life/login", false),
            ("https://karte.medley.life/d", "http://karte.medley.life/d", false),
            ("https://karte.medley.life/d", "https://www.karte.medley.life/d", true),
        ] {
            assert_eq!(is_redirect_loop(from, to), want, "{from} -> {to}");
        }
    }
}
