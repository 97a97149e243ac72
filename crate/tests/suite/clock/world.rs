//! Worlds to measure in: what a request met on its way, and what the PC and the server made of it.

use karte_signin_doctor::clock::{Clock, SECOND, Sample};
use proptest::prelude::*;

/// 30 December 2099, in seconds.
const LATEST: i64 = 4_102_358_400;

/// A PC: how far its clock is ahead, and how coarsely it tells it, in microseconds.
#[derive(Debug, Clone, Copy)]
pub struct Pc {
    pub offset: i64,
    pub step: i64,
}

impl Pc {
    /// The local time at a true one, rounded down to what the timer shows.
    pub fn tells(self, truth: i64) -> i64 {
        let local = truth + self.offset;
        local - local.rem_euclid(self.step.max(1))
    }

    /// The true time at which the PC's timer shows a local one: never early.
    pub fn reaches(self, local: i64) -> i64 {
        local + (-local).rem_euclid(self.step.max(1)) - self.offset
    }
}

/// One request: when the server stamped it, and how long the ways there and back took, in microseconds.
#[derive(Debug, Clone, Copy)]
pub struct Trip {
    pub stamped: i64,
    pub there: i64,
    pub back: i64,
    pub cold: bool,
}

impl Trip {
    /// What the PC sees of it when the server writes the second that contains `shown`.
    pub fn seen(self, pc: Pc, shown: i64) -> Sample {
        Sample {
            sent: pc.tells(self.stamped - self.there),
            received: pc.tells(self.stamped + self.back),
            date: shown - shown.rem_euclid(SECOND),
            age: 0,
            includes_handshake: self.cold,
        }
    }

    /// The same by a server that is right.
    pub fn honest(self, pc: Pc) -> Sample {
        self.seen(pc, self.stamped)
    }
}

/// Any PC: right, seconds or minutes off, or in 1970 or 2099; with a timer of any coarseness.
pub fn pc() -> impl Strategy<Value = Pc> {
    let offset = prop_oneof![
        2 => -2 * SECOND..2 * SECOND,
        3 => -40 * SECOND..40 * SECOND,
        2 => -1_800 * SECOND..1_800 * SECOND,
        1 => -LATEST * SECOND..LATEST * SECOND,
    ];
    let step = prop_oneof![Just(0), Just(100), Just(1_000), Just(15_625)];
    (offset, step).prop_map(|(offset, step)| Pc { offset, step })
}

/// A moment within the second: on the full second, 1 µs before or after it, or anywhere.
fn fraction() -> impl Strategy<Value = i64> {
    prop_oneof![Just(0), Just(SECOND - 1), Just(1), 0..SECOND]
}

fn way() -> impl Strategy<Value = i64> {
    prop_oneof![Just(0), Just(1), 0..3_000_i64, 0..60_000_i64, 0..2 * SECOND]
}

/// Requests within ten seconds of each other, at any time from 1970 to 2099, in any order.
pub fn trips(count: std::ops::Range<usize>) -> impl Strategy<Value = Vec<Trip>> {
    let one = (0..10_i64, fraction(), way(), way(), any::<bool>());
    (0..LATEST, prop::collection::vec(one, count)).prop_map(|(start, requests)| {
        let trip = |(second, fraction, there, back, cold)| {
            let stamped = (start + second) * SECOND + fraction;
            Trip { stamped, there, back, cold }
        };
        requests.into_iter().map(trip).collect()
    })
}

/// What an honest server's answers look like.
pub fn honest(pc: Pc, trips: &[Trip]) -> Vec<Sample> {
    trips.iter().map(|trip| trip.honest(pc)).collect()
}

/// Samples that no network could bring, up to the ends of the number range.
pub fn garbage() -> impl Strategy<Value = Vec<Sample>> {
    let number = || {
        prop_oneof![any::<i64>(), -5 * SECOND..5 * SECOND, Just(i64::MIN), Just(i64::MAX), Just(0)]
    };
    let sample = (number(), number(), number(), number(), any::<bool>());
    let sample = sample.prop_map(|(sent, received, date, age, cold)| Sample {
        sent: sent.min(received),
        received: received.max(sent),
        date,
        age,
        includes_handshake: cold,
    });
    prop::collection::vec(sample, 1..9)
}

/// A clock that knows how coarsely the PC tells the time.
pub fn clock(pc: Pc, samples: &[Sample]) -> Clock {
    Clock::new(samples.to_vec(), pc.step)
}
