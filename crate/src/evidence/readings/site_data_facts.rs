//! What the site has stored in Chrome, as counts: no names and no values.

use serde::{Deserialize, Serialize};

/// What the site has stored here, as counts: no names and no values.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema, ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct SiteDataFacts {
    /// Cookies that only the karte's host receives.
    pub karte_cookies: u32,
    /// Cookies of the whole domain and its other hosts.
    pub domain_cookies: u32,
    /// Entries in the page's local and session storage; `None` where no karte page is open to count in.
    #[serde(default)]
    pub storage_entries: Option<u32>,
    /// Cookies by the host that they were set for, the karte's first; empty in readings of earlier versions.
    #[serde(default)]
    pub cookies: Vec<HostCookies>,
    /// What else the page keeps, by kind; `None` where no karte page is open to count in.
    #[serde(default)]
    pub stored: Option<StoredFacts>,
}

/// How many cookies one host has here.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema, ts_rs::TS))]
pub struct HostCookies {
    /// The host, without a dot in front.
    pub host: String,
    /// Its cookies.
    pub count: u32,
}

/// What a page keeps in the browser besides cookies and the HTTP cache, as counts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema, ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct StoredFacts {
    /// Entries in local storage.
    pub local: u32,
    /// Entries in session storage, which ends with the tab.
    pub session: u32,
    /// Databases.
    pub databases: u32,
    /// Caches that the page fills by itself.
    pub caches: u32,
    /// Service workers.
    pub workers: u32,
}
