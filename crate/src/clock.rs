//! The PC's clock against the `Date` headers of the karte's answers.
//!
//! Pure interval arithmetic in microseconds: samples in; interval, estimate, anomalies and verdict out.
//! Sign: offset = local − true, so a positive offset means that the PC is ahead.
//! Source of the method: interval intersection (Marzullo) over one-second `Date` stamps.

/// One second in microseconds.
const SECOND: i64 = 1_000_000;
/// Slack for what timers and the stack add, in microseconds.
const PAD: i64 = 400;
/// A server may stamp up to this late.
const LATE_STAMP: i64 = SECOND;

/// One answer: local send and receive time and the server's `Date`, all in microseconds since 1970.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sample {
    /// Local time at which the request was sent.
    pub sent: i64,
    /// Local time at which the headers came.
    pub received: i64,
    /// The `Date` header: a whole second.
    pub date: i64,
    /// The `Age` header in microseconds; 0 if there is none.
    pub age: i64,
}

/// An interval of offsets in microseconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Interval {
    /// Lower end.
    pub lo: i64,
    /// Upper end.
    pub hi: i64,
}

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

/// What does not fit between two answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anomaly {
    /// The server's clock stood still.
    Frozen,
    /// It went back or too slowly.
    Behind,
    /// It leapt forward.
    Jump,
}

/// Samples and the resolution of the local timer in microseconds.
#[derive(Debug, Clone)]
pub struct Clock {
    samples: Vec<Sample>,
    step: i64,
}

impl Clock {
    /// From samples in any order; `step` is the resolution of the stamps in microseconds.
    #[must_use]
    pub const fn new(samples: Vec<Sample>, step: i64) -> Self {
        Self { samples, step }
    }

    /// The offsets that one sample allows.
    #[must_use]
    pub const fn bounds(&self, s: &Sample) -> Interval {
        let slack = self.step + PAD;
        let mut lo = s.sent - slack - (s.date + SECOND);
        let mut hi = s.received + slack - s.date;
        if s.age > 0 {
            lo -= s.age + 2 * SECOND;
            hi -= s.age - SECOND;
        }
        Interval { lo, hi }
    }

    /// The offsets that the most samples allow, and whether all of them agree; `None` without samples.
    #[must_use]
    pub fn hard(&self) -> Option<(Interval, bool)> {
        let all: Vec<_> = self.samples.iter().map(|s| self.bounds(s)).collect();
        let lo = all.iter().map(|i| i.lo).max()?;
        let hi = all.iter().map(|i| i.hi).min()?;
        if lo <= hi {
            return Some((Interval { lo, hi }, true));
        }
        let depth = |x: i64| all.iter().filter(|i| i.lo <= x && x <= i.hi).count();
        let start = all.iter().map(|i| i.lo).max_by_key(|&x| (depth(x), std::cmp::Reverse(x)))?;
        let most = depth(start);
        let end = all.iter().map(|i| i.hi).filter(|&x| x >= start && depth(x) == most).min()?;
        Some((Interval { lo: start, hi: end }, false))
    }

    /// Whether an answer came straight from the server, not through a cache that counts its age.
    #[must_use]
    pub fn has_fresh(&self) -> bool {
        self.samples.iter().any(|s| s.age == 0)
    }

    /// Whether the server's clock was seen to move.
    #[must_use]
    pub fn ticked(&self) -> bool {
        let mut dates = self.samples.iter().filter(|s| s.age == 0).map(|s| s.date);
        dates.next().is_some_and(|first| dates.any(|date| date != first))
    }

    /// What does not fit between any two answers without `Age`.
    #[must_use]
    pub fn anomalies(&self) -> Vec<Anomaly> {
        let mut fresh: Vec<_> = self.samples.iter().filter(|s| s.age == 0).collect();
        fresh.sort_by_key(|s| s.sent);
        let slack = SECOND + 2 * (self.step + PAD);
        let mut out = Vec::new();
        for (i, a) in fresh.iter().enumerate() {
            for b in &fresh[i + 1..] {
                let advance = b.date - a.date;
                if advance <= (b.sent - a.received) - slack {
                    out.push(if advance == 0 { Anomaly::Frozen } else { Anomaly::Behind });
                } else if advance >= (b.received - a.sent) + slack {
                    out.push(Anomaly::Jump);
                }
            }
        }
        out
    }

    /// The interval that a verdict rests on: late stamps allowed for, everything if the samples disagree.
    #[must_use]
    pub fn verdict_interval(&self) -> Option<Interval> {
        let (hard, agree) = self.hard()?;
        let span = if agree {
            hard
        } else {
            let all = || self.samples.iter().map(|s| self.bounds(s));
            Interval { lo: all().map(|i| i.lo).min()?, hi: all().map(|i| i.hi).max()? }
        };
        Some(Interval { lo: span.lo - LATE_STAMP, hi: span.hi })
    }

