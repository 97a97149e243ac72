//! Which certificate the person is reminded of today, and when to check again.

use super::{CalendarDate, CertificateDiary, CertificateEntry};
use crate::base::time::Millis;
use crate::state::stored::Version;
use serde::{Deserialize, Serialize};

/// Days before expiry on which a reminder is due. The last one is the day of expiry itself, and that reminder stays.
pub const THRESHOLDS: [u16; 6] = [90, 60, 30, 15, 7, 0];

/// A reminder that is due: the certificate that expires first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(ts_rs::TS))]
pub struct Due {
    /// What the person calls the clinic; may be empty.
    pub clinic: String,
    /// The day on which it expires.
    pub expires: CalendarDate,
    /// How many other certificates have a reminder today.
    pub others: usize,
    /// The key of the entry.
    pub confirmed: Millis,
}

/// Saved under `reminder`, where the popup reads it before the core has started.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reminder {
    /// Version of the saved form.
    pub v: Version<1>,
    /// What is due today.
    pub due: Option<Due>,
    /// An unreadable diary was set aside.
    pub aside: bool,
    /// Notices of the check at the start of the browser, the most urgent first; 0.1.0 does not have this field.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub start: Vec<StartNotice>,
}

/// One notice of the check at the start of the browser: something to look at before the first patient.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StartNotice {
    /// The PC's clock is wrong by at least this many seconds; a positive value means ahead.
    Clock(i64),
    /// According to the diary a certificate has expired.
    Expired {
        /// What the person calls the clinic; may be empty.
        clinic: String,
        /// The day on which it expired.
        expires: CalendarDate,
    },
    /// The dot host answered without asking for a certificate.
    Missing {},
}

impl CertificateEntry {
    /// The smallest threshold that is reached today, if any.
    fn reached(&self, today: CalendarDate) -> Option<u16> {
        let left = self.expires().since(today);
        THRESHOLDS.into_iter().rev().find(|threshold| left <= i32::from(*threshold))
    }

    /// Whether a reminder is due. A dismissal counts only for its own threshold, and not if the clock was ahead then.
    fn is_due(&self, today: CalendarDate) -> bool {
        let reached = self.reached(today);
        reached.is_some() && (reached != self.dismissed || self.was_ahead(today))
    }

    /// Whether the reminder was dismissed on a day that is still in the future: the clock was ahead then.
    fn was_ahead(&self, today: CalendarDate) -> bool {
        self.dismissed_on.is_some_and(|on| on > today)
    }

    fn next(&self, today: CalendarDate) -> Option<CalendarDate> {
        let days = THRESHOLDS.into_iter().map(|days| self.expires().plus(-i32::from(days)));
        days.filter(|day| *day > today).min()
    }
}

impl CertificateDiary {
    /// The reminder that is due today.
    #[must_use]
    pub fn due(&self, today: CalendarDate) -> Option<Due> {
        let all = || self.entries.iter().filter(|entry| entry.is_due(today));
        let first = all().min_by_key(|entry| entry.issued)?;
        Some(Due {
            clinic: first.clinic.clone(),
            expires: first.expires(),
            others: all().count() - 1,
            confirmed: first.confirmed,
        })
    }

    /// The next day on which the due reminder can change.
    #[must_use]
    pub fn next_due(&self, today: CalendarDate) -> Option<CalendarDate> {
        self.entries.iter().filter_map(|entry| entry.next(today)).min()
    }

    /// Removes dismissals that were made on a day that is still in the future; true if there was one.
    pub fn set_right(&mut self, today: CalendarDate) -> bool {
        let wrong = self.entries.iter_mut().filter(|entry| entry.was_ahead(today));
        let mut any = false;
        for entry in wrong {
            (entry.dismissed, entry.dismissed_on) = (None, None);
            any = true;
        }
        any
    }

