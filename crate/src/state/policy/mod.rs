//! The administrator's policy for this extension. Each value is validated on its own: an invalid one is reported, and all
//! others apply.
//!
//! A top-level value is mandatory; a value in `defaults` applies only until a person chooses something else. Chrome does
//! not make this distinction for extensions. It passes on only what matches `extension/managed_schema.json`.

mod parse;

use serde::Serialize;

/// Maximum length of the contact text, in characters.
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

/// The names of all keys; a nested key is written with its parent's name in front.
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

/// The valid part of the administrator's policy.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Policy {
    /// Whether wrong addresses are corrected; people cannot change it.
    pub correction: Option<bool>,
    /// Whether the diary reminds; people cannot change it.
    pub reminders: Option<bool>,
    /// Whether the start of the browser is checked; people cannot change it.
    pub start_check: Option<bool>,
    /// Extensions that are never disabled.
    pub never_touch: Vec<String>,
    /// Whom to ask in this clinic.
    pub support_text: Option<String>,
    /// What the report must not contain.
    #[serde(rename = "leftOut")]
    pub excluded_sections: Vec<ReportSection>,
    /// Values that apply until a person chooses.
    pub defaults: Defaults,
    /// The invalid values.
    pub errors: Vec<PolicyError>,
}

/// Values that apply until a person chooses.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
#[cfg_attr(not(target_arch = "wasm32"), ts(rename = "PolicyDefaults"))]
pub struct Defaults {
    /// Whether wrong addresses are corrected.
    pub correction: Option<bool>,
    pub reminders: Option<bool>,
    /// Whether the start of the browser is checked.
    pub start_check: Option<bool>,
    /// Whether the names of other extensions are ticked on the report page.
    pub extension_names: Option<bool>,
}

/// The sections that an administrator can exclude from reports; a report cannot do without the other keys and times.
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

/// One invalid value of the policy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(ts_rs::TS))]
pub struct PolicyError {
    /// The key; `None`: the key is unknown.
    pub key: Option<&'static str>,
    pub why: PolicyProblem,
    /// The invalid elements of a list, or the unknown key; each is shortened.
    pub found: Vec<String>,
}

/// Why a value is ignored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema, ts_rs::TS))]
#[serde(rename_all = "snake_case")]
#[cfg_attr(not(target_arch = "wasm32"), schemars(rename = "Why"))]
pub enum PolicyProblem {
    /// It is neither true nor false.
    NotBool,
    /// It is not a text.
    NotText,
    /// It is not a list.
    NotList,
    /// It is not an object with fields.
    NotFields,
    /// It is empty.
    Empty,
    /// It is longer than [`LONGEST_SUPPORT`].
    TooLong,
    /// It contains invisible characters.
    Invisible,
    /// Some elements are not ids of extensions; the others apply.
    NotIds,
    /// There are too many elements; the first ones apply.
    TooMany,
    /// There is no such key.
    UnknownKey,
}
