//! Message `report`: the report, made from the saved evidence of the last diagnosis. No probe runs, and nothing is sent.

use crate::base::time::Millis;
use crate::browser::api::js_value::to_js;
use crate::browser::storage::{self, evidence_cache};
use crate::diagnose;
use crate::report::{Document, Options};
use crate::state::settings::Settings;
use js_sys::Date;
use wasm_bindgen::JsValue;

/// What a person may hand on; `Err` is a code for the reply.
pub async fn report(with_extension_names: bool) -> Result<JsValue, &'static str> {
    let evidence = evidence_cache::known().await?.ok_or("nothing_to_report")?;
    let utc_offset_minutes = utc_offset(evidence.now);
    let policy = &storage::read::<Settings>().await?.policy();
    let options = Options { with_extension_names, policy, utc_offset_minutes };
    Ok(to_js(&Document::new(&evidence, &diagnose(&evidence), options)))
}

/// The offset of this PC's time zone from UTC at that time, in minutes.
fn utc_offset(at: Millis) -> i32 {
    #[allow(clippy::cast_precision_loss, reason = "times of day fit")]
    let date = Date::new(&(at as f64).into());
    // JavaScript returns it with the opposite sign.
    #[allow(clippy::cast_possible_truncation, reason = "whole minutes, or 0 for no date")]
    let minutes = -date.get_timezone_offset() as i32;
    minutes
}
