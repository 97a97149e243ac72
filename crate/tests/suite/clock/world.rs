//! Worlds for clock measurements: the delays of a request, and the resulting timestamps of the PC and the server.

use karte_signin_doctor::clock::{Clock, SECOND, Sample};
use proptest::prelude::*;

/// 30 December 2099, in seconds.
const LATEST: i64 = 4_102_358_400;

/// A PC: how far its clock is ahead and the resolution of its timer, in microseconds.
#[derive(Debug, Clone, Copy)]
pub struct Pc {
    pub offset: i64,
    pub step: i64,
}

impl Pc {
    /// The local time that the PC shows at a true time, rounded down to the timer's resolution.
    pub fn tells(self, truth: i64) -> i64 {
        let local = truth + self.offset;
        local - local.rem_euclid(self.step.max(1))
    }

    /// The first true time at which the PC's timer shows at least `local`.
    pub fn reaches(self, local: i64) -> i64 {
        local + (-local).rem_euclid(self.step.max(1)) - self.offset
    }
}

/// One request: the true time of the server's stamp and the time of each direction, in microseconds.
#[derive(Debug, Clone, Copy)]
pub struct Trip {
    pub stamped: i64,
    pub there: i64,
    pub back: i64,
    pub cold: bool,
}

impl Trip {
    /// The sample that the PC records if the server writes the second that contains `shown`.
    pub fn seen(self, pc: Pc, shown: i64) -> Sample {
        Sample {
            sent: pc.tells(self.stamped - self.there),
            received: pc.tells(self.stamped + self.back),
            date: shown - shown.rem_euclid(SECOND),
            age: 0,
            includes_handshake: self.cold,
        }
    }

    /// The sample from a server whose clock is right.
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

/// The samples from a server whose clock is right.
pub fn honest(pc: Pc, trips: &[Trip]) -> Vec<Sample> {
    trips.iter().map(|trip| trip.honest(pc)).collect()
}

/// Samples that no network can produce, up to the limits of the number type.
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

/// A clock measurement that knows the resolution of the PC's timer.
pub fn clock(pc: Pc, samples: &[Sample]) -> Clock {
    Clock::new(samples.to_vec(), pc.step)
}
