//! Messages `history` and `undo`: shows and erases the log of what was done, and undoes an entry.
//!
//! The log itself is written by `storage::history_log`.

use super::bookmarks;
use crate::base::time::Millis;
use crate::browser::api::js_value::{now, to_js};
use crate::browser::flows::experiment;
use crate::browser::probes::extensions;
use crate::browser::storage::{self, history_log};
use crate::extensions::experiment::Event;
use crate::messages::reply::HistoryReply;
use crate::messages::request::HistoryAction;
use crate::state::history::{Export, History};
use wasm_bindgen::JsValue;

/// Marks kept-off extensions that are enabled again, by Chrome's own list.
pub async fn note_given_back() {
    if let Some(listed) = extensions::installed().await {
        history_log::change(|history| history.given_back(now(), &listed)).await;
    }
}

/// Performs the request of the page; `Err` is a code for the reply.
pub async fn act(action: HistoryAction) -> Result<JsValue, &'static str> {
    if action == HistoryAction::Erase {
        storage::change(History::erase).await?;
    }
    reply().await
}

/// Undoes one entry; the reply shows whether that was confirmed. `Err` is a code for the reply.
pub async fn undo(at: Millis, fix: &str) -> Result<JsValue, &'static str> {
    let entries = history_log::load().await?.entries;
    let entry = entries.into_iter().find(|entry| entry.at == at && entry.fix == fix);
    let undo = entry.and_then(|entry| entry.undo).ok_or("nothing_to_undo")?;
    if fix == "correct_bookmarks" {
        bookmarks::put_back(undo.ids).await?;
    } else {
        experiment::dispatch(Event::GiveBack(undo.ids)).await;
        note_given_back().await;
    }
    reply().await
}

async fn reply() -> Result<JsValue, &'static str> {
    let history = history_log::load().await?;
    let Export { schema, at, entries } = history.export(now());
    Ok(to_js(&HistoryReply { kind: "history", schema, at, entries }))
}
