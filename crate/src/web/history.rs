//! Keeps what was done: changes come one after the other, so that none overwrites another.

use super::convert::{now, to_js};
use super::{ask, bookmarks, store, trial};
use crate::facts::{ExtensionFacts, Millis};
use crate::history::{Entry, Export, History};
use crate::message::HistoryAction;
use crate::trial::Event;
use crate::versioned::Stored;
use gloo_timers::future::TimeoutFuture;
use serde::Serialize;
use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use wasm_bindgen::JsValue;

const KEY: &str = "history";
/// After so many milliseconds it is looked again whether the turn has come.
const STEP_MS: u32 = 50;

/// A change that waits for its turn.
enum Change {
    Add(Entry),
    Undone(Vec<String>),
    GivenBack(Vec<ExtensionFacts>),
    Erase,
}

thread_local! {
    static CHANGES: RefCell<VecDeque<Change>> = const { RefCell::new(VecDeque::new()) };
    static WRITING: Cell<bool> = const { Cell::new(false) };
    /// Whether the last erasing was kept; `None`: its turn has not come.
    static ERASED: Cell<Option<bool>> = const { Cell::new(None) };
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

/// Notes which of the extensions that were kept off are on again, as Chrome's own list shows them.
pub async fn note_given_back() {
    if let Some(listed) = ask::installed().await {
        change(Change::GivenBack(listed)).await;
    }
}

/// Does what the page asks; `Err` is a code for the reply.
pub async fn act(action: HistoryAction) -> Result<JsValue, &'static str> {
    if action == HistoryAction::Erase {
        ERASED.set(None);
        change(Change::Erase).await;
        // Another change may be under way, and does this one, too.
        while ERASED.get().is_none() {
            TimeoutFuture::new(STEP_MS).await;
        }
        if ERASED.get() != Some(true) {
            return Err("storage");
        }
    }
    reply().await
}

/// Undoes what one entry names; the reply shows whether that was seen. `Err` is a code for the reply.
pub async fn undo(at: Millis, fix: &str) -> Result<JsValue, &'static str> {
    let entries = load().await.ok_or("storage")?.entries;
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
    let history = load().await.ok_or("storage")?;
    let Export { schema, at, entries } = history.export(now());
    Ok(to_js(&Reply { kind: "history", schema, at, entries }))
}

/// What is kept; `None` where Chrome could not read it; what has another form is set aside before anything is written over it.
async fn load() -> Option<History> {
    let mut history = match store::try_read::<Stored<History>>(KEY).await.ok()? {
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
    Some(history)
}

async fn change(change: Change) {
    CHANGES.with_borrow_mut(|changes| changes.push_back(change));
    if WRITING.replace(true) {
        return;
    }
    while let Some(change) = CHANGES.with_borrow_mut(VecDeque::pop_front) {
        // Where it could not be read, nothing is written over it.
        let erases = matches!(change, Change::Erase);
        let Some(mut history) = load().await else {
            if erases {
                ERASED.set(Some(false));
            }
            continue;
        };
        match change {
            Change::Add(entry) => history.add(now(), entry),
            Change::Undone(ids) => history.undone(now(), &ids),
            Change::GivenBack(listed) => history.given_back(now(), &listed),
            Change::Erase => history.erase(),
        }
        // A full storage must not stop a repair: it goes on without its line in the history.
        let kept = store::write(KEY, &history).await;
        if erases {
            ERASED.set(Some(kept));
        }
    }
    WRITING.set(false);
}
