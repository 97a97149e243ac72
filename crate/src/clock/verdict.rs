//! What the answers say about a threshold.
//!
//! The upper end of the interval holds even if the answer is an old copy, so "behind" may be said after one answer. The
//! lower end does not, so "ahead" and "ok" need a `Date` that was seen to advance.

use super::{Clock, Interval};

/// What the samples say about a threshold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Within the threshold, and the server's clock was seen to move.
    Ok,
    /// Within the threshold, but the server's clock was not yet seen to move.
    MaybeOk,
    /// Ahead by more than the threshold.
    Ahead,
    /// Ahead, unless the answers are old copies.
    MaybeAhead,
    /// Behind by more than the threshold.
    Behind,
    /// Too close to the threshold to say.
    Near,
    /// The answers contradict each other, or there are none.
    Unreliable,
}

impl Clock {
    /// What the samples say about an offset of `threshold` microseconds.
    #[must_use]
    pub fn verdict(&self, threshold: i64) -> Verdict {
        let Some(Interval { lo, hi }) = self.verdict_interval() else {
            return Verdict::Unreliable;
        };
        let least = threshold.saturating_neg();
        if hi < least {
            Verdict::Behind
        } else if lo > threshold {
            self.once_moved(Verdict::Ahead, Verdict::MaybeAhead)
        } else if least <= lo && hi <= threshold {
            self.once_moved(Verdict::Ok, Verdict::MaybeOk)
        } else if self.contradicts_itself() {
            Verdict::Unreliable
        } else {
            Verdict::Near
        }
    }

    fn once_moved(&self, sure: Verdict, maybe: Verdict) -> Verdict {
        if self.frozen() {
            Verdict::Unreliable
        } else if self.date_advanced() {
            sure
        } else {
            maybe
        }
    }

    /// Whether the answers contradict each other: servers disagree, or one server's clock jumps, goes back or stands still.
    #[must_use]
    pub fn contradicts_itself(&self) -> bool {
        !self.anomalies().is_empty()
            || self.feasible_region().is_some_and(|region| !region.consistent)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::{SECOND, Sample};

    const TRUTH: i64 = 1_700_000_000 * SECOND;

    /// An answer that took 40 ms, sent `ms` after a full second by a clock that is `offset_s` ahead.
    fn at(offset_s: i64, ms: i64) -> Sample {
        let truth = TRUTH + ms * 1_000;
        let date = (truth + 20_000).div_euclid(SECOND) * SECOND;
        let sent = truth + offset_s * SECOND;
        Sample { sent, received: sent + 40_000, date, age: 0, includes_handshake: false }
    }

    fn check(samples: Vec<Sample>, threshold_s: i64, want: Verdict) {
        assert_eq!(Clock::new(samples, 1_000).verdict(threshold_s * SECOND), want);
    }

    #[test]
    fn verdicts() {
        let far = 28 * 60;
        check(vec![], 300, Verdict::Unreliable);
        check(vec![at(-far, 200)], 300, Verdict::Behind);
        check(vec![at(far, 200)], 300, Verdict::MaybeAhead);
        check(vec![at(far, 200), at(far, 1_400)], 300, Verdict::Ahead);
        check(vec![at(0, 200)], 30, Verdict::MaybeOk);
        check(vec![at(0, 200), at(0, 1_400)], 30, Verdict::Ok);
        check(vec![at(30, 200)], 30, Verdict::Near);
        check(vec![at(-30, 200), at(-30, 1_400)], 30, Verdict::Near);
    }

    #[test]
    fn a_frozen_server_decides_nothing_but_behind() {
        let frozen = |offset| {
            let late = Sample { date: at(offset, 0).date, ..at(offset, 5_000) };
            vec![at(offset, 0), late]
        };
        check(frozen(0), 30, Verdict::Unreliable);
        check(frozen(3_600), 30, Verdict::Unreliable);
        check(frozen(-3_600), 30, Verdict::Behind);
    }

    #[test]
    fn servers_that_disagree_decide_only_what_both_say() {
        let other = |date_shift: i64| Sample { date: TRUTH + date_shift * SECOND, ..at(0, 1_400) };
        check(vec![at(0, 200), other(600)], 300, Verdict::Unreliable);
        check(vec![at(0, 200), other(10)], 300, Verdict::Ok);
    }

    /// Clocks of 1970 and 2099, as after an empty battery or a wrong manual setting.
    #[test]
    fn clocks_of_other_centuries() {
        let years = |years: i64| years * 365 * 86_400;
        check(vec![at(-years(53), 200)], 300, Verdict::Behind);
        check(vec![at(years(76), 200), at(years(76), 1_400)], 300, Verdict::Ahead);
    }
}
