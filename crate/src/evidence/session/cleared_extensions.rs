//! Which extensions a search has cleared of suspicion.

use crate::base::time::Millis;
use serde::{Deserialize, Serialize};

/// A search in which the karte failed with all of these off.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[cfg_attr(not(target_arch = "wasm32"), schemars(rename = "Searched"))]
pub struct ClearedExtensions {
    /// When the last answer came.
    pub at: Millis,
    /// The ids of those that were off.
    pub off: Vec<String>,
    /// The ids of those that were left on.
    pub left_on: Vec<String>,
}
