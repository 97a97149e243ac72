//! The report's fields: all that may leave, and nothing else.

use super::environment::{Brand, Platform};
use super::repairs::Repair;
use super::system::System;
use crate::base::time::Millis;
use crate::diagnosis::types::{Cause, Params, Reason, Verdict};
use crate::evidence::indicator::Indicator;
use crate::evidence::questions::{AnswerValue, Question};
use crate::evidence::tab_state::TabState;
use crate::evidence::{Probe, ProbeFailure};
use crate::state::policy::{PolicyProblem, ReportSection};
use serde::Serialize;

/// Everything that leaves, where a person hands it on.
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
    /// What that clock shows more than UTC, in minutes.
    pub utc_offset_minutes: i32,
    pub browser: Brand,
    pub browser_version: Option<u32>,
    /// The operating system's kind.
    pub platform: Platform,
    /// Its version and the processor.
    pub system: Option<System>,
    /// What the tab was.
    pub state: TabState,
    /// The cause to begin with.
    pub primary: Option<Cause>,
    /// When the karte was first seen to fail since the browser started.
    pub failing_since: Option<Millis>,
    /// All thirteen causes in order of rank.
    pub findings: Vec<ReportFinding>,
    /// What the person answered.
    pub answers: Vec<ReportAnswer>,
    /// Probes that have no answer, and why.
    pub failed: Vec<FailedProbe>,
    /// Errors of the browser that are known by name.
    pub errors: Vec<SeenError>,
    /// Whether the page came from the HTTP cache.
    pub from_cache: Option<bool>,
    /// How the request to the sign-in page ended.
    pub cert_main: CertProbeStatus,
    /// How the request to the dotted host ended.
    pub cert_dot: CertProbeStatus,
    /// This PC has seen the dotted host ask for a certificate before.
    pub dot_works: bool,
    /// The person said that this PC serves several clinics.
    pub several_clinics: bool,
    /// On how many occasions the clock was off by minutes, in the last months.
    pub clock_off_times: u32,
    /// What the site has stored, counted.
    pub site_data: Option<Counts>,
    /// Open windows and tabs, counted.
    pub windows: Option<Windows>,
    pub extensions: Option<Extensions>,
    /// What was tried lately, oldest first.
    pub repairs: Option<Vec<Repair>>,
    /// What the person wrote beside it. The report's page adds it: the core never holds it.
    pub memo: Option<String>,
    /// What the administrator wants left out.
    #[serde(rename = "leftOut")]
    pub excluded_sections: Vec<ReportSection>,
    /// What is wrong with what the administrator has set.
    pub policy_errors: Vec<WrongPolicy>,
}

/// A value of the administrator's that does not count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema, ts_rs::TS))]
pub struct WrongPolicy {
    /// Its key; `None`: one that is not ours.
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
    /// Listed numbers, and `error` where its name is known.
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
    /// Causes that cannot be told apart from it yet.
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

/// An error of the browser.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema, ts_rs::TS))]
pub struct SeenError {
    pub probe: Probe,
    /// Chrome's name of it, as its error pages show it.
    pub name: String,
}

/// How one of our own requests ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema, ts_rs::TS))]
#[serde(rename_all = "snake_case")]
#[cfg_attr(not(target_arch = "wasm32"), schemars(rename = "Asked"))]
pub enum CertProbeStatus {
    /// It was not sent, or nothing came back.
    None,
    Answered,
    /// Chrome would have to ask the person for a certificate.
    CertNeeded,
    Error,
}

/// What the site has stored here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema, ts_rs::TS))]
#[serde(rename_all = "camelCase")]
#[cfg_attr(not(target_arch = "wasm32"), ts(rename = "ReportCounts"))]
pub struct Counts {
    /// Cookies that only the karte's host receives.
    pub karte_cookies: u32,
    /// Cookies of the whole domain and its other hosts.
    pub domain_cookies: u32,
    /// Entries in the page's storage; `None` where nothing could be counted.
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
    /// Private windows; `None` where they are not visible.
    pub private_windows: Option<u32>,
}

/// The other extensions, counted; named only where the person allows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema, ts_rs::TS))]
#[cfg_attr(not(target_arch = "wasm32"), ts(rename = "ReportExtensions"))]
pub struct Extensions {
    /// How many are on.
    pub on: usize,
    /// How many of them have, or may have, power over the karte.
    pub powerful: usize,
    /// The names of those, if the person wants them in: a stranger's text, cleaned and cut.
    pub names: Option<Vec<String>>,
}
