//! Any text in `Date` and `Age`: it is a time or a reason why not, and the conclusions about the clock are consistent.
//!
//! The first line is a `Date` header; each further line is an answer: sent, received and age in seconds, then its `Date`.

#![no_main]

use chrono::DateTime;
use karte_signin_doctor::clock::{Budget, Clock, SECOND, Sample, Verdict, parse_date};
use libfuzzer_sys::fuzz_target;

/// Upper limit: one diagnosis has fewer answers than this.
const ANSWERS: usize = 16;
const THRESHOLDS: [i64; 4] = [0, 30 * SECOND, 300 * SECOND, i64::MAX];

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let mut lines = text.split('\n');
    header(lines.next().unwrap_or_default());
    let samples: Vec<_> = lines.filter_map(sample).take(ANSWERS).collect();
    clock(&samples);
});

/// A header that is read as a time is the only spelling of that time.
fn header(text: &str) {
    let Ok(micros) = parse_date(text) else { return };
    assert_eq!(micros % SECOND, 0, "{text:?}");
    let time = DateTime::from_timestamp_micros(micros).expect("a time");
    let spelt = time.format("%a, %d %b %Y %H:%M:%S GMT").to_string();
    let given = text.trim_matches([' ', '\t']).replace(":60 GMT", ":59 GMT");
    assert_eq!(given, spelt, "{text:?}");
    assert_eq!(parse_date(&spelt), Ok(micros), "{text:?}");
}

fn sample(line: &str) -> Option<Sample> {
    let mut words = line.splitn(4, ' ');
    let mut number = || words.next()?.parse::<i64>().ok();
    let (sent, received, age) = (number()?, number()?, number()?);
    let date = parse_date(words.next()?).ok()?;
    let micros = |seconds: i64| seconds.saturating_mul(SECOND);
    let (sent, received, age) = (micros(sent), micros(received), micros(age.max(0)));
    Some(Sample { sent, received, date, age, includes_handshake: line.len() % 2 == 0 })
}

fn clock(samples: &[Sample]) {
    let clock = Clock::new(samples.to_vec(), 1_000);
    let backwards = Clock::new(samples.iter().rev().copied().collect(), 1_000);
    assert_eq!(clock.samples(), backwards.samples());
    for threshold in THRESHOLDS {
        let verdict = clock.verdict(threshold);
        assert_eq!(verdict, backwards.verdict(threshold));
        holds(&clock, threshold, verdict);
        let budget = Budget { left: 5, until: i64::MAX, threshold: Some(threshold) };
        let now = samples.iter().map(|sample| sample.received).max().unwrap_or(0);
        let next = clock.plan(now, &budget);
        assert!(next.is_none_or(|at| at >= now), "{next:?} is before {now}");
    }
    if let (Some(estimate), Some(region)) = (clock.estimate(), clock.feasible_region()) {
        assert!(estimate.bound >= 0, "{estimate:?}");
        assert!(!region.consistent || region.interval.lo <= region.interval.hi, "{region:?}");
        assert!(region.agreeing <= clock.samples().len(), "{region:?}");
    }
}

/// No verdict claims more than the answers allow.
fn holds(clock: &Clock, threshold: i64, verdict: Verdict) {
    let span = clock.verdict_interval();
    match verdict {
        Verdict::Behind => assert!(span.is_some_and(|span| span.hi < -threshold)),
        Verdict::Ahead => {
            assert!(clock.date_advanced() && span.is_some_and(|span| span.lo > threshold))
        }
        Verdict::Ok => assert!(clock.date_advanced() && !clock.frozen()),
        _ => {}
    }
}
