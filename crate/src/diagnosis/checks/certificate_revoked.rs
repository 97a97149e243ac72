//! Cause 6: the certificate is here and was chosen, but the site has revoked it.

use crate::diagnosis::finding_builder::FindingBuilder;
use crate::diagnosis::types::{Cause, Reason};
use crate::evidence::Evidence;
use crate::evidence::certificate::CertificatePresence;
use crate::evidence::indicator::{self, Indicator};
use crate::evidence::questions::{AnswerValue, Question};

/// Suspected once a certificate was surely sent and refused, or all PCs fail; found only if a colleague has seen it.
pub fn check(e: &Evidence) -> FindingBuilder {
    if !e.shows_failing_screen() {
        return super::without_failing_screen(e);
    }
    if e.private_window_works() {
        return FindingBuilder::clear(indicator::ANSWER_PRIVATE_WORKS);
    }
    match e.answer(Question::ColleagueSees) {
        Some(AnswerValue::Revoked) => return seen_revoked(e).because(indicator::ANSWER_REVOKED),
        Some(AnswerValue::AccountGone) => {
            return FindingBuilder::clear(indicator::ANSWER_ACCOUNT_GONE);
        }
        // Of several certificates the colleague may have seen another one, so a new choice that fails counts more.
        Some(AnswerValue::Valid) if !e.private_window_fails() => {
            return FindingBuilder::unknown(Reason::NotToldApart);
        }
        _ => {}
    }
    if super::all_pcs_fail(e) && !matches!(e.certificate_presence(), CertificatePresence::Absent(_))
    {
        let rivals = [Cause::AccountDeleted, Cause::Network];
        return FindingBuilder::suspected(Reason::OtherPcsFailToo, &rivals)
            .because(indicator::ANSWER_PCS_FAIL)
            .because(e.failing_sign());
    }
    if let Some(sign) = sent_and_refused(e) {
        let rivals = [Cause::AccountDeleted, Cause::ClinicSwitch];
        return FindingBuilder::suspected(Reason::ChosenButRefused, &rivals)
            .because(sign)
            .because(e.failing_sign());
    }
    match e.certificate_presence() {
        CertificatePresence::Present(_) => FindingBuilder::unknown(Reason::NotToldApart),
        _ => FindingBuilder::unknown(Reason::NotVisible),
    }
}

/// A colleague has seen that it is revoked. If the karte did not ask for a certificate, this PC may have another, valid one.
fn seen_revoked(e: &Evidence) -> FindingBuilder {
    if super::is_not_asked_for(e) {
        FindingBuilder::suspected(Reason::SeenRevoked, &[Cause::SecuritySoftware])
    } else {
        FindingBuilder::found(Reason::SeenRevoked)
    }
}

/// How we know that a certificate was sent and the site did not take it.
pub fn sent_and_refused(e: &Evidence) -> Option<Indicator> {
    let other_kind = e.answer(Question::WhichEntry) == Some(AnswerValue::OtherKind);
    if e.explained_otherwise() || other_kind {
        return None;
    }
    if e.answer(Question::Dialog) == Some(AnswerValue::ChoseOk) {
        return Some(indicator::ANSWER_CHOSE_OK);
    }
    let here = matches!(e.certificate_presence(), CertificatePresence::Present(_));
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
        let all = here.clone().answered(Question::OtherPc, AnswerValue::StillFails);
        let rivals = [Cause::AccountDeleted, Cause::Network];
        expect(check, &all, Verdict::Suspected, Reason::OtherPcsFailToo, &rivals);
        let seen = here.answered(Question::ColleagueSees, AnswerValue::Revoked);
        expect(check, &seen, Verdict::Found, Reason::SeenRevoked, &[]);
        let not_asked = failing()
            .main_answered()
            .answered(Question::Listed, AnswerValue::InDate)
            .answered(Question::ColleagueSees, AnswerValue::Revoked);
        let rivals = [Cause::SecuritySoftware];
        expect(check, &not_asked, Verdict::Suspected, Reason::SeenRevoked, &rivals);
    }

    #[test]
    fn stays_quiet() {
        let here = failing().main_answered().dot_cert_needed();
        expect(check, &here, Verdict::Unknown, Reason::NotToldApart, &[]);
        // Nobody said that an entry was chosen: a cancelled dialog gives the same error.
        let refused = unreachable("net::ERR_BAD_SSL_CLIENT_AUTH_CERT").main_cert_needed();
        expect(check, &refused, Verdict::Unknown, Reason::NotToldApart, &[]);
        let works = here.answered(Question::ColleagueSees, AnswerValue::Revoked);
        let works = works.answered(Question::PrivateWindow, AnswerValue::Works);
        expect(check, &works, Verdict::Clear, Reason::SeenOtherwise, &[]);
        let none = unreachable("net::ERR_BAD_SSL_CLIENT_AUTH_CERT")
            .main_error("net::ERR_BAD_SSL_CLIENT_AUTH_CERT");
        expect(check, &none, Verdict::Unknown, Reason::NotVisible, &[]);
        expect(check, &signed_in(), Verdict::Clear, Reason::SeenOtherwise, &[]);
    }
}
