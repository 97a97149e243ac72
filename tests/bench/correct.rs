//! How long the core takes for an address, and that its time grows with the address and not faster.
//!
//! Compiled as the extension is (`opt-level = "z"`), but for this machine; one JSON object on standard output.

use karte_signin_doctor::correction::{correct, correct_text};
use serde_json::{Value, json};
use std::hint::black_box;
use std::time::{Duration, Instant};
use url::Url;

/// So many samples per row; each is a batch that takes about `BATCH`.
const SAMPLES: usize = 301;
const BATCH: Duration = Duration::from_micros(300);
/// Bytes of nasty text.
const SIZES: [usize; 5] = [1_000, 10_000, 100_000, 1_000_000, 2_000_000];

const MIX: [(&str, &[&str]); 7] = [
    (
        "right",
        &[
            "https://karte.medley.life/d/signin",
            "https://karte.medley.life/d/reception?date=2026-01-05#list",
        ],
    ),
    (
        "corrected by the browser's rules",
        &[
            "https://karte.medley.life/login",
            "http://karte.medley.life/d/signin",
            "https://www.karte.medley.life/d/signin。",
            "https://app.medley.life/d/signin",
        ],
    ),
    (
        "typing error in the host",
        &[
            "https://karte.medly.life/",
            "https://kartemedley.life/d/signin",
            "http://karte.medley.jp/",
        ],
    ),
    (
        "offered",
        &["https://clinics.medley.life/", "https://www.google.com/search?q=karte.medley.life"],
    ),
    (
        "suspicious",
        &[
            "https://karte.medley.life.example.com/d/signin",
            "https://kаrte.mеdley.lifе/d/signin",
            "https://karte-medley.life/",
        ],
    ),
    (
        "foreign",
        &[
            "https://example.com/login",
            "https://accounts.google.com/v3/signin/identifier?continue=https%3A%2F%2Fmail.google.com",
            "https://www.mayoclinic.org/signin",
            "https://my-karte.example/d/signin",
        ],
    ),
    ("foreign, 2 KB", &[]),
];

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

/// What is measured, and the nanoseconds of its samples.
struct Row<'a> {
    run: Box<dyn Fn() + 'a>,
    /// So many runs are one sample.
    times: u32,
    samples: Vec<f64>,
}

fn main() {
    println!("{}", json!({ "samples": SAMPLES, "mix": mix(), "sizes": SIZES, "growth": growth() }));
}

/// Nanoseconds per address: parsed already, and as text.
fn mix() -> Vec<Value> {
    let long = format!("https://example.com/signin?next={}", "karte%2Fd%2F".repeat(170));
    let texts =
        MIX.map(|(_, urls)| if urls.is_empty() { vec![long.as_str()] } else { urls.to_vec() });
    let parse = |text: &&str| Url::parse(text).ok();
    let urls: Vec<Vec<Url>> =
        texts.iter().map(|list| list.iter().filter_map(parse).collect()).collect();
    let parsed = urls.iter().map(|list| Row::new(|| list.iter().for_each(sort)));
    let texts = texts.iter().map(|list| Row::new(|| list.iter().for_each(|text| read(text))));
    let mut rows: Vec<Row> = parsed.chain(texts).collect();
    in_turns(&mut rows, SAMPLES);
    let (parsed, texts) = rows.split_at(MIX.len());
    let named = MIX.iter().zip(parsed.iter().zip(texts));
    named
        .map(|((name, urls), (parsed, text))| {
            let count = urls.len().max(1);
            json!({ "name": name, "parsed": parsed.of_one(count), "text": text.of_one(count) })
        })
        .collect()
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
    in_turns(&mut rows, 15);
    let per_byte = |(row, text): (&Row, &String)| row.quantile(0) / float(text.len());
    let times: Vec<f64> = rows.iter().zip(&texts).map(per_byte).collect();
    let named = NASTY.iter().zip(times.chunks(SIZES.len()));
    named.map(|((name, ..), times)| json!({ "name": name, "ns_per_byte": times })).collect()
}

fn sort(url: &Url) {
    drop(black_box(correct(black_box(url))));
}

fn read(text: &str) {
    drop(black_box(correct_text(black_box(text))));
}

/// One sample of each row after the other: what else the machine does falls on all of them alike.
fn in_turns(rows: &mut [Row], samples: usize) {
    for _ in 0..samples {
        rows.iter_mut().for_each(Row::sample);
    }
    for row in rows {
        row.samples.sort_by(f64::total_cmp);
    }
}

impl<'a> Row<'a> {
    fn new(run: impl Fn() + 'a) -> Self {
        run();
        let begin = Instant::now();
        run();
        let once = begin.elapsed().as_nanos().max(1);
        let times = u32::try_from(BATCH.as_nanos() / once).unwrap_or(u32::MAX).clamp(1, 100_000);
        Self { run: Box::new(run), times, samples: Vec::new() }
    }

    fn sample(&mut self) {
        let begin = Instant::now();
        (0..self.times).for_each(|_| (self.run)());
        self.samples.push(begin.elapsed().as_secs_f64() * 1e9 / f64::from(self.times));
    }

    /// The sorted samples' value at this hundredth.
    fn quantile(&self, hundredth: usize) -> f64 {
        self.samples[(self.samples.len() - 1) * hundredth / 100]
    }

    fn of_one(&self, count: usize) -> Value {
        let [median, p95] = [50, 95].map(|hundredth| self.quantile(hundredth) / float(count));
        json!({ "median": median, "p95": p95 })
    }
}

fn float(count: usize) -> f64 {
    u32::try_from(count).map_or(f64::INFINITY, f64::from)
}
