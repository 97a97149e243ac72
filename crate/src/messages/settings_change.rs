//! Changes of settings, diary and backup that a page requests.

use crate::state::settings::Language;
use serde::Deserialize;

/// A change of the person's settings; absent fields stay unchanged, and no other setting can be changed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(ts_rs::TS), ts(optional_fields))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SettingsPatch {
    /// Whether this PC serves several clinics.
    pub several_clinics: Option<bool>,
    /// The language of the pages.
    pub language: Option<Language>,
    /// Whether the diary reminds.
    pub reminders: Option<bool>,
    /// Whether the start of the browser is checked.
    pub start_check: Option<bool>,
    /// A switch to reset to its default.
    pub default: Option<Switch>,
    /// An extension that must never be disabled.
    pub spare: Option<String>,
    /// An extension that may be disabled again.
    pub unspare: Option<String>,
}

impl SettingsPatch {
    /// Whether it changes nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// A switch that has a default.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Switch {
    /// Wrong addresses are corrected.
    Correction,
    Reminders,
    StartCheck,
}

/// What a page may do with the diary.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum DiaryAction {
    List,
    /// Add a certificate.
    Add,
    Remove,
    /// Dismiss the reminders that are due today until the next threshold.
    Dismiss,
    /// Export as a calendar file.
    Ics,
    /// Delete the unreadable diary that was set aside.
    DropAside,
}

/// What a page may do with the backup file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum BackupAction {
    Export,
    /// Return what a restore would change.
    Preview,
    Restore,
}

#[cfg(test)]
mod tests {
    use crate::messages::request::{Message, Sender};
    use serde_json::json;

    #[test]
    fn a_change_of_settings_names_what_it_changes() {
        for (set, ok) in [
            (json!({"severalClinics": true}), true),
            (json!({"language": "en", "reminders": false}), true),
            (json!({"default": "correction"}), true),
            (json!({"default": "language"}), false),
            (json!(null), true),
            (json!({}), false),
            (json!({"severalClinics": "yes"}), false),
            (json!({"severalClinics": true, "other": 1}), false),
            (json!({"language": "fr"}), false),
        ] {
            let message = Message::read(json!({"kind": "settings", "set": set}));
            let allowed = message.is_ok_and(|message| message.check(Sender::Page).is_ok());
            assert_eq!(allowed, ok, "{set}");
        }
    }

    #[test]
    fn only_our_own_pages_may_ask_for_what_is_private() {
        for message in [
            json!({"kind": "diary", "action": "list"}),
            json!({"kind": "diary", "action": "add", "clinic": "x", "issued": "2026-01-31"}),
            json!({"kind": "backup", "action": "export"}),
            json!({"kind": "erase"}),
            json!({"kind": "policy"}),
        ] {
            let read = Message::read(message.clone()).expect("message");
            assert!(read.check(Sender::Page).is_ok(), "{message}");
            assert!(read.check(Sender::ContentScript).is_err(), "{message}");
            assert!(read.check(Sender::Stranger).is_err(), "{message}");
        }
    }
}
