//! Saved state: `chrome.storage.local` outlives the browser, `chrome.storage.session` ends with it.
//!
//! What another version wrote, or what is damaged, reads as "nothing known"; it is not overwritten by reading,
//! and what a person would miss is set aside before it is written over.

use super::chrome;
use super::convert::{from_js, get, object, to_js};
use crate::diary::Diary;
use crate::evidence::Evidence;
use crate::restart::Restart;
use crate::session::{Calibration, Session, VERSION, Visit};
use crate::settings::{Settings, Typing};
use js_sys::{Object, Reflect};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use wasm_bindgen::JsValue;

const CALIBRATION: &str = "session";
const VISIT: &str = "visit";
const EVIDENCE: &str = "evidence";
const SETTINGS: &str = "settings";
const RESTART: &str = "restart";
const TYPING: &str = "typing";
const BOOKMARKS: &str = "bookmarks";

fn item<T: Serialize>(key: &str, value: &T) -> JsValue {
    let items = Object::new();
    // Setting a property on a fresh object cannot fail.
    let _ = Reflect::set(&items, &key.into(), &to_js(value));
    items.into()
}

/// What this PC remembers.
pub async fn calibration() -> Calibration {
    calibration_to_change().await.unwrap_or_default()
}

/// The same for a change; `None` where Chrome could not read it: then nothing may be written over it.
pub async fn calibration_to_change() -> Option<Calibration> {
    Some(try_read(CALIBRATION).await.ok()?.filter(is_calibration).unwrap_or_default())
}

/// This PC has seen the dotted host ask for a certificate.
pub async fn learn_dot() {
    if let Some(known) = calibration_to_change().await {
        save_calibration(&Calibration { dot_works: true, ..known }).await;
    }
}

/// Saves what this PC remembers; false when it could not be kept.
pub async fn save_calibration(calibration: &Calibration) -> bool {
    spare(CALIBRATION, is_calibration).await && write(CALIBRATION, calibration).await
}

const fn is_calibration(found: &Calibration) -> bool {
    found.v == VERSION
}

/// What is known about this browser session.
pub async fn visit() -> Visit {
    let Ok(stored) = chrome::session_get(VISIT).await else {
        return Visit { unread: true, ..Visit::default() };
    };
    let visit = get(&stored, VISIT).and_then(|value| from_js(&value));
    visit.filter(|visit: &Visit| visit.v == VERSION).unwrap_or_default()
}

/// Saves what is known about this browser session, unless it stands on what Chrome could not read.
pub async fn save_visit(visit: &Visit) {
    if !visit.unread {
        keep(chrome::session_set(&item(VISIT, visit)).await);
    }
}

/// Both together, as the checks see them.
pub async fn session() -> Session {
    Session::join(&calibration().await, &visit().await)
}

/// The evidence of the last or the present look; `Err` where Chrome could not read it, also when asked twice.
pub async fn evidence() -> Result<Option<Evidence>, &'static str> {
    let stored = match chrome::session_get(EVIDENCE).await {
        Err(_) => chrome::session_get(EVIDENCE).await.map_err(|_| "storage")?,
        Ok(stored) => stored,
    };
    Ok(get(&stored, EVIDENCE).and_then(|value| from_js(&value)))
}

/// Saves the evidence, so that a stopped worker goes on from it.
pub async fn save_evidence(evidence: &Evidence) {
    keep(chrome::session_set(&item(EVIDENCE, evidence)).await);
}

/// What stands under a key of `chrome.storage.local`, as it is; `Err` where Chrome could not read it.
pub async fn raw(key: &str) -> Result<Option<JsValue>, ()> {
    Ok(get(&chrome::local_get(key).await.map_err(drop)?, key))
}

/// What stands under a key of `chrome.storage.local`, in whatever form it can be read.
pub async fn read<T: DeserializeOwned>(key: &str) -> Option<T> {
    try_read(key).await.ok().flatten()
}

/// The same; `Err` where Chrome could not read it, which does not mean that there is nothing.
pub async fn try_read<T: DeserializeOwned>(key: &str) -> Result<Option<T>, ()> {
    Ok(raw(key).await?.and_then(|value| from_js(&value)))
}

