//! Invariants 10 and 11: the plan stays within its budget, and it detects a server whose clock is frozen.

use super::cases;
use super::world::{Pc, clock, garbage, pc};
use karte_signin_doctor::clock::{Anomaly, Budget, Clock, SECOND, Sample, Verdict};
use proptest::prelude::*;

const WITHIN: i64 = 3 * SECOND;

/// A server and the network to it: its lag, whether its clock is frozen, and the one-way times of each request.
#[derive(Debug, Clone)]
struct Server {
    start: i64,
    frozen: bool,
    late: i64,
    ways: Vec<(i64, i64)>,
    oversleep: i64,
}

fn server() -> impl Strategy<Value = Server> {
    let way = || prop_oneof![Just(0), 0..2_000_i64, 0..60_000_i64, 0..1_500_000_i64];
    let start = (0..4_000_000_000_i64, prop_oneof![Just(0), Just(SECOND - 1), 0..SECOND]);
    (
        start,
        any::<bool>(),
        prop_oneof![3 => Just(0), 1 => 0..=SECOND],
        prop::collection::vec((way(), way()), 10),
        prop_oneof![Just(0), 0..15_000_i64],
    )
        .prop_map(|((second, fraction), frozen, late, ways, oversleep)| Server {
            start: second * SECOND + fraction,
            frozen,
            late,
            ways,
            oversleep,
        })
}

impl Server {
    /// Answers a request that is sent at the true time `at`. Returns the sample and the time at which the answer arrives.
    fn answer(&self, pc: Pc, at: i64, number: usize) -> (Sample, i64) {
        let (there, back) = self.ways[number];
        // The first connection takes three round trips to set up.
        let set_up = if number == 0 { 3 * (there + back) } else { 0 };
        let stamped = at + set_up + there;
        let shown = if self.frozen { self.start } else { stamped - self.late };
        let sample = Sample {
            sent: pc.tells(at),
            received: pc.tells(stamped + back),
            date: shown - shown.rem_euclid(SECOND),
            age: 0,
            includes_handshake: number == 0,
        };
        (sample, stamped + back)
    }
}

/// Runs a whole measurement by the plan and checks each send time.
fn measure(
    pc: Pc,
    server: &Server,
    most: usize,
    threshold: Option<i64>,
) -> Result<Clock, TestCaseError> {
    let mut samples = Vec::new();
    let mut truth = server.start;
    let first = pc.tells(truth);
    loop {
        let now = pc.tells(truth);
        let so_far = clock(pc, &samples);
        let until = first + WITHIN;
        let budget = Budget { left: most - samples.len(), until, threshold };
        let Some(send) = so_far.plan(now, &budget) else { return Ok(so_far) };
        prop_assert!(send >= now, "sent in the past");
        prop_assert!(samples.len() < most, "more than the budget");
        let is_tick = !so_far.date_advanced() && send == so_far.tick_time(now);
        prop_assert!(send <= until || is_tick, "after the deadline: {send} {until}");
        truth = truth.max(pc.reaches(send)) + server.oversleep;
        let (sample, came) = server.answer(pc, truth, samples.len());
        samples.push(sample);
        truth = came;
    }
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn i10_the_plan_keeps_to_its_budget(
        pc in pc(), server in server(), most in 1_usize..9,
        threshold in prop::option::of(prop::sample::select(vec![5 * SECOND, 30 * SECOND, 300 * SECOND])),
    ) {
        let clock = measure(pc, &server, most, threshold)?;
        prop_assert!((1..=most).contains(&clock.samples().len()));
        if let Some(threshold) = threshold {
            let right = match clock.verdict(threshold) {
                Verdict::Ok => pc.offset.abs() <= threshold,
                Verdict::Ahead => pc.offset > threshold,
                Verdict::Behind => pc.offset < -threshold,
                _ => true,
            };
            prop_assert!(right || server.frozen);
        }
    }

    #[test]
    fn i10_no_plan_is_made_of_garbage(
        samples in garbage(), step in any::<i64>(), now in any::<i64>(), until in any::<i64>(),
        left in 0_usize..99, threshold in prop::option::of(any::<i64>()),
    ) {
        let clock = Clock::new(samples, step);
        if let Some(send) = clock.plan(now, &Budget { left, until, threshold }) {
            prop_assert!(send >= now && left > 0);
        }
    }

    #[test]
    fn i11_a_frozen_server_is_always_found_by_two_requests(
        pc in pc(), server in server(), most in 2_usize..9,
        threshold in prop::option::of(Just(30 * SECOND)),
    ) {
        let clock = measure(pc, &Server { frozen: true, ..server }, most, threshold)?;
        // `Behind` holds even if the answer is a cached copy, so one answer is enough and no second one is requested.
        let decided = threshold.is_some_and(|t| clock.verdict(t) == Verdict::Behind);
        if decided {
            prop_assert!(pc.offset < -30 * SECOND);
        } else {
            prop_assert!(clock.samples().len() >= 2);
            prop_assert_eq!(clock.anomalies(), [Anomaly::Frozen]);
        }
    }
}
