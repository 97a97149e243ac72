//! Cause 8: several clinics on one PC, and the certificate of the other one is remembered.

use super::choose_anew;
use crate::diagnosis::finding_builder::FindingBuilder;
use crate::diagnosis::types::{Cause, Reason};
use crate::evidence::certificate::CertificatePresence;
use crate::evidence::questions::{AnswerValue, Question};
use crate::evidence::{Evidence, indicator};

/// Suspected once somebody said that another clinic's karte was open or its entry chosen, or that this PC serves several.
pub fn check(e: &Evidence) -> FindingBuilder {
    if !e.shows_failing_screen() {
        return super::without_failing_screen(e);
    }
    match e.certificate_presence() {
        CertificatePresence::Absent(sign) => FindingBuilder::clear(sign),
        _ if e.answer(Question::Dialog) == Some(AnswerValue::Cancelled) => {
            FindingBuilder::clear(indicator::ANSWER_CANCELLED)
        }
        // The choice was made once more, and a key was refused again: no other choice is left to try.
        _ if e.unusable_key().is_some() => FindingBuilder::unknown(Reason::NotToldApart),
        _ if is_reported(e) => suspected(e),
        CertificatePresence::Present(_) => FindingBuilder::unknown(Reason::NotToldApart),
        CertificatePresence::Unknown => FindingBuilder::unknown(Reason::NotAsked),
    }
}

/// Whether somebody reported another clinic, and no other answer contradicts that.
pub fn is_reported(e: &Evidence) -> bool {
    match e.answer(Question::WhichEntry) {
        Some(AnswerValue::OtherClinic) => return true,
        Some(AnswerValue::ThisClinic | AnswerValue::OtherKind) => return false,
        _ => {}
    }
    match e.answer(Question::AnotherClinicBefore) {
        Some(AnswerValue::Yes) => true,
        Some(AnswerValue::No) => false,
        _ => e.session.several_clinics,
    }
}

fn suspected(e: &Evidence) -> FindingBuilder {
    let mut rivals =
        vec![Cause::ChoiceRemembered, Cause::CertificateRevoked, Cause::AccountDeleted];
    if e.certificate_presence() == CertificatePresence::Unknown {
        rivals.push(Cause::CertificateMissing);
    }
    let builder = if e.answer(Question::WhichEntry) == Some(AnswerValue::OtherClinic) {
        FindingBuilder::suspected(Reason::OtherClinicChosen, &rivals)
            .because(indicator::ANSWER_OTHER_CLINIC)
    } else if e.answer(Question::AnotherClinicBefore) == Some(AnswerValue::Yes) {
        FindingBuilder::suspected(Reason::AnotherClinicBefore, &rivals)
            .because(indicator::ANSWER_ANOTHER_CLINIC)
    } else {
        FindingBuilder::suspected(Reason::SeveralClinics, &rivals)
            .because(indicator::SESSION_SEVERAL_CLINICS)
    };
    choose_anew(e, builder).because(indicator::PAGE_FAILING)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnosis::checks::test_check::*;
    use crate::diagnosis::types::Verdict;

    const RIVALS: [Cause; 3] =
        [Cause::ChoiceRemembered, Cause::CertificateRevoked, Cause::AccountDeleted];

    #[test]
    fn fires() {
        let e = failing().main_answered().dot_cert_needed();
        let told = e.clone().answered(Question::AnotherClinicBefore, AnswerValue::Yes);
        expect(check, &told, Verdict::Suspected, Reason::AnotherClinicBefore, &RIVALS);
        let chose = e.clone().answered(Question::WhichEntry, AnswerValue::OtherClinic);
        expect(check, &chose, Verdict::Suspected, Reason::OtherClinicChosen, &RIVALS);
        expect(check, &e.several_clinics(), Verdict::Suspected, Reason::SeveralClinics, &RIVALS);
    }

    #[test]
    fn a_key_that_is_refused_again_is_no_matter_of_the_choice() {
        let chose = unreachable("net::ERR_SSL_CLIENT_AUTH_SIGNATURE_FAILED")
            .answered(Question::WhichEntry, AnswerValue::OtherClinic);
        assert_eq!(check(&chose.0).finding(Cause::ClinicSwitch).verdict, Verdict::Suspected);
        let again = chose.answered(Question::PrivateWindow, AnswerValue::StillFails);
        expect(check, &again, Verdict::Unknown, Reason::NotToldApart, &[]);
    }

    #[test]
    fn stays_quiet() {
        let e = failing().main_answered().dot_cert_needed();
        expect(check, &e, Verdict::Unknown, Reason::NotToldApart, &[]);
        let no = e.several_clinics().answered(Question::AnotherClinicBefore, AnswerValue::No);
        expect(check, &no, Verdict::Unknown, Reason::NotToldApart, &[]);
        let none_here = failing().main_answered().dot_answered().calibrated().several_clinics();
        expect(check, &none_here, Verdict::Clear, Reason::SeenOtherwise, &[]);
    }
}
