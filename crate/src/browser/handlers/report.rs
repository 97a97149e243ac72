//! Message `report`: the report, made from the saved evidence of the last diagnosis. Nothing is sent.

use crate::base::time::Millis;
use crate::browser::api::chrome;
use crate::browser::api::js_value::{text, texts, to_js};
use crate::browser::storage::{self, evidence_cache};
use crate::diagnose;
use crate::report::{Document, Options, Platform, System, repairs};
use crate::state::history::History;
use crate::state::settings::Settings;
use js_sys::Date;
use wasm_bindgen::JsValue;

/// The report that a person may hand on; `Err` is a code for the reply.
pub async fn report(with_extension_names: bool) -> Result<JsValue, &'static str> {
    let evidence = evidence_cache::known().await?.ok_or("nothing_to_report")?;
    let utc_offset_minutes = utc_offset(evidence.now);
    let policy = &storage::read::<Settings>().await?.policy();
    // An unreadable history must not prevent the report.
    let history = storage::read::<History>().await.unwrap_or_default();
    let repairs = repairs(&history, evidence.now);
    let system = system(evidence.browser().map_or(Platform::Unknown, Platform::of)).await;
    let options = Options { with_extension_names, policy, utc_offset_minutes, repairs, system };
    Ok(to_js(&Document::new(&evidence, &diagnose(&evidence), options)))
}

/// Asks Chrome itself; no page and no server learns about it.
async fn system(platform: Platform) -> System {
    let hints = chrome::high_entropy_values(&texts(&["platformVersion"])).await;
    let version = hints.ok().and_then(|hints| text(&hints, "platformVersion"));
    let info = chrome::platform_info().await;
    let processor = info.ok().and_then(|info| text(&info, "arch"));
    System::of(platform, version.as_deref(), processor.as_deref())
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
