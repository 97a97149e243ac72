//! Moments in time. The core takes them as parameters and never asks for the present one.

/// Milliseconds since 1970 by the clock of this PC.
pub type Millis = i64;
