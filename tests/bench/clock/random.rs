//! Random numbers that are the same in every run, distributed as the simulated networks need them.

use fastrand::Rng;

/// A generator and its state.
pub struct Random(Rng);

impl Random {
    pub fn new(seed: u64) -> Self {
        Self(Rng::with_seed(seed))
    }

    /// From 0 up to, but not including, 1.
    pub fn unit(&mut self) -> f64 {
        self.0.f64()
    }

    /// Evenly between two numbers.
    pub fn between(&mut self, from: f64, to: f64) -> f64 {
        from + (to - from) * self.unit()
    }

    /// Exponentially distributed.
    pub fn tail(&mut self, mean: f64) -> f64 {
        -mean * (1.0 - self.unit()).ln()
    }

    /// An index below `count`.
    pub fn index(&mut self, count: usize) -> usize {
        self.0.usize(..count.max(1))
    }
}