    /// What the samples say about an offset of `threshold` microseconds.
    #[must_use]
    pub fn verdict(&self, threshold: i64) -> Verdict {
        let Some(Interval { lo, hi }) = self.verdict_interval() else {
            return Verdict::Unreliable;
        };
        let anomalies = self.anomalies();
        let frozen = anomalies.contains(&Anomaly::Frozen);
        if hi < -threshold {
            Verdict::Behind
        } else if lo > threshold {
            self.moved(frozen, Verdict::Ahead, Verdict::MaybeAhead)
        } else if -threshold <= lo && hi <= threshold {
            self.moved(frozen, Verdict::Ok, Verdict::MaybeOk)
        } else if !anomalies.is_empty() || self.hard().is_some_and(|(_, agree)| !agree) {
            Verdict::Unreliable
        } else {
            Verdict::Near
        }
    }

    fn moved(&self, frozen: bool, sure: Verdict, maybe: Verdict) -> Verdict {
        match (frozen, self.ticked()) {
            (true, _) => Verdict::Unreliable,
            (false, true) => sure,
            (false, false) => maybe,
        }
    }

    /// Centre of the hard interval and half its width plus the late stamp, in microseconds.
    #[must_use]
    pub fn estimate(&self) -> Option<(i64, i64)> {
        let (Interval { lo, hi }, _) = self.hard()?;
        Some((i64::midpoint(lo, hi), (hi - lo) / 2 + LATE_STAMP))
    }

    /// The earliest local time at which another answer must show a later second.
    #[must_use]
    pub fn tick_time(&self, now: i64) -> i64 {
        let first = self.samples.iter().map(|s| s.received).min();
        first.map_or(now, |r| now.max(r + SECOND + 2 * (self.step + PAD) + 2_000))
    }
}

/// Reads an HTTP `Date` header (RFC 9110, always GMT); microseconds since 1970.
#[must_use]
pub fn parse_date(text: &str) -> Option<i64> {
    let text = text.trim();
    if !text.ends_with(" GMT") {
        return None;
    }
    let stamp = chrono::NaiveDateTime::parse_from_str(text, "%a, %d %b %Y %H:%M:%S GMT").ok()?;
    stamp.and_utc().timestamp().checked_mul(SECOND)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(offset_s: i64, sent_s: f64, round_trip_ms: i64) -> Sample {
        #[allow(clippy::cast_possible_truncation, reason = "small test numbers")]
        let truth = 1_700_000_000 * SECOND + (sent_s * 1e6) as i64;
        let date = (truth + round_trip_ms * 500).div_euclid(SECOND) * SECOND;
        let sent = truth + offset_s * SECOND;
        Sample { sent, received: sent + round_trip_ms * 1000, date, age: 0 }
    }

    fn check(samples: Vec<Sample>, threshold_s: i64, want: Verdict) {
        assert_eq!(Clock::new(samples, 1000).verdict(threshold_s * SECOND), want);
    }

    #[test]
    fn verdicts() {
        let day = 28 * 60;
        check(vec![], 300, Verdict::Unreliable);
        check(vec![at(-day, 0.2, 40)], 300, Verdict::Behind);
        check(vec![at(day, 0.2, 40)], 300, Verdict::MaybeAhead);
        check(vec![at(day, 0.2, 40), at(day, 1.4, 40)], 300, Verdict::Ahead);
        check(vec![at(0, 0.2, 40)], 30, Verdict::MaybeOk);
        check(vec![at(0, 0.2, 40), at(0, 1.4, 40)], 30, Verdict::Ok);
        check(vec![at(30, 0.2, 40)], 30, Verdict::Near);
    }

    #[test]
    fn a_frozen_server_is_found() {
        let mut late = at(0, 5.0, 40);
        late.date = at(0, 0.0, 40).date;
        check(vec![at(0, 0.0, 40), late], 30, Verdict::Unreliable);
    }

    #[test]
    fn dates() {
        assert_eq!(parse_date("Tue, 14 Nov 2023 22:13:20 GMT"), Some(1_700_000_000 * SECOND));
        for bad in ["", "now", "Tue, 14 Nov 2023 22:13:20 JST", "Mon, 32 Nov 2023 22:13:20 GMT"] {
            assert_eq!(parse_date(bad), None, "{bad}");
        }
    }

    proptest! {
        #[test]
        fn truth_stays_inside(
            offset in -100_000_000i64..100_000_000,
            starts in prop::collection::vec((0i64..10_000_000, 0i64..800_000, 0.0f64..1.0), 1..8),
        ) {
            let samples: Vec<_> = starts.iter().map(|&(start, trip, share)| {
                let truth = 1_700_000_000 * SECOND + start;
                #[allow(clippy::cast_possible_truncation, clippy::cast_precision_loss, reason = "test")]
                let stamp = truth + (trip as f64 * share) as i64;
                Sample {
                    sent: truth + offset, received: truth + trip + offset,
                    date: stamp.div_euclid(SECOND) * SECOND, age: 0,
                }
            }).collect();
            let clock = Clock::new(samples, 100);
            let (interval, agree) = clock.hard().expect("samples");
            prop_assert!(agree && interval.lo <= offset && offset <= interval.hi);
            prop_assert!(clock.anomalies().is_empty());
        }
    }
}
