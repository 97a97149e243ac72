//! Saved state: `chrome.storage.local` outlives the browser, `chrome.storage.session` ends with it.
//!
//! No other module writes there: changes of records go through [`update`], see [`crate::state::storage`]; a few keys
//! without a record type use [`put`] under the same lock. A record that is damaged or of another version reads as its
//! default; it is not overwritten by reading, and is set aside before it is overwritten.

pub mod evidence_cache;
pub mod experiment_state;
pub mod history_log;

use super::api::chrome;
use super::api::js_value::{self, from_js, get, object, to_js};
use crate::evidence::Evidence;
use crate::evidence::session::{BrowserSession, PcMemory, SessionSummary};
use crate::state::records::RepairedBookmarks;
use crate::state::restart::Restart;
use crate::state::settings::Settings;
use crate::state::storage::{Area, Backend, Items, Key, Locked, Record, Storage};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::sync::LazyLock;
use wasm_bindgen::JsValue;

const EVIDENCE: &str = "evidence";

/// `chrome.storage` as the backend of `state::storage`.
#[derive(Debug)]
pub struct Chrome;

static STORAGE: LazyLock<Storage<Chrome>> = LazyLock::new(|| Storage::new(Chrome));

impl Backend for Chrome {
    async fn get(&self, key: Key) -> Result<Option<Value>, ()> {
        let asked = match key.area {
            Area::Local => chrome::local_get(key.name),
            Area::Session => chrome::session_get(key.name),
        };
        let found = get(&asked.await.map_err(drop)?, key.name);
        Ok(found.map(|value| js_value::to_json(&value).unwrap_or_else(|| as_text(&value))))
    }

    async fn set(&self, area: Area, items: &Items) -> Result<(), ()> {
        let kept: Vec<_> = items
            .iter()
            .filter_map(|(name, value)| Some((&**name, to_js(value.as_ref()?))))
            .collect();
        let there = |value: &JsValue| !value.is_undefined();
        if !kept.iter().all(|(_, value)| there(value)) {
            return Err(());
        }
        if !kept.is_empty() {
            set(area, &object(&kept)).await.map_err(drop)?;
        }
        for (name, _) in items.iter().filter(|(_, value)| value.is_none()) {
            remove(area, name).await.map_err(drop)?;
        }
        Ok(())
    }
}

/// A value that is nested too deeply is set aside as text.
fn as_text(value: &JsValue) -> Value {
    js_sys::JSON::stringify(value).ok().and_then(|text| text.as_string()).into()
}

async fn set(area: Area, items: &JsValue) -> Result<JsValue, JsValue> {
    match area {
        Area::Local => chrome::local_set(items).await,
        Area::Session => chrome::session_set(items).await,
    }
}

async fn remove(area: Area, name: &str) -> Result<JsValue, JsValue> {
    match area {
        Area::Local => chrome::local_remove(name).await,
        Area::Session => chrome::session_remove(name).await,
    }
}

/// Reads, changes and writes one record in one step; `Err` is a code for the reply.
pub async fn update<R: Record, T>(
    change: impl FnOnce(&mut R) -> Result<T, &'static str>,
) -> Result<T, &'static str> {
    STORAGE.update(change).await
}

/// Changes one record in one step, if the change itself cannot fail.
pub async fn change<R: Record>(change: impl FnOnce(&mut R)) -> Result<R, &'static str> {
    let changed = |record: &mut R| {
        change(record);
        Ok(record.clone())
    };
    update(changed).await
}

/// Locks the storage for a change of several records.
pub async fn lock() -> Locked<'static, Chrome> {
    STORAGE.lock().await
}

/// The present value of a record; `Err` if Chrome could not read it.
pub async fn read<R: Record>() -> Result<R, &'static str> {
    STORAGE.read().await
}

/// What is remembered about this PC.
pub async fn calibration() -> PcMemory {
    read().await.unwrap_or_default()
}

/// Records whether the dot host is reliable: it asked this PC for a certificate, or it did not although one was used.
pub async fn mark_dot_host(reliable: bool) {
    ignore_failure(change(|known: &mut PcMemory| known.dot_works = reliable).await);
}

