//! Reads saved settings, also those of an earlier version; settings of a newer version are rejected.

use super::{Language, Settings, VERSION};
use crate::url_correction::redacted_url::list;
use serde::Deserialize;
use serde_json::{Map, Value};

/// The fields of all saved formats; `v` says which of them are used.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Saved {
    v: u32,
    correction: Option<bool>,
    #[serde(default)]
    host_typing: bool,
    #[serde(default, deserialize_with = "list::deserialize")]
    exceptions: Vec<String>,
    #[serde(default)]
    #[serde(rename = "spared")]
    protected_extensions: Vec<String>,
    #[serde(default)]
    language: Language,
    reminders: Option<bool>,
    start_check: Option<bool>,
    #[serde(default)]
    managed: Value,
    /// Only in format 1, as are the fields that follow: the administrator's value for the correction.
    #[serde(default)]
    forced: Value,
    #[serde(default)]
    never_touch: Value,
    #[serde(default)]
    no_reminders: Value,
}

impl TryFrom<Saved> for Settings {
    type Error = &'static str;

    fn try_from(saved: Saved) -> Result<Self, Self::Error> {
        let saved = match saved.v {
            1 => saved.migrated(),
            VERSION => saved,
            _ => return Err("another version"),
        };
        let Saved {
            correction,
            host_typing,
            exceptions,
            protected_extensions,
            language,
            reminders,
            start_check,
            ..
        } = saved;
        let (v, managed) = (VERSION, saved.managed);
        Ok(Self {
            v,
            correction,
            host_typing,
            exceptions,
            protected_extensions,
            language,
            reminders,
            start_check,
            managed,
        })
    }
}

impl Saved {
    /// Format 1 did not distinguish "on" from "not chosen"; only "off" was certainly chosen. It stored the administrator's
    /// values under names of its own.
    fn migrated(mut self) -> Self {
        let no_reminders = if self.no_reminders == true { Value::Bool(false) } else { Value::Null };
        let said = [
            ("correction", self.forced.take()),
            ("neverTouch", self.never_touch.take()),
            ("reminders", no_reminders),
        ];
        let said = said.into_iter().filter(|(_, value)| !value.is_null());
        let managed = said.map(|(key, value)| (key.to_owned(), value)).collect::<Map<_, _>>();
        let off = |on: Option<bool>| on.filter(|on| !on);
        let (correction, reminders) = (off(self.correction), off(self.reminders));
        Self { correction, reminders, managed: managed.into(), ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{from_value, json, to_value};

    fn id() -> String {
        "a".repeat(32)
    }

    #[test]
    fn written_and_read_again() {
        let managed = json!({
            "correction": false, "neverTouch": [id(), "x"], "supportText": "内線 1234",
            "reportContents": {"windows": false}, "defaults": {"reminders": false},
        });
        let settings = Settings {
            correction: Some(true),
            host_typing: true,
            exceptions: vec!["https://karte.medley.life/login".into()],
            protected_extensions: vec![id()],
            language: Language::En,
            reminders: Some(false),
            start_check: Some(true),
            managed,
            ..Settings::default()
        };
        let saved = to_value(&settings).expect("json");
        assert_eq!(from_value::<Settings>(saved).expect("settings"), settings);
    }

    #[test]
    fn the_first_form_is_migrated_and_loses_nothing() {
        let read = |saved| from_value::<Settings>(saved);
        let empty = Settings { managed: json!({}), ..Settings::default() };
        assert_eq!(read(json!({"v": 1})).expect("settings"), empty);
        for (saved, correction, reminders) in [
            (json!({"v": 1, "correction": true, "reminders": true}), None, None),
            (json!({"v": 1, "correction": false, "reminders": false}), Some(false), Some(false)),
        ] {
            let settings = read(saved).expect("settings");
            assert_eq!((settings.correction, settings.reminders), (correction, reminders));
        }
        let forced = json!({
            "v": 1, "correction": true, "forced": false, "neverTouch": [id()], "noReminders": true,
        });
        let settings = read(forced).expect("settings");
        assert!(!settings.correction().on && settings.correction().forced);
        assert!(!settings.reminders().on && settings.reminders().forced);
        assert_eq!(settings.left_alone(), [id()]);
    }

    /// Version 0.1.0 could stop the whole correction permanently and saved that under `suspended`.
    #[test]
    fn a_stop_of_the_first_version_is_over() {
        for v in [1, 2] {
            let url = "https://karte.medley.life/login";
            let saved = json!({"v": v, "suspended": {"at": 3, "url": url}, "spared": [id()]});
            let settings = from_value::<Settings>(saved).expect("settings");
            assert!(settings.in_force() && settings.corrects(url));
            assert_eq!(settings.protected_extensions, [id()]);
        }
    }

    #[test]
    fn a_newer_form_and_damage_are_not_guessed_at() {
        for saved in [
            json!({"v": 3}),
            json!({}),
            json!({"v": 2, "correction": "on"}),
            json!({"v": 1, "spared": "x"}),
            json!([]),
        ] {
            assert!(from_value::<Settings>(saved.clone()).is_err(), "{saved}");
        }
    }
}
