//! The saved experiment with extensions, and the notice for the person about it.
//!
//! It is read again for each event, because the worker may be stopped between any two. Only `flows::experiment` writes it.

use crate::base::time::Millis;
use crate::browser::api::js_value::now;
use crate::browser::storage;
use crate::extensions::experiment::{Event, Experiment, load};
use crate::extensions::toggle::{Notice, ToggleState};
use crate::state::stored::Stored;
use serde::{Deserialize, Serialize};
use std::cell::RefCell;

thread_local! {
    /// The notice, if it could not be saved.
    static UNSAVED: RefCell<Option<Notice>> = const { RefCell::new(None) };
}

const NOTICE: &str = "notice";

/// A notice as it is saved under `notice` until the person has read it.
#[derive(Serialize, Deserialize)]
struct StoredNotice {
    v: u32,
    at: Millis,
    notice: Notice,
}

/// The notice that the person has not read yet.
pub async fn notice() -> Option<Notice> {
    let stored: Option<StoredNotice> = storage::try_read(NOTICE).await.ok().flatten();
    stored.map(|stored| stored.notice).or_else(|| UNSAVED.with_borrow(Clone::clone))
}

/// Both saved states; `None` if Chrome could not read them: then they must not be overwritten.
pub async fn saved() -> Option<(Experiment, Option<Event>)> {
    let toggle: Option<Stored<ToggleState>> = storage::try_read("repair").await.ok()?;
    Some(load(toggle, storage::try_read("bisect").await.ok()?))
}

/// Keeps a notice until the person has read it.
pub async fn keep_notice(notice: Notice) {
    let stored = StoredNotice { v: 1, at: now(), notice };
    if !storage::put(NOTICE, &stored).await {
        UNSAVED.set(Some(stored.notice));
    }
}

/// The person has read it.
pub async fn forget_notice() {
    UNSAVED.take();
    storage::forget(NOTICE).await;
}
