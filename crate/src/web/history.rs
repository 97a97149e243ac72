//! Keeps what was done, shows it, and undoes it.

use super::convert::{now, to_js};
use super::{ask, bookmarks, store, trial};
use crate::base::time::Millis;
use crate::extensions::experiment::Event;
use crate::messages::request::HistoryAction;
use crate::state::history::{Entry, Export, History};
use serde::Serialize;
use wasm_bindgen::JsValue;

/// What a page is shown, and takes away.
#[derive(Serialize)]
struct Reply<'a> {
    kind: &'static str,
    schema: u32,
    at: Millis,
    entries: &'a [Entry],
}

/// Adds what was done, or replaces what was noted when it was begun.
pub async fn add(entry: Entry) {
    change(|history| history.add(now(), entry)).await;
}

/// Notes that these are as they were before.
pub async fn undone(ids: Vec<String>) {
    change(|history| history.undone(now(), &ids)).await;
}

/// Notes which of the extensions that were kept off are on again, as Chrome's own list shows them.
pub async fn note_given_back() {
    if let Some(listed) = ask::installed().await {
        change(|history| history.given_back(now(), &listed)).await;
    }
}

/// A full storage must not stop a repair: it goes on without its line in the history.
async fn change(change: impl FnOnce(&mut History)) {
    store::ignore(store::change(change).await);
}

/// Does what the page asks; `Err` is a code for the reply.
pub async fn act(action: HistoryAction) -> Result<JsValue, &'static str> {
    if action == HistoryAction::Erase {
        store::change(History::erase).await?;
    }
    reply().await
}

/// Undoes what one entry names; the reply shows whether that was seen. `Err` is a code for the reply.
pub async fn undo(at: Millis, fix: &str) -> Result<JsValue, &'static str> {
    let entries = load().await?.entries;
    let entry = entries.into_iter().find(|entry| entry.at == at && entry.fix == fix);
    let undo = entry.and_then(|entry| entry.undo).ok_or("nothing_to_undo")?;
    if fix == "correct_bookmarks" {
        bookmarks::put_back(undo.ids).await?;
    } else {
        trial::tell(Event::GiveBack(undo.ids)).await;
        note_given_back().await;
    }
    reply().await
}

async fn reply() -> Result<JsValue, &'static str> {
    let history = load().await?;
    let Export { schema, at, entries } = history.export(now());
    Ok(to_js(&Reply { kind: "history", schema, at, entries }))
}

/// What is kept and young enough; `Err` is a code for the reply.
async fn load() -> Result<History, &'static str> {
    // What has another form is set aside; where there is no room for that, there is nothing to show all the same.
    let kept = store::change(|_: &mut History| ()).await;
    let mut history = if let Ok(history) = kept { history } else { store::read().await? };
    history.prune(now());
    Ok(history)
}
