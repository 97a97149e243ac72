//! Run time of the core: an address, a diagnosis, a step of the search for an extension.
//!
//! Compiled with the extension's optimisation for this machine; `tests/bench/native.mjs` reads criterion's output files.

use criterion::{BatchSize, Criterion, Throughput};
use karte_signin_doctor::diagnose;
use karte_signin_doctor::extensions::bisect::{next, step};
use karte_signin_doctor::url_correction::{classify, classify_text};
use std::hint::black_box;
use std::time::Duration;
use url::Url;

#[path = "../../crate/tests/samples/mod.rs"]
mod samples;

/// The number of extensions of a PC that has many.
const MANY: usize = 30;
/// More extensions than a search uses.
const VERY_MANY: usize = 300;

fn main() {
    let mut criterion = Criterion::default()
        .sample_size(60)
        .warm_up_time(Duration::from_millis(300))
        .measurement_time(Duration::from_millis(1_500))
        .without_plots()
        .configure_from_args();
    corrections(&mut criterion);
    diagnoses(&mut criterion);
    searches(&mut criterion);
    criterion.final_summary();
}

/// The address is parsed already, or given as text.
fn corrections(criterion: &mut Criterion) {
    let kinds =
        samples::MIX.iter().enumerate().map(|(kind, (name, _))| (*name, samples::addresses(kind)));
    for (name, texts) in kinds.chain([("mix", samples::mix())]) {
        let urls: Vec<Url> = texts.iter().filter_map(|text| Url::parse(text).ok()).collect();
        let count = u64::try_from(texts.len()).unwrap_or(u64::MAX);
        let mut group = criterion.benchmark_group("correct");
        group.throughput(Throughput::Elements(count));
        group.bench_function(format!("parsed {name}"), |bencher| {
            bencher.iter(|| urls.iter().for_each(|url| drop(black_box(classify(black_box(url))))));
        });
        group.bench_function(format!("text {name}"), |bencher| {
            let read = |text: &String| drop(black_box(classify_text(black_box(text))));
            bencher.iter(|| texts.iter().for_each(read));
        });
        group.finish();
    }
}

fn diagnoses(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("diagnose");
    for case in samples::CASES {
        let evidence = samples::evidence(case);
        group.bench_function(case, |bencher| {
            bencher.iter(|| diagnose(black_box(&evidence)));
        });
    }
    group.finish();
}

fn searches(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("bisect");
    for count in [MANY, VERY_MANY] {
        let steps = samples::search(count);
        let (state, event) = samples::late(&steps);
        let field = state.field();
        group.bench_function(format!("next {count}"), |bencher| {
            bencher.iter(|| next(black_box(&field), black_box(&state.answers)));
        });
        group.bench_function(format!("step {count}"), |bencher| {
            let before = || (state.clone(), event.clone());
            bencher.iter_batched(
                before,
                |(state, event)| step(state, 0, event),
                BatchSize::SmallInput,
            );
        });
    }
    group.finish();
}
