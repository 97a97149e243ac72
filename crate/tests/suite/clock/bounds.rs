//! Invariants 1 to 7: what the computed interval contains.

use super::cases;
use super::world::{clock, garbage, honest, pc, trips};
use karte_signin_doctor::clock::{Clock, Interval, SECOND, Sample};
use proptest::prelude::*;

const PAD: i64 = 400;

fn feasible_region(clock: &Clock) -> Interval {
    clock.feasible_region().expect("samples").interval
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn i01_truth_is_inside_after_every_sample_and_nothing_is_flagged(
        pc in pc(), trips in trips(1..9),
    ) {
        let samples = honest(pc, &trips);
        for count in 1..=samples.len() {
            let clock = clock(pc, &samples[..count]);
            let region = clock.feasible_region().expect("samples");
            prop_assert!(region.interval.contains(pc.offset), "{region:?}");
            prop_assert!(region.consistent && region.agreeing == count);
            prop_assert_eq!(clock.anomalies(), []);
        }
    }

    #[test]
    fn i02_it_never_grows(pc in pc(), trips in trips(2..9)) {
        let samples = honest(pc, &trips);
        for count in 1..samples.len() {
            let before = feasible_region(&clock(pc, &samples[..count]));
            let after = feasible_region(&clock(pc, &samples[..=count]));
            prop_assert!(before.lo <= after.lo && after.hi <= before.hi);
        }
    }

    #[test]
    fn i03_it_is_no_wider_than_a_second_and_the_least_round_trip(
        pc in pc(), trips in trips(1..9),
    ) {
        let clock = clock(pc, &honest(pc, &trips));
        let least = clock.samples().iter().map(Sample::round_trip).min().expect("samples");
        let width = feasible_region(&clock).width();
        prop_assert!((0..=SECOND + least + 2 * (pc.step + PAD)).contains(&width), "{width}");
    }

    #[test]
    fn i04_the_likely_part_is_inside_and_holds_the_estimate(
        pc in pc(), trips in trips(1..9), garbage in garbage(), honestly in any::<bool>(),
    ) {
        let samples = if honestly { honest(pc, &trips) } else { garbage };
        let clock = clock(pc, &samples);
        let (hard, likely) = (feasible_region(&clock), clock.likely_interval().expect("samples"));
        prop_assert!(hard.lo <= likely.lo && likely.hi <= hard.hi);
        let estimate = clock.estimate().expect("samples");
        prop_assert!(likely.contains(estimate.offset) && estimate.bound >= 0);
        if honestly {
            prop_assert!((estimate.offset - pc.offset).abs() <= estimate.bound);
        }
    }

    #[test]
    fn i05_the_order_of_samples_does_not_matter(
        pc in pc(), trips in trips(1..9), garbage in garbage(), honestly in any::<bool>(),
        turn in 0_usize..9,
    ) {
        let samples = if honestly { honest(pc, &trips) } else { garbage };
        let mut turned: Vec<_> = samples.iter().rev().copied().collect();
        turned.rotate_left(turn % samples.len());
        let (a, b) = (clock(pc, &samples), clock(pc, &turned));
        prop_assert_eq!(a.feasible_region(), b.feasible_region());
        prop_assert_eq!(a.estimate(), b.estimate());
        prop_assert_eq!(a.anomalies(), b.anomalies());
        prop_assert_eq!(a.verdict(30 * SECOND), b.verdict(30 * SECOND));
    }

    #[test]
    fn i06_shifts_of_either_clock_move_it_by_as_much(
        pc in pc(), trips in trips(1..9), lag in trips(1..9),
        local in -4_000_000_000 * SECOND..4_000_000_000 * SECOND, dates in -4_000_000_000_i64..4_000_000_000,
    ) {
        // The date is shifted by an unrelated delay, so that about half of the servers contradict themselves.
        let samples: Vec<_> = trips.iter().zip(lag.iter().cycle())
            .map(|(trip, lag)| trip.seen(pc, trip.stamped - lag.there)).collect();
        let shifted: Vec<_> = samples.iter()
            .map(|s| Sample { date: s.date + dates * SECOND, ..s.moved(local) }).collect();
        let by = local - dates * SECOND;
        let (before, after) = (clock(pc, &samples), clock(pc, &shifted));
        let moved = |i: Interval| Interval { lo: i.lo + by, hi: i.hi + by };
        prop_assert_eq!(moved(feasible_region(&before)), feasible_region(&after));
        prop_assert_eq!(before.verdict_interval().map(moved), after.verdict_interval());
        prop_assert_eq!(before.anomalies(), after.anomalies());
    }

    #[test]
    fn i07_it_is_never_empty(samples in garbage(), step in any::<i64>()) {
        let clock = Clock::new(samples, step);
        let region = clock.feasible_region().expect("samples");
        prop_assert!(region.interval.lo <= region.interval.hi, "{region:?}");
        prop_assert!((1..=clock.samples().len()).contains(&region.agreeing));
        let verdict = clock.verdict_interval().expect("samples");
        prop_assert!(verdict.lo <= verdict.hi);
    }
}
