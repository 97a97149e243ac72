//! Remembers that this PC's clock was wrong: in this browser session, and how often.
//!
//! While the clock is wrong Chrome may find no certificate, and it remembers that after the clock is right again.
//! A clock that is wrong again and again points to an empty battery.

use crate::base::time::Millis;
use crate::clock::{Clock, SECOND, Verdict};
use crate::evidence::Evidence;
use crate::evidence::clock_samples::WARN;
use crate::evidence::session::{BrowserSession, PcMemory};

/// From this offset on, in microseconds, certificates may be out of their validity.
const OFF: i64 = 300 * SECOND;
/// Wrong clocks that are found within this time, in milliseconds, count as one occasion.
const OCCASION: Millis = 12 * 60 * 60 * 1_000;
/// An occasion is forgotten after this time, in milliseconds.
const KEPT: Millis = 90 * 24 * 60 * 60 * 1_000;
/// At most this many occasions are kept.
const MOST: usize = 10;

/// The true time, where the clock is off by minutes.
fn true_time(e: &Evidence) -> Option<Millis> {
    let clock = e.clock();
    if !matches!(clock.verdict(OFF), Verdict::Ahead | Verdict::Behind) {
        return None;
    }
    Some(e.now.saturating_sub(clock.estimate()?.offset / 1_000))
}

/// Whether the clock was measured to be off by minutes, so that this has to be recorded.
#[must_use]
pub fn clock_is_wrong(e: &Evidence) -> bool {
    true_time(e).is_some()
}

/// Records a wrong clock for this browser session.
pub fn record_wrong_clock_in_session(e: &Evidence, visit: &mut BrowserSession) {
    visit.clock_off_at = true_time(e).or(visit.clock_off_at);
}

/// Records a wrong clock for this PC.
pub fn record_wrong_clock(e: &Evidence, known: &mut PcMemory) {
    let Some(now) = true_time(e) else { return };
    known.clock_off.retain(|at| (0..KEPT).contains(&now.saturating_sub(*at)));
    if known.clock_off.last().is_none_or(|last| now - last >= OCCASION) {
        known.clock_off.push(now);
    }
    let surplus = known.clock_off.len().saturating_sub(MOST);
    known.clock_off.drain(..surplus);
}

/// Whether the clock is right now, to within five minutes; cached copies do not show that.
#[must_use]
pub fn clock_is_right(e: &Evidence) -> bool {
    let clock = e.clock();
    clock.has_fresh() && matches!(clock.verdict(OFF), Verdict::Ok | Verdict::MaybeOk)
}

/// Whether a `Date` that was seen to advance says that the clock is right: a server that always sends the same proves nothing.
#[must_use]
pub fn clock_is_proven_right(e: &Evidence) -> bool {
    e.clock().verdict(OFF) == Verdict::Ok
}

/// Whether the clock may be off by minutes, by whatever tells the time. If nothing tells the time, the answer is no.
#[must_use]
pub fn clock_may_be_wrong(e: &Evidence) -> bool {
    let clock = e.clock();
    if clock.estimate().is_some() {
        // A date that was not seen to move may be an old one: then the clock is behind by at least as much, and perhaps by more.
        let at_least = clock.verdict(WARN) == Verdict::Behind && !clock.date_advanced();
        return at_least || !clock_is_right(e);
    }
    let off = |http: Clock| !matches!(http.verdict(OFF), Verdict::Ok | Verdict::MaybeOk);
    e.dated_by_copies() || e.http_clock().is_some_and(off)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnosis::checks::test_check::*;

    fn noted(offset: i64, later: Millis, visit: &mut BrowserSession, known: &mut PcMemory) -> bool {
        let mut e = failing().main_answered_at_offset(offset).0;
        e.now += later;
        record_wrong_clock_in_session(&e, visit);
        record_wrong_clock(&e, known);
        clock_is_wrong(&e)
    }

    #[test]
    fn only_minutes_count_and_a_day_counts_once() {
        let (mut visit, mut known) = (BrowserSession::default(), PcMemory::default());
        assert!(!noted(0, 0, &mut visit, &mut known) && !noted(-60, 0, &mut visit, &mut known));
        assert_eq!((visit.clock_off_at, known.clock_off.len()), (None, 0));
        let hour = 3_600_000;
        for (later, times) in [(0, 1), (hour, 1), (24 * hour, 2), (120 * 24 * hour, 1)] {
            assert!(noted(-1_680, later, &mut visit, &mut known));
            assert_eq!(known.clock_off.len(), times, "{later}");
        }
        for day in 0..50 {
            noted(-1_680, (200 + day) * 24 * hour, &mut visit, &mut known);
        }
        assert_eq!(known.clock_off.len(), MOST);
    }

    /// Anybody can write the `Date` of a page over plain HTTP; another host of the vendor's may have another clock.
    #[test]
    fn the_date_of_another_page_is_not_remembered() {
        for url in ["http://karte.medley.life/d/signin", "https://training.medley.life/d/signin"] {
            let e = sign_in_page().navigation(|n| n.from_cache = Some(false)).at(url);
            let e = e.page_answered_at_offset(-1_680).navigation(|n| url.clone_into(&mut n.url));
            let (mut visit, mut known) = (BrowserSession::default(), PcMemory::default());
            record_wrong_clock_in_session(&e.0, &mut visit);
            record_wrong_clock(&e.0, &mut known);
            assert_eq!((visit.clock_off_at, known.clock_off), (None, Vec::new()), "{url}");
        }
    }

    #[test]
    fn what_is_noted_is_true_time() {
        let (mut visit, mut known) = (BrowserSession::default(), PcMemory::default());
        noted(-1_680, 0, &mut visit, &mut known);
        let at = visit.clock_off_at.expect("noted");
        assert!((at - NOW - 1_680_000).abs() < 2_000, "{at}");
    }
}
