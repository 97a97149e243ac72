//! Simulated measurements: four networks, four ways to ask, each error known exactly.

use crate::networks::{self, Network, micros};
use crate::random::Random;
use crate::statistics::percentile;
use karte_signin_doctor::clock::{Budget, Clock, SECOND, Sample};

const REQUESTS: usize = 8;
const WITHIN: i64 = 3 * SECOND;
/// What `performance.now()` rounds to.
const STEP: i64 = 100;
/// A timer fires late: typically by 0.2 ms, at most by 13.8 ms (seen in Chromium's worker).
const LATE_MS: f64 = 0.3;
const LATEST_MS: f64 = 13.8;

/// A PC whose clock is off, a network and a server that is right.
struct World<'a> {
    network: &'a Network,
    random: Random,
    offset: i64,
    truth: i64,
    samples: Vec<Sample>,
}

impl World<'_> {
    fn local(&self) -> i64 {
        let local = self.truth + self.offset;
        local - local.rem_euclid(STEP)
    }

    fn clock(&self) -> Clock {
        Clock::new(self.samples.clone(), STEP)
    }

    /// Waits until a local time and asks; the first time a connection is set up in three round trips.
    fn ask_at(&mut self, local: i64) {
        let late = micros(self.random.tail(LATE_MS).min(LATEST_MS));
        self.truth = self.truth.max(local - self.offset) + late;
        let cold = self.samples.is_empty();
        let sent = self.local();
        let set_up = if cold { 6 } else { 0 };
        let there = (0..=set_up).map(|_| self.network.way(&mut self.random)).sum::<i64>();
        self.truth += there;
        let date = self.truth - self.truth.rem_euclid(SECOND);
        self.truth += self.network.way(&mut self.random);
        self.samples.push(Sample { sent, received: self.local(), date, age: 0, cold });
    }
}

/// A way to ask, and the estimate in the end.
type Strategy = fn(&mut World) -> i64;

const STRATEGIES: [(&str, Strategy); 4] = [
    ("one naive request", naive),
    ("evenly spaced, intersected", evenly),
    ("plain bisection", bisection),
    ("recommended, 3 s", recommended),
];

fn naive(world: &mut World) -> i64 {
    world.ask_at(world.local());
    let Sample { received, date, .. } = world.samples[0];
    received - date
}

fn estimate(world: &World) -> i64 {
    world.clock().estimate().map_or(0, |estimate| estimate.offset)
}

fn evenly(world: &mut World) -> i64 {
    let first = world.local();
    for number in 0..8 {
        world.ask_at(first + number * (WITHIN / 8));
    }
    estimate(world)
}

/// Always at the middle of what is open, in the next second in which that can be met.
fn bisection(world: &mut World) -> i64 {
    let first = world.local();
    world.ask_at(first);
    while world.samples.len() < REQUESTS {
        let Some(region) = world.clock().feasible_region() else { break };
        let trip = world
            .samples
            .last()
            .map_or(0, |last| if last.cold { last.round_trip() / 4 } else { last.round_trip() });
        let middle = region.interval.centre() - trip / 2;
        let earliest = world.local() + 2_000;
        let send = earliest + (middle - earliest).rem_euclid(SECOND);
        if send > first + WITHIN {
            break;
        }
        world.ask_at(send);
    }
    estimate(world)
}

fn recommended(world: &mut World) -> i64 {
    let until = world.local() + WITHIN;
    loop {
        let left = REQUESTS - world.samples.len();
        let budget = Budget { left, until, threshold: None };
        let Some(send) = world.clock().plan(world.local(), &budget) else { break };
        world.ask_at(send);
    }
    estimate(world)
}

/// Prints one row for each way to ask: |error| median / p95, and how often the truth lay outside the interval.
pub fn table(runs: usize) {
    println!("|error| median / p95 in ms of {runs} runs; requests and seconds on average");
    println!("| requests ≤ {REQUESTS}, ≤ 3 s | {} |", networks::ALL.map(|n| n.name).join(" | "));
    println!("|---|---|---|---|---|");
    let mut outside = 0;
    for (name, strategy) in STRATEGIES {
        let cells = networks::ALL.iter().map(|network| cell(network, strategy, runs, &mut outside));
        println!("| {name} | {} |", cells.collect::<Vec<_>>().join(" | "));
    }
    println!("truth outside the guaranteed interval: {outside} times");
}

#[allow(clippy::cast_precision_loss, reason = "statistics")]
fn cell(network: &Network, strategy: Strategy, runs: usize, outside: &mut usize) -> String {
    let mut errors = Vec::with_capacity(runs);
    let (mut requests, mut took) = (0, 0);
    for run in 0..runs {
        let mut random = Random::new(run as u64 * 7_919 + 17);
        let offset = micros(random.between(-2e6, 2e6));
        let start = 1_795_000_000 * SECOND + micros(random.between(0.0, 1e6));
        let mut world = World { network, random, offset, truth: start, samples: Vec::new() };
        errors.push((strategy(&mut world) - offset).abs() as f64 / 1e3);
        let hard = world.clock().feasible_region();
        *outside += usize::from(hard.is_none_or(|hard| !hard.interval.contains(offset)));
        requests += world.samples.len();
        took += world.truth - start;
    }
    let (median, p95) = (percentile(&mut errors, 0.5), percentile(&mut errors, 0.95));
    let mean = |sum: f64| sum / runs as f64;
    let seconds = mean(took as f64 / 1e6);
    format!("{median:.1}/{p95:.1} ({:.1}, {seconds:.1} s)", mean(requests as f64))
}
