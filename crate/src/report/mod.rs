//! The report for the clinic's IT person and the support desk: an allow-list of keys, numbers and times.
//!
//! Only two kinds of text come from the evidence: browser errors whose complete name [`crate::evidence::readings::net_error`] knows,
//! and the names of extensions if the person includes them. Each field is copied explicitly, so nothing new is included by
//! accident.

mod build;
mod code;
mod code_digits;
mod code_tables;
mod crockford;
mod environment;
mod fields;
mod repairs;
mod summary;
mod system;

pub use code::{CodeError, decode, encode};
pub use environment::{Brand, Platform};
pub use fields::{
    CertProbeStatus, Counts, Extensions, FailedProbe, Report, ReportAnswer, ReportFinding,
    SeenError, Windows, WrongPolicy,
};
pub use repairs::{Repair, repairs};
pub use summary::{Offset, Powerful, Primary, Size, Summary};
pub use system::System;

use crate::diagnosis::types::Diagnosis;
use crate::evidence::Evidence;
use crate::state::policy::Policy;
use serde::Serialize;

/// Version of the report's format.
pub const SCHEMA: u32 = 1;

/// The input of the report besides evidence and diagnosis.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options<'a> {
    /// The person includes the names of extensions.
    pub with_extension_names: bool,
    /// The administrator's policy: the sections that it excludes, and its invalid values.
    pub policy: &'a Policy,
    /// The offset of this PC's clock from UTC, in minutes.
    pub utc_offset_minutes: i32,
    /// What was tried recently.
    pub repairs: Vec<Repair>,
    /// What Chrome reports about the system.
    pub system: System,
}

/// The reply to `report`, and the file that is saved.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema, ts_rs::TS))]
pub struct Document {
    /// Always `report`.
    #[cfg_attr(not(target_arch = "wasm32"), ts(type = "\"report\""))]
    pub kind: &'static str,
    /// The most important facts in twelve characters, for the telephone.
    pub code: String,
    pub report: Report,
}

impl Document {
    /// Makes report and code together.
    #[must_use]
    pub fn new(e: &Evidence, d: &Diagnosis, options: Options<'_>) -> Self {
        let report = Report::new(&e.of_tabs_profile(), d, options);
        Self { kind: "report", code: encode(&Summary::of(&report)), report }
    }
}
