//! Exports the diary as a calendar file (RFC 5545), so that the clinic's own calendar reminds as well.
//!
//! Each reminder is a separate all-day event: common calendars import one alarm per event or none, but they show every
//! event.

use super::reminders::THRESHOLDS;
use super::{CertificateDiary, CertificateEntry};
use chrono::DateTime;
use std::fmt::Write as _;

/// Maximum length of a line in octets, without its line end (RFC 5545, 3.1).
const LINE: usize = 75;

/// The texts of the events, in the person's language.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CalendarText {
    /// The title of the event on the last day; the clinic's name follows it.
    pub summary: String,
    /// The title of the earlier events, with the placeholder `{days}` for the number of days.
    pub soon: String,
    /// What is to be done.
    pub description: String,
}

/// The placeholder for the number of days in a title.
const DAYS: &str = "{days}";

/// Writes one all-day event per certificate and threshold; the last one is on the day on which the certificate expires.
#[must_use]
pub fn ics(diary: &CertificateDiary, words: &CalendarText) -> String {
    let mut file = String::new();
    for line in
        ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Karte Sign-in Doctor//CertificateDiary//EN"]
    {
        put(&mut file, line);
    }
    put(&mut file, "CALSCALE:GREGORIAN");
    for entry in &diary.entries {
        for days in THRESHOLDS {
            event(&mut file, entry, days, words);
        }
    }
    put(&mut file, "END:VCALENDAR");
    file
}

/// Writes the event `days` before the certificate expires.
fn event(file: &mut String, entry: &CertificateEntry, days: u16, words: &CalendarText) {
    let day = entry.expires().plus(-i32::from(days));
    let summary = escaped(&title(entry, days, words));
    let written = DateTime::from_timestamp_millis(entry.confirmed).unwrap_or_default();
    put(file, "BEGIN:VEVENT");
    put(file, &format!("UID:{}", uid(entry, days)));
    // Higher than the SEQUENCE of 0.1.0, so that the last of these events replaces the one event that 0.1.0 wrote per
    // certificate.
    put(file, "SEQUENCE:1");
    put(file, &format!("DTSTAMP:{}", stamp(written.naive_utc())));
    put(file, &format!("DTSTART;VALUE=DATE:{}", day.written("")));
    put(file, &format!("DTEND;VALUE=DATE:{}", day.plus(1).written("")));
    put(file, &format!("SUMMARY:{summary}"));
    put(file, &format!("DESCRIPTION:{}", escaped(&words.description)));
    put(file, "TRANSP:TRANSPARENT");
    // At nine on the day itself: an all-day event begins at midnight.
    put(file, "BEGIN:VALARM");
    put(file, "ACTION:DISPLAY");
    put(file, &format!("DESCRIPTION:{summary}"));
    put(file, "TRIGGER:PT9H");
    put(file, "END:VALARM");
    put(file, "END:VEVENT");
}

/// The same in each export: a calendar then replaces the event and does not add another.
fn uid(entry: &CertificateEntry, days: u16) -> String {
    let before = if days == 0 { String::new() } else { format!("-{days}") };
    format!("{}-{}{before}@karte-signin-doctor", entry.issued.written(""), entry.confirmed)
}

fn title(entry: &CertificateEntry, days: u16, words: &CalendarText) -> String {
    let words = match days {
        0 => words.summary.clone(),
        _ => words.soon.replace(DAYS, &days.to_string()),
    };
    let clinic = if entry.clinic.is_empty() { "" } else { ": " };
    format!("{words}{clinic}{}", entry.clinic)
}

/// `20260131T093000Z`.
fn stamp(at: chrono::NaiveDateTime) -> String {
    use chrono::{Datelike as _, Timelike as _};
    let (year, month, day) = (at.year().clamp(1, 9_999), at.month(), at.day());
    let (hour, minute, second) = (at.hour(), at.minute(), at.second());
    format!("{year:04}{month:02}{day:02}T{hour:02}{minute:02}{second:02}Z")
}

/// Escapes a text value: backslash, semicolon, comma and line break are special (RFC 5545, 3.3.11).
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for letter in text.chars() {
        match letter {
            '\\' | ';' | ',' => out.extend(['\\', letter]),
            '\n' => out.push_str("\\n"),
            _ if letter.is_control() => {}
            _ => out.push(letter),
        }
    }
    out
}

