//! Four networks: how long one way takes; both ways are drawn apart from each other.
//!
//! LTE and Wi-Fi have a least time and a long tail; most of their round trips, not all, lie within the range they are named by.

use crate::random::Random;

/// A network.
pub struct Network {
    pub name: &'static str,
    way_ms: fn(&mut Random) -> f64,
}

/// Named by their round trips.
pub const ALL: [Network; 4] = [
    Network { name: "LAN 1–3 ms", way_ms: |random| random.between(0.5, 1.5) },
    Network { name: "fibre 10–30 ms", way_ms: |random| random.between(5.0, 15.0) },
    Network { name: "LTE 40–120 ms", way_ms: |random| 20.0 + random.tail(28.0) },
    Network { name: "bad Wi-Fi 50–800 ms", way_ms: |random| 25.0 + random.tail(50.0) },
];

impl Network {
    /// One way in microseconds.
    pub fn way(&self, random: &mut Random) -> i64 {
        micros((self.way_ms)(random))
    }
}

/// Milliseconds as whole microseconds.
#[allow(clippy::cast_possible_truncation, reason = "a few seconds at most")]
pub fn micros(ms: f64) -> i64 {
    (ms * 1e3).round() as i64
}
