//! The saved experiment with extensions, and what the person is to be told of it.
//!
//! Read for each event anew: the worker may be stopped between any two. Written by `flows::experiment` alone.

use crate::base::time::Millis;
use crate::browser::api::js_value::now;
use crate::browser::storage;
use crate::extensions::experiment::{Event, Experiment, load};
use crate::extensions::toggle::{Notice, ToggleState};
use crate::state::stored::Stored;
use serde::{Deserialize, Serialize};
use std::cell::RefCell;

thread_local! {
    /// The notice, if the storage has no room for it.
    static UNSAVED: RefCell<Option<Notice>> = const { RefCell::new(None) };
}

const NOTICE: &str = "notice";

/// A notice as it is kept under `notice` until it was read.
#[derive(Serialize, Deserialize)]
struct StoredNotice {
    v: u32,
    at: Millis,
    notice: Notice,
}

/// What the person has not read yet.
pub async fn notice() -> Option<Notice> {
    let stored: Option<StoredNotice> = storage::try_read(NOTICE).await.ok().flatten();
    stored.map(|stored| stored.notice).or_else(|| UNSAVED.with_borrow(Clone::clone))
}

/// Both states, as they are saved; `None` where Chrome could not read them: then nothing may be written over them.
pub async fn saved() -> Option<(Experiment, Option<Event>)> {
    let repair: Option<Stored<ToggleState>> = storage::try_read("repair").await.ok()?;
    Some(load(repair, storage::try_read("bisect").await.ok()?))
}

/// Keeps what the person is to be told until they have read it.
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
