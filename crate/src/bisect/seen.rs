//! What the evidence of a look says to the search, so that a person is asked only where the page cannot answer.

use super::Answer;
use crate::diagnosis::State;
use crate::evidence::Evidence;
use crate::facts::{Ask, PageText};
use crate::net_error::NetError;

/// Whether a try can show anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Readiness {
    /// Chrome will ask for a certificate, or one has been accepted.
    Ready,
    /// Chrome may remember "none": only a complete restart makes the next look count.
    Stale,
    /// The probe got no answer; the page will show why.
    Failed,
}

/// Reads the certificate probe.
#[must_use]
pub fn readiness(e: &Evidence) -> Readiness {
    match e.cert_main() {
        Some(Ask::CertNeeded) => Readiness::Ready,
        Some(Ask::Answered { .. }) if accepted(e) => Readiness::Ready,
        Some(Ask::Answered { .. }) => Readiness::Stale,
        Some(Ask::Error { .. }) | None => Readiness::Failed,
    }
}

fn accepted(e: &Evidence) -> bool {
    matches!(e.text(), Some(PageText::SignIn | PageText::SignedIn))
}

/// Reads the page; `None` where only the person can say.
#[must_use]
pub fn seen(e: &Evidence) -> Option<Answer> {
    if matches!(e.error(), Some((NetError::Proxy, _))) {
        return Some(Answer::Bad);
    }
    match e.state() {
        State::SignInPage | State::SignedIn => Some(Answer::Good),
        State::CertificateRequired if e.from_cache() == Some(true) => None,
        State::CertificateRequired | State::Blocked => Some(Answer::Bad),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::testing::*;

    #[test]
    fn the_page_answers_where_it_can() {
        let blocked = unreachable("net::ERR_BLOCKED_BY_CLIENT");
        let proxy = unreachable("net::ERR_PROXY_CONNECTION_FAILED");
        for (evidence, want) in [
            (failing().cached(false), Some(Answer::Bad)),
            (failing().cached(true), None),
            (blocked, Some(Answer::Bad)),
            (proxy, Some(Answer::Bad)),
            (unreachable("net::ERR_INTERNET_DISCONNECTED"), None),
        ] {
            assert_eq!(seen(&evidence.0), want, "{:?}", evidence.0);
        }
    }

    #[test]
    fn a_remembered_none_needs_a_restart() {
        assert_eq!(readiness(&failing().main_cert_needed().0), Readiness::Ready);
        assert_eq!(readiness(&failing().main_answered().0), Readiness::Stale);
        assert_eq!(readiness(&failing().0), Readiness::Failed);
    }
}
