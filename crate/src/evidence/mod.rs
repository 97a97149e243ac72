//! Evidence: every probe (a question to the browser, the server or the person) with its reading.
//!
//! A reading is the answer, or the reason why there is none: a probe that failed is never an early return.
//! The state of a diagnosis *is* its evidence, so a worker that was stopped continues from what is saved.

pub mod answers;
pub(crate) mod certificate;
pub(crate) mod clock_samples;
pub mod extension_access;
mod incognito;
pub mod indicator;
pub mod page;
pub mod questions;
pub mod readings;
pub mod session;
#[cfg(test)]
pub(crate) mod test_evidence;

use crate::base::json;
use crate::base::time::Millis;
use questions::UserAnswer;
use readings::{
    BrowserFacts, DateSample, ExtensionFacts, Navigation, PageFacts, PageText, RequestOutcome,
    SiteDataFacts, TabFacts, WindowFacts,
};
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;
use session::SessionSummary;

/// Version of the evidence format.
pub const SCHEMA: u32 = 1;

/// A question that can be asked; each has its own time limit (see `diagnosis::probe_plan`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema, ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Probe {
    /// Address and title of the active tab.
    Tab,
    /// The recognised text of the page.
    Page,
    /// The tab's recent main-frame navigations: cache, status, `Date`, errors.
    Navigation,
    /// A request to the sign-in page: only once the failing page has been seen.
    CertMain,
    /// The same host with a trailing dot: has a certificate memory of its own.
    CertDot,
    /// The `Date` of the redirect from plain HTTP.
    HttpDate,
    /// Further requests for the clock alone.
    Clock,
    /// Brands, platform, time zone.
    Browser,
    /// Installed extensions.
    Extensions,
    /// Windows and tabs.
    Windows,
    /// Cookies and storage of the karte, counted.
    SiteData,
    /// What this browser session and this PC remember.
    Session,
    /// What the person answered.
    Answer,
}

/// Why a probe has no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema, ts_rs::TS))]
#[serde(rename_all = "snake_case")]
#[cfg_attr(not(target_arch = "wasm32"), schemars(rename = "Failure"))]
pub enum ProbeFailure {
    /// The browser did not allow it.
    NotPermitted,
    /// Its time limit passed.
    TimedOut,
    /// It cannot be seen from an extension here (an error page, an incognito window).
    NotVisible,
    /// It came back empty or unreadable.
    NoAnswer,
}

/// An answer or the reason for none; `{"ok":…}` or `{"failed":…}` in JSON.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[cfg_attr(not(target_arch = "wasm32"), schemars(rename = "Outcome"))]
pub enum Answered<T> {
    /// The answer.
    Ok(T),
    /// Why there is none.
    Failed(ProbeFailure),
}

impl<T> Answered<T> {
    /// The answer, if there is one.
    pub const fn ok(&self) -> Option<&T> {
        match self {
            Self::Ok(value) => Some(value),
            Self::Failed(_) => None,
        }
    }
}

/// The result of a probe, tagged by its name: `{"probe":"tab","result":{"ok":{…}}}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(tag = "probe", content = "result", rename_all = "snake_case")]
#[cfg_attr(not(target_arch = "wasm32"), schemars(rename = "Found"))]
pub enum ProbeResult {
    /// See [`Probe::Tab`].
    Tab(Answered<TabFacts>),
    /// See [`Probe::Page`].
    Page(Answered<PageFacts>),
    /// See [`Probe::Navigation`]; oldest first.
    Navigation(Answered<Vec<Navigation>>),
    /// See [`Probe::CertMain`].
    CertMain(Answered<RequestOutcome>),
    /// See [`Probe::CertDot`].
    CertDot(Answered<RequestOutcome>),
    /// See [`Probe::HttpDate`].
    HttpDate(Answered<DateSample>),
    /// See [`Probe::Clock`].
    Clock(Answered<Vec<DateSample>>),
    /// See [`Probe::Browser`].
    Browser(Answered<BrowserFacts>),
    /// See [`Probe::Extensions`].
    Extensions(Answered<Vec<ExtensionFacts>>),
    /// See [`Probe::Windows`].
    Windows(Answered<WindowFacts>),
    /// See [`Probe::SiteData`].
    SiteData(Answered<SiteDataFacts>),
}

