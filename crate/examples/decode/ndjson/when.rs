//! When a report was made or received: a day, or a time with its UTC offset.

use super::LineError;
use chrono::{DateTime, Datelike as _, FixedOffset, NaiveDate, SecondsFormat};

/// A day, or a time of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    Day(NaiveDate),
    Time(DateTime<FixedOffset>),
}

impl When {
    /// From `2026-11-29` or `2026-11-29T09:12:00+09:00`.
    pub fn read(text: &str) -> Result<Self, LineError> {
        let day = || text.parse().ok().filter(|day: &NaiveDate| day.to_string() == text);
        let time = || DateTime::parse_from_rfc3339(text).ok().map(Self::Time);
        day().map(Self::Day).or_else(time).and_then(Self::of_four_digits).ok_or(LineError::At)
    }

    /// From a report: milliseconds since 1970, and the offset of the PC's clock from UTC in minutes, positive east of UTC.
    pub fn of_report(at: i64, utc_offset_minutes: i32) -> Result<Self, LineError> {
        let offset = utc_offset_minutes.checked_mul(60).and_then(FixedOffset::east_opt);
        let time = DateTime::from_timestamp_millis(at).zip(offset);
        let time = time.and_then(|(time, offset)| {
            // The local time of the last representable moment would be out of range.
            time.naive_utc().checked_add_offset(offset).map(|_| time.with_timezone(&offset))
        });
        time.map(Self::Time).and_then(Self::of_four_digits).ok_or(LineError::At)
    }

    /// Other years have another number of digits, and no report is from such a year.
    fn of_four_digits(self) -> Option<Self> {
        (0..=9_999).contains(&self.date().year()).then_some(self)
    }

    fn date(self) -> NaiveDate {
        match self {
            Self::Day(day) => day,
            Self::Time(time) => time.date_naive(),
        }
    }

    /// The local calendar day, such as `2026-11-29`.
    pub fn day(self) -> String {
        self.date().to_string()
    }

    /// The time to the second, such as `2026-11-29T09:12:00+09:00`; `None` where only the day is known.
    pub fn time(self) -> Option<String> {
        match self {
            Self::Day(_) => None,
            Self::Time(time) => Some(time.to_rfc3339_opts(SecondsFormat::Secs, false)),
        }
    }
}
