//! What a person has said about this PC: shown and changed by the settings page.

use super::convert::to_js;
use super::store;
use crate::message::Change;
use crate::session::Calibration;
use serde::Serialize;
use wasm_bindgen::JsValue;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Reply {
    kind: &'static str,
    several_clinics: bool,
}

/// Changes what is to be changed, and says how things stand; `Err` is a code for the reply.
pub async fn settings(set: Option<Change>) -> Result<JsValue, &'static str> {
    let known = store::calibration().await;
    let Change { several_clinics } =
        set.unwrap_or(Change { several_clinics: known.several_clinics });
    let changed = Calibration { several_clinics, ..known };
    if set.is_some() && !store::save_calibration(&changed).await {
        return Err("storage");
    }
    Ok(to_js(&Reply { kind: "settings", several_clinics }))
}
