//! Debian's `htpdate` and the core, one after the other on the same server through the same delaying proxy.
//!
//! The lab's `Date` is shifted by a random amount, so the true offset is known: both use this machine's clock.

use crate::lab::Lab;
use crate::networks::{self, Network};
use crate::random::Random;
use crate::statistics::{percentile, ratio};
use crate::{Failure, proxy};
use karte_signin_doctor::clock::{Budget, Clock, SECOND, Sample, parse_date};
use std::io::{BufRead as _, BufReader, Write as _};
use std::net::TcpStream;
use std::process::Command;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

const REQUESTS: usize = 8;
/// So many labs at once: a measurement mostly waits.
const LABS: usize = 4;

/// What one tool made of one measurement.
struct Outcome {
    error_ms: f64,
    seconds: f64,
    /// Half the guaranteed interval; `htpdate` names none.
    bound_ms: f64,
}

/// Runs both on each of the networks and prints their errors.
pub fn compare(runs: usize) -> Result<(), Failure> {
    println!("{}; {REQUESTS} requests each", version()?);
    println!(
        "| {runs} runs | ours: median/p95 (s) | our bound | htpdate: median/p95 (s) | ratio of medians (90 %) | of p95 (90 %) |"
    );
    println!("|---|---|---|---|---|---|");
    for network in &networks::ALL {
        println!("| {} | {} |", network.name, row(&on(network, runs)?));
    }
    Ok(())
}

fn version() -> Result<String, Failure> {
    let output = Command::new("htpdate").arg("-h").output();
    let output =
        output.map_err(|error| format!("htpdate: {error}; run: apt-get install htpdate"))?;
    let text = [output.stdout, output.stderr].concat();
    Ok(String::from_utf8_lossy(&text).lines().next().unwrap_or_default().to_owned())
}

fn on(network: &'static Network, runs: usize) -> Result<Vec<[Outcome; 2]>, Failure> {
    let labs = (0..LABS).map(|number| {
        let share = runs / LABS + usize::from(number < runs % LABS);
        std::thread::spawn(move || in_one_lab(network, number, share))
    });
    let mut pairs = Vec::new();
    for lab in labs.collect::<Vec<_>>() {
        pairs.extend(lab.join().map_err(|_| "a measurement broke off")??);
    }
    Ok(pairs)
}

fn in_one_lab(
    network: &'static Network,
    number: usize,
    runs: usize,
) -> Result<Vec<[Outcome; 2]>, Failure> {
    let lab = Lab::start(number)?;
    let port = proxy::start(lab.http, network, number as u64 * 1_000_003)?;
    let mut random = Random::new(number as u64 + 41);
    (0..runs)
        .map(|_| {
            #[allow(clippy::cast_possible_truncation, reason = "two seconds at most")]
            let shift = random.between(-2_000.0, 2_000.0) as i64;
            lab.shift(shift)?;
            std::thread::sleep(Duration::from_secs_f64(random.unit()));
            let ours = timed(shift, || ours(port))?;
            std::thread::sleep(Duration::from_secs_f64(random.unit()));
            Ok([ours, timed(shift, || theirs(port))?])
        })
        .collect()
}

/// The estimate of an offset in milliseconds and its bound, held against the truth.
fn timed(
    shift_ms: i64,
    measure: impl FnOnce() -> Result<(f64, f64), Failure>,
) -> Result<Outcome, Failure> {
    let begun = Instant::now();
    let (offset_ms, bound_ms) = measure()?;
    #[allow(clippy::cast_precision_loss, reason = "two seconds at most")]
    let error_ms = (offset_ms + shift_ms as f64).abs();
    Ok(Outcome { error_ms, seconds: begun.elapsed().as_secs_f64(), bound_ms })
}

#[allow(clippy::cast_precision_loss, reason = "a few seconds")]
fn ours(port: u16) -> Result<(f64, f64), Failure> {
    let mut stream = TcpStream::connect(("127.0.0.1", port))?;
    stream.set_nodelay(true)?;
    let mut reader = BufReader::new(stream.try_clone()?);
    let until = now() + 3 * SECOND;
    let mut samples: Vec<Sample> = Vec::new();
    loop {
        let budget = Budget { left: REQUESTS - samples.len(), until, threshold: None };
        let Some(send) = Clock::new(samples.clone(), 1).plan(now(), &budget) else { break };
        std::thread::sleep(Duration::from_micros((send - now()).max(0).unsigned_abs()));
        samples.push(ask(&mut stream, &mut reader, samples.is_empty())?);
    }
    let clock = Clock::new(samples, 1);
    let (estimate, hard) = clock.estimate().zip(clock.feasible_region()).ok_or("no answer")?;
    Ok((estimate.offset as f64 / 1e3, hard.interval.width() as f64 / 2e3))
}

fn ask(
    stream: &mut TcpStream,
    reader: &mut BufReader<TcpStream>,
    cold: bool,
) -> Result<Sample, Failure> {
    let sent = now();
    stream.write_all(b"HEAD / HTTP/1.1\r\nhost: lab\r\n\r\n")?;
    let (mut date, mut received, mut line) = (None, sent, String::new());
    while reader.read_line(&mut line)? > 2 {
        if received == sent {
            received = now();
        }
        let header = line.split_once(':').filter(|(name, _)| name.eq_ignore_ascii_case("date"));
        date = header.and_then(|(_, value)| parse_date(value.trim()).ok()).or(date);
        line.clear();
    }
    Ok(Sample { sent, received, date: date.ok_or("no Date")?, age: 0, cold })
}

fn now() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_micros()).unwrap_or_default()
}

/// `htpdate` in debug mode prints its raw offset: what the server is ahead, in seconds.
fn theirs(port: u16) -> Result<(f64, f64), Failure> {
    let output = Command::new("htpdate")
        .args(["-4", "-n", "-t", "-q", "-d", "-p", &REQUESTS.to_string()])
        .arg(format!("http://127.0.0.1:{port}/"))
        .output()?;
    let text = [output.stdout, output.stderr].concat();
    let text = String::from_utf8_lossy(&text);
    let raw = text.lines().find_map(|line| line.strip_prefix("offset: "));
    let seconds: f64 = raw.ok_or_else(|| format!("htpdate: {text}"))?.trim().parse()?;
    Ok((-1e3 * seconds, f64::NAN))
}

fn row(pairs: &[[Outcome; 2]]) -> String {
    let of = |tool: usize, value: fn(&Outcome) -> f64, share| {
        let mut values: Vec<_> = pairs.iter().map(|pair| value(&pair[tool])).collect();
        percentile(&mut values, share)
    };
    let [ours, theirs] = [0, 1].map(|tool| {
        let error = |share| of(tool, |o| o.error_ms, share);
        format!("{:.1}/{:.1} ({:.1})", error(0.5), error(0.95), of(tool, |o| o.seconds, 0.5))
    });
    let errors: Vec<_> =
        pairs.iter().map(|[ours, theirs]| (theirs.error_ms, ours.error_ms)).collect();
    let [medians, p95s] = [0.5, 0.95].map(|share| {
        let [ratio, from, to] = ratio(&errors, share);
        format!("{ratio:.1}× ({from:.1}–{to:.1})")
    });
    let bound = of(0, |o| o.bound_ms, 0.5);
    format!("{ours} | ±{bound:.1} ms | {theirs} | {medians} | {p95s}")
}
