//! Cause 0, the help page's precondition: no usable certificate for this person on this PC.
//!
//! Never installed, expired, outside its validity by this PC's clock, without its key, another user of the PC.

use crate::diagnosis::finding_builder::FindingBuilder;
use crate::diagnosis::types::{Cause, Reason};
use crate::evidence::certificate::{CertificatePresence, RememberedChoice};
use crate::evidence::net_error::NetError;
use crate::evidence::questions::{AnswerValue, Question};
use crate::evidence::{Evidence, Probe, indicator};

/// Found when Chrome had nothing to offer; only suspected while an earlier decision could look the same.
pub fn check(e: &Evidence) -> FindingBuilder {
    if matches!(e.error(), Some((NetError::ClientKey, _))) {
        return FindingBuilder::found(Reason::KeyNotUsable).because(indicator::NAVIGATION_ERROR);
    }
    if !e.shows_failing_screen() {
        return super::without_failing_screen(e);
    }
    let told_otherwise = e.answer(Question::InstalledJustNow) == Some(AnswerValue::Yes);
    if told_otherwise || e.explained_otherwise() {
        return FindingBuilder::unknown(Reason::Narrowed);
    }
    match e.store() {
        CertificatePresence::Present(sign) => FindingBuilder::clear(sign),
        // Over another network the same PC has a certificate to show: here it is only not asked for it.
        _ if other_network_works(e) => FindingBuilder::unknown(Reason::NotToldApart),
        CertificatePresence::Absent(sign) => {
            FindingBuilder::found(reason_of(sign)).because(sign).because(e.failing_sign())
        }
        CertificatePresence::Unknown if super::clinic_switch::told(e) => {
            FindingBuilder::unknown(Reason::NotToldApart)
        }
        CertificatePresence::Unknown => suspected(e),
    }
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
    let builder = FindingBuilder::suspected(Reason::MaybeNone, &[Cause::ChoiceRemembered])
        .because(indicator::PAGE_FAILING);
    let builder = match e.memory() {
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
    use crate::diagnosis::checks::test_check::*;
    use crate::diagnosis::types::{Cause, Reason, Verdict};
    use crate::evidence::questions::{AnswerValue, Question};

    #[test]
    fn fires() {
        let e = failing().main_answered().dot_answered();
        expect(check, &e.clone().calibrated(), Verdict::Found, Reason::NoneEligible, &[]);
        expect(
            check,
            &e.clone().first_visit_quick(),
            Verdict::Found,
            Reason::NoneAtFirstVisit,
            &[],
        );
        let private = e.answered(Question::PrivateWindow, AnswerValue::NoDialog);
        expect(check, &private, Verdict::Found, Reason::NoneInPrivateWindow, &[]);
        let key = unreachable("net::ERR_SSL_CLIENT_AUTH_CERT_NO_PRIVATE_KEY");
        expect(check, &key, Verdict::Found, Reason::KeyNotUsable, &[]);
    }

    #[test]
    fn another_network_that_works_speaks_against_it() {
        let e = failing().main_answered().dot_answered().calibrated();
        let e = e.answered(Question::OtherNetwork, AnswerValue::Works);
        expect(check, &e, Verdict::Unknown, Reason::NotToldApart, &[]);
    }

    #[test]
    fn only_suspected_while_a_remembered_choice_looks_the_same() {
        let rivals = [Cause::ChoiceRemembered];
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
