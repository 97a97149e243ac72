//! Time stamps that stay right when somebody sets the clock: `performance.now()`, told in local time.

use super::chrome;
use super::js_value::now;
use crate::clock::Anchor;
use std::cell::Cell;

/// `Date.now()` shows whole milliseconds: of three readings one is near the turn.
const READINGS: usize = 3;

thread_local! {
    static ANCHOR: Cell<Option<Anchor>> = const { Cell::new(None) };
}

/// Both clocks, read one after the other, in microseconds.
fn reading() -> (i64, i64) {
    #[allow(clippy::cast_possible_truncation, reason = "microseconds since the worker began")]
    let steady = (chrome::steady_now() * 1e3) as i64;
    (now().saturating_mul(1_000), steady)
}

/// `Date.now()` and the steady clock as they stand to each other now.
pub fn present() -> Option<Anchor> {
    let readings: [(i64, i64); READINGS] = std::array::from_fn(|_| reading());
    Anchor::of(&readings)
}

/// From now on stamps are told by the clock as it is now.
pub fn begin() {
    ANCHOR.set(present());
}

/// The present local time in microseconds by the clock as it was at the beginning.
pub fn stamp() -> i64 {
    if ANCHOR.get().is_none() {
        begin();
    }
    let (local, steady) = reading();
    ANCHOR.get().map_or(local, |anchor| anchor.local(steady))
}

/// How far the clock has been set since, in milliseconds, if it was.
pub fn moved_ms() -> Option<i64> {
    let micros = ANCHOR.get()?.moved(present()?)?;
    Some(micros / 1_000)
}
