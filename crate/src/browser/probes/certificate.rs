//! Probes of the certificate: requests to the sign-in page and to the same host with a trailing dot.
//!
//! Chrome keeps its decision about certificates per host. A request without a certificate makes it remember "none", so
//! `diagnosis::probe_plan` asks for [`main`] only after a failing screen was seen, `flows::page_check` in an experiment.

use crate::base::site::{DOT_URL, SIGN_IN_URL};
use crate::browser::api::fetch::{Send, send, send_to_hidden};
use crate::evidence::readings::RequestOutcome;

/// Requests the sign-in page: after a failing screen was seen, or in an experiment with extensions that a person started.
pub async fn main() -> RequestOutcome {
    send(&Send { url: SIGN_IN_URL, method: "GET", omit_credentials: false, reads_text: true }).await
}

/// Requests the dot host: it has a certificate memory of its own, and shares no connection with the main host.
pub async fn dot() -> RequestOutcome {
    send(&DOT).await
}

/// The session's first request to the dot host; headers of a hidden answer are used as well.
pub async fn first_dot() -> RequestOutcome {
    send_to_hidden(&DOT).await
}

const DOT: Send<'_> =
    Send { url: DOT_URL, method: "GET", omit_credentials: true, reads_text: false };
