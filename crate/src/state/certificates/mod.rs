//! The certificate diary: when the certificates of this PC were issued, as the person entered it, and when they expire.
//!
//! No extension can read a certificate, and the vendor warns only from 14 days before expiry, after a successful sign-in.
//! So the person enters the day of issue and is reminded in time to have a new certificate issued.

mod calendar_date;
mod ics;
mod reminders;

pub use calendar_date::{CalendarDate, DayError};
pub use ics::{CalendarText, ics};
pub use reminders::{Due, Reminder, StartNotice, THRESHOLDS};

use super::stored::Version;
use crate::base::sanitize::is_invisible;
use crate::base::time::Millis;
use serde::{Deserialize, Serialize};

/// A certificate of the karte is valid for this many days from its issue (the vendor's public help pages).
pub const LIFE_DAYS: i32 = 825;
/// Maximum number of certificates.
pub const MOST: usize = 50;
/// Latest accepted timestamp: the end of the year 9999.
pub const LATEST: Millis = 253_402_300_799_999;
/// Maximum length of a clinic's short name, in characters.
pub const LONGEST_CLINIC: usize = 40;

/// Kept in `chrome.storage.local` under `diary`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(ts_rs::TS))]
pub struct CertificateDiary {
    /// Version of the saved form.
    pub v: Version<1>,
    /// In the order in which they were entered.
    pub entries: Vec<CertificateEntry>,
}

/// A certificate that the person entered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(ts_rs::TS))]
pub struct CertificateEntry {
    /// What the person calls the clinic; may be empty.
    #[serde(default)]
    pub clinic: String,
    /// The day of issue.
    pub issued: CalendarDate,
    /// When the person confirmed that day; also the key of the entry.
    pub confirmed: Millis,
    /// The threshold whose reminder was dismissed; the reminder of the next threshold still comes.
    #[serde(default)]
    pub dismissed: Option<u16>,
    /// The day of that dismissal by the PC's clock. If it lies in the future, the clock was ahead, and the dismissal does
    /// not count.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dismissed_on: Option<CalendarDate>,
}

/// Why an entry is not accepted; nothing was changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DiaryError {
    /// The text is not a day of the calendar.
    NoDay,
    /// The day is in the future.
    Future,
    /// The day is before the year 2000.
    TooOld,
    /// The clinic's name is longer than [`LONGEST_CLINIC`].
    LongName,
    /// The clinic's name contains invisible characters.
    OddName,
    /// The diary already has this clinic and day.
    Twice,
    /// There are [`MOST`] entries already.
    Full,
}

impl DiaryError {
    pub const ALL: [Self; 7] = [
        Self::NoDay,
        Self::Future,
        Self::TooOld,
        Self::LongName,
        Self::OddName,
        Self::Twice,
        Self::Full,
    ];

    /// The code in replies; the message key is this code with `options_error_` in front.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::NoDay => "diary_no_day",
            Self::Future => "diary_future",
            Self::TooOld => "diary_too_old",
            Self::LongName => "diary_long_name",
            Self::OddName => "diary_odd_name",
            Self::Twice => "diary_twice",
            Self::Full => "diary_full",
        }
    }
}

impl CertificateEntry {
    /// Whether its numbers are values that this version writes.
    #[must_use]
    pub fn is_plausible(&self) -> bool {
        let known = |days: u16| THRESHOLDS.contains(&days);
        (0..=LATEST).contains(&self.confirmed) && self.dismissed.is_none_or(known)
    }

    /// The day on which the certificate expires.
    #[must_use]
    pub const fn expires(&self) -> CalendarDate {
        self.issued.plus(LIFE_DAYS)
    }
}

impl CertificateDiary {
    /// Adds an entry that the person wrote and confirmed.
    ///
    /// # Errors
    /// Why it is not accepted; the diary is then unchanged.
    pub fn add(&mut self, clinic: &str, issued: &str, at: Now) -> Result<(), DiaryError> {
        let issued = CalendarDate::read(issued.trim()).map_err(|_| DiaryError::NoDay)?;
        // Impossible timestamps are ignored: version 0.1.0 accepted them from a backup file.
        let said = self.entries.iter().map(|entry| entry.confirmed);
        let newest = said.filter(|at| (0..=LATEST).contains(at)).max();
        // Keeps `confirmed` unique if two entries have the same millisecond or the clock was set back.
        let confirmed = newest.map_or(at.now, |newest| at.now.max(newest.saturating_add(1)));
        let clinic = clinic.trim().to_owned();
        let mut entries = self.entries.clone();
        entries.push(CertificateEntry {
            clinic,
            issued,
            confirmed,
            dismissed: None,
            dismissed_on: None,
        });
        *self = Self::of(entries, at.today)?;
        Ok(())
    }

    /// Makes a diary of these entries.
    ///
    /// # Errors
    /// Why these entries are not accepted together.
    pub fn of(entries: Vec<CertificateEntry>, today: CalendarDate) -> Result<Self, DiaryError> {
        if entries.len() > MOST {
            return Err(DiaryError::Full);
        }
        for (place, entry) in entries.iter().enumerate() {
            check_day(entry.issued, today)?;
            check_clinic(&entry.clinic)?;
            let same = |known: &CertificateEntry| {
                known.confirmed == entry.confirmed
                    || (&known.clinic, known.issued) == (&entry.clinic, entry.issued)
            };
            if entries.iter().take(place).any(same) {
                return Err(DiaryError::Twice);
            }
        }
        Ok(Self { v: Version, entries })
    }

