//! Settings and certificate diary as one file, for another PC or for a new installation; the file holds nothing else.
//!
//! A file is restored completely or not at all: it is checked completely before anything is changed.

use super::certificates::{CalendarDate, CertificateDiary, CertificateEntry, DiaryError, LATEST};
use super::extension_id::{MOST_SPARED, is_extension};
use super::settings::{Language, MOST_EXCEPTIONS, Settings};
use super::stored::Version;
use crate::base::time::Millis;
use crate::url_correction::{UrlClass, classify_text};
use serde::{Deserialize, Serialize};

/// The value of `file` in every backup that this extension writes.
const NAME: &str = "karte-signin-doctor";
/// Version of the file format.
const SCHEMA: u32 = 1;
/// Maximum length of a file, in bytes.
pub const LONGEST_FILE: usize = 1_000_000;
/// Maximum length of an exception, in bytes.
const LONGEST_URL: usize = 2_000;

/// The part that is read first: which program wrote the file, and in which format.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Head {
    file: String,
    schema: u32,
}

/// The file with settings and certificate diary.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(ts_rs::TS))]
pub struct Backup {
    /// The name of the program that wrote it.
    #[cfg_attr(not(target_arch = "wasm32"), ts(type = "\"karte-signin-doctor\""))]
    pub file: String,
    /// Version of the file format.
    pub schema: Version<SCHEMA>,
    /// When it was written.
    pub at: Millis,
    pub settings: Wishes,
    pub diary: CertificateDiary,
}

/// What a person has set. The administrator's policy and the worker's own records are not exported.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Wishes {
    /// Whether wrong addresses are corrected; `None`: the default applies.
    pub correction: Option<bool>,
    /// Whether typing errors in the host are corrected, too.
    pub host_typing: bool,
    /// Addresses that are not corrected, without user name and query.
    #[serde(with = "crate::url_correction::redacted_url::list")]
    #[cfg_attr(not(target_arch = "wasm32"), ts(type = "Array<string>"))]
    pub exceptions: Vec<String>,
    /// Extensions that are never disabled.
    #[serde(rename = "spared")]
    pub protected_extensions: Vec<String>,
    /// The language of the pages.
    pub language: Language,
    /// Whether the diary reminds; `None`: the default applies.
    pub reminders: Option<bool>,
    /// Whether the start of the browser is checked; `None`: the default applies. A file of 0.1.0 lacks this field.
    #[serde(default)]
    pub start_check: Option<bool>,
    /// This PC serves several clinics.
    pub several_clinics: bool,
}

/// Why a file is not restored; nothing was changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BackupError {
    /// It is not a file of this extension.
    NotOurs,
    /// Another version wrote it.
    OtherVersion,
    /// Something in it is missing or invalid.
    Damaged,
    /// The diary in it is not accepted.
    Diary(DiaryError),
}

impl BackupError {
    /// The code in replies; the message key is this code with `options_error_` in front.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::NotOurs => "backup_not_ours",
            Self::OtherVersion => "backup_other_version",
            Self::Damaged => "backup_damaged",
            Self::Diary(why) => why.code(),
        }
    }
}

/// Whether a file is one of ours, and of this version.
///
/// # Errors
/// [`BackupError::NotOurs`] and [`BackupError::OtherVersion`].
pub fn check_head(head: Option<Head>) -> Result<(), BackupError> {
    let head = head.filter(|head| head.file == NAME).ok_or(BackupError::NotOurs)?;
    if head.schema == SCHEMA { Ok(()) } else { Err(BackupError::OtherVersion) }
}

impl Backup {
    /// Makes the file from the present settings and diary.
    #[must_use]
    pub fn of(
        settings: &Settings,
        several_clinics: bool,
        diary: CertificateDiary,
        at: Millis,
    ) -> Self {
        let wishes = Wishes {
            correction: settings.correction,
            host_typing: settings.host_typing,
            exceptions: settings.exceptions.clone(),
            protected_extensions: settings.protected_extensions.clone(),
            language: settings.language,
            reminders: settings.reminders,
            start_check: settings.start_check,
            several_clinics,
        };
        Self { file: NAME.to_owned(), schema: Version, at, settings: wishes, diary }
    }

    /// Returns the file, if all of it can be restored.
    ///
    /// # Errors
    /// The first problem that is found.
    pub fn checked(self, today: CalendarDate) -> Result<Self, BackupError> {
        let Wishes { exceptions, protected_extensions, .. } = &self.settings;
        let ids = protected_extensions.len() <= MOST_SPARED
            && protected_extensions.iter().all(|id| is_extension(id));
        let urls = exceptions.len() <= MOST_EXCEPTIONS && exceptions.iter().all(|u| is_wrong(u));
        let numbers = (0..=LATEST).contains(&self.at)
            && self.diary.entries.iter().all(CertificateEntry::is_plausible);
        if !ids || !urls || !numbers {
            return Err(BackupError::Damaged);
        }
        let diary = CertificateDiary::of(self.diary.entries, today).map_err(BackupError::Diary)?;
        Ok(Self { diary, ..self })
    }

