//! Bindings and conversions: Chrome's functions, JavaScript values, requests, clocks. No saved state, no decisions.

pub mod chrome;
pub mod concurrency;
pub mod fetch;
pub mod js_value;
pub mod monotonic_clock;
