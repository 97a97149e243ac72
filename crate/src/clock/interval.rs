//! Which clock offsets the answers allow: one answer, all of them, most of them.

use super::{Clock, LATE_STAMP, SECOND, Sample};

/// An interval of offsets in microseconds, ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Interval {
    /// Lower end.
    pub lo: i64,
    /// Upper end.
    pub hi: i64,
}

impl Interval {
    /// How wide it is, in microseconds.
    #[must_use]
    pub const fn width(&self) -> i64 {
        self.hi.saturating_sub(self.lo)
    }

    #[must_use]
    pub const fn centre(&self) -> i64 {
        self.lo.midpoint(self.hi)
    }

    /// Whether an offset lies in it.
    #[must_use]
    pub const fn contains(&self, offset: i64) -> bool {
        self.lo <= offset && offset <= self.hi
    }

    const fn narrowed(self, by: i64) -> Self {
        Self { lo: self.lo.saturating_add(by), hi: self.hi.saturating_sub(by) }
    }
}

/// The offsets that most answers allow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Region {
    pub interval: Interval,
    /// How many answers allow them.
    pub agreeing: usize,
    /// Whether that is all of them.
    pub consistent: bool,
}

/// The offset as one number, and how far the true offset can be from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Estimate {
    /// Microseconds; positive when the PC is ahead.
    pub offset: i64,
    /// Microseconds; allows for a server whose `Date` is up to a second late.
    pub bound: i64,
}

impl Clock {
    /// The offsets that one sample allows.
    #[must_use]
    pub const fn bounds(&self, s: &Sample) -> Interval {
        let slack = self.slack();
        let lo = s.sent.saturating_sub(slack).saturating_sub(s.date.saturating_add(SECOND));
        let hi = s.received.saturating_add(slack).saturating_sub(s.date);
        if s.fresh() {
            return Interval { lo, hi };
        }
        // Caches round `Age`, and several caches add up theirs: the true age is 1 s less to 2 s more.
        Interval {
            lo: lo.saturating_sub(s.age.saturating_add(2 * SECOND)),
            hi: hi.saturating_sub(s.age.saturating_sub(SECOND)),
        }
    }

    fn all_bounds(&self) -> impl Iterator<Item = Interval> {
        self.samples.iter().map(|sample| self.bounds(sample))
    }

    /// The offsets that all samples allow, or else most of them; `None` without samples.
    #[must_use]
    pub fn feasible_region(&self) -> Option<Region> {
        let lo = self.all_bounds().map(|i| i.lo).max()?;
        let hi = self.all_bounds().map(|i| i.hi).min()?;
        if lo <= hi {
            let interval = Interval { lo, hi };
            return Some(Region { interval, agreeing: self.samples.len(), consistent: true });
        }
        self.shared_by_most()
    }

    /// Marzullo's algorithm: the region starts where the most intervals overlap and ends where the first of them ends.
    fn shared_by_most(&self) -> Option<Region> {
        let all: Vec<_> = self.all_bounds().collect();
        let depth = |x: i64| all.iter().filter(|i| i.contains(x)).count();
        let starts = all.iter().map(|i| (depth(i.lo), std::cmp::Reverse(i.lo)));
        let (agreeing, std::cmp::Reverse(lo)) = starts.max()?;
        let hi = all.iter().filter(|i| i.contains(lo)).map(|i| i.hi).min()?;
        Some(Region { interval: Interval { lo, hi }, agreeing, consistent: false })
    }

    /// The likelier part of [`Self::feasible_region`]: one way takes at least a quarter of the shortest round trip.
    #[must_use]
    pub fn likely_interval(&self) -> Option<Interval> {
        let Region { interval: region, consistent, .. } = self.feasible_region()?;
        let least = self.warm_trips().min().unwrap_or_else(|| self.trip_of_first());
        let likely = region.narrowed(least / 4);
        Some(if consistent && likely.lo <= likely.hi { likely } else { region })
    }

    /// The interval that a verdict uses. It allows for late `Date`s, and spans all samples if they disagree.
    #[must_use]
    pub fn verdict_interval(&self) -> Option<Interval> {
        let region = self.feasible_region()?;
        let span = if region.consistent { region.interval } else { self.hull()? };
        Some(Interval { lo: span.lo.saturating_sub(LATE_STAMP), ..span })
    }

    fn hull(&self) -> Option<Interval> {
        let lo = self.all_bounds().map(|i| i.lo).min()?;
        let hi = self.all_bounds().map(|i| i.hi).max()?;
        Some(Interval { lo, hi })
    }

    /// The offset in one number with its bound; `None` without samples.
    #[must_use]
    pub fn estimate(&self) -> Option<Estimate> {
        let offset = self.likely_interval()?.centre();
        let Interval { lo, hi } = self.verdict_interval()?;
        let bound = offset.saturating_sub(lo).max(hi.saturating_sub(offset));
        Some(Estimate { offset, bound })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Answers whose intervals are these, in whole seconds from `lo` to `hi`.
    fn clock(intervals: &[(i64, i64)]) -> Clock {
        let sample = |&(lo, hi): &(i64, i64)| Sample {
            sent: lo * SECOND + SECOND,
            received: hi * SECOND,
            date: 0,
            age: 0,
            includes_handshake: false,
        };
        Clock::new(intervals.iter().map(sample).collect(), 0)
    }

    fn check(intervals: &[(i64, i64)], lo: i64, hi: i64, agreeing: usize) {
        let found = clock(intervals).feasible_region().expect("samples");
        let near = |a: i64, b: i64| (a - b * SECOND).abs() <= 400;
        assert!(near(found.interval.lo, lo) && near(found.interval.hi, hi), "{found:?}");
        assert_eq!(found.agreeing, agreeing, "{intervals:?}");
        assert_eq!(found.consistent, agreeing == intervals.len(), "{intervals:?}");
    }

    #[test]
    fn what_all_share_or_else_most() {
        check(&[(0, 10)], 0, 10, 1);
        check(&[(0, 10), (4, 12)], 4, 10, 2);
        check(&[(8, 12), (11, 13), (14, 15)], 11, 12, 2);
        check(&[(0, 4), (10, 14)], 0, 4, 1);
        check(&[(0, 4), (10, 14), (11, 13), (2, 3), (12, 20)], 12, 13, 3);
    }

    #[test]
    fn an_age_moves_and_widens() {
        let copy =
            Sample { sent: 0, received: 0, date: 0, age: 60 * SECOND, includes_handshake: false };
        let Interval { lo, hi } = Clock::new(vec![copy], 0).bounds(&copy);
        assert_eq!((lo, hi), (-63 * SECOND - 400, -59 * SECOND + 400));
    }

    #[test]
    fn an_answer_before_its_request_is_left_out() {
        assert_eq!(clock(&[(10, 2)]).feasible_region(), None);
    }

    #[test]
    fn the_bound_reaches_both_ends() {
        let Estimate { offset, bound } = clock(&[(0, 2)]).estimate().expect("samples");
        assert_eq!((offset, bound), (SECOND, 2 * SECOND + 400));
    }
}
