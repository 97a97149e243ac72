//! The facts that each probe can return, as plain data.
//!
//! A fact says what was seen; what it means is decided by the checks.
//! Times are milliseconds since 1970 by this PC's clock; fields are camel case in JSON, values snake case.

pub mod net_error;
mod net_error_table;
pub(crate) mod request_outcome;
mod site_data_facts;

use crate::base::time::Millis;
pub use request_outcome::RequestOutcome;
use serde::{Deserialize, Serialize};
pub use site_data_facts::{HostCookies, SiteDataFacts, StoredFacts};

/// The tab that the person clicked on.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct TabFacts {
    /// The tab's number in this browser.
    pub id: i64,
    /// Its address; on an error page the address that was asked for.
    pub url: String,
    /// Its title, kept only where it is that of Chrome's page about clocks (else empty).
    #[serde(default)]
    pub title: String,
    /// Whether it is one of an incognito window: another profile than the one in which the worker asks.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub incognito: bool,
}

/// What kind of text a page of the vendor shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema, ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum PageText {
    /// 「クライアント証明書が必要です」 or the server's own "No required SSL certificate".
    Failing,
    /// The sign-in form.
    SignIn,
    /// Signed in: a page of the app with text that only it has.
    SignedIn,
    /// Any other text under an address of the app: a page of the app, or what something else writes there.
    App,
    /// Nothing at all.
    Blank,
    /// The screens on which a certificate is requested and issued.
    Issuing,
    /// Anything else.
    Other,
}

/// Where a document came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema, ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum DocumentSource {
    /// From the server.
    Network,
    /// From the HTTP cache, after the server said that it had not changed (304).
    Revalidated,
    /// From the HTTP cache, without asking the server.
    HttpCache,
    /// A page that Back or Forward brought back as it was.
    BackForwardCache,
    /// From the site's own service worker.
    ServiceWorker,
    /// The browser does not say.
    Unknown,
}

/// What the page in the tab shows and where the browser had it from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema, ts_rs::TS))]
#[serde(rename_all = "camelCase")]
#[cfg_attr(not(target_arch = "wasm32"), ts(optional_fields = nullable))]
pub struct PageFacts {
    /// The recognised text.
    pub text: PageText,
    /// Where the document came from; evidence of 0.1.0 does not have it.
    #[serde(default)]
    pub source: Option<DocumentSource>,
    /// Whether the browser took the document from its HTTP cache, as pages of 0.1.0 reported it.
    #[serde(default)]
    pub from_cache: Option<bool>,
    /// Whether the failing text stands in the copy that the HTTP cache holds; `None` where that was not looked at.
    #[serde(default)]
    pub stored_copy_fails: Option<bool>,
    /// When the document was asked for.
    #[serde(default)]
    pub opened_at: Option<Millis>,
    /// 「申請する」 was pressed here and nothing followed for 15 s.
    #[serde(default)]
    pub apply_stuck: bool,
}

/// One main-frame navigation to the vendor's domain, as the browser reported it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Navigation {
    /// Chrome's id of the request; it stays the same through redirects.
    #[serde(default)]
    pub request: String,
    /// The tab in which it happened.
    pub tab_id: i64,
    /// Address, without query and fragment; after redirects the last one.
    pub url: String,
    /// How many redirects it has followed.
    #[serde(default)]
    pub redirects: u32,
    /// When the browser began.
    pub began_at: Millis,
    /// When the request was handed to the network, which is before any certificate dialog.
    #[serde(default)]
    pub sent_at: Option<Millis>,
    /// When the answer's headers came.
    #[serde(default)]
    pub answered_at: Option<Millis>,
    /// HTTP status of the answer.
    #[serde(default)]
    pub status: Option<u16>,
    /// Whether the answer came from the HTTP cache.
    #[serde(default)]
    pub from_cache: Option<bool>,
    /// The answer's `Date` header.
    #[serde(default)]
    pub date: Option<String>,
    /// The answer's `Age` header in seconds.
    #[serde(default)]
    pub age: Option<i64>,
    /// Chrome's error, such as `net::ERR_NAME_NOT_RESOLVED`, when there was no answer.
    #[serde(default)]
    pub error: Option<String>,
    /// Whether the tab is one of an incognito window.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub incognito: bool,
}

/// A certificate dialog comes after the redirects to https and to the right host, and before the site's own redirects.
const REDIRECTS_BEFORE_DIALOG: u32 = 2;

impl Navigation {
    /// Whether the site answers and redirects the navigation from one address to the next.
    #[must_use]
    pub const fn is_led_on(&self) -> bool {
        self.redirects > REDIRECTS_BEFORE_DIALOG
    }

    /// Neither an answer nor an error has come yet.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        self.status.is_none() && self.error.is_none()
    }
}

/// One request for the clock: local send and receive times and what the server wrote.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct DateSample {
    /// Local time at which it was sent.
    pub sent_at: Millis,
    /// Local time at which the headers came.
    pub received_at: Millis,
    /// The answer's `Date` header.
    pub date: String,
    /// The answer's `Age` header in seconds.
    #[serde(default)]
    pub age: Option<i64>,
    /// How far this PC's clock had been set by then since the measurement began; absent when it was not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub moved_ms: Option<i64>,
}

/// What the browser says about itself.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct BrowserFacts {
    /// Brand names from `navigator.userAgentData`.
    pub brands: Vec<String>,
    /// Major version that it shares with Chromium, whatever its brand.
    #[serde(default)]
    pub version: Option<u32>,
    /// Platform name, such as `Windows`, `macOS`, `Linux`.
    #[serde(default)]
    pub platform: String,
    /// Whether `navigator.brave` is there: Brave hides its brand.
    #[serde(default)]
    pub brave: bool,
    /// IANA time zone, such as `Asia/Tokyo`.
    #[serde(default)]
    pub time_zone: String,
}

/// One installed extension and what may give it power over the karte.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct ExtensionFacts {
    /// Chrome's id of it.
    pub id: String,
    /// Its name, as its author wrote it: untrusted text.
    pub name: String,
    /// Whether it is switched on.
    pub enabled: bool,
    /// Whether a person may switch it off.
    #[serde(default = "yes")]
    pub may_disable: bool,
    /// Chrome's `installType`: `normal`, `admin`, `development`, `sideload`, `other`.
    #[serde(default)]
    pub install_type: String,
    /// API permissions.
    #[serde(default)]
    pub permissions: Vec<String>,
    /// Host patterns.
    #[serde(default)]
    pub host_permissions: Vec<String>,
    /// How many permission warnings Chrome shows for it; content scripts appear only here. `None`: was not asked, because its
    /// permissions told its power already, or could not be asked.
    #[serde(default)]
    pub warnings: Option<u32>,
}

/// Open windows and tabs, as far as an extension may see them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct WindowFacts {
    /// Open windows.
    pub windows: u32,
    /// Open tabs of the karte.
    pub karte_tabs: u32,
    /// Open incognito windows; `None` where they are not visible to us.
    #[serde(default)]
    pub private_windows: Option<u32>,
}

const fn yes() -> bool {
    true
}
