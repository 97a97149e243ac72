//! Cause 6: the certificate is here and was chosen, but the site has revoked it.

use crate::diagnosis::finding_builder::FindingBuilder;
use crate::diagnosis::types::{Cause, Reason};
use crate::evidence::Evidence;
use crate::evidence::certificate::{CertificatePresence, RememberedChoice};
use crate::evidence::indicator::{self, Indicator};
use crate::evidence::net_error::NetError;
use crate::evidence::questions::{AnswerValue, Question};

/// Suspected once a certificate was surely sent and refused; found only by a colleague's eyes.
pub fn check(e: &Evidence) -> FindingBuilder {
    if !e.shows_failing_screen() {
        return super::without_failing_screen(e);
    }
    match e.answer(Question::ColleagueSees) {
        Some(AnswerValue::Revoked) => {
            return FindingBuilder::found(Reason::SeenRevoked).because(indicator::ANSWER_REVOKED);
        }
        Some(AnswerValue::AccountGone) => {
            return FindingBuilder::clear(indicator::ANSWER_ACCOUNT_GONE);
        }
        _ => {}
    }
    if let Some(sign) = sent_and_refused(e) {
        let mut rivals = vec![Cause::AccountDeleted, Cause::ClinicSwitch];
        if sign == indicator::MAIN_CERT_NEEDED {
            // Nobody said that an entry was chosen: a cancelled dialog breaks off the same way.
            rivals.push(Cause::ChoiceRemembered);
        }
        return FindingBuilder::suspected(Reason::ChosenButRefused, &rivals)
            .because(sign)
            .because(e.failing_sign());
    }
    match e.store() {
        CertificatePresence::Present(_) => FindingBuilder::unknown(Reason::NotToldApart),
        _ => FindingBuilder::unknown(Reason::NotVisible),
    }
}

/// How we know that a certificate was sent and the site did not take it.
pub fn sent_and_refused(e: &Evidence) -> Option<Indicator> {
    if e.explained_otherwise() {
        return None;
    }
    if e.answer(Question::Dialog) == Some(AnswerValue::ChoseOk) {
        return Some(indicator::ANSWER_CHOSE_OK);
    }
    // Refused in the handshake, Chrome forgets the decision: it would ask again at once.
    let broken_off = matches!(e.error(), Some((NetError::BadClientCert, _)));
    if broken_off && e.memory() == RememberedChoice::Open {
        return Some(indicator::MAIN_CERT_NEEDED);
    }
    let here = matches!(e.store(), CertificatePresence::Present(_));
    let in_private = e.answer(Question::PrivateWindow) == Some(AnswerValue::StillFails);
    (here && in_private).then_some(indicator::DOT_CERT_NEEDED)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnosis::checks::test_check::*;
    use crate::diagnosis::types::Verdict;

    const RIVALS: [Cause; 2] = [Cause::AccountDeleted, Cause::ClinicSwitch];

    #[test]
    fn fires() {
        let here = failing().main_answered().dot_cert_needed();
        let chose = here.clone().answered(Question::Dialog, AnswerValue::ChoseOk);
        expect(check, &chose, Verdict::Suspected, Reason::ChosenButRefused, &RIVALS);
        let private = here.clone().answered(Question::PrivateWindow, AnswerValue::StillFails);
        expect(check, &private, Verdict::Suspected, Reason::ChosenButRefused, &RIVALS);
        let refused = unreachable("net::ERR_BAD_SSL_CLIENT_AUTH_CERT").main_cert_needed();
        let three = [RIVALS[0], RIVALS[1], Cause::ChoiceRemembered];
        expect(check, &refused, Verdict::Suspected, Reason::ChosenButRefused, &three);
        let seen = here.answered(Question::ColleagueSees, AnswerValue::Revoked);
        expect(check, &seen, Verdict::Found, Reason::SeenRevoked, &[]);
    }

    #[test]
    fn stays_quiet() {
        let here = failing().main_answered().dot_cert_needed();
        expect(check, &here, Verdict::Unknown, Reason::NotToldApart, &[]);
        let none = unreachable("net::ERR_BAD_SSL_CLIENT_AUTH_CERT")
            .main_error("net::ERR_BAD_SSL_CLIENT_AUTH_CERT");
        expect(check, &none, Verdict::Unknown, Reason::NotVisible, &[]);
        expect(check, &signed_in(), Verdict::Clear, Reason::SeenOtherwise, &[]);
    }
}
