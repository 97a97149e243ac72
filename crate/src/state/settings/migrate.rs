//! Reads saved settings, also those that an earlier version saved; what a newer one saved is not guessed at.

use super::{Settings, VERSION};
use crate::base::plain::{Fields, Plain, Unreadable, by_fields};
use crate::url_correction::redacted_url::distinct;
use serde::{Deserialize, Deserializer};

impl<'de> Deserialize<'de> for Settings {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        by_fields(deserializer, |saved| {
            let read = match saved.take("v")? {
                1 => first_form,
                VERSION => present_form,
                _ => return Err(Unreadable),
            };
            let (correction, reminders, managed) = read(saved)?;
            Ok(Self {
                v: VERSION,
                correction,
                host_typing: saved.or_default("hostTyping")?,
                exceptions: distinct(&saved.or_default::<Vec<String>>("exceptions")?),
                spared: saved.or_default("spared")?,
                language: saved.or_default("language")?,
                reminders,
                managed,
            })
        })
    }
}

/// Both switches, and the administrator's word.
type Decided = (Option<bool>, Option<bool>, Plain);

fn present_form(saved: &mut Fields) -> Result<Decided, Unreadable> {
    Ok((saved.take("correction")?, saved.take("reminders")?, saved.or_default("managed")?))
}

/// The first form did not tell "on" from "not chosen"; only "off" was surely chosen.
/// It kept what the administrator said under names of its own.
fn first_form(saved: &mut Fields) -> Result<Decided, Unreadable> {
    let off = |on: Option<bool>| on.filter(|on| !on);
    let mut managed = Vec::new();
    for (old, key) in [("forced", "correction"), ("neverTouch", "neverTouch")] {
        match saved.plain(old) {
            Plain::Absent | Plain::Null => {}
            said => managed.push((key.into(), said)),
        }
    }
    if saved.plain("noReminders") == Plain::Bool(true) {
        managed.push(("reminders".into(), Plain::Bool(false)));
    }
    Ok((off(saved.take("correction")?), off(saved.take("reminders")?), Plain::Fields(managed)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::settings::Language;
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
            spared: vec![id()],
            language: Language::En,
            reminders: Some(false),
            managed: from_value(managed).expect("plain"),
            ..Settings::default()
        };
        let saved = to_value(&settings).expect("json");
        assert_eq!(from_value::<Settings>(saved).expect("settings"), settings);
    }

    #[test]
    fn the_first_form_is_migrated_and_loses_nothing() {
        let read = |saved| from_value::<Settings>(saved);
        let empty = Settings { managed: Plain::Fields(Vec::new()), ..Settings::default() };
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

    /// Version 0.1.0 switched the whole correction off for good, and kept that here.
    #[test]
    fn a_stop_of_the_first_version_is_over() {
        for v in [1, 2] {
            let url = "https://karte.medley.life/login";
            let saved = json!({"v": v, "suspended": {"at": 3, "url": url}, "spared": [id()]});
            let settings = from_value::<Settings>(saved).expect("settings");
            assert!(settings.in_force() && settings.corrects(url));
            assert_eq!(settings.spared, [id()]);
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
