//! Any file that somebody takes for our backup: it is refused, or read completely; written again, it reads the same.

#![no_main]

use karte_signin_doctor::base::json::{read, write};
use karte_signin_doctor::state::backup::{Backup, BackupError, check_head};
use karte_signin_doctor::state::certificates::{CalendarDate, CalendarText, ics};
use karte_signin_doctor::state::settings::Settings;
use karte_signin_doctor_fuzz::{in_proportion, parse};
use libfuzzer_sys::fuzz_target;
use serde_json::Value;

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let Some(file) = parse(&text) else { return };
    let today = CalendarDate::read("2026-11-23").expect("a day");
    let Ok(backup) = taken(&file, today) else { return };
    let written = write(&backup).expect("it can be written");
    in_proportion(&written, &text);
    assert_eq!(taken(&written, today).as_ref(), Ok(&backup));
    let settings = backup.settings(Settings::default());
    assert_eq!(backup.settings(settings.clone()), settings, "taken over twice is taken over once");
    assert!(settings.exceptions.iter().all(|url| !settings.corrects(url)));
    let calendar = ics(&backup.diary, &CalendarText::default());
    assert!(calendar.split("\r\n").all(|line| line.len() <= 75 && !line.contains(['\r', '\n'])));
});

/// Reads the file as the extension does.
fn taken(file: &Value, today: CalendarDate) -> Result<Backup, BackupError> {
    check_head(read(file))?;
    read::<Backup>(file).ok_or(BackupError::Damaged)?.checked(today)
}
