//! Of which corrections a person was notified, and which ones they have undone, per tab.

use super::{RedirectEntry, drop_oldest, forget_oldest};
use crate::base::time::Millis;
use crate::url_correction::redacted_url::kept_address;

/// A page that comes later than this after our redirect, in milliseconds, is another visit. The time is long because a
/// certificate may have to be chosen first.
const LED_MS: Millis = 120_000;

/// Records that a page has loaded. Returns whether a correction led to it; any other page means that the tab has moved on.
///
/// At a start of the browser the wrong page itself may load before the tab is redirected; that is ignored.
pub fn arrived(log: &mut [RedirectEntry], tab: i64, page: (&str, &str), at: Millis) -> bool {
    let (request, url) = (page.0, kept_address(page.1));
    let mut ours = false;
    for known in log.iter_mut().filter(|known| known.tab_id == tab && known.at <= at) {
        if known.is_by_us() && !known.arrived && known.from == url {
            continue;
        }
        // After our own redirect the request id differs from that of the wrong address.
        let led = known.is_by_us() && !known.arrived && at - known.at < LED_MS;
        if led || known.request == request {
            known.arrived = true;
            ours = true;
        } else {
            known.notified = true;
        }
    }
    ours
}

/// Records that the answer for a page has come, and marks the corrections that led to that page as committed.
pub fn committed(log: &mut [RedirectEntry], tab: i64, page: (&str, &str), at: Millis) {
    let (request, url) = page;
    for known in log.iter_mut().filter(|known| known.tab_id == tab && known.at <= at) {
        let led = known.is_by_us() && at - known.at < LED_MS && same_page(&known.to, url);
        known.committed |= led || known.request == request;
    }
}

fn same_page(one: &str, other: &str) -> bool {
    one.split('#').next() == other.split('#').next()
}

/// The request id of a navigation that we redirected ourselves: Chrome assigned none to the wrong address.
#[must_use]
pub fn own_redirect_id(tab: i64, at: Millis) -> String {
    format!("led {tab} {at}")
}

impl RedirectEntry {
    /// Whether we redirected the tab, and not the browser's rules.
    pub(super) fn is_by_us(&self) -> bool {
        self.request.starts_with("led ")
    }

    /// Whether the person is still to be notified: once, and while the tab shows the page that the correction led to.
    #[must_use]
    pub const fn is_news(&self) -> bool {
        !self.notified && !self.undone
    }
}

/// Marks the corrections in this tab as told to the person.
pub fn mark_notified(log: &mut [RedirectEntry], tab: i64) {
    log.iter_mut().filter(|known| known.tab_id == tab).for_each(|known| known.notified = true);
}

/// The index of the last correction in a tab.
#[must_use]
pub fn last(log: &[RedirectEntry], tab: i64) -> Option<usize> {
    log.iter().rposition(|known| known.tab_id == tab)
}

/// Notes that the person wants this address in this tab after all.
pub fn undo(log: &mut Vec<RedirectEntry>, tab: i64, from: &str) {
    let from = kept_address(from);
    let same = |known: &RedirectEntry| known.tab_id == tab && known.from == from;
    if let Some(place) = log.iter().rposition(same) {
        let mut event = log.remove(place);
        event.undone = true;
        drop_oldest(log, 0, &same);
        log.push(event);
        forget_oldest(log);
    }
}

/// Whether the person wants this address in this tab.
#[must_use]
pub fn undone(log: &[RedirectEntry], tab: i64, url: &str) -> bool {
    let url = kept_address(url);
    log.iter().any(|known| known.undone && known.tab_id == tab && known.from == url)
}

