//! Detects that the PC's clock is set during a measurement.
//!
//! The browser has a second, monotonic clock that nobody can set. Timestamps are taken from it and converted to local time by an
//! anchor, which is the difference of the two clocks at the beginning. If that difference changes, the local clock was set.

/// A smaller change is within the resolution of the two clocks; in microseconds.
const LEAST_STEP: i64 = 20_000;

/// The local clock's lead over the steady one when a measurement began, in microseconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Anchor(i64);

impl Anchor {
    /// From readings of both clocks, local and steady, in microseconds; `None` without any.
    ///
    /// The local clock shows whole milliseconds, rounded down, so the largest difference is the most accurate.
    #[must_use]
    pub fn of(readings: &[(i64, i64)]) -> Option<Self> {
        readings.iter().map(|&(local, steady)| local.saturating_sub(steady)).max().map(Self)
    }

    /// The local time of a steady stamp, by the clock as it was at the beginning.
    #[must_use]
    pub const fn local(self, steady: i64) -> i64 {
        self.0.saturating_add(steady)
    }

    /// How far the local clock was set since, in microseconds, if it was; positive when it was set forward.
    #[must_use]
    pub const fn moved(self, now: Self) -> Option<i64> {
        let by = now.0.saturating_sub(self.0);
        if by.saturating_abs() > LEAST_STEP { Some(by) } else { None }
    }
}

/// Whether the clock was set between two checks. Each argument says how far it had moved by then, in milliseconds.
#[must_use]
pub fn set_between(before: Option<i64>, after: Option<i64>) -> bool {
    let by = after.unwrap_or(0).saturating_sub(before.unwrap_or(0));
    by.saturating_abs() > LEAST_STEP / 1_000
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_reading_counts() {
        let anchor = Anchor::of(&[(5_000, 100), (5_000, 900), (6_000, 1_050)]).expect("readings");
        assert_eq!(anchor.local(0), 4_950);
        assert_eq!(Anchor::of(&[]), None);
    }

    #[test]
    fn a_step_is_a_move_of_more_than_coarseness() {
        let check = |by: i64, want: Option<i64>| {
            assert_eq!(Anchor(0).moved(Anchor(by)), want, "{by}");
        };
        check(20_000, None);
        check(-20_000, None);
        check(20_001, Some(20_001));
        check(-500_000, Some(-500_000));
        check(i64::MIN, Some(i64::MIN));
    }

    #[test]
    fn a_second_step_is_noticed_after_a_first() {
        for (before, after, set) in [
            (None, None, false),
            (None, Some(700), true),
            (Some(700), None, true),
            (Some(700), Some(701), false),
            (Some(700), Some(720), false),
            (Some(700), Some(721), true),
            (Some(700), Some(60_000), true),
            (Some(i64::MIN), Some(i64::MAX), true),
        ] {
            assert_eq!(set_between(before, after), set, "{before:?} {after:?}");
        }
    }
}
