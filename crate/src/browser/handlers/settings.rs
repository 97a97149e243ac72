//! Message `settings`: returns and changes the person's settings on this PC.

use super::{certificates, correction};
use crate::browser::api::js_value::to_js;
use crate::browser::probes::extensions;
use crate::browser::storage;
use crate::browser::ui::icon;
use crate::diagnosis::BUILD;
use crate::evidence::readings::ExtensionFacts;
use crate::evidence::session::PcMemory;
use crate::messages::reply::{ListedExtension, SettingsReply};
use crate::messages::request::{SettingsPatch, Switch};
use crate::state::settings::Settings;
use wasm_bindgen::JsValue;

/// Applies the change, if any, and returns the settings; `Err` is a code for the reply.
pub async fn settings(set: Option<SettingsPatch>) -> Result<JsValue, &'static str> {
    if let Some(change) = set {
        save(&change).await?;
        certificates::check().await;
        if change.default == Some(Switch::Correction) {
            correction::apply().await?;
        }
        if change.language.is_some() {
            icon::show_icon().await;
        }
    }
    reply().await.map(|reply| to_js(&reply))
}

async fn save(change: &SettingsPatch) -> Result<(), &'static str> {
    if let Some(several_clinics) = change.several_clinics {
        storage::change(|known: &mut PcMemory| known.several_clinics = several_clinics).await?;
    }
    storage::update(|settings: &mut Settings| apply(change, settings)).await
}

fn apply(change: &SettingsPatch, settings: &mut Settings) -> Result<(), &'static str> {
    settings.language = change.language.unwrap_or(settings.language);
    settings.reminders = change.reminders.or(settings.reminders);
    settings.start_check = change.start_check.or(settings.start_check);
    match change.default {
        Some(Switch::Correction) => settings.correction = None,
        Some(Switch::Reminders) => settings.reminders = None,
        Some(Switch::StartCheck) => settings.start_check = None,
        None => {}
    }
    if let Some(id) = &change.unspare {
        settings.protected_extensions.retain(|known| known != id);
    }
    if change.spare.as_ref().is_some_and(|id| !settings.protect(id)) {
        return Err("malformed");
    }
    Ok(())
}

async fn reply() -> Result<SettingsReply, &'static str> {
    let several_clinics = storage::read::<PcMemory>().await?.several_clinics;
    let settings: Settings = storage::read().await?;
    let (protected_extensions, never_touch) =
        (&settings.protected_extensions, &settings.policy().never_touch);
    let installed = extensions::installed().await.unwrap_or_default();
    let listed = |ids: &[String]| ids.iter().map(|id| named(id, &installed)).collect();
    let is_other = |one: &&ExtensionFacts| {
        !protected_extensions.contains(&one.id) && !never_touch.contains(&one.id)
    };
    Ok(SettingsReply {
        kind: "settings",
        several_clinics,
        language: settings.language,
        correction: settings.correction(),
        reminders: settings.reminders(),
        start_check: settings.start_check(),
        protected_extensions: listed(protected_extensions),
        never_touch: listed(never_touch),
        others: installed.iter().filter(is_other).map(|one| named(&one.id, &installed)).collect(),
        build: BUILD,
    })
}

fn named(id: &str, installed: &[ExtensionFacts]) -> ListedExtension {
    let found = installed.iter().find(|one| one.id == id);
    ListedExtension { id: id.to_owned(), name: found.map(|one| one.name.clone()) }
}
