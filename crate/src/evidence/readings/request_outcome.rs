//! How one of the worker's own requests to the karte ended.

use super::net_error::NetError;
use crate::base::time::Millis;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize};

/// How a probe's request ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(tag = "outcome", rename_all = "snake_case", rename_all_fields = "camelCase")]
#[cfg_attr(not(target_arch = "wasm32"), schemars(rename = "Ask"))]
pub enum RequestOutcome {
    /// The server answered; a certificate decision exists already, or nothing was eligible.
    Answered {
        /// HTTP status; 0 for a redirect that was not followed.
        status: u16,
        /// The answer's `Date` header.
        #[cfg_attr(not(target_arch = "wasm32"), schemars(default))]
        date: Option<String>,
        /// The answer's `Age` header in seconds.
        #[cfg_attr(not(target_arch = "wasm32"), schemars(default))]
        age: Option<i64>,
        /// Local time at which it was sent.
        sent_at: Millis,
        /// Local time at which the headers came.
        received_at: Millis,
        /// Whether the failing text stands in it (true) or the sign-in form (false); `None` where it was not read, or has neither.
        #[serde(skip_serializing_if = "Option::is_none")]
        #[cfg_attr(not(target_arch = "wasm32"), schemars(default))]
        fails: Option<bool>,
    },
    /// Chrome would have to ask the person: an eligible certificate is on this PC and nothing is decided.
    CertNeeded,
    /// Anything else that Chrome reported.
    Error {
        /// Chrome's error name, such as `net::ERR_CONNECTION_RESET`.
        error: String,
    },
}

/// One request to the dot host, and how it ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[cfg_attr(not(target_arch = "wasm32"), schemars(rename = "DotLook"))]
pub struct DotHostProbe {
    /// When.
    pub at: Millis,
    /// What it said.
    pub ask: RequestOutcome,
}

/// A page that refuses may come from a filter or a gateway, with a clock of its own.
pub const fn is_no_refusal(status: u16) -> bool {
    status < 400
}

/// Chrome names the missing certificate as the reason why there was no answer.
pub(crate) fn names_the_lack(ask: &RequestOutcome) -> bool {
    matches!(ask, RequestOutcome::Error { error } if NetError::of(error) == NetError::BadClientCert)
}

/// The host sent an answer, perhaps one that Chrome does not hand to us.
pub(crate) fn answered(ask: &RequestOutcome) -> bool {
    match ask {
        // A filter or a failing server answers in the karte's place.
        RequestOutcome::Answered { status, .. } => is_no_refusal(*status),
        // Chrome reports this error instead of the answer of a host that the extension has no permission for.
        RequestOutcome::Error { error } => error == "net::ERR_FAILED",
        RequestOutcome::CertNeeded => false,
    }
}

impl RequestOutcome {
    /// Whether its `Date` tells the time: no refusal, and no copy.
    #[must_use]
    pub const fn dates_the_pc(&self) -> bool {
        matches!(self, Self::Answered { status, age: None, .. } if is_no_refusal(*status))
    }
}

/// Deserialized through one form for all outcomes: serde's `tag` would need a buffer for fields of every kind.
impl<'de> Deserialize<'de> for RequestOutcome {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(rename_all = "snake_case")]
        enum Kind {
            Answered,
            CertNeeded,
            Error,
        }
        #[derive(Deserialize)]
        #[serde(rename_all = "camelCase")]
        struct Form {
            outcome: Kind,
            status: Option<u16>,
            date: Option<String>,
            age: Option<i64>,
            sent_at: Option<Millis>,
            received_at: Option<Millis>,
            fails: Option<bool>,
            error: Option<String>,
        }
        let form = Form::deserialize(deserializer)?;
        let lacks = D::Error::missing_field;
        Ok(match form.outcome {
            Kind::Answered => Self::Answered {
                status: form.status.ok_or_else(|| lacks("status"))?,
                date: form.date,
                age: form.age,
                sent_at: form.sent_at.ok_or_else(|| lacks("sentAt"))?,
                received_at: form.received_at.ok_or_else(|| lacks("receivedAt"))?,
                fails: form.fails,
            },
            Kind::CertNeeded => Self::CertNeeded,
            Kind::Error => Self::Error { error: form.error.ok_or_else(|| lacks("error"))? },
        })
    }
}
