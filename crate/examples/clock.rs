//! Measures clocks from recorded answers: reads one JSON line `{"samples":[…],"q_ms"?}` per measurement from standard
//! input, and writes one JSON line each with interval, estimate, anomalies and verdicts to standard output.
//!
//! A line that cannot be read becomes `{"error":…}`; a sample whose `Date` is unusable is listed under `rejected`.

use karte_signin_doctor::clock::{
    Anchor, Anomaly, Clock, DateError, SECOND, Sample, Verdict, parse_date,
};
use serde::Deserialize;
use serde_json::{Map, Value, json};
use std::io::{BufRead as _, Write as _};

/// The latest time that a browser's clock can show, in milliseconds.
const FARTHEST_MS: f64 = 8.64e15;
/// An `Age` that counts as infinite, in seconds (RFC 9111).
const ENDLESS_AGE: i64 = 1 << 31;
/// The answer has an earlier time than its request: the clock was set back in between.
const BACKWARDS: &str = "received_before_sent";
/// Resolution of `Date.now()`.
const LOCAL_STEP_MS: f64 = 1.0;
/// Resolution of `performance.now()`.
const STEADY_STEP_MS: f64 = 0.1;

#[derive(Deserialize)]
struct Line {
    samples: Vec<Answer>,
    #[serde(default)]
    q_ms: Option<f64>,
}

#[derive(Deserialize)]
struct Answer {
    sent_local_ms: f64,
    received_local_ms: f64,
    #[serde(default)]
    date_header: Option<String>,
    #[serde(default)]
    age: Option<i64>,
    #[serde(default)]
    sent_perf_ms: Option<f64>,
    #[serde(default)]
    received_perf_ms: Option<f64>,
    #[serde(default)]
    cold: Option<bool>,
}

/// Both timestamps of an answer, in local time and, if they were taken, in monotonic time.
struct Stamps {
    local: [i64; 2],
    steady: Option<[i64; 2]>,
}

fn main() -> std::io::Result<()> {
    let mut input = std::io::stdin().lock();
    let mut output = std::io::BufWriter::new(std::io::stdout().lock());
    let mut line = Vec::new();
    while input.read_until(b'\n', &mut line)? > 0 {
        // Invalid UTF-8 becomes replacement characters: garbage is an error, never a crash.
        let text = String::from_utf8_lossy(&line);
        if !text.trim().is_empty() {
            let report = measure(&text).unwrap_or_else(|error| json!({ "error": error }));
            writeln!(output, "{report}")?;
            output.flush()?;
        }
        line.clear();
    }
    Ok(())
}

fn measure(text: &str) -> Result<Value, String> {
    let line: Line = serde_json::from_str(text).map_err(|error| error.to_string())?;
    let stamps = line.samples.iter().map(stamps).collect::<Result<Vec<_>, _>>()?;
    let (times, mut moved) = told(&stamps);
    let (mut samples, mut rejected) = (Vec::new(), Vec::new());
    for (index, (answer, times)) in line.samples.iter().zip(times).enumerate() {
        match sample(answer, times)? {
            Ok(sample) => samples.push(sample),
            Err(why) => rejected.push((index, why)),
        }
    }
    moved |= rejected.iter().any(|&(_, why)| why == BACKWARDS);
    Ok(report(&Clock::new(samples, step(&line, &stamps)?), moved, &rejected))
}

/// The uncertainty of the timestamps: as given, or the usual resolution of the browser's clocks.
fn step(line: &Line, stamps: &[Stamps]) -> Result<i64, String> {
    let steady = stamps.iter().all(|stamp| stamp.steady.is_some());
    let usual = if steady { STEADY_STEP_MS } else { LOCAL_STEP_MS };
    let step = micros("q_ms", line.q_ms.unwrap_or(usual))?;
    if step < 0 { Err("q_ms: is negative".to_owned()) } else { Ok(step) }
}

/// A sample, or why the `Date` of this answer is unusable; an error only for impossible numbers.
fn sample(
    answer: &Answer,
    [sent, received]: [i64; 2],
) -> Result<Result<Sample, &'static str>, String> {
    let age = age(answer)?;
    if received < sent {
        return Ok(Err(BACKWARDS));
    }
    let date = answer.date_header.as_deref().map_or(Err(DateError::Missing), parse_date);
    let cold = answer.cold == Some(true);
    Ok(date
        .map(|date| Sample { sent, received, date, age, includes_handshake: cold })
        .map_err(date_error))
}

fn stamps(answer: &Answer) -> Result<Stamps, String> {
    let local = [
        micros("sent_local_ms", answer.sent_local_ms)?,
        micros("received_local_ms", answer.received_local_ms)?,
    ];
    let steady = match (answer.sent_perf_ms, answer.received_perf_ms) {
        (Some(sent), Some(received)) => {
            Some([micros("sent_perf_ms", sent)?, micros("received_perf_ms", received)?])
        }
        _ => None,
    };
    Ok(Stamps { local, steady })
}

