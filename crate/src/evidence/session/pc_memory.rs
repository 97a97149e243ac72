//! What was learnt about this PC, and outlives the browser.

use crate::base::time::Millis;
use serde::{Deserialize, Serialize};

/// Version of the saved form.
pub const VERSION: u32 = 1;

/// Kept in `chrome.storage.local` under `session`: outlives the browser.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[cfg_attr(not(target_arch = "wasm32"), schemars(rename = "Calibration"))]
pub struct PcMemory {
    /// Version of the saved form.
    pub v: u32,
    /// This PC has seen the dot host ask for a certificate: its other answers count, too.
    pub dot_works: bool,
    /// The person said that this PC serves several clinics.
    #[serde(default)]
    pub several_clinics: bool,
    /// When this PC's clock was found to be off by minutes, in true time, oldest first.
    #[serde(default)]
    pub clock_off: Vec<Millis>,
}

impl Default for PcMemory {
    fn default() -> Self {
        Self { v: VERSION, dot_works: false, several_clinics: false, clock_off: Vec::new() }
    }
}
