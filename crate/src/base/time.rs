//! Moments in time. The core takes them as parameters and never asks for the present one.

/// Milliseconds since 1970 by the clock of this PC.
pub type Millis = i64;

/// When this build was made, where that is known; no clock that is right can show an earlier time.
#[must_use]
pub fn built_at() -> Option<Millis> {
    let seconds: i64 = option_env!("KSD_BUILD_TIME")?.parse().ok()?;
    seconds.checked_mul(1_000)
}
