//! Cause 7: the account is gone, and its certificates with it. From a locked PC it looks like a revoked certificate.

use crate::diagnosis::finding_builder::FindingBuilder;
use crate::diagnosis::types::Reason;
use crate::evidence::certificate::CertificatePresence;
use crate::evidence::questions::{AnswerValue, Question};
use crate::evidence::{Evidence, indicator};

/// Found only if a colleague has seen it; otherwise other findings name it as a rival.
pub fn check(e: &Evidence) -> FindingBuilder {
    if !e.shows_failing_screen() {
        return super::without_failing_screen(e);
    }
    if e.private_window_works() {
        return FindingBuilder::clear(indicator::ANSWER_PRIVATE_WORKS);
    }
    match e.answer(Question::ColleagueSees) {
        Some(AnswerValue::AccountGone) => {
            FindingBuilder::found(Reason::SeenGone).because(indicator::ANSWER_ACCOUNT_GONE)
        }
        Some(AnswerValue::Revoked) => FindingBuilder::clear(indicator::ANSWER_REVOKED),
        _ if matches!(e.certificate_presence(), CertificatePresence::Present(_)) => {
            FindingBuilder::unknown(Reason::NotToldApart)
        }
        _ => FindingBuilder::unknown(Reason::NotVisible),
    }
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::diagnosis::checks::test_check::*;
    use crate::diagnosis::types::{Reason, Verdict};
    use crate::evidence::questions::{AnswerValue, Question};

    #[test]
    fn fires_only_by_a_colleagues_eyes() {
        let here = failing().main_answered().dot_cert_needed();
        expect(check, &here, Verdict::Unknown, Reason::NotToldApart, &[]);
        let gone = here.answered(Question::ColleagueSees, AnswerValue::AccountGone);
        expect(check, &gone, Verdict::Found, Reason::SeenGone, &[]);
    }

    #[test]
    fn stays_quiet() {
        expect(check, &signed_in(), Verdict::Clear, Reason::SeenOtherwise, &[]);
        expect(check, &failing(), Verdict::Unknown, Reason::NotVisible, &[]);
    }
}
