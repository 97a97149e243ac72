//! What pages and the content script may say to the worker, and how a refusal reads.

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
#[serde(rename_all = "snake_case", rename_all_fields = "camelCase")]
pub enum Message {
    /// Look at a tab and say what is wrong.
    Diagnose {
        /// The tab; the active one if absent.
        tab_id: Option<i64>,
    },
    /// A person's answer.
    Answer {
        /// To what.
        question: Question,
        /// What.
        value: AnswerValue,
    },
    /// A button was pressed.
    Fix {
        /// Which fix.
        fix: Fix,
        /// The tab that was diagnosed.
        tab_id: Option<i64>,
        /// Only say what it would touch.
        #[serde(default)]
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
        /// On or off.
        on: Option<bool>,
        /// Bookmarks that it is about.
        #[serde(default)]
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
        tabs: Vec<ListedTab>,
    },
    /// Switching extensions off for a try, or to find the one that is in the way.
    Bisect {
        /// What happened, or is wanted.
        event: BisectEvent,
        /// The extensions that it is about.
        #[serde(default)]
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
        /// What it was.
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
        with_extension_names: bool,
    },
    /// When the certificates of this PC were issued.
    Diary {
        /// What is to be done.
        action: DiaryAction,
        /// What the person calls the clinic.
        #[serde(default)]
        clinic: String,
        /// The day of issue, as `2026-01-31`.
        #[serde(default)]
        issued: String,
        /// When the entry that it is about was confirmed.
        confirmed: Option<Millis>,
    },
    /// Settings and diary as a file.
    Backup {
        /// What is to be done.
        action: BackupAction,
        /// The file's text.
        #[serde(default)]
        text: String,
    },
    /// Forget everything.
    Erase {},
    /// The content script saw something.
    Seen {
        /// What.
        what: PageNotice,
    },
}

/// What a page may do on the way through a restart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RestartAction {
    /// Only say how it stands, and what keeps the browser alive.
    Status,
    /// Bring a tab of the karte to the front.
    Show,
    /// Close the karte's tabs, if `tabs` are all of them.
    CloseTabs,
    /// The person is about to restart.
    Announce,
    /// It is over, or given up.
    Finish,
}

/// What a person says while extensions are switched off and on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BisectEvent {
    /// Only say how it stands.
    Status,
    /// Switch all off that may be, for one try; `ids` are needed ones that are to be included.
    Try,
    /// Find the one that is in the way; `ids` as in `try`.
    Start,
    /// Go on after a pause.
    GoOn,
    /// It works.
    Good,
    /// It fails.
    Bad,
    /// It cannot be told.
    Unsure,
    /// Stop, and switch everything on again.
    Stop,
    /// More time.
    Extend,
    /// `ids` are to stay off.
    Keep,
    /// `ids` are to be on again.
    GiveBack,
    /// Bring the karte's page to the front.
    Show,
    /// The notice was read.
    Noticed,
}

/// What a page may do with the history.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HistoryAction {
    /// Show it.
    List,
    /// Hand it out.
    Export,
    /// Forget it.
    Erase,
}

/// What a page may do with the correction of addresses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CorrectAction {
    /// Only say how it stands.
    Status,
    /// Switch it on.
    On,
    /// Switch it off.
    Off,
    /// Go on after it stopped itself.
    Resume,
    /// Typing errors in the host, too, or no longer.
    HostTyping,
    /// Open the original address, and leave it alone in this tab until the browser ends.
    Undo,
    /// The person has been shown what was corrected in this tab.
    Told,
    /// Leave this address alone from now on, and open it.
    Except,
    /// Take an exception back.
    Forget,
    /// List wrong bookmarks.
    Bookmarks,
    /// Repair these bookmarks.
    RepairBookmarks,
    /// Put repaired bookmarks back.
    UndoBookmarks,
}

/// What the content script reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PageNotice {
    /// The failing text stands on the page.
    Failing,
    /// It is gone again.
    Gone,
    /// 「申請する」 led nowhere for 15 s.
    ApplyStuck,
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
