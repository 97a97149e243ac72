//! The history as a log: entries are added and marked as undone here.
//!
//! Messages about the history are answered in `handlers::history`.

use crate::browser::api::js_value::now;
use crate::browser::storage;
use crate::state::history::{History, HistoryEntry};

/// Adds an entry, or replaces the entry that was added when the fix began.
pub async fn add(entry: HistoryEntry) {
    change(|history| history.add(now(), entry)).await;
}

/// Marks the entries about these ids as undone.
pub async fn undone(ids: Vec<String>) {
    change(|history| history.undone(now(), &ids)).await;
}

/// A full storage must not stop a repair, which then continues without its history entry.
pub async fn change(change: impl FnOnce(&mut History)) {
    storage::ignore_failure(storage::change(change).await);
}

/// The entries that are not too old; `Err` is a code for the reply.
pub async fn load() -> Result<History, &'static str> {
    // An unreadable history is set aside; if even that fails, it is read without being changed.
    let kept = storage::change(|_: &mut History| ()).await;
    let mut history = if let Ok(history) = kept { history } else { storage::read().await? };
    history.prune(now());
    Ok(history)
}
