//! Invariants 8 and 9: no verdict is wrong for servers that stamp late, and `Behind` is right for cached copies of any age.

use super::cases;
use super::world::{Pc, Trip, clock, pc, trips};
use karte_signin_doctor::clock::{Clock, SECOND, Sample, Verdict};
use proptest::prelude::*;

const THRESHOLDS: [i64; 3] = [5 * SECOND, 30 * SECOND, 300 * SECOND];

/// Whether a verdict is true of a PC.
fn holds(verdict: Verdict, offset: i64, threshold: i64) -> bool {
    match verdict {
        Verdict::Ok => offset.abs() <= threshold,
        Verdict::Ahead => offset > threshold,
        Verdict::Behind => offset < -threshold,
        Verdict::MaybeOk | Verdict::MaybeAhead | Verdict::Near | Verdict::Unreliable => true,
    }
}

fn late() -> impl Strategy<Value = i64> {
    prop_oneof![Just(0), Just(SECOND), Just(SECOND - 1), 0..=SECOND]
}

/// The age of a cached copy in microseconds, and whether its `Age` header states it.
fn age() -> impl Strategy<Value = (i64, bool)> {
    let age = prop_oneof![Just(0), 0..3 * SECOND, 0..400 * SECOND, 0..1_000_000_000 * SECOND];
    (age, any::<bool>())
}

fn copy(pc: Pc, trip: Trip, (age, told): (i64, bool)) -> Sample {
    let header = if told { age - age.rem_euclid(SECOND) } else { 0 };
    Sample { age: header, ..trip.seen(pc, trip.stamped - age) }
}

/// PCs close to a threshold, where a verdict is most easily wrong.
fn borderline() -> impl Strategy<Value = Pc> {
    let near = (prop::sample::select(&THRESHOLDS[..]), -3 * SECOND..3 * SECOND, any::<bool>());
    let near = near.prop_map(|(threshold, by, ahead)| Pc {
        offset: if ahead { threshold } else { -threshold } + by,
        step: 1_000,
    });
    prop_oneof![near, pc()]
}

fn all_hold(clock: &Clock, pc: Pc) -> Result<(), TestCaseError> {
    for threshold in THRESHOLDS {
        let verdict = clock.verdict(threshold);
        prop_assert!(holds(verdict, pc.offset, threshold), "{verdict:?} {threshold}");
    }
    Ok(())
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn i08_servers_that_stamp_late_lead_to_no_wrong_verdict(
        pc in borderline(), trips in trips(1..9), late in prop::collection::vec(late(), 9),
    ) {
        let samples: Vec<_> = trips.iter().zip(late)
            .map(|(trip, late)| trip.seen(pc, trip.stamped - late)).collect();
        for count in 1..=samples.len() {
            let clock = clock(pc, &samples[..count]);
            let interval = clock.verdict_interval().expect("samples");
            prop_assert!(interval.contains(pc.offset), "{interval:?}");
            all_hold(&clock, pc)?;
        }
    }

    #[test]
    fn i09_behind_is_right_for_copies_of_any_age(
        pc in borderline(), trips in trips(1..9), ages in prop::collection::vec(age(), 9),
    ) {
        let samples: Vec<_> =
            trips.iter().zip(ages).map(|(trip, age)| copy(pc, *trip, age)).collect();
        for count in 1..=samples.len() {
            let clock = clock(pc, &samples[..count]);
            for threshold in THRESHOLDS {
                if clock.verdict(threshold) == Verdict::Behind {
                    prop_assert!(pc.offset < -threshold, "{threshold}");
                }
            }
        }
    }
}
