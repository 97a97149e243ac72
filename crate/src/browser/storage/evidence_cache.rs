//! The evidence of the newest diagnosis, in memory while the worker lives: changed here first, saved afterwards.
//!
//! A reading and a person's answer can arrive at the same moment. If each did its own read-modify-write of the storage,
//! the later one would undo the earlier.

use crate::browser::api::js_value::now;
use crate::browser::storage;
use crate::diagnosis::probe_plan;
use crate::evidence::Evidence;
use crate::evidence::session::SessionSummary;
use crate::evidence::session::cleared_extensions::ClearedExtensions;
use crate::extensions::bisect::Bisect;
use crate::state::stored::Stored;
use std::cell::RefCell;

thread_local! {
    /// `None` until this worker needs it.
    static EVIDENCE: RefCell<Option<Evidence>> = const { RefCell::new(None) };
}

/// The present evidence, if there was a diagnosis in this browser session; `Err` if Chrome could not read it.
pub async fn known() -> Result<Option<Evidence>, &'static str> {
    if EVIDENCE.with_borrow(Option::is_none) {
        let saved = storage::evidence().await?;
        // It may have been set while the storage answered.
        EVIDENCE.with_borrow_mut(|known| *known = known.take().or(saved));
    }
    Ok(EVIDENCE.with_borrow(Clone::clone))
}

/// Begins a new diagnosis; answers of the last hour are kept.
pub async fn begin() {
    // After two failed reads the diagnosis begins without the earlier evidence: the person is waiting.
    drop(known().await);
    let session = session().await;
    let at = now();
    EVIDENCE.with_borrow_mut(|known| {
        *known = Some(probe_plan::new_evidence(known.take(), session, at));
    });
}

/// Evidence for a diagnosis beside the last one, whose evidence is not changed.
pub async fn fresh_evidence() -> Evidence {
    let known = known().await.ok().flatten();
    probe_plan::new_evidence(known, session().await, now())
}

async fn session() -> SessionSummary {
    let mut session = storage::session().await;
    session.searched = searched().await;
    session
}

/// The result of the last search for a guilty extension, if it found none.
async fn searched() -> Option<ClearedExtensions> {
    match storage::try_read("bisect").await.ok()?? {
        Stored::<Bisect>::Valid(bisect) => bisect.cleared(),
        Stored::Salvaged(_) => None,
    }
}

/// Changes the evidence and returns the new state; the caller saves it with [`save`].
pub fn change(change: impl FnOnce(&mut Evidence)) -> Evidence {
    EVIDENCE.with_borrow_mut(|known| {
        let evidence = known.get_or_insert_with(|| Evidence::new(now()));
        change(evidence);
        evidence.clone()
    })
}

/// The present evidence.
pub fn current() -> Evidence {
    change(|_| ())
}

/// Saves it, so that a restarted worker continues from here.
pub async fn save() {
    storage::save_evidence(|| EVIDENCE.with_borrow(Clone::clone)).await;
}

pub fn forget() {
    EVIDENCE.set(None);
}
