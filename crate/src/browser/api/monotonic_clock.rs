//! Timestamps that stay correct when the clock is set: `performance.now()`, expressed in local time.

use super::chrome;
use super::js_value::now;
use crate::clock::Anchor;
use std::cell::Cell;

/// `Date.now()` has whole milliseconds, so several readings are taken, and the one closest to a millisecond boundary is
/// used.
const READINGS: usize = 3;

thread_local! {
    static ANCHOR: Cell<Option<Anchor>> = const { Cell::new(None) };
}

/// Both clocks in microseconds, read one after the other.
fn reading() -> (i64, i64) {
    #[allow(clippy::cast_possible_truncation, reason = "microseconds since the worker began")]
    let steady = (chrome::steady_now() * 1e3) as i64;
    (now().saturating_mul(1_000), steady)
}

/// The present difference between `Date.now()` and the monotonic clock.
pub fn present() -> Option<Anchor> {
    let readings: [(i64, i64); READINGS] = std::array::from_fn(|_| reading());
    Anchor::of(&readings)
}

/// From now on timestamps refer to the local clock as it is now.
pub fn begin() {
    ANCHOR.set(present());
}

/// The present time in microseconds, by the local clock as it was at [`begin`].
pub fn stamp() -> i64 {
    if ANCHOR.get().is_none() {
        begin();
    }
    let (local, steady) = reading();
    ANCHOR.get().map_or(local, |anchor| anchor.local(steady))
}

/// How far the clock was set since [`begin`] in milliseconds, if it was.
pub fn moved_ms() -> Option<i64> {
    let micros = ANCHOR.get()?.moved(present()?)?;
    Some(micros / 1_000)
}