/// Adds a line and folds a long one: the next line begins with a space, and no character is split.
fn put(file: &mut String, line: &str) {
    let mut octets = 0;
    for letter in line.chars() {
        if octets + letter.len_utf8() > LINE {
            file.push_str("\r\n ");
            octets = 1;
        }
        octets += letter.len_utf8();
        // Writing into a `String` cannot fail.
        let _ = file.write_char(letter);
    }
    file.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::certificates::{CalendarDate, Now};
    use proptest::prelude::*;

    fn diary(of: &[(&str, &str)]) -> CertificateDiary {
        let mut diary = CertificateDiary::default();
        let now =
            Now { now: 1_769_873_400_000, today: CalendarDate::read("2040-01-01").expect("day") };
        for (clinic, issued) in of {
            diary.add(clinic, issued, now).expect("taken in");
        }
        diary
    }

    fn words(summary: &str, description: &str) -> CalendarText {
        let soon = format!("{summary} {{days}}");
        CalendarText { summary: summary.into(), soon, description: description.into() }
    }

    /// Lines as a calendar reads them: unfolded, name and value.
    fn read(file: &str) -> Vec<(String, String)> {
        let unfolded = file.replace("\r\n ", "");
        let lines = unfolded.strip_suffix("\r\n").expect("an end").split("\r\n");
        lines.map(|line| line.split_once(':').expect("a value")).map(both).collect()
    }

    fn both((name, value): (&str, &str)) -> (String, String) {
        (name.to_owned(), value.to_owned())
    }

    fn plain(value: &str) -> String {
        let mut out = String::new();
        let mut letters = value.chars();
        while let Some(letter) = letters.next() {
            match letter {
                '\\' => out.push(match letters.next().expect("an escaped letter") {
                    'n' => '\n',
                    other => other,
                }),
                ';' | ',' => panic!("{letter} is not escaped"),
                _ => out.push(letter),
            }
        }
        out
    }

    #[test]
    fn an_event_as_it_stands_in_the_file() {
        let file = ics(&diary(&[("東; 西, \\", "2024-01-31")]), &words("期限", "申請\nする"));
        let mut events = file.split("BEGIN:VEVENT\r\n");
        assert_eq!(
            events.next().expect("a head"),
            "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Karte Sign-in Doctor//CertificateDiary//EN\r\n\
             CALSCALE:GREGORIAN\r\n"
        );
        let last = events.last().expect("the last day");
        assert_eq!(
            last,
            "UID:20240131-1769873400000@karte-signin-doctor\r\nSEQUENCE:1\r\n\
             DTSTAMP:20260131T153000Z\r\n\
             DTSTART;VALUE=DATE:20260505\r\nDTEND;VALUE=DATE:20260506\r\n\
             SUMMARY:期限: 東\\; 西\\, \\\\\r\nDESCRIPTION:申請\\nする\r\nTRANSP:TRANSPARENT\r\n\
             BEGIN:VALARM\r\nACTION:DISPLAY\r\nDESCRIPTION:期限: 東\\; 西\\, \\\\\r\nTRIGGER:PT9H\r\n\
             END:VALARM\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
        );
    }

    /// A calendar that keeps no alarm still shows every reminder on its day.
    #[test]
    fn each_reminder_is_an_event_of_its_own() {
        let of = diary(&[("東", "2024-01-31"), ("", "2024-03-01")]);
        let lines = read(&ics(&of, &words("期限", "")));
        let values = |name: &str| -> Vec<_> {
            lines.iter().filter(|(known, _)| known == name).map(|(_, value)| &**value).collect()
        };
        let days = ["20260204", "20260306", "20260405", "20260420", "20260428", "20260505"];
        assert_eq!(values("DTSTART;VALUE=DATE")[..6], days);
        let titles = ["期限 90: 東", "期限 60: 東", "期限 30: 東", "期限 15: 東", "期限 7: 東"];
        assert_eq!(values("SUMMARY")[..5], titles);
        assert_eq!(values("SUMMARY")[5..7], ["期限: 東", "期限 90"]);
        assert_eq!(values("BEGIN").iter().filter(|what| **what == "VEVENT").count(), 12);
        // RFC 5545, 3.6.1: each event has one of these; 3.8.4.7: no two have the same UID.
        for name in ["UID", "DTSTAMP", "DTSTART;VALUE=DATE", "DTEND;VALUE=DATE", "SEQUENCE"] {
            assert_eq!(values(name).len(), 12, "{name}");
        }
        let again = ics(&of, &words("期限", ""));
        assert_eq!(read(&again), lines, "a second export has the same UIDs");
    }

    proptest! {
        #[test]
        fn what_goes_in_comes_out_again(
            clinics in prop::collection::vec("[\\PC]{0,40}", 0..4),
            summary in "[^\u{0}-\u{1f}\u{7f}-\u{9f}]{0,80}",
            description in "([^\u{0}-\u{1f}\u{7f}-\u{9f}]|\n){0,200}",
        ) {
            let mut diary = CertificateDiary::default();
            let now = Now { now: 5, today: CalendarDate::read("2040-01-01").expect("day") };
            for clinic in &clinics {
                // What the diary refuses never reaches a calendar.
                let _ = diary.add(clinic, "2024-02-29", now);
            }
            let file = ics(&diary, &words(&summary, &description));
            prop_assert!(file.split("\r\n").all(|line| line.len() <= LINE));
            prop_assert_eq!(file.matches('\n').count(), file.matches("\r\n").count());
            let lines = read(&file);
            let values = |name: &str| -> Vec<String> {
                lines.iter().filter(|(known, _)| known == name).map(|(_, v)| plain(v)).collect()
            };
            let words = words(&summary, &description);
            let titles: Vec<String> = diary.entries.iter()
                .flat_map(|entry| THRESHOLDS.map(|days| title(entry, days, &words)))
                .collect();
            prop_assert_eq!(values("SUMMARY"), titles);
            let of_events = |text: &String| *text == description;
            prop_assert!(values("DESCRIPTION").iter().filter(|text| of_events(text)).count() >= diary.entries.len());
            let mut ids = values("UID");
            ids.sort();
            ids.dedup();
            prop_assert_eq!(ids.len(), diary.entries.len() * THRESHOLDS.len());
        }
    }
}
