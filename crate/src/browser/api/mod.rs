//! Bindings and conversions: calls of Chrome, JavaScript values, requests, clocks. No state of ours, no decisions.

pub mod chrome;
pub mod concurrency;
pub mod fetch;
pub mod js_value;
pub mod monotonic_clock;