/// Saves something under a key of `chrome.storage.local`; false when it could not be kept.
pub async fn write<T: Serialize>(key: &str, value: &T) -> bool {
    chrome::local_set(&item(key, value)).await.is_ok()
}

/// Copies what cannot be used to `<key>.aside`, where nothing overwrites it but its successor; false when that failed.
pub async fn set_aside(key: &str) -> bool {
    let Ok(found) = raw(key).await else { return false };
    let Some(value) = found else { return true };
    chrome::local_set(&object(&[(&*format!("{key}.aside"), value)])).await.is_ok()
}

/// Sets aside what stands under a key and cannot be read, before something is written over it; false when that failed.
async fn spare<T: DeserializeOwned>(key: &str, known: fn(&T) -> bool) -> bool {
    match raw(key).await {
        Ok(None) => true,
        Ok(Some(value)) if from_js(&value).is_some_and(|found| known(&found)) => true,
        Ok(Some(_)) => set_aside(key).await,
        Err(()) => false,
    }
}

/// Removes what stands under a key.
pub async fn forget(key: &str) {
    keep(chrome::local_remove(key).await);
}

/// What is remembered over a restart that the person announced.
pub async fn restart() -> Restart {
    let known = |restart: &Restart| restart.v == crate::restart::VERSION;
    read(RESTART).await.filter(known).unwrap_or_default()
}

/// Saves it; false when it could not be kept.
pub async fn save_restart(restart: &Restart) -> bool {
    write(RESTART, restart).await
}

/// What a person has set.
pub async fn settings() -> Settings {
    settings_to_change().await.unwrap_or_default()
}

/// The same for a change; `None` where Chrome could not read it: then nothing may be written over it.
pub async fn settings_to_change() -> Option<Settings> {
    try_read(SETTINGS).await.ok().map(Option::unwrap_or_default)
}

/// Older forms are read as today's, newer ones not at all.
const fn is_settings(_: &Settings) -> bool {
    true
}

/// Saves what a person has set; false when it could not be kept.
pub async fn save_settings(settings: &Settings) -> bool {
    spare(SETTINGS, is_settings).await && write(SETTINGS, settings).await
}

/// Saves what a person has set, said and written in: all of it or nothing; false when it could not be kept.
pub async fn write_together(settings: &Settings, said: &Calibration, diary: &Diary) -> bool {
    let parts = [
        (SETTINGS, to_js(settings)),
        (CALIBRATION, to_js(said)),
        (super::diary::KEY, to_js(diary)),
    ];
    spare(SETTINGS, is_settings).await
        && spare(CALIBRATION, is_calibration).await
        && chrome::local_set(&object(&parts)).await.is_ok()
}

/// Saves what the worker needs to know before the core has started.
pub async fn save_typing(typing: Option<&Typing>) {
    keep(chrome::local_set(&item(TYPING, &typing)).await);
}

/// An administrator's words, from Chrome itself; nothing where Chrome does not say.
///
/// For some five seconds after its start Chrome does not answer this: nothing else may wait for it.
pub async fn managed() -> JsValue {
    chrome::managed_get().await.unwrap_or(JsValue::UNDEFINED)
}

/// Bookmarks that were repaired, by their ids, with their addresses before.
#[derive(Serialize, Deserialize)]
struct Repaired {
    v: u32,
    before: Vec<(String, String)>,
}

const fn is_repaired(found: &Repaired) -> bool {
    found.v == VERSION
}

/// Bookmarks that were repaired, with their addresses before, newest last; `None` where Chrome could not read them.
pub async fn repaired_bookmarks() -> Option<Vec<(String, String)>> {
    let found = try_read(BOOKMARKS).await.ok()?.filter(is_repaired);
    Some(found.map(|r| r.before).unwrap_or_default())
}

/// Saves them before the first one is changed; false when they could not be kept.
pub async fn save_repaired_bookmarks(before: Vec<(String, String)>) -> bool {
    spare(BOOKMARKS, is_repaired).await && write(BOOKMARKS, &Repaired { v: VERSION, before }).await
}

/// A full or broken storage must not stop a diagnosis: it goes on in memory.
fn keep(result: Result<JsValue, JsValue>) {
    drop(result);
}
