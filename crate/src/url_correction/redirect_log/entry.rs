//! One line of the log: a navigation that was led elsewhere, with its addresses as they may be kept.

use crate::base::time::Millis;
use crate::url_correction::redacted_url::{self, kept_address};
use serde::{Deserialize, Serialize};

/// A navigation that was corrected.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[allow(clippy::struct_excessive_bools, reason = "each says one thing about a correction")]
#[cfg_attr(not(target_arch = "wasm32"), schemars(rename = "Corrected"))]
pub struct RedirectEntry {
    /// Chrome's id of the request.
    pub request: String,
    pub tab_id: i64,
    pub at: Millis,
    /// The wrong address, without user name and query.
    #[serde(
        serialize_with = "redacted_url::one::serialize",
        deserialize_with = "redacted_url::one::deserialize"
    )]
    pub from: String,
    /// Where it led instead, cut in the same way.
    #[serde(
        serialize_with = "redacted_url::one::serialize",
        deserialize_with = "redacted_url::one::deserialize"
    )]
    pub to: String,
    /// A page of the karte itself has led there, as far as the browser says: no other can lead back.
    #[serde(default)]
    pub by_karte: bool,
    /// The tab has shown the right page.
    #[serde(default)]
    pub committed: bool,
    /// The page that it led to has come.
    #[serde(default)]
    pub arrived: bool,
    /// Nothing is to be said of it any more: it was said, or the tab has gone on.
    #[serde(default)]
    #[serde(rename = "told")]
    pub notified: bool,
    /// The person wanted the wrong address after all, in this tab.
    #[serde(default)]
    pub undone: bool,
}

impl RedirectEntry {
    /// With its addresses as they may be kept.
    pub(super) fn cut(self) -> Self {
        Self { from: kept_address(&self.from), to: kept_address(&self.to), ..self }
    }
}