/// What is known about this browser session.
pub async fn visit() -> BrowserSession {
    read().await.unwrap_or_else(|_| BrowserSession { unread: true, ..BrowserSession::default() })
}

/// What is remembered about this PC and this session together, as the checks use it.
pub async fn session() -> SessionSummary {
    SessionSummary::join(&calibration().await, &visit().await)
}

/// The evidence of the last or the running diagnosis; `Err` if Chrome could not read it twice.
pub async fn evidence() -> Result<Option<Evidence>, &'static str> {
    let stored = match chrome::session_get(EVIDENCE).await {
        Err(_) => chrome::session_get(EVIDENCE).await.map_err(|_| "storage")?,
        Ok(stored) => stored,
    };
    Ok(get(&stored, EVIDENCE).and_then(|value| from_js(&value)))
}

/// Saves the evidence as it is once the lock is held, so that a restarted worker continues from it.
pub async fn save_evidence(current: impl FnOnce() -> Option<Evidence>) {
    let _locked = lock().await;
    if let Some(evidence) = current() {
        // The worker has the evidence in memory; only a restarted worker needs this copy.
        ignore_failure(set(Area::Session, &object(&[(EVIDENCE, to_js(&evidence))])).await);
    }
}

/// The unparsed value of a key of `chrome.storage.local`; `Err` if Chrome could not read it.
pub async fn raw(key: &str) -> Result<Option<JsValue>, ()> {
    Ok(get(&chrome::local_get(key).await.map_err(drop)?, key))
}

/// The value of a key whose record has no single type; `Err` if Chrome could not read it.
pub async fn try_read<T: DeserializeOwned>(key: &str) -> Result<Option<T>, ()> {
    Ok(raw(key).await?.and_then(|value| from_js(&value)))
}

/// Replaces the value of a key of `chrome.storage.local`; false if it could not be saved.
pub async fn put<T: Serialize>(key: &str, value: &T) -> bool {
    put_in(Area::Local, key, value).await
}

/// Like [`put`], in either area.
pub async fn put_in<T: Serialize>(area: Area, key: &str, value: &T) -> bool {
    let _locked = lock().await;
    let written = to_js(value);
    !written.is_undefined() && set(area, &object(&[(key, written)])).await.is_ok()
}

/// Copies an unusable value to `<key>.aside`, where only the next unusable value overwrites it; false if that failed.
pub async fn set_aside(key: &'static str) -> bool {
    let locked = lock().await;
    let Ok(found) = locked.backend.get(Key { area: Area::Local, name: key }).await else {
        return false;
    };
    let Some(mut value) = found else { return true };
    crate::url_correction::redacted_url::cut_addresses(&mut value);
    locked.save(Area::Local, vec![(format!("{key}.aside"), Some(value))]).await.is_ok()
}

/// Removes a key.
pub async fn forget(key: &str) {
    let _locked = lock().await;
    ignore_failure(remove(Area::Local, key).await);
}

/// Clears both areas and saves `kept` again.
pub async fn clear(locked: &Locked<'_, Chrome>, kept: Items) -> Result<(), &'static str> {
    chrome::local_clear().await.map_err(|_| "storage")?;
    chrome::session_clear().await.map_err(|_| "storage")?;
    locked.save(Area::Local, kept).await
}

/// Migrates records of an earlier version, for example to addresses without queries.
pub async fn migrate() {
    // If this fails, it is retried at the next start.
    ignore_failure(change(|_: &mut Settings| ()).await);
    ignore_failure(change(|_: &mut RepairedBookmarks| ()).await);
}

/// The record of an announced restart.
pub async fn restart() -> Restart {
    read().await.unwrap_or_default()
}

/// The person's settings.
pub async fn settings() -> Settings {
    read().await.unwrap_or_default()
}

/// The administrator's policy from Chrome; `undefined` if Chrome returns none.
///
/// For some five seconds after its start Chrome does not answer this: nothing else may wait for it.
pub async fn managed() -> JsValue {
    chrome::managed_get().await.unwrap_or(JsValue::UNDEFINED)
}

/// Ignores the failure of an operation that nobody depends on: the diagnosis or repair continues without it.
pub fn ignore_failure<T, E>(result: Result<T, E>) {
    drop(result);
}
