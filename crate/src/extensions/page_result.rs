//! Turns the evidence of a page check into an answer for the search, so that a person is asked only if the page cannot
//! tell.

use super::{PageAnswer, Readiness};
use crate::evidence::Evidence;
use crate::evidence::page::failing_text::has_failing_text;
use crate::evidence::page::old_copy::OldCopy;
use crate::evidence::page::tab_state::TabState;
use crate::evidence::readings::RequestOutcome;
use crate::evidence::readings::net_error::NetError;

/// Whether a trial can show anything, from the certificate probe and the page that was opened after it.
///
/// `html` is what the server sends to us: an extension that changes the page does not change this text.
#[must_use]
pub fn readiness(asked: &RequestOutcome, html: &str, e: &Evidence) -> Readiness {
    match asked {
        RequestOutcome::CertNeeded => Readiness::Ready,
        // A server that requires a certificate and received none sends this error.
        RequestOutcome::Error { error } if NetError::of(error) == NetError::BadClientCert => {
            Readiness::Stale
        }
        RequestOutcome::Error { .. } => Readiness::Failed,
        RequestOutcome::Answered { .. } if accepted(html) || says_itself(e) => Readiness::Ready,
        RequestOutcome::Answered { .. } => Readiness::Stale,
    }
}

/// Whether the server let us through to the sign-in form.
fn accepted(html: &str) -> bool {
    html.contains("type=\"password\"") && !has_failing_text(html)
}

/// Whether the page shows a result that does not depend on a certificate.
fn says_itself(e: &Evidence) -> bool {
    seen(e, true).is_some() && !lacks_certificate(e)
}

/// Whether the page fails without a certificate: perhaps because the person closed the dialog, which Chrome remembers.
#[must_use]
pub fn lacks_certificate(e: &Evidence) -> bool {
    e.tab_state() == TabState::CertificateRequired
}

/// The answer that the page shows; `None` if only the person can tell. `form_counts`: the sign-in form alone shows that it
/// works.
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
