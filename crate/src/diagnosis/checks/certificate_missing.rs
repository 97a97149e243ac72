//! Cause 0, the help page's precondition: no usable certificate for this person on this PC.
//!
//! Never installed, expired, outside its validity by this PC's clock, without its key, another user of the PC.

use crate::diagnosis::finding_builder::FindingBuilder;
use crate::diagnosis::types::{Cause, Reason};
use crate::evidence::certificate::{CertificatePresence, RememberedChoice};
use crate::evidence::questions::{AnswerValue, Question};
use crate::evidence::readings::net_error::NetError;
use crate::evidence::{Evidence, Probe, indicator};

/// Found once Chrome's own list shows it. If Chrome offers no certificate, an inspection or a policy may be the reason as well.
pub fn check(e: &Evidence) -> FindingBuilder {
    if !e.shows_failing_screen() {
        return super::without_failing_screen(e);
    }
    if e.private_window_works() {
        return FindingBuilder::clear(indicator::ANSWER_PRIVATE_WORKS);
    }
    // The certificate that Chrome was seen to offer may be another clinic's or another service's.
    // That one in date is listed does not explain a key that is refused at each choice.
    let explains =
        e.unusable_key().is_none() || e.answer(Question::Listed) != Some(AnswerValue::InDate);
    if let Some(finding) = listed(e).filter(|_| e.own_entry_in_doubt() && explains) {
        return finding;
    }
    if let Some(name) = e.unusable_key() {
        return unusable_key(e, name);
    }
    if matches!(e.error(), Some((NetError::KeyRefused | NetError::CertNeeded, _))) {
        return FindingBuilder::unknown(Reason::NotToldApart);
    }
    let told_otherwise = e.answer(Question::InstalledJustNow) == Some(AnswerValue::Yes);
    if told_otherwise || e.explained_otherwise() {
        return FindingBuilder::unknown(Reason::Narrowed);
    }
    let store = e.certificate_presence();
    if let CertificatePresence::Present(sign) = store {
        return FindingBuilder::clear(sign);
    }
    // Over another network the same PC sends a certificate: over this one it is only not asked for it.
    if other_network_works(e) {
        return FindingBuilder::unknown(Reason::NotToldApart);
    }
    if let Some(finding) = listed(e) {
        return finding;
    }
    match store {
        CertificatePresence::Absent(sign) => {
            FindingBuilder::suspected(reason_of(sign), &[Cause::SecuritySoftware])
                .because(sign)
                .because(e.failing_sign())
        }
        _ if super::clinic_switch::is_reported(e) => FindingBuilder::unknown(Reason::NotToldApart),
        _ => suspected(e),
    }
}

/// A refused key although no dialog came can only be that of a certificate that a policy chooses; a new certificate alone would not
/// be chosen.
fn unusable_key(e: &Evidence, name: &str) -> FindingBuilder {
    let is_picked = e.answer(Question::PrivateWindow) == Some(AnswerValue::NoDialog);
    let reason = if is_picked { Reason::KeyPicked } else { Reason::KeyNotUsable };
    let finding = FindingBuilder::suspected(reason, &[Cause::ChoiceRemembered])
        .text("error", name)
        .because(indicator::NAVIGATION_ERROR);
    if is_picked { finding.because(indicator::ANSWER_PRIVATE_NO_DIALOG) } else { finding }
}

/// What Chrome's own list of the person's certificates shows.
fn listed(e: &Evidence) -> Option<FindingBuilder> {
    let (reason, sign) = match e.answer(Question::Listed)? {
        AnswerValue::NotThere => (Reason::NotInList, indicator::ANSWER_LISTED_NOT_THERE),
        AnswerValue::OutOfDate => (Reason::OutOfDate, indicator::ANSWER_LISTED_OUT_OF_DATE),
        AnswerValue::InDate => (Reason::NotToldApart, indicator::ANSWER_LISTED_IN_DATE),
        _ => return None,
    };
    let finding = if reason == Reason::NotToldApart {
        FindingBuilder::unknown(reason)
    } else if e.answer(Question::WhichEntry) == Some(AnswerValue::ThisClinic) {
        // Nobody can have chosen an entry that is not there.
        FindingBuilder::suspected(reason, &[Cause::ChoiceRemembered])
    } else {
        FindingBuilder::found(reason)
    };
    Some(finding.because(sign).because(e.failing_sign()))
}