    /// These settings, with the values of the file.
    #[must_use]
    pub fn settings(&self, now: Settings) -> Settings {
        let Wishes { correction, host_typing, language, reminders, start_check, .. } =
            self.settings;
        let exceptions = self.settings.exceptions.clone();
        let protected_extensions = self.settings.protected_extensions.clone();
        Settings {
            correction,
            host_typing,
            exceptions,
            protected_extensions,
            language,
            reminders,
            start_check,
            ..now
        }
    }
}

/// An exception is an address that would be corrected without it. Chrome refuses all rules at once if a filter of one has
/// other letters than ASCII.
fn is_wrong(url: &str) -> bool {
    url.len() <= LONGEST_URL
        && url.is_ascii()
        && matches!(classify_text(url), UrlClass::Corrected { .. })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::json;
    use crate::state::certificates::Now;
    use serde_json::{Value, json, to_value};

    fn today() -> CalendarDate {
        CalendarDate::read("2026-11-23").expect("day")
    }

    fn file() -> Value {
        let mut settings = Settings { language: Language::En, ..Settings::default() };
        settings.except("http://karte.medley.life/login");
        assert!(settings.protect(&"a".repeat(32)));
        let mut diary = CertificateDiary::default();
        diary.add("みどり", "2026-01-31", Now { now: 5, today: today() }).expect("taken in");
        to_value(Backup::of(&settings, true, diary, 7)).expect("json")
    }

    fn read(file: &Value) -> Result<Backup, BackupError> {
        // As the extension reads it.
        check_head(json::read(file))?;
        let backup: Backup = json::read(file).ok_or(BackupError::Damaged)?;
        backup.checked(today())
    }

    #[test]
    fn written_and_read_again_and_the_administrators_word_stays() {
        let backup = read(&file()).expect("our own file");
        assert_eq!(to_value(&backup).expect("json"), file());
        let managed = json!({"correction": false});
        let forced = Settings { managed: managed.clone(), ..Settings::default() };
        let settings = backup.settings(forced);
        assert_eq!(settings.managed, managed);
        assert_eq!(settings.exceptions, ["http://karte.medley.life/login"]);
        assert_eq!(settings.language, Language::En);
        let again = Backup::of(&settings, true, backup.diary.clone(), 7);
        assert_eq!(again, backup);
    }

    #[test]
    fn whatever_is_wrong_with_a_file_is_found() {
        use BackupError::{Damaged, Diary, NotOurs, OtherVersion};
        let entry = file()["diary"]["entries"][0].clone();
        for (place, value, want) in [
            ("/file", json!("another"), NotOurs),
            ("/file", json!(1), NotOurs),
            ("/schema", json!(2), OtherVersion),
            ("/at", json!("now"), Damaged),
            ("/settings/correction", json!("yes"), Damaged),
            ("/settings/language", json!("fr"), Damaged),
            ("/settings/exceptions", json!(["https://example.com/"]), Damaged),
            ("/settings/exceptions", json!(["https://karte.medley.life/d/signin"]), Damaged),
            ("/settings/exceptions", json!(["http://karte.medley.life/受付"]), Damaged),
            ("/settings/spared", json!(["no id"]), Damaged),
            ("/settings", json!({"correction": true}), Damaged),
            ("/at", json!(LATEST + 1), Damaged),
            ("/at", json!(-1), Damaged),
            ("/diary/entries/0/confirmed", json!((1_i64 << 53) - 1), Damaged),
            ("/diary/entries/0/confirmed", json!(-1), Damaged),
            ("/diary/entries/0/confirmed", json!(1e300), Damaged),
            ("/diary/entries/0/dismissed", json!(65_535), Damaged),
            ("/diary/v", json!(2), Damaged),
            ("/diary/entries/0/issued", json!("2026-02-30"), Damaged),
            ("/diary/entries/0/issued", json!("2027-01-01"), Diary(DiaryError::Future)),
            ("/diary/entries/0/clinic", json!("a\u{202e}b"), Diary(DiaryError::OddName)),
            ("/diary/entries", json!([entry, entry]), Diary(DiaryError::Twice)),
        ] {
            let mut file = file();
            *file.pointer_mut(place).expect("a place") = value.clone();
            assert_eq!(read(&file).err(), Some(want), "{place} {value}");
        }
        assert_eq!(read(&json!([])).err(), Some(NotOurs));
    }
}
