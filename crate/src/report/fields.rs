//! The fields of the report: everything that may leave the PC, and nothing else.

use super::environment::{Brand, Platform};
use super::repairs::Repair;
use super::system::System;
use crate::base::time::Millis;
use crate::diagnosis::types::{Cause, Params, Reason, Verdict};
use crate::evidence::indicator::Indicator;
use crate::evidence::page::tab_state::TabState;
use crate::evidence::questions::{AnswerValue, Question};
use crate::evidence::{Probe, ProbeFailure};
use crate::state::policy::{PolicyProblem, ReportSection};
use serde::Serialize;

/// The report: it leaves the PC only if a person hands it on.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema, ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Report {
    /// Version of this format.
    pub schema: u32,
    /// Build of the extension.
    pub build: &'static str,
    /// When the diagnosis was made, by this PC's clock.
    pub at: Millis,
    /// The offset of that clock from UTC, in minutes.
    pub utc_offset_minutes: i32,
    pub browser: Brand,
    pub browser_version: Option<u32>,
    /// The operating system's kind.
    pub platform: Platform,
    /// Its version and the processor.
    pub system: Option<System>,
    /// The state of the diagnosed tab.
    pub state: TabState,
    /// The cause to start with.
    pub primary: Option<Cause>,
    /// When the karte was first seen to fail since the browser started.
    pub failing_since: Option<Millis>,
    /// All thirteen causes in order of rank.
    pub findings: Vec<ReportFinding>,
    /// What the person answered.
    pub answers: Vec<ReportAnswer>,
    /// Probes without an answer, and why.
    pub failed: Vec<FailedProbe>,
    /// Browser errors whose names are known.
    pub errors: Vec<SeenError>,
    /// Whether the page came from the HTTP cache.
    pub from_cache: Option<bool>,
    /// How the request to the sign-in page ended.
    pub cert_main: CertProbeStatus,
    /// How the request to the dot host ended.
    pub cert_dot: CertProbeStatus,
    /// This PC has seen the dot host ask for a certificate before.
    pub dot_works: bool,
    /// The person said that this PC serves several clinics.
    pub several_clinics: bool,
    /// How often the clock was wrong by minutes in the last months.
    pub clock_off_times: u32,
    /// What the site has stored, as counts.
    pub site_data: Option<Counts>,
    /// Open windows and tabs, as counts.
    pub windows: Option<Windows>,
    pub extensions: Option<Extensions>,
    /// What was tried recently, oldest first.
    pub repairs: Option<Vec<Repair>>,
    /// The person's note. The report page adds it; the core never has it.
    pub memo: Option<String>,
    /// The sections that the administrator excludes.
    #[serde(rename = "leftOut")]
    pub excluded_sections: Vec<ReportSection>,
    /// The invalid values of the administrator's policy.
    pub policy_errors: Vec<WrongPolicy>,
}

/// An invalid value of the administrator's policy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema, ts_rs::TS))]
pub struct WrongPolicy {
    /// Its key; `None`: the key is unknown.
    pub key: Option<&'static str>,
    pub why: PolicyProblem,
}

/// What is known about one cause.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema, ts_rs::TS))]
#[cfg_attr(not(target_arch = "wasm32"), schemars(rename = "Line"))]
pub struct ReportFinding {
    pub cause: Cause,
    /// Its number on the vendor's help page.
    pub number: Option<u8>,
    pub verdict: Verdict,
    pub reason: Reason,
    /// Numbers from a fixed list, and `error` if its name is known.
    #[cfg_attr(
        not(target_arch = "wasm32"),
        schemars(with = "std::collections::BTreeMap<String, crate::diagnosis::types::Param>")
    )]
    #[cfg_attr(
        not(target_arch = "wasm32"),
        ts(as = "std::collections::BTreeMap<String, crate::diagnosis::types::Param>")
    )]
    pub params: Params,
    /// The evidence behind the verdict, as keys.
    pub evidence: Vec<Indicator>,
    /// Causes that cannot be distinguished from it yet.
    pub rivals: Vec<Cause>,
}

/// One answer of the person: which button was pressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema, ts_rs::TS))]
#[cfg_attr(not(target_arch = "wasm32"), schemars(rename = "Said"))]
pub struct ReportAnswer {
    pub question: Question,
    pub value: AnswerValue,
}

/// A probe without an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema, ts_rs::TS))]
pub struct FailedProbe {
    pub probe: Probe,
    pub why: ProbeFailure,
}

/// A browser error.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema, ts_rs::TS))]
pub struct SeenError {
    pub probe: Probe,
    /// Chrome's name for it, as its error pages show it.
    pub name: String,
}

/// How one of our own requests ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema, ts_rs::TS))]
#[serde(rename_all = "snake_case")]
#[cfg_attr(not(target_arch = "wasm32"), schemars(rename = "Asked"))]
pub enum CertProbeStatus {
    /// It was not sent, or no answer came.
    None,
    Answered,
    /// Chrome would have to ask the person for a certificate.
    CertNeeded,
    Error,
}

/// What the site has stored on this PC.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema, ts_rs::TS))]
#[serde(rename_all = "camelCase")]
#[cfg_attr(not(target_arch = "wasm32"), ts(rename = "ReportCounts"))]
pub struct Counts {
    /// Cookies that only the karte's host receives.
    pub karte_cookies: u32,
    /// Cookies of the whole domain and of its other hosts.
    pub domain_cookies: u32,
    /// Entries in the page's storage; `None` if they could not be counted.
    pub storage_entries: Option<u32>,
}

/// How many windows and tabs are open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema, ts_rs::TS))]
#[serde(rename_all = "camelCase")]
#[cfg_attr(not(target_arch = "wasm32"), ts(rename = "ReportWindows"))]
pub struct Windows {
    pub windows: u32,
    /// Tabs of the karte.
    pub karte_tabs: u32,
    /// Incognito windows; `None` if they are not visible to us.
    pub private_windows: Option<u32>,
}

/// The other extensions as counts; their names only if the person allows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema, ts_rs::TS))]
#[cfg_attr(not(target_arch = "wasm32"), ts(rename = "ReportExtensions"))]
pub struct Extensions {
    /// How many are enabled.
    pub on: usize,
    /// How many of them have, or may have, power over the karte.
    pub powerful: usize,
    /// Their names, if the person includes them: untrusted text, cleaned and shortened.
    pub names: Option<Vec<String>>,
}
