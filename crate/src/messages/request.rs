//! The messages that pages and the content script send to the worker.

pub use super::actions::{BisectEvent, CorrectAction, HistoryAction, PageNotice, RestartAction};
pub use super::sender::{MessageError, Sender, check_kind};
pub use super::settings_change::{BackupAction, DiaryAction, SettingsPatch, Switch};

use crate::base::json;
use crate::base::time::Millis;
use crate::diagnosis::types::Fix;
use crate::evidence::questions::{AnswerValue, Question};
use crate::state::restart::ListedTab;
use serde::Deserialize;
use serde_json::{Map, Value};

/// A message, tagged by `kind`. [`Message::read`] passes it to serde as `{"kind": {fields}}`, because serde's own `tag`
/// would compile the deserialisation of every field type a second time.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(ts_rs::TS))]
#[serde(rename_all = "snake_case", rename_all_fields = "camelCase")]
#[cfg_attr(not(target_arch = "wasm32"), ts(tag = "kind", optional_fields))]
pub enum Message {
    /// Diagnose a tab.
    Diagnose {
        /// The tab; the active one if absent.
        tab_id: Option<i64>,
    },
    Answer {
        /// The question that is answered.
        question: Question,
        value: AnswerValue,
    },
    /// A button was pressed.
    Fix {
        fix: Fix,
        /// The tab that was diagnosed.
        tab_id: Option<i64>,
        /// Only return what it would touch.
        #[serde(default)]
        #[cfg_attr(not(target_arch = "wasm32"), ts(optional, as = "Option<_>"))]
        dry: bool,
    },
    /// The correction of wrong addresses.
    Correct {
        /// What is to be done.
        action: CorrectAction,
        /// The tab that it concerns.
        tab_id: Option<i64>,
        /// The address that it concerns.
        url: Option<String>,
        on: Option<bool>,
        /// The bookmarks that it concerns.
        #[serde(default)]
        #[cfg_attr(not(target_arch = "wasm32"), ts(optional, as = "Option<_>"))]
        ids: Vec<String>,
    },
    /// A complete restart of the browser, step by step.
    Restart {
        /// What is to be done.
        action: RestartAction,
        /// The tab that it concerns.
        tab_id: Option<i64>,
        /// The tabs that the person was shown.
        #[serde(default)]
        #[cfg_attr(not(target_arch = "wasm32"), ts(optional, as = "Option<_>"))]
        tabs: Vec<ListedTab>,
    },
    /// Disabling extensions for a try, or to find the guilty one.
    Bisect {
        /// What the person does.
        event: BisectEvent,
        /// The extensions that it concerns.
        #[serde(default)]
        #[cfg_attr(not(target_arch = "wasm32"), ts(optional, as = "Option<_>"))]
        ids: Vec<String>,
        /// The number of the answered question, so that a late answer is not taken for the answer to a later question.
        step: Option<usize>,
    },
    /// The history of what was done.
    History {
        /// What is to be done with it.
        action: HistoryAction,
    },
    /// Undo an entry of the history.
    Undo {
        /// When it was begun; `at` and `fix` are the key of the entry.
        at: Millis,
        fix: String,
    },
    /// The person's settings on this PC.
    Settings {
        /// What is to be changed; nothing if absent.
        set: Option<SettingsPatch>,
    },
    /// The administrator's policy.
    Policy {},
    /// The report that a person may hand on to the support desk.
    Report {
        /// With the names of other extensions.
        #[serde(default)]
        #[cfg_attr(not(target_arch = "wasm32"), ts(optional, as = "Option<_>"))]
        with_extension_names: bool,
    },
    /// Reads a report code that somebody read out. It is not saved.
    ReadCode {
        /// As it was typed.
        text: String,
    },
    /// The certificate diary: when the certificates of this PC were issued.
    Diary {
        /// What is to be done.
        action: DiaryAction,
        /// What the person calls the clinic.
        #[serde(default)]
        #[cfg_attr(not(target_arch = "wasm32"), ts(optional, as = "Option<_>"))]
        clinic: String,
        /// The day of issue, as `2026-01-31`.
        #[serde(default)]
        #[cfg_attr(not(target_arch = "wasm32"), ts(optional, as = "Option<_>"))]
        issued: String,
        /// The key of the entry: when it was confirmed.
        confirmed: Option<Millis>,
    },
    /// Settings and diary as a file.
    Backup {
        /// What is to be done.
        action: BackupAction,
        #[serde(default)]
        #[cfg_attr(not(target_arch = "wasm32"), ts(optional, as = "Option<_>"))]
        text: String,
    },
    Erase {},
    /// The content script saw something.
    Seen {
        what: PageNotice,
    },
}

impl Message {
    /// Reads the message in `said`, if `sender` may send it.
    ///
    /// # Errors
    /// [`MessageError`]: what is wrong with it.
    pub fn parse(said: Option<Value>, sender: Sender) -> Result<Self, MessageError> {
        let message = Self::read(said.ok_or(MessageError::Malformed)?)?;
        message.check(sender)?;
        Ok(message)
    }

    /// Reads the message in `said`, independent of the sender.
    ///
    /// # Errors
    /// [`MessageError::UnknownKind`] and [`MessageError::Malformed`].
    pub fn read(mut said: Value) -> Result<Self, MessageError> {
        let fields = said.as_object_mut().ok_or(MessageError::Malformed)?;
        let Some(Value::String(kind)) = fields.remove("kind") else {
            return Err(MessageError::Malformed);
        };
        check_kind(&kind)?;
        json::read(&Map::from_iter([(kind, said)]).into()).ok_or(MessageError::Malformed)
    }

    /// Whether `sender` may send this message, and whether its fields fit together.
    ///
    /// # Errors
    /// [`MessageError::ForbiddenSender`] for anybody but the one it is meant for,
    /// [`MessageError::Malformed`] for an answer that does not fit its question.
    pub fn check(&self, sender: Sender) -> Result<(), MessageError> {
        let meant_for = match self {
            Self::Seen { .. } => Sender::ContentScript,
            _ => Sender::Page,
        };
        if sender != meant_for {
            return Err(MessageError::ForbiddenSender);
        }
        match self {
            Self::Answer { question, value } if !question.options().contains(value) => {
                Err(MessageError::Malformed)
            }
            Self::Settings { set: Some(change) } if change.is_empty() => {
                Err(MessageError::Malformed)
            }
            Self::Fix { fix, tab_id: None, dry } if *dry || fix.needs_tab() => {
                Err(MessageError::Malformed)
            }
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn an_answer_must_fit_its_question() {
        for (value, ok) in [("cancelled", true), ("works", false)] {
            let said = json!({"kind": "answer", "question": "dialog", "value": value});
            let message = Message::read(said).expect("message");
            assert_eq!(message.check(Sender::Page).is_ok(), ok, "{value}");
        }
    }
}
