//! A calendar day without time and time zone: people know the day on which a certificate was issued in this form.

use crate::base::time::Millis;
use chrono::{Datelike as _, NaiveDate};
use serde::{Deserialize, Serialize};

const DAY_MS: Millis = 24 * 60 * 60 * 1_000;
const MINUTE_MS: Millis = 60 * 1_000;
/// Days from 1 January of the year 1 to 1970, as chrono counts them.
const EPOCH: i32 = 719_163;

/// Days since 1 January 1970; written as `2026-01-31`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(ts_rs::TS))]
#[serde(try_from = "String", into = "String")]
#[cfg_attr(not(target_arch = "wasm32"), ts(type = "string"))]
pub struct CalendarDate(i32);

/// The text is not a day of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DayError;

impl std::fmt::Display for DayError {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("no day of the calendar")
    }
}

impl CalendarDate {
    /// The earliest accepted day, long before any certificate of the karte.
    pub const FIRST: Self = Self(10_957);

    /// The local day at `now`; `west` is how many minutes local time is behind UTC, as JavaScript's `getTimezoneOffset`
    /// returns it.
    #[must_use]
    pub fn at(now: Millis, west: i64) -> Self {
        Self(i32::try_from((now - west * MINUTE_MS).div_euclid(DAY_MS)).unwrap_or_default())
    }

    /// When this day begins in local time.
    #[must_use]
    pub const fn begins(self, west: i64) -> Millis {
        self.0 as Millis * DAY_MS + west * MINUTE_MS
    }

    /// The day that is this many days later.
    #[must_use]
    pub const fn plus(self, days: i32) -> Self {
        Self(self.0.saturating_add(days))
    }

    /// How many days lie between `earlier` and this one.
    #[must_use]
    pub const fn since(self, earlier: Self) -> i32 {
        self.0.saturating_sub(earlier.0)
    }

    /// Reads `2026-01-31`, with four, two and two digits.
    ///
    /// # Errors
    /// [`DayError`] for any other format, and for a day that does not exist.
    pub fn read(text: &str) -> Result<Self, DayError> {
        let digits = |from: usize, to: usize| {
            let part = text.get(from..to)?;
            part.bytes().all(|b| b.is_ascii_digit()).then(|| part.parse::<u32>().ok())?
        };
        let dashes = text.len() == 10 && text.get(4..5) == Some("-") && text.get(7..8) == Some("-");
        let parts = || Some((digits(0, 4)?, digits(5, 7)?, digits(8, 10)?));
        let (year, month, day) = parts().filter(|_| dashes).ok_or(DayError)?;
        let date = NaiveDate::from_ymd_opt(i32::try_from(year).map_err(|_| DayError)?, month, day);
        date.map(|date| Self(date.num_days_from_ce() - EPOCH)).ok_or(DayError)
    }

    /// Formats the day as `2026-01-31`, or without a separator as calendar files need it.
    #[must_use]
    pub fn written(self, between: &str) -> String {
        let date = NaiveDate::from_num_days_from_ce_opt(self.0.saturating_add(EPOCH));
        let (y, m, d) = date.map_or((0, 0, 0), |date| (date.year(), date.month(), date.day()));
        format!("{y:04}{between}{m:02}{between}{d:02}")
    }
}

impl From<CalendarDate> for String {
    fn from(day: CalendarDate) -> Self {
        day.written("-")
    }
}

impl TryFrom<String> for CalendarDate {
    type Error = DayError;

    fn try_from(text: String) -> Result<Self, DayError> {
        Self::read(&text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn only_days_of_the_calendar_are_read() {
        for (text, want) in [
            ("1970-01-01", Some(0)),
            ("2000-01-01", Some(10_957)),
            ("2024-02-29", Some(19_782)),
            ("2025-02-29", None),
            ("2026-13-01", None),
            ("2026-1-31", None),
            ("+026-01-31", None),
            ("2026/01/31", None),
            ("２０２６-01-31", None),
            ("2026-01-31 ", None),
            ("", None),
        ] {
            assert_eq!(CalendarDate::read(text).ok().map(|day| day.0), want, "{text}");
        }
    }

    #[test]
    fn the_day_is_the_one_on_the_wall() {
        // 2026-01-31 15:30 in Greenwich is already the first of February in Japan, nine hours ahead.
        let now = 1_769_873_400_000;
        assert_eq!(String::from(CalendarDate::at(now, 0)), "2026-01-31");
        assert_eq!(String::from(CalendarDate::at(now, -540)), "2026-02-01");
        assert_eq!(CalendarDate::at(now, -540).begins(-540), now - 30 * MINUTE_MS);
        assert_eq!(String::from(CalendarDate::at(-1, 0)), "1969-12-31");
    }

    proptest! {
        #[test]
        fn written_and_read_again(days in -700_000..2_900_000) {
            let day = CalendarDate(days);
            prop_assert_eq!(CalendarDate::read(&day.written("-")), Ok(day));
            prop_assert_eq!(CalendarDate::at(day.begins(-540), -540), day);
            prop_assert_eq!(CalendarDate::at(day.begins(300) + DAY_MS - 1, 300), day);
        }
    }
}