    /// Dismisses every reminder that is due today until the next threshold of its certificate.
    pub fn dismiss(&mut self, today: CalendarDate) {
        for entry in self.entries.iter_mut().filter(|entry| entry.is_due(today)) {
            entry.dismissed = entry.reached(today);
            entry.dismissed_on = Some(today);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::certificates::{LIFE_DAYS, Now};
    use proptest::prelude::*;

    fn day(text: &str) -> CalendarDate {
        CalendarDate::read(text).expect("day")
    }

    fn diary(of: &[(&str, &str)]) -> CertificateDiary {
        let mut diary = CertificateDiary::default();
        for (clinic, issued) in of {
            let now = Now { now: 1, today: day("2040-01-01") };
            diary.add(clinic, issued, now).expect("taken in");
        }
        diary
    }

    #[test]
    fn reminders_come_at_their_days_and_stay_away_until_the_next() {
        let mut diary = diary(&[("", "2024-01-01")]);
        let expires = day("2024-01-01").plus(LIFE_DAYS);
        let mut reminded = Vec::new();
        for left in (-30..=200).rev() {
            let today = expires.plus(-left);
            if diary.due(today).is_some() {
                reminded.push(left);
                diary.dismiss(today);
            }
        }
        assert_eq!(reminded, [90, 60, 30, 15, 7, 0]);
    }

    #[test]
    fn what_is_not_put_off_stays() {
        let diary = diary(&[("", "2024-01-01")]);
        let expires = diary.entries[0].expires();
        for (left, due) in [(91, false), (90, true), (61, true), (1, true), (0, true), (-400, true)]
        {
            assert_eq!(diary.due(expires.plus(-left)).is_some(), due, "{left} days before");
        }
    }

    #[test]
    fn of_several_clinics_the_first_to_run_out() {
        let mut diary = diary(&[("東", "2024-02-01"), ("西", "2024-01-01"), ("南", "2026-01-01")]);
        let today = diary.entries[1].expires().plus(-30);
        let due = diary.due(today).expect("due");
        assert_eq!((due.clinic.as_str(), due.others), ("西", 1));
        diary.dismiss(today);
        assert_eq!(diary.due(today), None);
        // The other certificate reaches its 60-day threshold one day later.
        assert_eq!(diary.next_due(today), Some(today.plus(1)));
        assert_eq!(diary.due(today.plus(1)).map(|due| due.clinic), Some("東".into()));
    }

    #[test]
    fn put_off_by_a_wrong_clock_does_not_last() {
        let mut diary = diary(&[("", "2024-01-01")]);
        let expires = diary.entries[0].expires();
        diary.dismiss(expires.plus(3_000));
        assert!(diary.due(expires.plus(-80)).is_some());
    }

    #[test]
    fn put_off_far_ahead_counts_for_no_day_that_is_still_to_come() {
        let expires = diary(&[("", "2024-01-01")]).entries[0].expires();
        for ahead in [1, 10, 3_000] {
            let mut diary = diary(&[("", "2024-01-01")]);
            diary.dismiss(expires.plus(ahead));
            for left in [80, 5, 0] {
                assert!(diary.due(expires.plus(-left)).is_some(), "{ahead} {left}");
            }
            // After the correction the dismissal does not count on that day either.
            assert!(diary.set_right(expires.plus(-80)) && !diary.set_right(expires.plus(-80)));
            assert!(diary.due(expires.plus(ahead)).is_some());
        }
    }

    proptest! {
        #[test]
        fn nothing_new_is_due_before_the_next_day(issued in 0..2_000, from in 0..3_500, ahead in 1..3_500) {
            let first = day("2020-01-01");
            let mut diary = diary(&[("", &first.plus(issued).written("-"))]);
            let (today, later) = (first.plus(from), first.plus(from + ahead));
            diary.dismiss(today);
            prop_assert_eq!(diary.due(today), None);
            let next = diary.next_due(today);
            prop_assert_eq!(diary.due(later).is_some(), next.is_some_and(|next| later >= next));
        }
    }
}