    /// Whether every part is valid for this version. A day of issue in the future is accepted, because the clock may be
    /// wrong.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        let last =
            self.entries.iter().map(|entry| entry.issued).max().unwrap_or(CalendarDate::FIRST);
        Self::of(self.entries.clone(), last).is_ok()
    }

    /// Removes an entry; false if there is none.
    pub fn remove(&mut self, confirmed: Millis) -> bool {
        let before = self.entries.len();
        self.entries.retain(|entry| entry.confirmed != confirmed);
        self.entries.len() < before
    }
}

/// The present time and day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Now {
    pub now: Millis,
    /// The local day.
    pub today: CalendarDate,
}

fn check_day(issued: CalendarDate, today: CalendarDate) -> Result<(), DiaryError> {
    if issued > today {
        Err(DiaryError::Future)
    } else if issued < CalendarDate::FIRST {
        Err(DiaryError::TooOld)
    } else {
        Ok(())
    }
}

fn check_clinic(clinic: &str) -> Result<(), DiaryError> {
    if clinic.chars().count() > LONGEST_CLINIC {
        Err(DiaryError::LongName)
    } else if clinic.chars().any(is_invisible) {
        Err(DiaryError::OddName)
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{from_value, json, to_value};

    fn now() -> Now {
        Now { now: 1_000, today: CalendarDate::read("2026-11-23").expect("day") }
    }

    #[test]
    fn what_is_taken_in_and_what_is_not() {
        let long = "あ".repeat(LONGEST_CLINIC);
        for (clinic, issued, want) in [
            ("", "2026-11-23", None),
            (" みどり医院 ", "2000-01-01", None),
            (&*long, "2026-01-01", None),
            (&*format!("{long}あ"), "2026-01-01", Some(DiaryError::LongName)),
            ("み\nどり", "2026-01-01", Some(DiaryError::OddName)),
            ("み\u{202e}どり", "2026-01-01", Some(DiaryError::OddName)),
            ("", "2026-11-24", Some(DiaryError::Future)),
            ("", "1999-12-31", Some(DiaryError::TooOld)),
            ("", "2026-02-30", Some(DiaryError::NoDay)),
            ("", "", Some(DiaryError::NoDay)),
        ] {
            let mut diary = CertificateDiary::default();
            assert_eq!(diary.add(clinic, issued, now()).err(), want, "{clinic:?} {issued}");
            assert_eq!(diary.entries.len(), usize::from(want.is_none()));
        }
    }

    #[test]
    fn twice_is_refused_and_so_is_one_too_many() {
        let mut diary = CertificateDiary::default();
        for number in 0..MOST {
            assert_eq!(diary.add(&number.to_string(), "2026-01-01", now()), Ok(()));
        }
        let full = diary.clone();
        assert_eq!(diary.add("x", "2026-01-01", now()), Err(DiaryError::Full));
        assert_eq!(diary, full);
        assert!(diary.remove(full.entries[3].confirmed));
        assert!(!diary.remove(full.entries[3].confirmed));
        assert_eq!(diary.add(" 4 ", "2026-01-01", now()), Err(DiaryError::Twice));
        assert_eq!(diary.add("4", "2026-01-02", now()), Ok(()));
    }

    #[test]
    fn an_absurd_number_keeps_nobody_from_writing_in() {
        let absurd = json!({"issued": "2026-01-31", "confirmed": (1_i64 << 53) - 1});
        let mut diary: CertificateDiary =
            from_value(json!({"v": 1, "entries": [absurd]})).expect("diary");
        assert!(diary.is_sound(), "what 0.1.0 took over is not lost");
        diary.add("みどり", "2026-01-31", now()).expect("taken in");
        diary.add("さくら", "2026-01-31", now()).expect("taken in");
        let numbers: Vec<_> = diary.entries[1..].iter().map(|entry| entry.confirmed).collect();
        assert_eq!(numbers, [1_000, 1_001]);
    }

    #[test]
    fn it_runs_out_825_days_after_its_issue() {
        let mut diary = CertificateDiary::default();
        diary.add("", "2024-02-29", now()).expect("taken in");
        assert_eq!(String::from(diary.entries[0].expires()), "2026-06-03");
    }

    #[test]
    fn saved_and_read_again_and_what_is_damaged_is_not_sound() {
        let mut diary = CertificateDiary::default();
        diary.add("みどり", "2026-01-31", now()).expect("taken in");
        let saved = to_value(&diary).expect("json");
        let entry = json!({"clinic": "みどり", "issued": "2026-01-31", "confirmed": 1000,
            "dismissed": null});
        assert_eq!(saved, json!({"v": 1, "entries": [entry]}));
        assert_eq!(from_value::<CertificateDiary>(saved).expect("diary"), diary);
        assert!(diary.is_sound());
        for (damaged, readable) in [
            (json!({"v": 2, "entries": []}), false),
            (json!({"v": 1, "entries": [{"issued": "soon", "confirmed": 1}]}), false),
            (json!({"v": 1, "entries": [{"issued": "1969-01-01", "confirmed": 1}]}), true),
            (json!({"v": 1, "entries": [entry, entry]}), true),
        ] {
            let read = from_value::<CertificateDiary>(damaged.clone());
            assert_eq!(read.is_ok(), readable, "{damaged}");
            assert!(!read.is_ok_and(|diary| diary.is_sound()), "{damaged}");
        }
    }
}
