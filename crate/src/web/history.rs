//! Keeps what was done: changes come one after the other, so that none overwrites another.

use super::convert::{now, to_js};
use super::{bookmarks, store, trial};
use crate::facts::Millis;
use crate::history::{Entry, Export, History};
use crate::message::HistoryAction;
use crate::trial::Event;
use crate::versioned::Stored;
use serde::Serialize;
use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use wasm_bindgen::JsValue;

const KEY: &str = "history";

/// A change that waits for its turn.
enum Change {
    Add(Entry),
    Undone(Vec<String>),
    Erase,
}

thread_local! {
    static CHANGES: RefCell<VecDeque<Change>> = const { RefCell::new(VecDeque::new()) };
    static WRITING: Cell<bool> = const { Cell::new(false) };
}

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
    change(Change::Add(entry)).await;
}

/// Notes that these are as they were before.
pub async fn undone(ids: Vec<String>) {
    change(Change::Undone(ids)).await;
}

/// Does what the page asks.
pub async fn act(action: HistoryAction) -> JsValue {
    if action == HistoryAction::Erase {
        change(Change::Erase).await;
    }
    reply().await
}

/// Undoes what one entry names; `Err` is a code for the reply.
pub async fn undo(at: Millis, fix: &str) -> Result<JsValue, &'static str> {
    let entries = load().await.entries;
    let entry = entries.into_iter().find(|entry| entry.at == at && entry.fix == fix);
    let undo = entry.and_then(|entry| entry.undo).ok_or("nothing_to_undo")?;
    if fix == "correct_bookmarks" {
        bookmarks::put_back(&undo.ids).await?;
    } else {
        trial::tell(Event::GiveBack(undo.ids.clone())).await;
    }
    undone(undo.ids).await;
    Ok(reply().await)
}

async fn reply() -> JsValue {
    let history = load().await;
    let Export { schema, at, entries } = history.export(now());
    to_js(&Reply { kind: "history", schema, at, entries })
}

/// What is kept; what cannot be read is set aside before anything is written over it.
async fn load() -> History {
    let mut history = match store::read::<Stored<History>>(KEY).await {
        Some(stored) => {
            let (history, unusable) = History::open(stored);
            if unusable {
                store::set_aside(KEY).await;
            }
            history
        }
        None => History::default(),
    };
    history.prune(now());
    history
}

async fn change(change: Change) {
    CHANGES.with_borrow_mut(|changes| changes.push_back(change));
    if WRITING.replace(true) {
        return;
    }
    while let Some(change) = CHANGES.with_borrow_mut(VecDeque::pop_front) {
        let mut history = load().await;
        match change {
            Change::Add(entry) => history.add(now(), entry),
            Change::Undone(ids) => history.undone(now(), &ids),
            Change::Erase => history.erase(),
        }
        // A full storage must not stop a repair: it goes on without its line in the history.
        store::write(KEY, &history).await;
    }
    WRITING.set(false);
}
