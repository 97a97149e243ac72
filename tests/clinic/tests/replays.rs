//! The stored lives for Chromium equal those that the model generates today; `UPDATE=1` writes them again.

use karte_clinic::replay::replays;

/// Number of stored lives; `./build.sh test` replays the first eight, `./build.sh soak` all.
const KEPT: usize = 100;
const SEED: u8 = 29;
const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/replays.json");

#[test]
fn the_kept_replays_are_those_of_the_model() {
    let lives = replays(SEED, KEPT).expect("lives that break no rule");
    let written: Vec<_> = lives.iter().map(ToString::to_string).collect();
    let text = format!("[\n{}\n]\n", written.join(",\n"));
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(FILE, &text).expect("the file can be written");
    }
    let kept = std::fs::read_to_string(FILE).unwrap_or_default();
    assert!(kept == text, "run with UPDATE=1 to write tests/clinic/replays.json anew");
}
