//! Accuracy of the clock measurement in simulated networks, where the true offset, and so each error, is known.
//!
//! `cargo run --release -q -p karte-signin-doctor --example clock_bench [runs]` prints the same numbers in every run.

use fastrand::Rng;
use karte_signin_doctor::clock::{Budget, Clock, SECOND, Sample};

const REQUESTS: usize = 8;
const WITHIN: i64 = 3 * SECOND;
/// The resolution of `performance.now()`, in microseconds.
const STEP: i64 = 100;
/// Timers fire late: typically by 0.2 ms, at most by 13.8 ms (measured in Chromium's worker). `LATE_MS` is the mean.
const LATE_MS: f64 = 0.3;
const LATEST_MS: f64 = 13.8;

/// One-way time in milliseconds; the two directions are drawn independently.
type Way = fn(&mut Rng) -> f64;

/// Named by their round-trip times. LTE and Wi-Fi have a minimum and a long tail: most of their round trips, but not all, are
/// within the range in the name.
const NETWORKS: [(&str, Way); 4] = [
    ("LAN 1–3 ms", |random| between(random, 0.5, 1.5)),
    ("fibre 10–30 ms", |random| between(random, 5.0, 15.0)),
    ("LTE 40–120 ms", |random| 20.0 + tail(random, 28.0)),
    ("bad Wi-Fi 50–800 ms", |random| 25.0 + tail(random, 50.0)),
];

/// A way to choose the send times; returns the final estimate.
type Strategy = fn(&mut World) -> i64;

const STRATEGIES: [(&str, Strategy); 3] = [
    ("one naive request", naive),
    ("evenly spaced, intersected", evenly),
    ("what the core plans, 3 s", planned),
];

fn between(random: &mut Rng, from: f64, to: f64) -> f64 {
    from + (to - from) * random.f64()
}

/// An exponentially distributed value.
fn tail(random: &mut Rng, mean: f64) -> f64 {
    -mean * (1.0 - random.f64()).ln()
}

/// Converts milliseconds to whole microseconds.
#[allow(clippy::cast_possible_truncation, reason = "a few seconds at most")]
fn micros(ms: f64) -> i64 {
    (ms * 1e3).round() as i64
}

/// A PC whose clock is off, a network, and a server whose clock is right.
struct World {
    way: Way,
    random: Rng,
    offset: i64,
    truth: i64,
    samples: Vec<Sample>,
}

impl World {
    fn local(&self) -> i64 {
        let local = self.truth + self.offset;
        local - local.rem_euclid(STEP)
    }

    fn clock(&self) -> Clock {
        Clock::new(self.samples.clone(), STEP)
    }

    fn estimate(&self) -> i64 {
        self.clock().estimate().map_or(0, |estimate| estimate.offset)
    }

    fn one_way(&mut self) -> i64 {
        micros((self.way)(&mut self.random))
    }

    /// Waits until a local time and sends a request; the first request also sets up a connection in three round trips.
    fn ask_at(&mut self, local: i64) {
        let late = micros(tail(&mut self.random, LATE_MS).min(LATEST_MS));
        self.truth = self.truth.max(local - self.offset) + late;
        let cold = self.samples.is_empty();
        let sent = self.local();
        let ways = if cold { 7 } else { 1 };
        self.truth += (0..ways).map(|_| self.one_way()).sum::<i64>();
        let date = self.truth - self.truth.rem_euclid(SECOND);
        self.truth += self.one_way();
        self.samples.push(Sample {
            sent,
            received: self.local(),
            date,
            age: 0,
            includes_handshake: cold,
        });
    }
}

fn naive(world: &mut World) -> i64 {
    world.ask_at(world.local());
    let Sample { received, date, .. } = world.samples[0];
    received - date
}

fn evenly(world: &mut World) -> i64 {
    let first = world.local();
    (0..8).for_each(|number| world.ask_at(first + number * (WITHIN / 8)));
    world.estimate()
}

fn planned(world: &mut World) -> i64 {
    let until = world.local() + WITHIN;
    loop {
        let left = REQUESTS - world.samples.len();
        let budget = Budget { left, until, threshold: None };
        let Some(send) = world.clock().plan(world.local(), &budget) else { break };
        world.ask_at(send);
    }
    world.estimate()
}

#[allow(clippy::cast_precision_loss, reason = "statistics")]
fn cell(way: Way, strategy: Strategy, runs: usize, outside: &mut usize) -> String {
    let mut errors = Vec::with_capacity(runs);
    let (mut requests, mut took) = (0, 0);
    for run in 0..runs {
        let mut random = Rng::with_seed(run as u64 * 7_919 + 17);
        let offset = micros(between(&mut random, -2e6, 2e6));
        let start = 1_795_000_000 * SECOND + micros(between(&mut random, 0.0, 1e6));
        let mut world = World { way, random, offset, truth: start, samples: Vec::new() };
        errors.push((strategy(&mut world) - offset).abs() as f64 / 1e3);
        let region = world.clock().feasible_region();
        *outside += usize::from(region.is_none_or(|region| !region.interval.contains(offset)));
        requests += world.samples.len();
        took += world.truth - start;
    }
    errors.sort_by(f64::total_cmp);
    let (median, p95) = (errors[runs / 2], errors[(runs - 1) * 95 / 100]);
    let mean = |sum: f64| sum / runs as f64;
    let seconds = mean(took as f64 / 1e6);
    format!("{median:.1}/{p95:.1} ({:.1}, {seconds:.1} s)", mean(requests as f64))
}

/// Prints one row for each strategy: |error| median / p95, and how often the truth was outside the guaranteed interval.
fn main() {
    let runs = std::env::args().nth(1).and_then(|text| text.parse().ok()).unwrap_or(2_000);
    println!("|error| median / p95 in ms of {runs} runs; requests and seconds on average");
    println!("| requests ≤ {REQUESTS}, ≤ 3 s | {} |", NETWORKS.map(|(name, _)| name).join(" | "));
    println!("|---|---|---|---|---|");
    let mut outside = 0;
    for (name, strategy) in STRATEGIES {
        let cells = NETWORKS.map(|(_, way)| cell(way, strategy, runs, &mut outside));
        println!("| {name} | {} |", cells.join(" | "));
    }
    println!("truth outside the guaranteed interval: {outside} times");
}
