//! Probe of the installed extensions (`chrome.management`).

use crate::browser::api::chrome;
use crate::browser::api::js_value::{flag, get, list, text};
use crate::evidence::extension_access::{bounded, reaches_karte};
use crate::evidence::readings::ExtensionFacts;
use crate::state::extension_id::MOST_SPARED;
use wasm_bindgen::JsValue;

/// All other extensions, with the number of permission warnings that Chrome would show for each enabled one whose
/// permissions do not tell its power already: with hundreds of extensions these questions take most of the time.
pub async fn extensions() -> Option<Vec<ExtensionFacts>> {
    let mut all = installed().await?;
    // All requests are sent before the first answer is awaited.
    let is_unclear = |facts: &ExtensionFacts| facts.enabled && !reaches_karte(facts);
    let ask =
        |facts: &ExtensionFacts| is_unclear(facts).then(|| chrome::permission_warnings(&facts.id));
    let asked: Vec<_> = all.iter().map(ask).collect();
    for (facts, asked) in all.iter_mut().zip(asked) {
        let Some(answer) = asked else { continue };
        facts.warnings = answer.await.ok().and_then(|all| u32::try_from(list(&all).len()).ok());
    }
    Some(all)
}

/// All other extensions, in one call to Chrome.
pub async fn installed() -> Option<Vec<ExtensionFacts>> {
    Some(others().await?.iter().take(MOST_SPARED).filter_map(extension).collect())
}

async fn others() -> Option<Vec<JsValue>> {
    let own = chrome::OWN_ID.with(String::clone);
    let mut all = list(&chrome::extensions().await.ok()?);
    all.retain(|x| {
        text(x, "id").as_ref() != Some(&own) && text(x, "type").as_deref() == Some("extension")
    });
    Some(all)
}

fn extension(info: &JsValue) -> Option<ExtensionFacts> {
    let number = text(info, "id")?;
    let enabled = flag(info, "enabled")?;
    let strings = |name| {
        let found = get(info, name).map(|value| list(&value)).unwrap_or_default();
        found.iter().filter_map(JsValue::as_string).collect()
    };
    Some(bounded(ExtensionFacts {
        name: text(info, "name").unwrap_or_default(),
        id: number,
        enabled,
        may_disable: flag(info, "mayDisable").unwrap_or(true),
        install_type: text(info, "installType").unwrap_or_default(),
        permissions: strings("permissions"),
        host_permissions: strings("hostPermissions"),
        warnings: None,
    }))
}