/// One probe's reading.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Reading {
    /// When it was taken.
    pub at: Millis,
    /// What it says.
    #[serde(flatten)]
    pub found: ProbeResult,
}

/// Deserialized by its probe: serde's `flatten` and `tag` would need a buffer for fields of every kind.
impl<'de> Deserialize<'de> for Reading {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        struct Form {
            probe: Probe,
            at: Millis,
            result: Value,
        }
        let Form { probe, at, result } = Form::deserialize(deserializer)?;
        let found = ProbeResult::read(probe, &result);
        found.map(|found| Self { at, found }).ok_or_else(|| D::Error::custom("no such reading"))
    }
}

/// Everything a diagnosis rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Evidence {
    /// Version of this format.
    pub schema: u32,
    /// The present time by this PC's clock.
    pub now: Millis,
    /// At most one reading per probe.
    #[serde(default)]
    pub readings: Vec<Reading>,
    /// What the person said, newest last.
    #[serde(default)]
    pub answers: Vec<UserAnswer>,
    /// What the browser session and this PC remember.
    #[serde(default)]
    pub session: SessionSummary,
}

impl Evidence {
    /// Evidence with nothing in it yet.
    #[must_use]
    pub fn new(now: Millis) -> Self {
        Self {
            schema: SCHEMA,
            now,
            readings: Vec::new(),
            answers: Vec::new(),
            session: SessionSummary::default(),
        }
    }

    /// Adds a reading, which replaces an older one of the same probe.
    pub fn take(&mut self, reading: Reading) {
        self.drop_reading(reading.found.probe());
        self.readings.push(reading);
    }

    /// Forgets a probe's reading, so that it is asked again.
    pub fn drop_reading(&mut self, probe: Probe) {
        self.readings.retain(|r| r.found.probe() != probe);
    }

    /// Whether the probe was asked, with or without success.
    #[must_use]
    pub fn asked(&self, probe: Probe) -> bool {
        self.readings.iter().any(|r| r.found.probe() == probe)
    }

    /// Why the probe has no answer, if it was asked in vain.
    #[must_use]
    pub fn failure(&self, probe: Probe) -> Option<ProbeFailure> {
        self.readings.iter().find(|r| r.found.probe() == probe).and_then(|r| r.found.failure())
    }

    /// The page's recognised text.
    #[must_use]
    pub fn text(&self) -> Option<PageText> {
        self.page().map(|page| page.text)
    }
}

macro_rules! accessors {
    ($($name:ident: $variant:ident -> $type:ty;)*) => {
        impl Evidence {
            $(
                #[doc = concat!("The answer of [`Probe::", stringify!($variant), "`].")]
                #[must_use]
                pub fn $name(&self) -> Option<&$type> {
                    self.readings.iter().find_map(|r| match &r.found {
                        ProbeResult::$variant(outcome) => outcome.ok(),
                        _ => None,
                    })
                }
            )*
        }

        impl ProbeResult {
            /// Which probe this is.
            #[must_use]
            pub const fn probe(&self) -> Probe {
                match self { $(Self::$variant(_) => Probe::$variant,)* }
            }

            fn read(probe: Probe, result: &Value) -> Option<Self> {
                match probe {
                    $(Probe::$variant => json::read(result).map(Self::$variant),)*
                    _ => None,
                }
            }

            /// Why it has no answer.
            #[must_use]
            pub const fn failure(&self) -> Option<ProbeFailure> {
                match self { $(Self::$variant(Answered::Failed(why)) => Some(*why),)* _ => None }
            }

            /// The reading of a probe that failed; `None` for the two that are not asked of the browser.
            #[must_use]
            pub const fn failed(probe: Probe, why: ProbeFailure) -> Option<Self> {
                match probe { $(Probe::$variant => Some(Self::$variant(Answered::Failed(why))),)* _ => None }
            }
        }
    };
}

accessors! {
    tab: Tab -> TabFacts;
    page: Page -> PageFacts;
    navigation: Navigation -> Vec<Navigation>;
    cert_main: CertMain -> RequestOutcome;
    cert_dot: CertDot -> RequestOutcome;
    http_date: HttpDate -> DateSample;
    clock_samples: Clock -> Vec<DateSample>;
    browser: Browser -> BrowserFacts;
    extensions: Extensions -> Vec<ExtensionFacts>;
    windows: Windows -> WindowFacts;
    site_data: SiteData -> SiteDataFacts;
}
