//! Reads the evidence of a page check as an answer to the search, so that a person is asked only where the page cannot
//! tell.

use super::{PageAnswer, Readiness};
use crate::evidence::Evidence;
use crate::evidence::failing_text::has_failing_text;
use crate::evidence::net_error::NetError;
use crate::evidence::old_copy::OldCopy;
use crate::evidence::readings::RequestOutcome;
use crate::evidence::tab_state::TabState;

/// Reads the answer of the certificate probe together with the page as it then came.
///
/// `html` is what the server sends to us: an extension that changes the page does not change that.
#[must_use]
pub fn readiness(asked: &RequestOutcome, html: &str, e: &Evidence) -> Readiness {
    match asked {
        RequestOutcome::CertNeeded => Readiness::Ready,
        // So a server says it that wants a certificate and gets none.
        RequestOutcome::Error { error } if NetError::of(error) == NetError::BadClientCert => {
            Readiness::Stale
        }
        RequestOutcome::Error { .. } => Readiness::Failed,
        RequestOutcome::Answered { .. } if accepted(html) || says_itself(e) => Readiness::Ready,
        RequestOutcome::Answered { .. } => Readiness::Stale,
    }
}

/// Whether the server has let us in as far as the sign-in.
fn accepted(html: &str) -> bool {
    html.contains("type=\"password\"") && !has_failing_text(html)
}

/// Whether the page's answer depends on no certificate.
fn says_itself(e: &Evidence) -> bool {
    seen(e, true).is_some() && !lacks_certificate(e)
}

/// Whether the page fails for lack of a certificate: perhaps because the person closed the dialog, which Chrome remembers.
#[must_use]
pub fn lacks_certificate(e: &Evidence) -> bool {
    e.tab_state() == TabState::CertificateRequired
}

/// Reads the page; `None` where only the person can say. `form_counts`: the sign-in form alone shows that it works.
#[must_use]
pub fn seen(e: &Evidence, form_counts: bool) -> Option<PageAnswer> {
    if matches!(e.error(), Some((NetError::Proxy, _))) {
        return Some(PageAnswer::Bad);
    }
    match e.tab_state() {
        TabState::SignedIn => Some(PageAnswer::Good),
        TabState::SignInPage => form_counts.then_some(PageAnswer::Good),
        TabState::CertificateRequired if e.old_copy() != OldCopy::No => None,
        TabState::CertificateRequired | TabState::Blocked => Some(PageAnswer::Bad),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::test_evidence::*;

    #[test]
    fn the_page_answers_where_it_can() {
        let blocked = unreachable("net::ERR_BLOCKED_BY_CLIENT");
        let proxy = unreachable("net::ERR_PROXY_CONNECTION_FAILED");
        assert_eq!(seen(&sign_in_page().0, false), None);
        for (evidence, want) in [
            (sign_in_page(), Some(PageAnswer::Good)),
            (failing().cached(false), Some(PageAnswer::Bad)),
            (failing().cached(true), None),
            (blocked, Some(PageAnswer::Bad)),
            (proxy, Some(PageAnswer::Bad)),
            (unreachable("net::ERR_INTERNET_DISCONNECTED"), None),
        ] {
            assert_eq!(seen(&evidence.0, true), want, "{:?}", evidence.0);
        }
    }

    #[test]
    fn a_remembered_none_needs_a_restart() {
        let answered = RequestOutcome::Answered {
            status: 200,
            date: None,
            age: None,
            sent_at: 0,
            received_at: 0,
            fails: None,
        };
        let lost = RequestOutcome::Error { error: "net::ERR_FAILED".into() };
        let refused = RequestOutcome::Error { error: "net::ERR_BAD_SSL_CLIENT_AUTH_CERT".into() };
        let form = "<input type=\"password\">";
        let both = format!("{form} クライアント証明書が必要です");
        let blocked = unreachable("net::ERR_BLOCKED_BY_CLIENT");
        for (asked, html, evidence, want) in [
            (&RequestOutcome::CertNeeded, "", failing(), Readiness::Ready),
            (&lost, "", failing(), Readiness::Failed),
            (&refused, "", failing(), Readiness::Stale),
            (&answered, "", failing(), Readiness::Stale),
            (&answered, &both, failing(), Readiness::Stale),
            (&answered, form, failing(), Readiness::Ready),
            (&answered, "", blocked, Readiness::Ready),
            (&answered, "", sign_in_page(), Readiness::Ready),
            (&answered, "", unreachable("net::ERR_INTERNET_DISCONNECTED"), Readiness::Stale),
        ] {
            assert_eq!(readiness(asked, html, &evidence.0), want, "{asked:?} {html}");
        }
    }
}
