//! Settings and diary as one file, and everything forgotten: each as a whole or not at all.

use super::convert::{from_js, get, list, object, to_js};
use super::diary::{self, present};
use super::turn::turn;
use super::{at_hand, chrome, policy, steer, store, trial, watch};
use crate::backup::{Backup, BackupError, LONGEST_FILE, check_head};
use crate::message::BackupAction;
use crate::session::Calibration;
use serde::Serialize;
use wasm_bindgen::JsValue;

/// How it stands, and what a file says.
#[derive(Serialize)]
struct Reply {
    kind: &'static str,
    now: Backup,
    file: Option<Backup>,
}

/// Everything is forgotten.
#[derive(Serialize)]
struct Erased {
    kind: &'static str,
}

/// Does what a page asks; `Err` is a code for the reply.
pub async fn act(action: BackupAction, text: &str) -> Result<JsValue, &'static str> {
    let file = match action {
        BackupAction::Export => None,
        _ => Some(read(text).map_err(BackupError::code)?),
    };
    if let (BackupAction::Restore, Some(file)) = (action, &file) {
        restore(file).await?;
    }
    Ok(to_js(&Reply { kind: "backup", now: as_it_stands().await?, file }))
}

async fn as_it_stands() -> Result<Backup, &'static str> {
    let several = store::calibration_to_change().await.ok_or("storage")?.several_clinics;
    let settings = store::settings_to_change().await.ok_or("storage")?;
    Ok(Backup::of(&settings, several, diary::load().await?, present().now))
}

/// Nothing is changed before all of it was read.
fn read(text: &str) -> Result<Backup, BackupError> {
    let text = if text.len() > LONGEST_FILE { "" } else { text.trim_start_matches('\u{feff}') };
    let value = js_sys::JSON::parse(text).map_err(|_| BackupError::NotOurs)?;
    check_head(from_js(&value))?;
    from_js::<Backup>(&value).ok_or(BackupError::Damaged)?.checked(present().today)
}

/// One write: either all of it is kept or nothing.
async fn restore(file: &Backup) -> Result<(), &'static str> {
    let turn = turn().await;
    // What could not be read is set aside before it is written over.
    diary::load().await?;
    let settings = file.settings(store::settings_to_change().await.ok_or("storage")?);
    let several_clinics = file.settings.several_clinics;
    let known = store::calibration_to_change().await.ok_or("storage")?;
    let calibration = Calibration { several_clinics, ..known };
    let kept = store::write_together(&settings, &calibration, &file.diary).await;
    drop(turn);
    if !kept {
        return Err("storage");
    }
    steer::apply().await;
    diary::check().await;
    trial::show_icon().await;
    Ok(())
}

/// Forgets everything, unless somebody's extensions would then stay off for good; `Err` is a code for the reply.
pub async fn erase() -> Result<JsValue, &'static str> {
    let _turn = turn().await;
    let (kept, damaged) = trial::saved().await.ok_or("storage")?;
    if damaged.is_some() || kept.repair.run.is_some() {
        return Err("extensions_off");
    }
    if !kept.repair.kept.is_empty() {
        return Err("extensions_kept");
    }
    let managed = store::settings_to_change().await.ok_or("storage")?.managed;
    let _ = chrome::clear_alarm("diary").await;
    chrome::local_clear().await.map_err(|_| "storage")?;
    chrome::session_clear().await.map_err(|_| "storage")?;
    at_hand::forget();
    forget_session_rules().await;
    policy::put_back(managed).await;
    steer::apply().await;
    watch::unmark_all().await;
    Ok(to_js(&Erased { kind: "erased" }))
}

/// Addresses that were let through once.
async fn forget_session_rules() {
    let known = chrome::session_rules().await.map(|rules| list(&rules)).unwrap_or_default();
    let ids: js_sys::Array = known.iter().filter_map(|rule| get(rule, "id")).collect();
    let _ = chrome::change_session_rules(&object(&[("removeRuleIds", ids.into())])).await;
}
