//! The fields of a row; every row has all of them, with `null` if the line does not contain the value.

use karte_signin_doctor::diagnosis::types::{Cause, Reason};
use karte_signin_doctor::evidence::page::tab_state::TabState;
use karte_signin_doctor::report::{Brand, CertProbeStatus, Platform, Summary, encode};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// The content of one line; docs/support-desk.md describes each field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Row {
    pub line: u64,
    pub code: String,
    pub day: Option<String>,
    pub at: Option<String>,
    pub clinic: Option<String>,
    pub version: Option<String>,
    pub build: Option<String>,
    pub state: TabState,
    pub primary: Option<Cause>,
    pub verdict: Option<&'static str>,
    pub reason: Option<Reason>,
    pub others: Vec<Cause>,
    pub clock: &'static str,
    pub clock_off: Option<&'static str>,
    pub platform: Platform,
    pub browser: Brand,
    pub browser_version: Option<u32>,
    pub cert_main: CertProbeStatus,
    pub cert_dot: CertProbeStatus,
    pub from_cache: Option<bool>,
    pub dot_works: bool,
    pub several_clinics: bool,
    pub powerful: &'static str,
    pub repairs: Option<Vec<Repair>>,
}

/// A repair that was tried, and whether it worked; `None` if that is unknown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Repair {
    pub fix: String,
    pub worked: Option<bool>,
}

impl Row {
    /// The content of the code of line `line` only.
    pub fn new(line: u64, summary: &Summary) -> Self {
        let (clock, clock_off) = summary.clock.key();
        let primary = summary.primary;
        Self {
            line,
            code: encode(summary),
            day: None,
            at: None,
            clinic: None,
            version: None,
            build: None,
            state: summary.state,
            primary: primary.map(|one| one.cause),
            verdict: primary.map(|one| one.verdict()),
            reason: primary.map(|one| one.reason),
            others: summary.others.clone(),
            clock,
            clock_off,
            platform: summary.platform,
            browser: summary.browser,
            browser_version: None,
            cert_main: summary.cert_main,
            cert_dot: summary.cert_dot,
            from_cache: summary.from_cache,
            dot_works: summary.dot_works,
            several_clinics: summary.several_clinics,
            powerful: summary.powerful.key(),
            repairs: None,
        }
    }
}

/// A value's name in JSON; empty if the value is not a plain name.
pub fn key(value: impl Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(Value::String(key)) => key,
        _ => String::new(),
    }
}
