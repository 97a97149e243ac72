//! What pages and the content script may say to the worker, and how a refusal reads.

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

/// A message, tagged by `kind`; [`Message::read`] hands it to serde as `{"kind": {fields}}`, because serde's own `tag` would
/// compile the reading of every field's type once more.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(ts_rs::TS))]
#[serde(rename_all = "snake_case", rename_all_fields = "camelCase")]
#[cfg_attr(not(target_arch = "wasm32"), ts(tag = "kind", optional_fields))]
pub enum Message {
    /// Look at a tab and say what is wrong.
    Diagnose {
        /// The tab; the active one if absent.
        tab_id: Option<i64>,
    },
    Answer {
        /// To what.
        question: Question,
        value: AnswerValue,
    },
    /// A button was pressed.
    Fix {
        fix: Fix,
        /// The tab that was diagnosed.
        tab_id: Option<i64>,
        /// Only say what it would touch.
        #[serde(default)]
        #[cfg_attr(not(target_arch = "wasm32"), ts(optional, as = "Option<_>"))]
        dry: bool,
    },
    /// The correction of wrong addresses.
    Correct {
        /// What is to be done.
        action: CorrectAction,
        /// The tab that it is about.
        tab_id: Option<i64>,
        /// The address that it is about.
        url: Option<String>,
        on: Option<bool>,
        /// Bookmarks that it is about.
        #[serde(default)]
        #[cfg_attr(not(target_arch = "wasm32"), ts(optional, as = "Option<_>"))]
        ids: Vec<String>,
    },
    /// A complete restart of the browser, step by step.
    Restart {
        /// What is to be done.
        action: RestartAction,
        /// The tab that it is about.
        tab_id: Option<i64>,
        /// The tabs that the person was shown.
        #[serde(default)]
        #[cfg_attr(not(target_arch = "wasm32"), ts(optional, as = "Option<_>"))]
        tabs: Vec<ListedTab>,
    },
    /// Switching extensions off for a try, or to find the one that is in the way.
    Bisect {
        /// What happened, or is wanted.
        event: BisectEvent,
        /// The extensions that it is about.
        #[serde(default)]
        #[cfg_attr(not(target_arch = "wasm32"), ts(optional, as = "Option<_>"))]
        ids: Vec<String>,
        /// The number of the question that it answers: an answer that comes too late answers no later one.
        step: Option<usize>,
    },
    /// What was done so far.
    History {
        /// What is to be done with it.
        action: HistoryAction,
    },
    /// Undo what a line of the history says.
    Undo {
        /// When that was begun: this and `fix` name the line.
        at: Millis,
        fix: String,
    },
    /// What a person has said about this PC.
    Settings {
        /// What is to be changed; nothing if absent.
        set: Option<SettingsPatch>,
    },
    /// What the administrator says.
    Policy {},
    /// What a person may hand on to the support desk.
    Report {
        /// With the names of other extensions.
        #[serde(default)]
        #[cfg_attr(not(target_arch = "wasm32"), ts(optional, as = "Option<_>"))]
        with_extension_names: bool,
    },
    /// What a report code says that somebody read out. Nothing is kept of it.
    ReadCode {
        /// As it was typed.
        text: String,
    },
    /// When the certificates of this PC were issued.
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
        /// When the entry that it is about was confirmed.
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
    /// The message in `said`, if `sender` may say it.
    ///
    /// # Errors
    /// [`MessageError`]: what is wrong with it.
    pub fn parse(said: Option<Value>, sender: Sender) -> Result<Self, MessageError> {
        let message = Self::read(said.ok_or(MessageError::Malformed)?)?;
        message.check(sender)?;
        Ok(message)
    }

    /// The message in `said`, whoever says it.
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

    /// Whether `sender` may say this, and whether it makes sense.
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
