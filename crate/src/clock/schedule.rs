//! When to send the next request, so that the server's second boundary splits the remaining interval into useful parts.
//!
//! A request that reaches the server just as its second may change shows on which side of that moment the true offset lies. If
//! the second had not changed yet, a later moment of the same second can be tried; if it had, the next second must come. So k
//! requests in p seconds distinguish N(k,p) = Σ_{i≤p} C(k,i) parts, and the interval is split in that proportion.

use super::{Clock, Interval, Region, SECOND, Sample, Verdict};

/// The shortest time from now to a planned request, in microseconds.
const GUARD: i64 = 2_000;
/// The plan counts at most this many requests.
const MOST: usize = 60;

/// What may still be spent on a measurement, and what for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Budget {
    /// Requests that may still be sent.
    pub left: usize,
    /// Local time in microseconds after which no request is sent, except the one that checks whether `Date` advances.
    pub until: i64,
    /// The offset to decide about, in microseconds; `None` to measure as precisely as possible.
    pub threshold: Option<i64>,
}

impl Clock {
    /// The local time at which to send the next request; `None` when there is nothing to gain from one.
    #[must_use]
    pub fn plan(&self, now: i64, budget: &Budget) -> Option<i64> {
        if budget.left == 0 {
            return None;
        }
        if self.samples.is_empty() {
            return Some(now);
        }
        match budget.threshold.map(|threshold| self.verdict(threshold)) {
            Some(Verdict::Ok | Verdict::Ahead | Verdict::Behind) => None,
            Some(Verdict::MaybeOk | Verdict::MaybeAhead) => self.tick(now),
            _ if self.frozen() => None,
            _ if self.date_advanced() => self.window_probe(now, now, budget),
            _ => self
                .window_probe(now, self.not_before(now, budget), budget)
                .or_else(|| self.tick(now)),
        }
    }

    /// The last request is timed so that it shows whether `Date` advances or stands still.
    fn not_before(&self, now: i64, budget: &Budget) -> i64 {
        if budget.left == 1 { self.tick_time(now) } else { now }
    }

    /// The earliest local time from `now` on at which another answer must show a later second.
    #[must_use]
    pub fn tick_time(&self, now: i64) -> i64 {
        now.max(self.tick_due().unwrap_or(now))
    }

    fn tick_due(&self) -> Option<i64> {
        let counts = |sample: &&Sample| sample.fresh() || !self.has_fresh();
        let first = self.samples.iter().filter(counts).map(|sample| sample.received).min()?;
        let room = self.slack().saturating_mul(2).saturating_add(SECOND + GUARD);
        Some(first.saturating_add(room))
    }

    /// When to check whether `Date` advances; `None` once that was tried.
    fn tick(&self, now: i64) -> Option<i64> {
        let due = self.tick_due()?;
        let tried = self.samples.iter().any(|sample| sample.sent >= due);
        (!tried).then(|| now.max(due))
    }

    /// When to send so that the answer narrows the interval most.
    fn window_probe(&self, now: i64, not_before: i64, budget: &Budget) -> Option<i64> {
        let region = self.feasible_region()?;
        let trip = self.usual_trip();
        if self.samples.len() >= 2 && region.consistent && self.at_the_floor(&region, trip) {
            return None;
        }
        let aim = Aim {
            open: region.interval,
            reach: now.saturating_add(GUARD).max(not_before).saturating_add(trip / 2),
            budget: *budget,
        };
        let send = aim.moment()?.saturating_sub(trip / 2).max(now);
        (send <= budget.until).then_some(send)
    }

    /// Whether another request would narrow the interval by less than a tenth, because the round trip sets the limit.
    const fn at_the_floor(&self, region: &Region, trip: i64) -> bool {
        let uncertain = trip.saturating_add(self.step.saturating_mul(2));
        uncertain.saturating_mul(5) > region.interval.width().saturating_mul(4)
    }

    /// The lower median of the round trips over an open connection.
    fn usual_trip(&self) -> i64 {
        let half = self.warm_trips().count().div_ceil(2);
        let reaches_half = |trip: &i64| self.warm_trips().filter(|one| one <= trip).count() >= half;
        self.warm_trips().filter(reaches_half).min().unwrap_or_else(|| self.trip_of_first())
    }
}

/// What a request aims at: the interval to split, and the earliest time at which it can reach the server.
struct Aim {
    open: Interval,
    reach: i64,
    budget: Budget,
}

impl Aim {
    /// The local time at which the request should reach the server: in the first second that can be met, or the next.
    fn moment(&self) -> Option<i64> {
        let first = ceil_seconds(self.reach.saturating_sub(self.open.hi));
        let in_first = self.cut(first, true).map(|cut| cut.saturating_add(first));
        in_first.or_else(|| {
            let second = first.saturating_add(SECOND);
            self.cut(second, false).map(|cut| cut.saturating_add(second))
        })
    }