fn other_network_works(e: &Evidence) -> bool {
    e.answer(Question::OtherNetwork) == Some(AnswerValue::Works)
}

fn reason_of(sign: indicator::Indicator) -> Reason {
    match sign {
        indicator::SESSION_FIRST_VISIT => Reason::NoneAtFirstVisit,
        indicator::ANSWER_PRIVATE_NO_DIALOG => Reason::NoneInPrivateWindow,
        _ => Reason::NoneEligible,
    }
}

fn suspected(e: &Evidence) -> FindingBuilder {
    let rivals = [Cause::ChoiceRemembered, Cause::SecuritySoftware];
    let builder = FindingBuilder::suspected(Reason::MaybeNone, &rivals).because(e.failing_sign());
    let builder = match e.remembered_choice() {
        RememberedChoice::Decided => builder.because(indicator::MAIN_ANSWERED),
        _ if e.asked(Probe::CertMain) => builder.because(indicator::MAIN_ERROR),
        _ => builder,
    };
    if e.dot_answered() {
        builder.because(indicator::DOT_UNPROVEN)
    } else if e.asked(Probe::CertDot) {
        builder.because(indicator::DOT_ERROR)
    } else {
        builder
    }
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::diagnose;
    use crate::diagnosis::checks::test_check::*;
    use crate::diagnosis::types::{Cause, Reason, Verdict};
    use crate::evidence::questions::{AnswerValue, Question};

    #[test]
    fn fires() {
        let e = failing().main_answered().dot_answered();
        let private = e.clone().answered(Question::PrivateWindow, AnswerValue::NoDialog);
        for (e, reason) in [
            (e.clone().calibrated(), Reason::NoneEligible),
            (e.clone().first_visit_quick(), Reason::NoneAtFirstVisit),
            (private, Reason::NoneInPrivateWindow),
        ] {
            // Inspection by security software and a policy look the same until somebody looks at Chrome's list.
            expect(check, &e, Verdict::Suspected, reason, &[Cause::SecuritySoftware]);
            for (value, reason) in [
                (AnswerValue::NotThere, Reason::NotInList),
                (AnswerValue::OutOfDate, Reason::OutOfDate),
            ] {
                let listed = e.clone().answered(Question::Listed, value);
                expect(check, &listed, Verdict::Found, reason, &[]);
            }
            let listed = e.answered(Question::Listed, AnswerValue::InDate);
            expect(check, &listed, Verdict::Unknown, Reason::NotToldApart, &[]);
        }
    }

    #[test]
    fn a_private_window_that_works_speaks_against_it() {
        let e = failing().main_answered().dot_answered().calibrated();
        let e = e.answered(Question::PrivateWindow, AnswerValue::Works);
        expect(check, &e, Verdict::Clear, Reason::SeenOtherwise, &[]);
    }

    #[test]
    fn a_second_private_window_decides_nothing() {
        let mut e =
            failing().main_answered().answered(Question::PrivateWindow, AnswerValue::NoDialog);
        e.0.session.private_windows = 2;
        let rivals = [Cause::ChoiceRemembered, Cause::SecuritySoftware];
        expect(check, &e, Verdict::Suspected, Reason::MaybeNone, &rivals);
    }

    #[test]
    fn a_key_that_is_refused_is_no_missing_certificate_before_the_right_entry_failed_too() {
        let key = unreachable("net::ERR_SSL_CLIENT_AUTH_CERT_NO_PRIVATE_KEY");
        expect(check, &key, Verdict::Unknown, Reason::NotToldApart, &[]);
        for (question, value, reason) in [
            (Question::WhichEntry, AnswerValue::ThisClinic, Reason::KeyNotUsable),
            (Question::PrivateWindow, AnswerValue::StillFails, Reason::KeyNotUsable),
            (Question::PrivateWindow, AnswerValue::NoDialog, Reason::KeyPicked),
        ] {
            let e = key.clone().answered(question, value);
            expect(check, &e, Verdict::Suspected, reason, &[Cause::ChoiceRemembered]);
        }
    }

    #[test]
    fn what_is_offered_may_be_another_clinics_so_the_list_decides() {
        let here = failing().main_answered().dot_cert_needed();
        let key = unreachable("net::ERR_SSL_CLIENT_AUTH_CERT_NO_PRIVATE_KEY");
        for e in [here, key] {
            let chose = e.answered(Question::WhichEntry, AnswerValue::OtherClinic);
            let listed = chose.clone().answered(Question::Listed, AnswerValue::NotThere);
            // No new choice was made yet.
            assert_ne!(check(&listed.0).finding(Cause::CertificateMissing).verdict, Verdict::Found);
            for again in [AnswerValue::StillFails, AnswerValue::NoDialog, AnswerValue::Blocked] {
                let e = chose.clone().answered(Question::PrivateWindow, again);
                assert_eq!(diagnose(&e.0).next.map(|next| next.0), Some(Question::Listed));
                for (value, verdict, reason) in [
                    (AnswerValue::NotThere, Verdict::Found, Reason::NotInList),
                    (AnswerValue::OutOfDate, Verdict::Found, Reason::OutOfDate),
                ] {
                    let e = e.clone().answered(Question::Listed, value);
                    expect(check, &e, verdict, reason, &[]);
                }
            }
        }
    }

    #[test]
    fn a_listed_certificate_explains_a_refused_page_and_no_refused_key() {
        use AnswerValue::{Blocked, InDate, NoDialog, OtherClinic, StillFails};
        let listed = |e: &EvidenceBuilder, again| {
            e.clone()
                .answered(Question::WhichEntry, OtherClinic)
                .answered(Question::PrivateWindow, again)
                .answered(Question::Listed, InDate)
        };
        let here = failing().main_answered().dot_cert_needed();
        let key = unreachable("net::ERR_SSL_CLIENT_AUTH_CERT_NO_PRIVATE_KEY");
        for again in [StillFails, NoDialog, Blocked] {
            expect(check, &listed(&here, again), Verdict::Unknown, Reason::NotToldApart, &[]);
        }
        // An incognito window that is blocked is no second choice.
        expect(check, &listed(&key, Blocked), Verdict::Unknown, Reason::NotToldApart, &[]);
        for (again, reason) in [(StillFails, Reason::KeyNotUsable), (NoDialog, Reason::KeyPicked)] {
            let rivals = [Cause::ChoiceRemembered];
            expect(check, &listed(&key, again), Verdict::Suspected, reason, &rivals);
        }
    }

    #[test]
    fn another_network_that_works_speaks_against_it() {
        let e = failing().main_answered().dot_answered().calibrated();
        let e = e.answered(Question::OtherNetwork, AnswerValue::Works);
        expect(check, &e, Verdict::Unknown, Reason::NotToldApart, &[]);
    }

    #[test]
    fn only_suspected_while_a_remembered_choice_looks_the_same() {
        let rivals = [Cause::ChoiceRemembered, Cause::SecuritySoftware];
        let e = failing().main_answered();
        for e in [e.clone().dot_answered(), e.clone().dot_error("net::ERR_CONNECTION_CLOSED"), e] {
            expect(check, &e, Verdict::Suspected, Reason::MaybeNone, &rivals);
        }
        let slow = failing().main_answered().first_visit_slow();
        expect(check, &slow, Verdict::Suspected, Reason::MaybeNone, &rivals);
    }

    #[test]
    fn stays_quiet() {
        let e = failing().main_answered().dot_cert_needed();
        expect(check, &e, Verdict::Clear, Reason::SeenOtherwise, &[]);
        expect(check, &signed_in(), Verdict::Clear, Reason::SeenOtherwise, &[]);
        let stuck = failing().main_answered().stuck();
        expect(check, &stuck, Verdict::Unknown, Reason::Narrowed, &[]);
    }
}
