//! The clock's invariants as property tests. A world is a server, a network and a PC whose clock is off by a known amount.

mod bounds;
mod decisions;
mod plans;
mod world;

use proptest::prelude::ProptestConfig;

/// Twenty thousand worlds for each invariant.
fn cases() -> ProptestConfig {
    ProptestConfig { cases: 20_000, failure_persistence: None, ..ProptestConfig::default() }
}
