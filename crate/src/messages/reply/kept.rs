//! Replies about what is saved on this PC: settings, policy, history, certificates, the backup file.

use crate::base::time::Millis;
use crate::state::backup::Backup;
use crate::state::certificates::{CalendarDate, Due};
use crate::state::history::HistoryEntry;
use crate::state::policy::Policy;
use crate::state::settings::{EffectiveSwitch, Language};
use serde::Serialize;

/// The present settings and diary, and the content of a backup file.
#[derive(Debug, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(ts_rs::TS))]
pub struct BackupReply {
    /// Says what this is.
    #[cfg_attr(not(target_arch = "wasm32"), ts(type = "\"backup\""))]
    pub kind: &'static str,
    /// The present settings and diary.
    pub now: Backup,
    /// The content of the file.
    pub file: Option<Backup>,
}

/// The reply to `erase`.
#[derive(Debug, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(ts_rs::TS))]
pub struct ErasedReply {
    /// Says what this is.
    #[cfg_attr(not(target_arch = "wasm32"), ts(type = "\"erased\""))]
    pub kind: &'static str,
}

/// The reply to `diary`.
#[derive(Debug, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(ts_rs::TS))]
pub struct CertificatesReply {
    /// Says what this is.
    #[cfg_attr(not(target_arch = "wasm32"), ts(type = "\"diary\""))]
    pub kind: &'static str,
    /// The day by this PC's clock.
    pub today: CalendarDate,
    pub entries: Vec<CertificateLine>,
    /// The reminder that is due today.
    pub due: Option<Due>,
    /// An unreadable diary was set aside.
    pub aside: bool,
    /// The calendar file, if it was asked for.
    pub ics: Option<String>,
}

/// One certificate of the diary, as the options page shows it.
#[derive(Debug, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(ts_rs::TS))]
pub struct CertificateLine {
    /// What the person calls the clinic; may be empty.
    pub clinic: String,
    /// The day of issue.
    pub issued: CalendarDate,
    /// The day on which it expires.
    pub expires: CalendarDate,
    /// How many days are left; negative if it has expired.
    pub left: i32,
    /// When the person confirmed it; the key of the entry.
    pub confirmed: Millis,
}

/// The history, as it is shown and exported.
#[derive(Debug, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(ts_rs::TS))]
pub struct HistoryReply<'a> {
    /// Says what this is.
    #[cfg_attr(not(target_arch = "wasm32"), ts(type = "\"history\""))]
    pub kind: &'static str,
    /// Version of the export format.
    pub schema: u32,
    /// When it was read.
    pub at: Millis,
    /// What was done in the last 90 days, oldest first.
    pub entries: &'a [HistoryEntry],
}

/// The reply to `policy`.
#[derive(Debug, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(ts_rs::TS))]
pub struct PolicyReply {
    /// Says what this is.
    #[cfg_attr(not(target_arch = "wasm32"), ts(type = "\"policy\""))]
    pub kind: &'static str,
    /// The valid part of the policy, and its errors.
    pub policy: Policy,
}

/// What a person has set.
#[derive(Debug, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct SettingsReply {
    /// Says what this is.
    #[cfg_attr(not(target_arch = "wasm32"), ts(type = "\"settings\""))]
    pub kind: &'static str,
    /// This PC serves several clinics.
    pub several_clinics: bool,
    /// The language of the pages.
    pub language: Language,
    /// The switch of the correction.
    pub correction: EffectiveSwitch,
    /// The switch of the diary's reminders.
    pub reminders: EffectiveSwitch,
    /// The switch of the check at the browser's start.
    pub start_check: EffectiveSwitch,
    /// The person's own list of extensions that are never switched off.
    #[serde(rename = "spared")]
    pub protected_extensions: Vec<ListedExtension>,
    pub never_touch: Vec<ListedExtension>,
    /// All other installed extensions.
    pub others: Vec<ListedExtension>,
    /// Build of the core.
    pub build: &'static str,
}

/// An extension; one that is not installed has no name.
#[derive(Debug, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(ts_rs::TS))]
pub struct ListedExtension {
    /// Its id in Chrome.
    pub id: String,
    /// Its name: untrusted text.
    pub name: Option<String>,
}
