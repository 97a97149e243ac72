//! Message `policy`: stores the administrator's managed settings, applies them, and shows them to the pages.

use super::{certificates, correction};
use crate::browser::api::js_value::{to_js, to_json};
use crate::browser::storage;
use crate::messages::reply::PolicyReply;
use crate::state::settings::Settings;
use serde_json::Value;
use wasm_bindgen::JsValue;

/// Saves and applies the policy if it differs from the saved one. If Chrome returns none, the saved one stays.
pub async fn keep(managed: &JsValue) {
    if managed.is_undefined() {
        return;
    }
    let managed = to_json(managed).filter(is_something).unwrap_or_default();
    let replace = |settings: &mut Settings| {
        let before = std::mem::replace(&mut settings.managed, managed);
        Ok(before != settings.managed)
    };
    // If it could not be saved, Chrome is asked again at its next start.
    if storage::update(replace).await == Ok(true) {
        storage::ignore_failure(correction::apply().await);
        certificates::check().await;
    }
}

fn is_something(managed: &Value) -> bool {
    managed.as_object().is_some_and(|fields| !fields.is_empty())
}

/// The policy as last read; `Err` is a code for the reply.
pub async fn reply() -> Result<JsValue, &'static str> {
    let settings = storage::read::<Settings>().await?;
    Ok(to_js(&PolicyReply { kind: "policy", policy: settings.policy() }))
}
