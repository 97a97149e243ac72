//! Disabling other extensions for a while; this file has the types that `toggle`, `bisect` and `experiment` share.
//!
//! `toggle` holds the undo record and compares Chrome's list with the target state, `bisect` finds the guilty extension,
//! `experiment` runs both. Nothing here calls the browser: each step returns effects, which `browser::flows` performs.

pub mod bisect;
pub mod candidates;
pub mod experiment;
pub mod page_result;
pub mod required;
pub mod toggle;

use crate::evidence::readings::ExtensionFacts;
use serde::{Deserialize, Serialize};

/// An extension by its id and its untrusted name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(ts_rs::TS))]
pub struct ExtensionRef {
    pub id: String,
    /// Its name when it was last seen.
    pub name: String,
}

/// Deserialises a type whose JSON has the fields of `named` beside its own. Serde's `flatten` would do the same, but its
/// buffer for fields of every kind makes the extension several kilobytes larger.
macro_rules! reads_named {
    ($type:ident: $($(#[$attribute:meta])* $field:ident: $form:ty),*) => {
        impl<'de> serde::Deserialize<'de> for $type {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                #[derive(serde::Deserialize)]
                struct Form {
                    id: String,
                    name: String,
                    $($(#[$attribute])* $field: $form,)*
                }
                let Form { id, name, $($field),* } = Form::deserialize(deserializer)?;
                Ok(Self { named: crate::extensions::ExtensionRef { id, name }, $($field),* })
            }
        }
    };
}
pub(crate) use reads_named;

impl From<&ExtensionFacts> for ExtensionRef {
    fn from(extension: &ExtensionFacts) -> Self {
        Self { id: extension.id.clone(), name: extension.name.clone() }
    }
}

/// The result of a trial, from a person or from the page itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum PageAnswer {
    Good,
    Bad,
    Unsure,
}

/// Whether a trial can show anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Readiness {
    /// Chrome will ask for a certificate, or one has been accepted.
    Ready,
    /// Chrome may remember "none": only a complete restart makes the next page check count.
    Stale,
    /// The probe got no answer: the trial shows nothing, unless an answer comes without these extensions.
    Failed,
}

/// Why the extensions are disabled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// To try once whether it helps.
    Try,
    /// To find out which one causes the failure.
    Bisect,
    /// No trial: only what is kept off has changed.
    Change,
}

/// Why a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum EndReason {
    /// The time is over.
    Deadline,
    /// It has its result.
    Success,
    /// The person wanted it.
    Stopped,
    /// The state could not be saved.
    NotSaved,
    /// The saved state was damaged or of another version.
    Damaged,
    /// Only the list of extensions that are kept off has changed.
    Changed,
}
