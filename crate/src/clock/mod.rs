//! The PC's clock against the `Date` headers of the karte's answers.
//!
//! Pure interval arithmetic in microseconds: samples in; interval, estimate, anomalies, verdict and the next send time out.
//! Sign: offset = local − true, so a positive offset means that the PC is ahead.
//! One request, sent at s and answered at r with a `Date` of D, allows the offsets from s − D − 1 s to r − D; several
//! allow what they have in common (Marzullo's algorithm), and each next request is timed to halve that.
//! Nothing here can overflow: timestamps may come from a clock of 1970 or 2099, or from a file that somebody made.

mod anomaly;
mod clock_change;
mod http_date;
mod interval;
mod schedule;
mod verdict;

pub use anomaly::Anomaly;
pub use clock_change::{Anchor, set_between};
pub use http_date::{DateError, date_and_age, parse_date};
pub use interval::{Estimate, Interval, Region};
pub use schedule::Budget;
pub use verdict::Verdict;

/// One second in microseconds.
pub const SECOND: i64 = 1_000_000;
/// Slack for the delays of timers and the network stack, in microseconds.
const PAD: i64 = 400;
/// A server's `Date` may be up to this late.
const LATE_STAMP: i64 = SECOND;

/// One answer: local send and receive time and the server's `Date`, all in microseconds since 1970.
///
/// Ordered by the time at which it was sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Sample {
    /// Local time at which the request was sent.
    pub sent: i64,
    /// Local time at which the headers came.
    pub received: i64,
    /// The `Date` header: a whole second.
    pub date: i64,
    /// The `Age` header in microseconds; 0 if there is none.
    pub age: i64,
    /// Whether the round trip includes the set-up of a connection, or may do so.
    pub includes_handshake: bool,
}

impl Sample {
    /// How long the answer took, in microseconds.
    #[must_use]
    pub const fn round_trip(&self) -> i64 {
        self.received.saturating_sub(self.sent)
    }

    /// Whether it came straight from the server, not through a cache that counts its age.
    #[must_use]
    pub const fn fresh(&self) -> bool {
        self.age <= 0
    }

    /// The same answer by a clock that is `by` microseconds further on.
    #[must_use]
    pub const fn moved(self, by: i64) -> Self {
        Self {
            sent: self.sent.saturating_add(by),
            received: self.received.saturating_add(by),
            ..self
        }
    }
}

/// Samples and the resolution of the local timer in microseconds.
#[derive(Debug, Clone)]
pub struct Clock {
    samples: Vec<Sample>,
    step: i64,
}

impl Clock {
    /// From samples in any order; `step` is the resolution of the stamps in microseconds.
    ///
    /// An answer that came before its request shows only that the clock was set back meanwhile: it is left out.
    #[must_use]
    pub fn new(samples: Vec<Sample>, step: i64) -> Self {
        let mut in_order = Vec::with_capacity(samples.len());
        for sample in samples.into_iter().filter(|sample| sample.received >= sample.sent) {
            in_order.insert(in_order.partition_point(|earlier| *earlier <= sample), sample);
        }
        Self { samples: in_order, step: step.max(0) }
    }

    /// The samples that count, in the order in which they were sent.
    #[must_use]
    pub fn samples(&self) -> &[Sample] {
        &self.samples
    }

    /// Whether an answer came straight from the server, not through a cache that counts its age.
    #[must_use]
    pub fn has_fresh(&self) -> bool {
        self.samples.iter().any(Sample::fresh)
    }

    /// How wrong one timestamp may be, in microseconds.
    const fn slack(&self) -> i64 {
        self.step.saturating_add(PAD)
    }

    /// Round trips over a connection that was open already.
    fn warm_trips(&self) -> impl Iterator<Item = i64> {
        self.samples.iter().filter(|sample| !sample.includes_handshake).map(Sample::round_trip)
    }

    /// A quarter of the first answer's time: its connection took about three round trips to set up.
    fn trip_of_first(&self) -> i64 {
        self.samples.first().map_or(0, |first| first.round_trip() / 4)
    }
}
