//! Reads messages: the `kind` says which fields there are.

use super::request::{Message, SettingsPatch};
use crate::base::plain::{Plain, Unreadable, by_fields};
use serde::de::Error;
use serde::{Deserialize, Deserializer};

impl<'de> Deserialize<'de> for Message {
    #[expect(clippy::too_many_lines, reason = "a table: one arm for each kind")]
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        by_fields(deserializer, |said| {
            Ok(match said.take::<String>("kind")?.as_str() {
                "diagnose" => Self::Diagnose { tab_id: said.take("tabId")? },
                "answer" => {
                    Self::Answer { question: said.take("question")?, value: said.take("value")? }
                }
                "fix" => Self::Fix {
                    fix: said.take("fix")?,
                    tab_id: said.take("tabId")?,
                    dry: said.or_default("dry")?,
                },
                "correct" => Self::Correct {
                    action: said.take("action")?,
                    tab_id: said.take("tabId")?,
                    url: said.take("url")?,
                    on: said.take("on")?,
                    ids: said.or_default("ids")?,
                },
                "restart" => Self::Restart {
                    action: said.take("action")?,
                    tab_id: said.take("tabId")?,
                    tabs: said.or_default("tabs")?,
                },
                "bisect" => Self::Bisect {
                    event: said.take("event")?,
                    ids: said.or_default("ids")?,
                    step: said.take("step")?,
                },
                "history" => Self::History { action: said.take("action")? },
                "undo" => Self::Undo { at: said.take("at")?, fix: said.take("fix")? },
                "settings" => Self::Settings { set: said.take("set")? },
                "policy" => Self::Policy,
                "report" => {
                    Self::Report { with_extension_names: said.or_default("withExtensionNames")? }
                }
                "diary" => Self::Diary {
                    action: said.take("action")?,
                    clinic: said.or_default("clinic")?,
                    issued: said.or_default("issued")?,
                    confirmed: said.take("confirmed")?,
                },
                "backup" => {
                    Self::Backup { action: said.take("action")?, text: said.or_default("text")? }
                }
                "erase" => Self::Erase,
                "seen" => Self::Seen { what: said.take("what")? },
                _ => return Err(Unreadable),
            })
        })
    }
}

/// What may be changed.
const CHANGES: [&str; 6] =
    ["severalClinics", "language", "reminders", "default", "spare", "unspare"];

/// Nothing else may be changed.
impl<'de> Deserialize<'de> for SettingsPatch {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let said = Plain::deserialize(deserializer)?;
        let is_known = |(name, _): &(_, _)| CHANGES.iter().any(|known| known == name);
        if !matches!(&said, Plain::Fields(fields) if fields.iter().all(is_known)) {
            return Err(D::Error::custom(Unreadable));
        }
        let read = by_fields(said, |said| {
            Ok(Self {
                several_clinics: said.take("severalClinics")?,
                language: said.take("language")?,
                reminders: said.take("reminders")?,
                default: said.take("default")?,
                spare: said.take("spare")?,
                unspare: said.take("unspare")?,
            })
        });
        read.map_err(D::Error::custom)
    }
}
