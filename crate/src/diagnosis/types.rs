//! The result: thirteen findings in order of rank, one of them primary, and what to ask next.
//!
//! Keys and numbers only; the words for them are in `extension/_locales`.

pub use super::cause::Cause;
pub use super::reason::Reason;
use crate::base::time::Millis;
use crate::evidence::indicator::Indicator;
use crate::evidence::page::tab_state::TabState;
use crate::evidence::questions::{AnswerValue, Question};
use serde::Serialize;
use std::collections::BTreeMap;

/// Version of the diagnosis format.
pub const SCHEMA: u32 = 1;

/// How sure a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema, ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Decisive evidence for it.
    Found,
    /// It fits; the rivals cannot be told apart from it yet.
    Suspected,
    /// Evidence against it.
    Clear,
    /// Not known; the reason says why.
    Unknown,
}

/// A number or a short text that a sentence needs.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema, ts_rs::TS))]
#[serde(untagged)]
pub enum Param {
    /// A number with the unit that its name says.
    Number(i64),
    /// A name, a host or a browser's error name.
    Text(String),
}

/// Parameters of a sentence by name.
pub type Params = BTreeMap<&'static str, Param>;

/// What a button can do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, serde::Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema, ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Fix {
    /// Clear the karte's cached pages.
    ClearCache,
    /// Clear the karte's own cookies and storage.
    ClearKarte,
    /// Clear the cookies of the vendor's whole domain, and the storage of its hosts.
    ClearMedley,
    /// Open the sign-in page in an incognito window.
    PrivateWindow,
    /// Lead through a complete restart of the browser.
    RestartAssistant,
    /// Open the sign-in page.
    OpenSignIn,
    /// Open the clock settings of the operating system.
    OpenClockSettings,
    /// Show the extensions, and switch them off for one try.
    ExtensionsOff,
    /// Find the extension that is in the way.
    ExtensionsBisect,
    /// Show the bookmarks that lead to a wrong address.
    CorrectBookmarks,
}

impl Fix {
    /// Whether it helps a tab of an incognito window: all others act in the normal profile.
    #[must_use]
    pub const fn fits_incognito(self) -> bool {
        matches!(self, Self::OpenSignIn | Self::OpenClockSettings | Self::CorrectBookmarks)
    }

    /// Whether it counts data in a tab or reloads one: then the request has to name the tab that was diagnosed.
    #[must_use]
    pub const fn needs_tab(self) -> bool {
        matches!(self, Self::ClearCache | Self::ClearKarte | Self::ClearMedley | Self::OpenSignIn)
    }
}

/// What is known about one cause.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema, ts_rs::TS))]
pub struct Finding {
    /// The cause.
    pub cause: Cause,
    /// Its number on the vendor's help page.
    pub number: Option<u8>,
    /// How sure.
    pub verdict: Verdict,
    /// Why.
    pub reason: Reason,
    /// What the sentence needs.
    #[cfg_attr(
        not(target_arch = "wasm32"),
        schemars(with = "std::collections::BTreeMap<String, Param>")
    )]
    #[cfg_attr(not(target_arch = "wasm32"), ts(as = "BTreeMap<String, Param>"))]
    pub params: Params,
    /// The evidence behind the verdict.
    pub evidence: Vec<Indicator>,
    /// Causes that cannot be told apart from it yet.
    pub rivals: Vec<Cause>,
    /// What can be done here and now.
    pub fixes: Vec<Fix>,
    /// The guide page's anchor.
    pub guide: Cause,
}

/// What would tell the rivals apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(ts_rs::TS), ts(as = "NextForm"))]
#[serde(into = "NextForm")]
pub struct NextQuestion(pub Question);

/// How `next` looks in JSON, for the schema.
#[derive(Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema, ts_rs::TS))]
#[serde(untagged)]
enum NextForm {
    /// The person knows the answer.
    Question { question: Question, options: &'static [AnswerValue] },
    /// The person has to try something first.
    Experiment { experiment: Question, options: &'static [AnswerValue] },
}

impl From<NextQuestion> for NextForm {
    fn from(NextQuestion(asked): NextQuestion) -> Self {
        let options = asked.options();
        if asked.is_experiment() {
            Self::Experiment { experiment: asked, options }
        } else {
            Self::Question { question: asked, options }
        }
    }
}

#[cfg(not(target_arch = "wasm32"))]
impl schemars::JsonSchema for NextQuestion {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Next".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        NextForm::json_schema(generator)
    }
}

/// The whole answer.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema, ts_rs::TS))]
pub struct Diagnosis {
    /// Always `diagnosis`.
    #[cfg_attr(not(target_arch = "wasm32"), ts(type = "\"diagnosis\""))]
    pub kind: &'static str,
    /// Version of the format.
    pub schema: u32,
    /// Build of the core: the worker compares it with its own.
    pub build: &'static str,
    /// When it was made.
    pub at: Millis,
    /// Whether the tab is one of an incognito window: what belongs to the normal profile was then left out.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    #[cfg_attr(not(target_arch = "wasm32"), schemars(default))]
    #[cfg_attr(not(target_arch = "wasm32"), ts(optional, as = "Option<_>"))]
    pub incognito: bool,
    /// What the tab is.
    pub state: TabState,
    /// The cause to begin with; `None` when all is well.
    pub primary: Option<Cause>,
    /// All thirteen causes in order of rank.
    pub findings: Vec<Finding>,
    /// What would tell the rivals apart.
    pub next: Option<NextQuestion>,
}

impl Diagnosis {
    /// The finding of a cause.
    #[must_use]
    pub fn finding(&self, cause: Cause) -> Option<&Finding> {
        self.findings.iter().find(|f| f.cause == cause)
    }

    /// The finding of the primary cause.
    #[must_use]
    pub fn primary_finding(&self) -> Option<&Finding> {
        self.finding(self.primary?)
    }
}
