//! Cause 5: security software, a filter or a firewall that takes the connection apart.

use crate::diagnosis::finding_builder::FindingBuilder;
use crate::diagnosis::types::{Cause, Reason};
use crate::evidence::certificate::CertificatePresence;
use crate::evidence::net_error::NetError;
use crate::evidence::questions::{AnswerValue, Question};
use crate::evidence::readings::PageText;
use crate::evidence::tab_state::TabState;
use crate::evidence::{Evidence, Probe, indicator};

/// Found for a foreign authority; suspected for broken handshakes, blocks, and where another network works.
pub fn check(e: &Evidence) -> FindingBuilder {
    if let Some((kind, name)) = e.error()
        && let Some(builder) = of_error(kind)
    {
        return builder.text("error", name).because(indicator::NAVIGATION_ERROR);
    }
    let in_trouble = e.shows_failing_screen() || e.error().is_some();
    if in_trouble && e.answer(Question::OtherNetwork) == Some(AnswerValue::Works) {
        return FindingBuilder::suspected(Reason::OtherNetworkWorks, &[Cause::Network])
            .because(indicator::ANSWER_NETWORK_WORKS);
    }
    match e.store() {
        // The server's request for a certificate got through to Chrome: nobody took it out.
        CertificatePresence::Present(sign)
            if [indicator::DOT_CERT_NEEDED, indicator::MAIN_CERT_NEEDED].contains(&sign) =>
        {
            FindingBuilder::clear(sign)
        }
        _ if e.shows_failing_screen() => FindingBuilder::unknown(Reason::NotVisible),
        _ if e.text() == Some(PageText::SignIn) => FindingBuilder::clear(indicator::PAGE_SIGN_IN),
        _ if e.tab_state() == TabState::SignedIn => {
            FindingBuilder::clear(indicator::PAGE_SIGNED_IN)
        }
        _ => FindingBuilder::unknown_without(e.failure(Probe::Navigation)),
    }
}

fn of_error(kind: NetError) -> Option<FindingBuilder> {
    let suspected = |reason| Some(FindingBuilder::suspected(reason, &[Cause::Network]));
    match kind {
        NetError::ForeignAuthority => Some(FindingBuilder::found(Reason::ForeignAuthority)),
        NetError::Interception => suspected(Reason::KnownInterception),
        NetError::HandshakeBroken => suspected(Reason::HandshakeBroken),
        NetError::BlockedByFirewall => suspected(Reason::BlockedByFirewall),
        NetError::BlockedByPolicy => suspected(Reason::BlockedByPolicy),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::diagnosis::checks::test_check::*;
    use crate::diagnosis::types::{Cause, Reason, Verdict};
    use crate::evidence::questions::{AnswerValue, Question};

    #[test]
    fn fires() {
        let foreign = unreachable("net::ERR_CERT_AUTHORITY_INVALID");
        expect(check, &foreign, Verdict::Found, Reason::ForeignAuthority, &[]);
        for (error, reason) in [
            ("net::ERR_CERT_KNOWN_INTERCEPTION_BLOCKED", Reason::KnownInterception),
            ("net::ERR_CONNECTION_RESET", Reason::HandshakeBroken),
            ("net::ERR_NETWORK_ACCESS_DENIED", Reason::BlockedByFirewall),
            ("net::ERR_BLOCKED_BY_ADMINISTRATOR", Reason::BlockedByPolicy),
        ] {
            expect(check, &unreachable(error), Verdict::Suspected, reason, &[Cause::Network]);
        }
        let e = failing().main_answered().answered(Question::OtherNetwork, AnswerValue::Works);
        expect(check, &e, Verdict::Suspected, Reason::OtherNetworkWorks, &[Cause::Network]);
    }

    #[test]
    fn stays_quiet() {
        let e = failing().main_answered().dot_cert_needed();
        expect(check, &e, Verdict::Clear, Reason::SeenOtherwise, &[]);
        expect(check, &failing(), Verdict::Unknown, Reason::NotVisible, &[]);
    }
}
