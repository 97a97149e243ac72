//! Replies about what is kept on this PC: settings, policy, history, certificates, the file of them.

use crate::base::time::Millis;
use crate::state::backup::Backup;
use crate::state::certificates::{CalendarDate, Due};
use crate::state::history::HistoryEntry;
use crate::state::policy::Policy;
use crate::state::settings::{EffectiveSwitch, Language};
use serde::Serialize;

/// How it stands, and what a file says.
#[derive(Debug, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(ts_rs::TS))]
pub struct BackupReply {
    /// Says what this is.
    #[cfg_attr(not(target_arch = "wasm32"), ts(type = "\"backup\""))]
    pub kind: &'static str,
    /// What is set and written in now.
    pub now: Backup,
    /// What the file says.
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
    /// What there is a reminder of today.
    pub due: Option<Due>,
    /// A diary that could not be read was set aside.
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
    /// The day on which it runs out.
    pub expires: CalendarDate,
    /// How many days are left; below zero, it has run out.
    pub left: i32,
    /// When the person confirmed it; it names the entry.
    pub confirmed: Millis,
}

/// What a page is shown, and takes away.
#[derive(Debug, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(ts_rs::TS))]
pub struct HistoryReply<'a> {
    /// Says what this is.
    #[cfg_attr(not(target_arch = "wasm32"), ts(type = "\"history\""))]
    pub kind: &'static str,
    /// Version of the exported form.
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
    /// What of it counts.
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
    /// All others that are installed.
    pub others: Vec<ListedExtension>,
    /// Build of the core.
    pub build: &'static str,
}

/// An extension; one that is not installed has no name.
#[derive(Debug, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(ts_rs::TS))]
pub struct ListedExtension {
    /// Chrome's id of it.
    pub id: String,
    /// Its name: untrusted text.
    pub name: Option<String>,
}
