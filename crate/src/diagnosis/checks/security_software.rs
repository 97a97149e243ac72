//! Cause 5: security software, a filter or a firewall that takes the connection apart.

use crate::diagnosis::finding_builder::FindingBuilder;
use crate::diagnosis::types::{Cause, Reason};
use crate::evidence::certificate::CertificatePresence;
use crate::evidence::page::http_fault::HttpFault;
use crate::evidence::page::tab_state::TabState;
use crate::evidence::questions::{AnswerValue, Question};
use crate::evidence::readings::PageText;
use crate::evidence::readings::net_error::NetError;
use crate::evidence::{Evidence, Probe, indicator};
use crate::url_correction::UrlClass;

/// Found for an interception that Chrome names, or a rejected certificate if the karte works elsewhere; otherwise suspected.
pub fn check(e: &Evidence) -> FindingBuilder {
    // Under another address another server answers, and no request to the karte could contradict its error.
    let here = e.address().is_none_or(|address| address == UrlClass::Right);
    if let Some((kind, name)) = e.error().filter(|_| here && !e.error_is_over())
        && let Some(builder) = of_error(e, kind)
    {
        return builder.text("error", name).because(indicator::NAVIGATION_ERROR);
    }
    if let Some((HttpFault::Filtered, status)) = e.http_fault() {
        return FindingBuilder::suspected(Reason::Filtered, &[Cause::Network])
            .number("status", i64::from(status))
            .because(indicator::NAVIGATION_SERVER_ERROR);
    }
    if let Some(finding) = works_only_elsewhere(e) {
        return finding;
    }
    if let Some(finding) = request_taken_out(e) {
        return finding;
    }
    match e.certificate_presence() {
        // The server's request for a certificate got through to Chrome: nothing took it out.
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

/// The karte opens over another network, or, where no certificate is in question, on another PC.
fn works_only_elsewhere(e: &Evidence) -> Option<FindingBuilder> {
    let suspected = |reason| FindingBuilder::suspected(reason, &[Cause::Network]);
    let fails = e.error().is_some() || matches!(e.http_fault(), Some((HttpFault::Server, _)));
    // After a change of the network the page only has to be loaded again.
    let changed = matches!(e.error(), Some((NetError::Changed, _)));
    if changed || !(fails || e.shows_failing_screen()) {
        return None;
    }
    if e.answer(Question::OtherNetwork) == Some(AnswerValue::Works) {
        let finding = suspected(Reason::OtherNetworkWorks);
        return Some(finding.because(indicator::ANSWER_NETWORK_WORKS));
    }
    let here_only = fails && !e.shows_failing_screen();
    (here_only && e.answer(Question::OtherPc) == Some(AnswerValue::Works))
        .then(|| suspected(Reason::OtherPcWorks).because(indicator::ANSWER_PC_WORKS))
}

/// Chrome's list has the certificate in date, but the karte did not ask for it: an inspection removes the server's
/// request, or a policy picks a certificate without a dialog.
fn request_taken_out(e: &Evidence) -> Option<FindingBuilder> {
    let rivals = [Cause::CertificateRevoked, Cause::ClinicSwitch, Cause::AccountDeleted];
    // The certificate that a colleague saw as revoked may be the one that a policy picks.
    let seen_revoked = e.answer(Question::ColleagueSees) == Some(AnswerValue::Revoked);
    (super::is_not_asked_for(e) && !seen_revoked).then(|| {
        FindingBuilder::suspected(Reason::RequestTakenOut, &rivals)
            .because(indicator::ANSWER_LISTED_IN_DATE)
            .because(e.failing_sign())
    })
}

fn of_error(e: &Evidence, kind: NetError) -> Option<FindingBuilder> {
    let suspected = |reason| Some(FindingBuilder::suspected(reason, &[Cause::Network]));
    let found_if = |decided, reason| {
        // An incognito window uses the same connection and the same roots.
        let decided = decided && !e.dot_ends_otherwise(kind) && !e.private_window_works();
        if decided { Some(FindingBuilder::found(reason)) } else { suspected(reason) }
    };
    match kind {
        NetError::KnownInterception => found_if(true, Reason::KnownInterception),
        NetError::ForeignAuthority => found_if(e.works_elsewhere(), Reason::ForeignAuthority),
        NetError::OtherCertificate => found_if(e.works_elsewhere(), Reason::CertificateRejected),
        // What breaks it everywhere is not on this PC or in this network.
        NetError::HandshakeBroken if e.fails_everywhere() => None,
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
        expect(check, &foreign, Verdict::Suspected, Reason::ForeignAuthority, &[Cause::Network]);
        let here_only = foreign.clone().answered(Question::OtherNetwork, AnswerValue::Works);
        expect(check, &here_only, Verdict::Found, Reason::ForeignAuthority, &[]);
        let everywhere = foreign.answered(Question::OtherPc, AnswerValue::StillFails);
        expect(check, &everywhere, Verdict::Suspected, Reason::ForeignAuthority, &[Cause::Network]);
        let known = unreachable("net::ERR_CERT_KNOWN_INTERCEPTION_BLOCKED");
        expect(check, &known, Verdict::Found, Reason::KnownInterception, &[]);
        for (error, reason) in [
            ("net::ERR_CERT_REVOKED", Reason::CertificateRejected),
            ("net::ERR_SSL_PROTOCOL_ERROR", Reason::HandshakeBroken),
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
    fn a_refused_page_and_a_page_that_fails_here_alone() {
        for code in [403, 451] {
            expect(check, &status(code), Verdict::Suspected, Reason::Filtered, &[Cause::Network]);
        }
        let alone = status(502).answered(Question::OtherPc, AnswerValue::Works);
        expect(check, &alone, Verdict::Suspected, Reason::OtherPcWorks, &[Cause::Network]);
        let changed = unreachable("net::ERR_NETWORK_CHANGED");
        let changed = changed.answered(Question::OtherNetwork, AnswerValue::Works);
        expect(check, &changed, Verdict::Unknown, Reason::NotAsked, &[]);
    }

    #[test]
    fn a_certificate_that_is_listed_and_not_asked_for() {
        let e = failing().main_answered().dot_answered().calibrated();
        let e = e.answered(Question::Listed, AnswerValue::InDate);
        let rivals = [Cause::CertificateRevoked, Cause::ClinicSwitch, Cause::AccountDeleted];
        expect(check, &e, Verdict::Suspected, Reason::RequestTakenOut, &rivals);
    }

    #[test]
    fn stays_quiet() {
        let e = failing().main_answered().dot_cert_needed();
        expect(check, &e, Verdict::Clear, Reason::SeenOtherwise, &[]);
        expect(check, &failing(), Verdict::Unknown, Reason::NotVisible, &[]);
    }
}