/// Whether something was corrected in this tab already: then its address does not come from the browser's start.
#[must_use]
pub fn has_redirected(log: &[RedirectEntry], tab: i64) -> bool {
    log.iter().any(|known| known.tab_id == tab)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::url_correction::classify_text;
    use crate::url_correction::redirect_log::{
        KEPT, RedirectVerdict, UNDONE_KEPT, record_redirect,
    };

    const TO: &str = "https://karte.medley.life/d/signin";
    const WRONG: &str = "https://karte.medley.life/signin";

    fn event(request: &str, from: &str, at: Millis) -> RedirectEntry {
        let to = classify_text(from).to().unwrap_or_default().to_owned();
        let [request, from] = [request, from].map(ToOwned::to_owned);
        RedirectEntry { request, tab_id: 1, at, from, to, ..RedirectEntry::default() }
    }

    #[test]
    fn what_was_undone_stays_so_in_its_tab() {
        let mut log = Vec::new();
        record_redirect(&mut log, event("1", WRONG, 0));
        assert!(has_redirected(&log, 1) && !has_redirected(&log, 2));
        assert!(!undone(&log, 1, WRONG));
        undo(&mut log, 1, WRONG);
        let insecure = "http://karte.medley.life/d/signin";
        for number in 0..50 {
            record_redirect(&mut log, event(&format!("x{number}"), insecure, 0));
        }
        assert!(undone(&log, 1, WRONG) && !undone(&log, 2, WRONG) && !undone(&log, 1, insecure));
        assert_eq!(log.len(), KEPT + 1);
    }

    #[test]
    fn all_that_a_tab_has_undone_stays_so() {
        let mut log = Vec::new();
        let wrong = |number| format!("http://karte.medley.life/d/{number}");
        for number in 0..UNDONE_KEPT + 5 {
            for request in ["1", "2", "3"] {
                let to = format!("https://karte.medley.life/d/{number}");
                let verdict = record_redirect(
                    &mut log,
                    RedirectEntry { to, ..event(request, &wrong(number), 0) },
                );
                assert_ne!(verdict, RedirectVerdict::NotOurs);
            }
            undo(&mut log, 1, &wrong(number));
        }
        assert_eq!(log.len(), UNDONE_KEPT);
        assert!((5..UNDONE_KEPT + 5).all(|number| undone(&log, 1, &wrong(number))));
    }

    #[test]
    fn a_correction_is_told_of_once() {
        let mut log = vec![event("7", WRONG, 1)];
        let news = |log: &[RedirectEntry]| last(log, 1).is_some_and(|place| log[place].is_news());
        assert!(news(&log) && last(&log, 2).is_none());
        mark_notified(&mut log, 2);
        assert!(news(&log));
        mark_notified(&mut log, 1);
        assert!(!news(&log));
        record_redirect(&mut log, event("8", WRONG, 2));
        assert!(news(&log));
        undo(&mut log, 1, WRONG);
        assert!(!news(&log));
    }

    #[test]
    fn the_right_page_has_come_when_its_own_answer_has() {
        for (request, tab, page, at, want) in [
            ("7", 1, ("7", TO), 2_000, true),
            ("7", 1, ("8", TO), 2_000, false),
            ("7", 2, ("7", TO), 2_000, false),
            ("7", 1, ("7", TO), 900, false),
            ("led 1 1000", 1, ("8", TO), 2_000, true),
            ("led 1 1000", 1, ("8", WRONG), 2_000, false),
            ("led 1 1000", 1, ("8", TO), 1_000 + LED_MS, false),
        ] {
            let mut log = vec![event(request, WRONG, 1_000)];
            committed(&mut log, tab, page, at);
            assert_eq!(log[0].committed, want, "{request} {page:?} {at}");
        }
    }

    /// Pages that load after a correction at 1,000 ms: whether the last one is its page, and whether its notice is no
    /// longer due.
    #[test]
    fn it_is_told_of_while_the_tab_shows_its_page() {
        let late = 1_000 + LED_MS;
        for (request, pages, ours, told) in [
            ("7", &[("7", TO, 2_000)][..], true, false),
            ("7", &[("7", TO, late)], true, false),
            ("7", &[("7", TO, 2_000), ("8", TO, 3_000)], false, true),
            ("7", &[("6", TO, 900)], false, false),
            ("led 1 1000", &[("8", TO, 2_000)], true, false),
            ("led 1 1000", &[("8", TO, 2_000), ("9", TO, 3_000)], false, true),
            ("led 1 1000", &[("8", TO, late)], false, true),
            ("led 1 1000", &[("3", WRONG, 1_100)], false, false),
            ("led 1 1000", &[("3", WRONG, 1_100), ("8", TO, 2_000)], true, false),
            ("led 1 1000", &[("8", TO, 2_000), ("9", WRONG, 3_000)], false, true),
        ] {
            let mut log = vec![event(request, WRONG, 1_000)];
            let came = pages.iter().map(|&(id, url, at)| arrived(&mut log, 1, (id, url), at));
            assert_eq!((came.last(), log[0].notified), (Some(ours), told), "{request} {pages:?}");
            assert!(!arrived(&mut log, 2, ("9", TO), late));
        }
        assert_eq!(own_redirect_id(1, 1_000), "led 1 1000");
    }
}
