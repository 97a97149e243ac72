//! That the core's time for an address grows with the address and not faster.
//!
//! Compiled as the extension is (`opt-level = "z"`), but for this machine; one JSON object on standard output.

use karte_signin_doctor::url_correction::classify_text;
use serde_json::{Value, json};
use std::hint::black_box;
use std::time::{Duration, Instant};

/// So many samples per row; each is a batch that takes about `BATCH`.
const SAMPLES: usize = 15;
const BATCH: Duration = Duration::from_micros(300);
/// Bytes of nasty text.
const SIZES: [usize; 5] = [1_000, 10_000, 100_000, 1_000_000, 2_000_000];

/// Name, beginning, the piece that is repeated, end.
const NASTY: [(&str, &str, &str, &str); 9] = [
    ("doubled path", "https://karte.medley.life", "/d", "/signin"),
    ("slashes", "https://karte.medley.life/", "/", ""),
    ("words", "https://karte.medley.life/", "signin/", "x"),
    ("what hangs at the end", "https://karte.medley.life/d/signin", "%e3%80%82", "%"),
    ("full-width letters", "https://karte.medley.life/", "ｓ", ""),
    ("labels of the host", "https://", "a.", "medley.life/"),
    ("labels of another script", "https://", "к.", "life/"),
    ("user name", "https://", "medley.", "@evil.example/"),
    ("search", "https://www.google.com/search?q=", "karte.medley%2E", ""),
];

/// What is measured, and the nanoseconds of its fastest sample.
struct Row<'a> {
    run: Box<dyn Fn() + 'a>,
    /// So many runs are one sample.
    times: u32,
    fastest: f64,
}

fn main() {
    println!("{}", json!({ "sizes": SIZES, "growth": growth() }));
}

/// Nanoseconds per byte at each size, the fastest run's: growth is the code's, delay is the machine's.
fn growth() -> Vec<Value> {
    let text = |begin: &str, piece: &str, end: &str, size: usize| {
        format!("{begin}{}{end}", piece.repeat(size / piece.len()))
    };
    let texts: Vec<String> = NASTY
        .iter()
        .flat_map(|(_, begin, piece, end)| SIZES.map(|size| text(begin, piece, end, size)))
        .collect();
    let mut rows: Vec<Row> = texts.iter().map(|text| Row::new(|| read(text))).collect();
    in_turns(&mut rows);
    let per_byte = |(row, text): (&Row, &String)| row.fastest / float(text.len());
    let times: Vec<f64> = rows.iter().zip(&texts).map(per_byte).collect();
    let named = NASTY.iter().zip(times.chunks(SIZES.len()));
    named.map(|((name, ..), times)| json!({ "name": name, "ns_per_byte": times })).collect()
}

fn read(text: &str) {
    drop(black_box(classify_text(black_box(text))));
}

/// One sample of each row after the other: what else the machine does falls on all of them alike.
fn in_turns(rows: &mut [Row]) {
    for _ in 0..SAMPLES {
        rows.iter_mut().for_each(Row::sample);
    }
}

impl<'a> Row<'a> {
    fn new(run: impl Fn() + 'a) -> Self {
        run();
        let begin = Instant::now();
        run();
        let once = begin.elapsed().as_nanos().max(1);
        let times = u32::try_from(BATCH.as_nanos() / once).unwrap_or(u32::MAX).clamp(1, 100_000);
        Self { run: Box::new(run), times, fastest: f64::INFINITY }
    }

    fn sample(&mut self) {
        let begin = Instant::now();
        (0..self.times).for_each(|_| (self.run)());
        let once = begin.elapsed().as_secs_f64() * 1e9 / f64::from(self.times);
        self.fastest = self.fastest.min(once);
    }
}

fn float(count: usize) -> f64 {
    u32::try_from(count).map_or(f64::INFINITY, f64::from)
}