    /// The offset at which the server's full second `second` splits the interval; `None` if a request would come too
    /// late for it.
    fn cut(&self, second: i64, or_late: bool) -> Option<i64> {
        let Interval { lo, .. } = self.open;
        let width = self.open.width();
        let best = lo.saturating_add(share(width, self.budget.left, self.seconds_left(second)));
        let earliest = lo.max(self.reach.saturating_sub(second));
        if best >= earliest {
            return Some(best);
        }
        let late = earliest.saturating_sub(lo) < width / 4 * 3;
        (or_late && late).then_some(earliest)
    }

    /// How many full seconds of the server can still be met, this one included.
    fn seconds_left(&self, second: i64) -> usize {
        let rest = self.budget.until.saturating_sub(self.open.hi).saturating_sub(second);
        1 + usize::try_from(rest.div_euclid(SECOND)).unwrap_or(0)
    }
}

/// The part of `width` that is left if the second has changed: N(k−1,p−1) of N(k,p).
fn share(width: i64, requests: usize, seconds: usize) -> i64 {
    let requests = requests.clamp(1, MOST);
    let turned = distinguishable_parts(requests - 1, seconds.saturating_sub(1));
    let part = i128::from(width) * turned / distinguishable_parts(requests, seconds);
    i64::try_from(part).unwrap_or(width)
}

/// N(k,p): how many parts `requests` in `seconds` can distinguish.
fn distinguishable_parts(requests: usize, seconds: usize) -> i128 {
    let mut ways = 1_i128;
    let mut sum = 1_i128;
    for chosen in 0..seconds.min(requests) {
        ways = ways * (requests - chosen) as i128 / (chosen + 1) as i128;
        sum += ways;
    }
    sum
}

/// Rounded up to full seconds.
const fn ceil_seconds(time: i64) -> i64 {
    let over = time.rem_euclid(SECOND);
    if over == 0 { time } else { time.saturating_add(SECOND - over) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_that_can_be_told_apart() {
        for (requests, seconds, parts) in [
            (0, 0, 1),
            (0, 3, 1),
            (3, 0, 1),
            (3, 1, 4),
            (3, 2, 7),
            (3, 3, 8),
            (7, 3, 64),
            (8, 9, 256),
        ] {
            assert_eq!(distinguishable_parts(requests, seconds), parts, "{requests} in {seconds}");
        }
        assert_eq!(distinguishable_parts(60, 60), 1 << 60);
    }

    #[test]
    fn full_seconds() {
        for (time, full) in [(0, 0), (1, SECOND), (SECOND, SECOND), (-1, 0), (-SECOND - 1, -SECOND)]
        {
            assert_eq!(ceil_seconds(time), full);
        }
    }

    fn at(sent_ms: i64, date_s: i64) -> Sample {
        let sent = sent_ms * 1_000;
        Sample {
            sent,
            received: sent + 40_000,
            date: date_s * SECOND,
            age: 0,
            includes_handshake: false,
        }
    }

    fn plan(samples: Vec<Sample>, now_ms: i64, left: usize, threshold_s: i64) -> Option<i64> {
        let budget = Budget { left, until: 3 * SECOND, threshold: Some(threshold_s * SECOND) };
        Clock::new(samples, 0).plan(now_ms * 1_000, &budget)
    }

    #[test]
    fn nothing_known_is_asked_at_once() {
        assert_eq!(plan(vec![], 7, 6, 30), Some(7_000));
        assert_eq!(plan(vec![], 7, 0, 30), None);
    }

    #[test]
    fn a_verdict_ends_it() {
        assert_eq!(plan(vec![at(0, 1_000)], 50, 5, 30), None);
        assert_eq!(plan(vec![at(0, 0), at(1_200, 1)], 1_250, 4, 30), None);
    }

    #[test]
    fn ok_and_ahead_wait_for_the_second_to_move() {
        for date in [0, -1_000] {
            assert_eq!(plan(vec![at(0, date)], 50, 5, 30), Some(1_042_800));
        }
    }

    #[test]
    fn near_the_border_is_cut_further() {
        let send = plan(vec![at(0, -5)], 50, 5, 5).expect("still open");
        assert!((52_000..1_500_000).contains(&send), "{send}");
    }

    #[test]
    fn copies_that_count_their_age_are_asked_for_a_tick_once() {
        let copy = |sent_ms| Sample { age: SECOND, ..at(sent_ms, 0) };
        assert_eq!(plan(vec![copy(0)], 50, 5, 30), Some(1_042_800));
        assert_eq!(plan(vec![copy(0), copy(1_043)], 1_090, 4, 30), None);
    }
}
