//! The clock's invariants, each tried on many worlds: a server, a network and a PC whose clock is off by a known amount.

#![allow(clippy::expect_used, clippy::panic, reason = "a test may stop at once")]

mod bounds;
mod decisions;
mod plans;
mod world;

use proptest::prelude::ProptestConfig;

/// Twenty thousand worlds for each invariant; without optimisation fewer, so that nobody waits.
fn cases() -> ProptestConfig {
    let cases = if cfg!(debug_assertions) { 400 } else { 20_000 };
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}
