//! One entry of the log: a navigation that was redirected, with its addresses as they may be kept.

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
    /// A page of the karte opened the wrong address, as far as the browser says. No other page can cause a loop.
    #[serde(default)]
    pub by_karte: bool,
    /// The answer for the right page has come, so the tab shows that page.
    #[serde(default)]
    pub committed: bool,
    /// The page that the correction led to has loaded.
    #[serde(default)]
    pub arrived: bool,
    /// No notice is due any more: it was shown, or the tab has moved on.
    #[serde(default)]
    #[serde(rename = "told")]
    pub notified: bool,
    /// The person wanted the wrong address after all, in this tab.
    #[serde(default)]
    pub undone: bool,
}

impl RedirectEntry {
    /// Cuts its addresses to what may be kept.
    pub(super) fn cut(self) -> Self {
        Self { from: kept_address(&self.from), to: kept_address(&self.to), ..self }
    }
}
