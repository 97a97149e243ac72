//! The `Date` header: right, shifted, frozen, absent or nonsense.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use crate::{config::DateMode, lab::Settings};

const MALFORMED: &str = "Thu, 99 Foo 2026 25:61:61 GMT";
/// The last second of the year 9999, the end of what the format can express.
const LAST_SECOND: Duration = Duration::from_secs(253_402_300_799);

pub(super) fn header(settings: &Settings) -> Option<String> {
    let config = &settings.config;
    let now = SystemTime::now();
    match config.date_mode {
        DateMode::Normal => Some(shifted(now, config.date_shift_ms)),
        DateMode::Frozen => Some(shifted(settings.frozen_at.unwrap_or(now), config.date_shift_ms)),
        DateMode::Absent => None,
        DateMode::Malformed => Some(MALFORMED.to_owned()),
        DateMode::Fixed => config.date_fixed.clone(),
    }
}

pub(super) fn present() -> String {
    shifted(SystemTime::now(), 0)
}

fn shifted(time: SystemTime, by_ms: i64) -> String {
    let by = Duration::from_millis(by_ms.unsigned_abs());
    let since = time.duration_since(UNIX_EPOCH).unwrap_or_default();
    let since = if by_ms < 0 { since.saturating_sub(by) } else { since.saturating_add(by) };
    httpdate::fmt_http_date(UNIX_EPOCH + since.min(LAST_SECOND))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shifts_and_stays_within_the_format() {
        let start = UNIX_EPOCH + Duration::from_secs(86_400);
        for (by_ms, date) in [
            (0, "Fri, 02 Jan 1970 00:00:00 GMT"),
            (-1_680_000, "Thu, 01 Jan 1970 23:32:00 GMT"),
            (1_680_000, "Fri, 02 Jan 1970 00:28:00 GMT"),
            (i64::MIN, "Thu, 01 Jan 1970 00:00:00 GMT"),
            (i64::MAX, "Fri, 31 Dec 9999 23:59:59 GMT"),
        ] {
            assert_eq!(shifted(start, by_ms), date, "{by_ms}");
        }
    }
}