fn micros(name: &str, ms: f64) -> Result<i64, String> {
    if !ms.is_finite() || ms.abs() > FARTHEST_MS {
        return Err(format!("{name}: {ms} is no time"));
    }
    #[allow(clippy::cast_possible_truncation, reason = "within the range that was just checked")]
    let micros = (ms * 1e3).round() as i64;
    Ok(micros)
}

fn age(answer: &Answer) -> Result<i64, String> {
    let age = answer.age.unwrap_or(0);
    if age < 0 {
        return Err(format!("age: {age} is negative"));
    }
    Ok(age.min(ENDLESS_AGE) * SECOND)
}

/// The timestamps in terms of the local clock as it was at the end, and whether the clock was set in between.
///
/// With monotonic timestamps all of them are converted with one anchor, and the total change of the clock is added; without
/// them the local timestamps are used unchanged.
fn told(stamps: &[Stamps]) -> (Vec<[i64; 2]>, bool) {
    let readings: Option<Vec<_>> = stamps.iter().map(pairs).collect();
    let readings: Vec<_> = readings.unwrap_or_default().into_iter().flatten().collect();
    let (Some(anchor), Some(last)) =
        (Anchor::of(&readings[..readings.len().min(2)]), readings.last())
    else {
        return (stamps.iter().map(|stamp| stamp.local).collect(), false);
    };
    let moved = |reading: &(i64, i64)| Anchor::of(&[*reading]).and_then(|now| anchor.moved(now));
    let by = moved(last).unwrap_or(0);
    let steady = stamps.iter().filter_map(|stamp| stamp.steady);
    let tell = |stamp| anchor.local(stamp).saturating_add(by);
    (steady.map(|both| both.map(tell)).collect(), readings.iter().any(|r| moved(r).is_some()))
}

fn pairs(stamps: &Stamps) -> Option<[(i64, i64); 2]> {
    let [sent, received] = stamps.steady?;
    Some([(stamps.local[0], sent), (stamps.local[1], received)])
}

fn report(clock: &Clock, moved: bool, rejected: &[(usize, &str)]) -> Value {
    let region = clock.feasible_region();
    let interval = region.map(|region| region.interval);
    let verdict_interval = clock.verdict_interval();
    let verdicts = [5, 30, 300].map(|threshold: i64| {
        let verdict = clock.verdict(threshold * SECOND);
        (threshold.to_string(), Value::from(verdict_name(verdict)))
    });
    let mut report = json!({
        "lo_s": seconds(interval, |i| i.lo),
        "hi_s": seconds(interval, |i| i.hi),
        "estimate_s": seconds(clock.estimate(), |e| e.offset),
        "agreeing": region.map_or(0, |region| region.agreeing),
        "anomalies": anomalies(clock, moved),
        "ticked": clock.date_advanced(),
        "verdict_lo_s": seconds(verdict_interval, |i| i.lo),
        "verdict_hi_s": seconds(verdict_interval, |i| i.hi),
        "verdict": Map::from_iter(verdicts),
    });
    if !rejected.is_empty() {
        let why = |&(sample, reason): &(usize, &str)| json!({"sample": sample, "reason": reason});
        report["rejected"] = rejected.iter().map(why).collect();
    }
    report
}

/// What does not fit between two answers; "inconsistent" only if there is no more specific anomaly.
fn anomalies(clock: &Clock, moved: bool) -> Vec<&'static str> {
    let mut words: Vec<_> = clock.anomalies().into_iter().map(anomaly).collect();
    if words.is_empty() && clock.feasible_region().is_some_and(|region| !region.consistent) {
        words.push("inconsistent");
    }
    words.extend(moved.then_some("step"));
    words
}

fn seconds<T>(found: Option<T>, micros: impl Fn(T) -> i64) -> Option<f64> {
    #[allow(clippy::cast_precision_loss, reason = "exact to the microsecond for any real clock")]
    found.map(|found| micros(found) as f64 / 1e6)
}

const fn date_error(error: DateError) -> &'static str {
    match error {
        DateError::Missing => "missing",
        DateError::Duplicate => "duplicate",
        DateError::NotGmt => "not_gmt",
        DateError::Malformed => "malformed",
    }
}

const fn anomaly(found: Anomaly) -> &'static str {
    match found {
        Anomaly::Frozen => "frozen",
        Anomaly::Behind => "behind",
        Anomaly::Jump => "jump",
    }
}

const fn verdict_name(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Ok => "ok",
        Verdict::MaybeOk => "ok?",
        Verdict::Ahead => "ahead",
        Verdict::MaybeAhead => "ahead?",
        Verdict::Behind => "behind",
        Verdict::Near => "near",
        Verdict::Unreliable => "unreliable",
    }
}
