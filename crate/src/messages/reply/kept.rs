//! Replies about what is kept on this PC: settings, policy, history, certificates, the file of them.

use crate::base::time::Millis;
use crate::state::backup::Backup;
use crate::state::certificates::{CalendarDate, Due};
use crate::state::history::Entry;
use crate::state::policy::Policy;
use crate::state::settings::{EffectiveSwitch, Language};
use serde::Serialize;

/// How it stands, and what a file says.
#[derive(Debug, Serialize)]
pub struct BackupReply {
    pub kind: &'static str,
    pub now: Backup,
    pub file: Option<Backup>,
}

/// Everything is forgotten.
#[derive(Debug, Serialize)]
pub struct ErasedReply {
    pub kind: &'static str,
}

/// How it stands.
#[derive(Debug, Serialize)]
pub struct CertificatesReply {
    pub kind: &'static str,
    pub today: CalendarDate,
    pub entries: Vec<CertificateLine>,
    pub due: Option<Due>,
    pub aside: bool,
    /// The calendar file, if it was asked for.
    pub ics: Option<String>,
}

/// One certificate.
#[derive(Debug, Serialize)]
pub struct CertificateLine {
    pub clinic: String,
    pub issued: CalendarDate,
    pub expires: CalendarDate,
    /// How many days are left; below zero, it has run out.
    pub left: i32,
    pub confirmed: Millis,
}

/// What a page is shown, and takes away.
#[derive(Debug, Serialize)]
pub struct HistoryReply<'a> {
    pub kind: &'static str,
    pub schema: u32,
    pub at: Millis,
    pub entries: &'a [Entry],
}

#[derive(Debug, Serialize)]
pub struct PolicyReply {
    pub kind: &'static str,
    pub policy: Policy,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SettingsReply {
    pub kind: &'static str,
    pub several_clinics: bool,
    pub language: Language,
    pub correction: EffectiveSwitch,
    pub reminders: EffectiveSwitch,
    /// The person's own list of extensions that are never switched off.
    pub spared: Vec<ListedExtension>,
    /// The administrator's.
    pub never_touch: Vec<ListedExtension>,
    /// All others that are installed.
    pub others: Vec<ListedExtension>,
    pub build: &'static str,
}

/// An extension; one that is not installed has no name.
#[derive(Debug, Serialize)]
pub struct ListedExtension {
    pub id: String,
    pub name: Option<String>,
}
