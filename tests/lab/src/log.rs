//! The log of what the imitation has seen, in order; tests read it to prove what the browser did.

use std::{
    sync::{Mutex, PoisonError},
    time::{SystemTime, UNIX_EPOCH},
};

use serde::Serialize;

use crate::{tls::Course, verdict::Verdict};

/// One entry.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(crate) enum Event {
    /// A TLS connection began, and this is how it was treated.
    ClientHello { sni: Option<String>, course: Course },
    /// The handshake ended early, by either side.
    HandshakeFailed { sni: Option<String>, error: String },
    /// A connection was closed or reset before anything was read.
    TurnedAway { scheme: &'static str },
    /// A request and its answer.
    Request(Box<Request>),
}

/// A request and its answer.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Request {
    pub scheme: &'static str,
    pub sni: Option<String>,
    pub host: String,
    pub method: String,
    pub path: String,
    pub cert: Option<String>,
    pub cert_verdict: Verdict,
    pub answered: &'static str,
    pub status: u16,
}

#[derive(Clone, Debug, Serialize)]
struct Entry {
    at_ms: u128,
    #[serde(flatten)]
    event: Event,
}

/// The list of what was seen.
#[derive(Default)]
pub(crate) struct Log(Mutex<Vec<Entry>>);

impl Log {
    pub(crate) fn add(&self, event: Event) {
        let at_ms =
            SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_millis());
        self.lock().push(Entry { at_ms, event });
    }

    pub(crate) fn empty(&self) {
        self.lock().clear();
    }

    pub(crate) fn to_json(&self) -> serde_json::Result<String> {
        serde_json::to_string(&*self.lock())
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Vec<Entry>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
