//! The diary as a calendar file (RFC 5545), so that the clinic's own calendar reminds, too.

use super::due::THRESHOLDS;
use super::{Diary, Entry};
use chrono::DateTime;
use std::fmt::Write as _;

/// A line holds so many octets at most, without its end (RFC 5545, 3.1).
const LINE: usize = 75;

/// What the events say, in the person's language.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Words {
    /// Their title; the clinic's name follows it.
    pub summary: String,
    /// What is to be done.
    pub description: String,
}

/// One all-day event for each certificate, on the day on which it runs out, with the reminders before it.
#[must_use]
pub fn ics(diary: &Diary, words: &Words) -> String {
    let mut file = String::new();
    for line in ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Karte Sign-in Doctor//Diary//EN"] {
        put(&mut file, line);
    }
    put(&mut file, "CALSCALE:GREGORIAN");
    for entry in &diary.entries {
        event(&mut file, entry, words);
    }
    put(&mut file, "END:VCALENDAR");
    file
}

fn event(file: &mut String, entry: &Entry, words: &Words) {
    let expires = entry.expires();
    let clinic = if entry.clinic.is_empty() { "" } else { ": " };
    let summary = escaped(&format!("{}{clinic}{}", words.summary, entry.clinic));
    let written = DateTime::from_timestamp_millis(entry.confirmed).unwrap_or_default();
    put(file, "BEGIN:VEVENT");
    // The same in each export: a calendar then replaces the event and does not add another.
    put(file, &format!("UID:{}-{}@karte-signin-doctor", entry.issued.written(""), entry.confirmed));
    put(file, &format!("DTSTAMP:{}", stamp(written.naive_utc())));
    put(file, &format!("DTSTART;VALUE=DATE:{}", expires.written("")));
    put(file, &format!("DTEND;VALUE=DATE:{}", expires.plus(1).written("")));
    put(file, &format!("SUMMARY:{summary}"));
    put(file, &format!("DESCRIPTION:{}", escaped(&words.description)));
    put(file, "TRANSP:TRANSPARENT");
    for days in THRESHOLDS.into_iter().filter(|days| *days > 0) {
        put(file, "BEGIN:VALARM");
        put(file, "ACTION:DISPLAY");
        put(file, &format!("DESCRIPTION:{summary}"));
        put(file, &format!("TRIGGER:-P{days}D"));
        put(file, "END:VALARM");
    }
    put(file, "END:VEVENT");
}

/// `20260131T093000Z`.
fn stamp(at: chrono::NaiveDateTime) -> String {
    use chrono::{Datelike as _, Timelike as _};
    let (year, month, day) = (at.year().clamp(1, 9_999), at.month(), at.day());
    let (hour, minute, second) = (at.hour(), at.minute(), at.second());
    format!("{year:04}{month:02}{day:02}T{hour:02}{minute:02}{second:02}Z")
}

/// A text value: four characters have a meaning of their own (RFC 5545, 3.3.11).
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

/// Adds a line; a long one goes on after a space in the next, and no letter is cut.
fn put(file: &mut String, line: &str) {
    let mut octets = 0;
    for letter in line.chars() {
        if octets + letter.len_utf8() > LINE {
            file.push_str("\r\n ");
            octets = 1;
        }
        octets += letter.len_utf8();
        // Writing into a text cannot fail.
        let _ = file.write_char(letter);
    }
    file.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diary::{Day, Now};
    use proptest::prelude::*;

    fn diary(of: &[(&str, &str)]) -> Diary {
        let mut diary = Diary::default();
        let now = Now { now: 1_769_873_400_000, today: Day::read("2040-01-01").expect("day") };
        for (clinic, issued) in of {
            diary.add(clinic, issued, now).expect("taken in");
        }
        diary
    }

    fn words(summary: &str, description: &str) -> Words {
        Words { summary: summary.into(), description: description.into() }
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
        let (head, alarms) = file.split_once("BEGIN:VALARM").expect("alarms");
        assert_eq!(
            head,
            "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Karte Sign-in Doctor//Diary//EN\r\n\
             CALSCALE:GREGORIAN\r\nBEGIN:VEVENT\r\n\
             UID:20240131-1769873400000@karte-signin-doctor\r\nDTSTAMP:20260131T153000Z\r\n\
             DTSTART;VALUE=DATE:20260505\r\nDTEND;VALUE=DATE:20260506\r\n\
             SUMMARY:期限: 東\\; 西\\, \\\\\r\nDESCRIPTION:申請\\nする\r\nTRANSP:TRANSPARENT\r\n"
        );
        let triggers: Vec<_> =
            read(alarms.trim_start()).into_iter().filter(|(name, _)| name == "TRIGGER").collect();
        assert_eq!(triggers.len(), 5);
        assert_eq!(triggers[0].1, "-P90D");
        assert!(alarms.ends_with("END:VALARM\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"));
    }

    proptest! {
        #[test]
        fn what_goes_in_comes_out_again(
            clinics in prop::collection::vec("[\\PC]{0,40}", 0..4),
            summary in "[^\u{0}-\u{1f}\u{7f}-\u{9f}]{0,80}",
            description in "([^\u{0}-\u{1f}\u{7f}-\u{9f}]|\n){0,200}",
        ) {
            let mut diary = Diary::default();
            let now = Now { now: 5, today: Day::read("2040-01-01").expect("day") };
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
            let titles: Vec<String> = diary.entries.iter().map(|entry| match &*entry.clinic {
                "" => summary.clone(),
                clinic => format!("{summary}: {clinic}"),
            }).collect();
            prop_assert_eq!(values("SUMMARY"), titles);
            let of_events = |text: &String| *text == description;
            prop_assert!(values("DESCRIPTION").iter().filter(|text| of_events(text)).count() >= diary.entries.len());
            let mut ids = values("UID");
            ids.sort();
            ids.dedup();
            prop_assert_eq!(ids.len(), diary.entries.len());
        }
    }
}
