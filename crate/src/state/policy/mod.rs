//! What an administrator says about this extension, value by value: what is wrong is named, and all others count.
//!
//! A value at the top decides for good; what stands in `defaults` holds only until a person chooses something else.
//! Chrome has no such difference for extensions. It hands over only what fits `extension/managed_schema.json`.

mod parse;

use serde::Serialize;

/// More letters than this are no contact.
pub const LONGEST_SUPPORT: usize = 200;

/// What an administrator can set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Key {
    Correction,
    Reminders,
    StartCheck,
    NeverTouch,
    SupportText,
    ReportContents,
    Holds(ReportSection),
    Defaults,
    DefaultCorrection,
    DefaultReminders,
    DefaultStartCheck,
    DefaultExtensionNames,
}

/// The names of all; those within another one stand after its name.
const KEYS: [(&str, Key); 18] = [
    ("correction", Key::Correction),
    ("reminders", Key::Reminders),
    ("startCheck", Key::StartCheck),
    ("neverTouch", Key::NeverTouch),
    ("supportText", Key::SupportText),
    ("reportContents", Key::ReportContents),
    ("reportContents.extensionNames", Key::Holds(ReportSection::ExtensionNames)),
    ("reportContents.windows", Key::Holds(ReportSection::Windows)),
    ("reportContents.siteData", Key::Holds(ReportSection::SiteData)),
    ("reportContents.repairs", Key::Holds(ReportSection::Repairs)),
    ("reportContents.system", Key::Holds(ReportSection::System)),
    ("reportContents.failingSince", Key::Holds(ReportSection::FailingSince)),
    ("reportContents.memo", Key::Holds(ReportSection::Memo)),
    ("defaults", Key::Defaults),
    ("defaults.correction", Key::DefaultCorrection),
    ("defaults.reminders", Key::DefaultReminders),
    ("defaults.startCheck", Key::DefaultStartCheck),
    ("defaults.extensionNames", Key::DefaultExtensionNames),
];

/// What of the administrator's word counts.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Policy {
    /// Wrong addresses are corrected; nobody changes it here.
    pub correction: Option<bool>,
    /// The diary reminds; nobody changes it here.
    pub reminders: Option<bool>,
    /// The browser's start is checked; nobody changes it here.
    pub start_check: Option<bool>,
    /// Extensions that are never switched off.
    pub never_touch: Vec<String>,
    /// Whom to ask in this clinic.
    pub support_text: Option<String>,
    /// What may not be in a report.
    #[serde(rename = "leftOut")]
    pub excluded_sections: Vec<ReportSection>,
    /// What holds until a person chooses.
    pub defaults: Defaults,
    /// What is wrong with it.
    pub errors: Vec<PolicyError>,
}

/// What holds until a person chooses.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
#[cfg_attr(not(target_arch = "wasm32"), ts(rename = "PolicyDefaults"))]
pub struct Defaults {
    /// Wrong addresses are corrected.
    pub correction: Option<bool>,
    pub reminders: Option<bool>,
    /// The browser's start is checked.
    pub start_check: Option<bool>,
    /// The names of other extensions are ticked on the report's page.
    pub extension_names: Option<bool>,
}

/// What an administrator can keep out of reports; everything else is keys and times without which there is no report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema, ts_rs::TS))]
#[serde(rename_all = "snake_case")]
#[cfg_attr(not(target_arch = "wasm32"), schemars(rename = "Part"))]
pub enum ReportSection {
    /// The names of other extensions.
    ExtensionNames,
    /// How many windows and tabs are open.
    Windows,
    /// How much the site has stored.
    SiteData,
    /// What was tried, and whether it worked.
    Repairs,
    /// The version of the operating system and the processor.
    System,
    /// When the karte was first seen to fail.
    FailingSince,
    /// What the person writes beside it.
    Memo,
}

/// What is wrong with one value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(ts_rs::TS))]
pub struct PolicyError {
    /// Which; `None`: one that is not ours.
    pub key: Option<&'static str>,
    pub why: PolicyProblem,
    /// The elements of a list that do not count, or the name that is not ours: of each its beginning.
    pub found: Vec<String>,
}

/// Why a value does not count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema, ts_rs::TS))]
#[serde(rename_all = "snake_case")]
#[cfg_attr(not(target_arch = "wasm32"), schemars(rename = "Why"))]
pub enum PolicyProblem {
    /// It is neither true nor false.
    NotBool,
    /// It is no text.
    NotText,
    /// It is no list.
    NotList,
    /// It has no fields.
    NotFields,
    /// Nothing stands in it.
    Empty,
    /// It is longer than [`LONGEST_SUPPORT`].
    TooLong,
    /// It holds letters that cannot be seen.
    Invisible,
    /// These are no ids of extensions; the others count.
    NotIds,
    /// There are too many; the first ones count.
    TooMany,
    /// There is no such key.
    UnknownKey,
}
