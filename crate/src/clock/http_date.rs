//! The `Date` header (RFC 9110): IMF-fixdate, 29 characters, always GMT. Anything else gives an error with the reason.
//!
//! Not read by the crate `httpdate`: it refuses leap seconds and years before 1970, which a wrong clock can write, and
//! takes the two obsolete forms, which count as malformed here.

use super::SECOND;
use chrono::{Datelike as _, NaiveDate};

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const DAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
/// Where the zone begins: the length of `Tue, 14 Nov 2023 22:13:20 `.
const ZONE_AT: usize = 26;

/// Why a `Date` header gives no time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateError {
    Missing,
    /// Several headers came: from two servers, or from a proxy in between that adds its own.
    Duplicate,
    /// A time of another zone than GMT, which the standard forbids.
    NotGmt,
    /// No date at all, or none that exists.
    Malformed,
}

/// Reads a `Date` header; microseconds since 1970. Several headers arrive joined by a comma.
///
/// # Errors
/// Why it gives no time.
pub fn parse_date(text: &str) -> Result<i64, DateError> {
    let text = text.trim_matches([' ', '\t']);
    if text.is_empty() {
        return Err(DateError::Missing);
    }
    let (moment, zone) = text.split_at_checked(ZONE_AT).ok_or(DateError::Malformed)?;
    let seconds = seconds(moment).ok_or(DateError::Malformed)?;
    match zone {
        "GMT" => seconds.checked_mul(SECOND).ok_or(DateError::Malformed),
        _ if zone.contains(',') => Err(DateError::Duplicate),
        _ => Err(DateError::NotGmt),
    }
}

/// A longer header is neither a date nor several of them.
const LONGEST: usize = 200;

/// `Date` and `Age` of one answer, as far as the two can be used together. Several headers arrive joined by a comma.
///
/// If `Age` cannot be read, `Date` may come from a cached copy of any age, so it is left out.
#[must_use]
pub fn date_and_age(date: Option<String>, age: Option<&str>) -> (Option<String>, Option<i64>) {
    let date = date.filter(|date| date.len() <= LONGEST);
    match age.map(|age| age.trim().parse::<u32>()) {
        None => (date, None),
        Some(Ok(age)) => (date, Some(age.into())),
        Some(Err(_)) => (None, None),
    }
}

fn seconds(moment: &str) -> Option<i64> {
    let month = MONTHS.iter().position(|name| moment.get(8..11) == Some(name))?;
    let day = NaiveDate::from_ymd_opt(
        i32::try_from(number(moment, 12, 4)?).ok()?,
        u32::try_from(month + 1).ok()?,
        number(moment, 5, 2)?,
    )?;
    let weekday = DAYS[day.weekday().num_days_from_monday() as usize];
    // A leap second is written as 60; it counts as 59, because clocks repeat that second.
    let second = number(moment, 23, 2).filter(|second| *second <= 60)?.min(59);
    let time = day.and_hms_opt(number(moment, 17, 2)?, number(moment, 20, 2)?, second)?;
    let marks = [(3, ", "), (7, " "), (11, " "), (16, " "), (19, ":"), (22, ":"), (25, " ")];
    let in_form = marks.iter().all(|&(at, mark)| moment.get(at..at + mark.len()) == Some(mark));
    (in_form && moment.starts_with(weekday)).then(|| time.and_utc().timestamp())
}

/// Parses exactly `digits` ASCII digits from `at` on.
fn number(moment: &str, at: usize, digits: usize) -> Option<u32> {
    let text = moment.get(at..at + digits)?;
    text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates() {
        for (text, seconds) in [
            ("Tue, 14 Nov 2023 22:13:20 GMT", 1_700_000_000),
            (" Tue, 14 Nov 2023 22:13:20 GMT\t", 1_700_000_000),
            ("Thu, 01 Jan 1970 00:00:00 GMT", 0),
            ("Thu, 31 Dec 2099 23:59:59 GMT", 4_102_444_799),
            ("Sat, 31 Dec 2016 23:59:60 GMT", 1_483_228_799),
            ("Thu, 29 Feb 2024 00:00:00 GMT", 1_709_164_800),
            ("Wed, 31 Dec 1969 23:59:59 GMT", -1),
            ("Fri, 31 Dec 9999 23:59:59 GMT", 253_402_300_799),
        ] {
            assert_eq!(parse_date(text), Ok(seconds * SECOND), "{text}");
        }
    }

    #[test]
    fn a_date_beside_an_unreadable_age_is_left_out() {
        let date = || Some("Tue, 14 Nov 2023 22:13:20 GMT".to_owned());
        for (age, told) in [
            (None, (date(), None)),
            (Some("0"), (date(), Some(0))),
            (Some(" 86400"), (date(), Some(86_400))),
            (Some("4294967295"), (date(), Some(4_294_967_295))),
            (Some("86400, 0"), (None, None)),
            (Some("0, 0"), (None, None)),
            (Some("4294967296"), (None, None)),
            (Some("-1"), (None, None)),
            (Some("1.5"), (None, None)),
            (Some("a day"), (None, None)),
            (Some(""), (None, None)),
        ] {
            assert_eq!(date_and_age(date(), age), told, "{age:?}");
        }
        assert_eq!(date_and_age(None, Some("60")), (None, Some(60)));
    }

    #[test]
    fn what_tells_no_time_says_why() {
        use DateError::{Duplicate, Malformed, Missing, NotGmt};
        for (text, why) in [
            ("", Missing),
            ("  ", Missing),
            ("Tue, 14 Nov 2023 22:13:20 GMT, Tue, 14 Nov 2023 22:13:20 GMT", Duplicate),
            ("Tue, 14 Nov 2023 22:13:20 JST", NotGmt),
            ("Tue, 14 Nov 2023 22:13:20 UTC", NotGmt),
            ("Tue, 14 Nov 2023 22:13:20 +0900", NotGmt),
            ("Tue, 14 Nov 2023 22:13:20 gmt", NotGmt),
            ("now", Malformed),
            ("0", Malformed),
            ("Tue, 14 Nov 2023 22:13:20GMT", Malformed),
            ("Wed, 14 Nov 2023 22:13:20 GMT", Malformed),
            ("Tue, 32 Nov 2023 22:13:20 GMT", Malformed),
            ("Tue, 14 Nov 2023 24:13:20 GMT", Malformed),
            ("Tue, 14 Nov 2023 22:13:61 GMT", Malformed),
            ("Tue, +4 Nov 2023 22:13:20 GMT", Malformed),
            ("Tue, 14 nov 2023 22:13:20 GMT", Malformed),
            ("Tuesday, 14-Nov-23 22:13:20 GMT", Malformed),
            ("Tue Nov 14 22:13:20 2023", Malformed),
            ("Thu, 99 Foo 2026 25:61:61 GMT", Malformed),
            ("2023年11月14日 22時13分20秒のこと GMT", Malformed),
        ] {
            assert_eq!(parse_date(text), Err(why), "{text}");
        }
    }
}
