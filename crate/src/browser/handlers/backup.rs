//! Messages `backup` and `erase`: settings and certificate diary as one file, and erasing everything; each completely or
//! not at all.

use super::certificates::{self, present};
use super::correction;
use crate::base::json;
use crate::browser::api::chrome;
use crate::browser::api::js_value::{from_js, get, list, object, to_js};
use crate::browser::storage::{self, evidence_cache, experiment_state};
use crate::browser::ui::icon;
use crate::evidence::session::PcMemory;
use crate::messages::reply::{BackupReply, ErasedReply};
use crate::messages::request::BackupAction;
use crate::state::backup::{Backup, BackupError, LONGEST_FILE, check_head};
use crate::state::certificates::CertificateDiary;
use crate::state::settings::Settings;
use crate::state::storage::{Area, Loaded};
use wasm_bindgen::JsValue;

/// Performs the request of a page; `Err` is a code for the reply.
pub async fn act(action: BackupAction, text: &str) -> Result<JsValue, &'static str> {
    let file = match action {
        BackupAction::Export => None,
        _ => Some(read(text).map_err(BackupError::code)?),
    };
    if let (BackupAction::Restore, Some(file)) = (action, &file) {
        restore(file).await?;
    }
    Ok(to_js(&BackupReply { kind: "backup", now: as_it_stands().await?, file }))
}

async fn as_it_stands() -> Result<Backup, &'static str> {
    let several = storage::read::<PcMemory>().await?.several_clinics;
    let settings: Settings = storage::read().await?;
    Ok(Backup::of(&settings, several, certificates::load().await?, present().now))
}

/// Reads the whole file before anything is changed.
fn read(text: &str) -> Result<Backup, BackupError> {
    let text = if text.len() > LONGEST_FILE { "" } else { text.trim_start_matches('\u{feff}') };
    let value = js_sys::JSON::parse(text).map_err(|_| BackupError::NotOurs)?;
    check_head(from_js(&value))?;
    from_js::<Backup>(&value).ok_or(BackupError::Damaged)?.checked(present().today)
}

/// One write, so either all of it is saved or nothing.
async fn restore(file: &Backup) -> Result<(), &'static str> {
    let locked = storage::lock().await;
    let settings = locked.load::<Settings>().await?;
    let known = locked.load::<PcMemory>().await?;
    let several_clinics = file.settings.several_clinics;
    let mut items = settings.items(&file.settings(settings.value.clone()))?;
    items.extend(known.items(&PcMemory { several_clinics, ..known.value.clone() })?);
    for (name, diary) in locked.load::<CertificateDiary>().await?.items(&file.diary)? {
        // A removal would be a second call.
        items.push((name, diary.or_else(|| json::write(&file.diary))));
    }
    locked.save(Area::Local, items).await?;
    drop(locked);
    correction::apply().await?;
    certificates::check().await;
    icon::show_icon().await;
    Ok(())
}

/// Erases everything, unless extensions would then stay disabled for good; `Err` is a code for the reply.
pub async fn erase() -> Result<JsValue, &'static str> {
    let locked = storage::lock().await;
    let (kept, damaged) = experiment_state::saved().await.ok_or("storage")?;
    if damaged.is_some() || kept.toggle.run.is_some() {
        return Err("extensions_off");
    }
    if !kept.toggle.kept.is_empty() {
        return Err("extensions_kept");
    }
    let managed = locked.load::<Settings>().await?.value.managed;
    let _ = chrome::clear_alarm("diary").await;
    // The administrator's policy stays: asking Chrome for it again can take seconds.
    let stays = Settings { managed, ..Settings::default() };
    storage::clear(&locked, Loaded::of(None).items(&stays)?).await?;
    drop(locked);
    evidence_cache::forget();
    forget_session_rules().await;
    correction::apply().await?;
    icon::unmark_all().await;
    Ok(to_js(&ErasedReply { kind: "erased" }))
}

/// Removes the rules that let an address through once.
async fn forget_session_rules() {
    let known = chrome::session_rules().await.map(|rules| list(&rules)).unwrap_or_default();
    let ids: js_sys::Array = known.iter().filter_map(|rule| get(rule, "id")).collect();
    let _ = chrome::change_session_rules(&object(&[("removeRuleIds", ids.into())])).await;
}
