//! Cause 9: the account has as many certificates as it may have, and 「申請する」 leads nowhere.

use crate::diagnosis::finding_builder::FindingBuilder;
use crate::diagnosis::types::{Cause, Reason};
use crate::evidence::{Evidence, indicator};

/// Suspected when nothing followed the request within 15 s, or when the person says so.
pub fn check(e: &Evidence) -> FindingBuilder {
    if e.private_window_works() {
        return FindingBuilder::clear(indicator::ANSWER_PRIVATE_WORKS);
    }
    if let Some(sign) = e.apply_stuck() {
        return FindingBuilder::suspected(Reason::ApplyStuck, &[Cause::Network]).because(sign);
    }
    match e.tab_state() {
        crate::evidence::page::tab_state::TabState::SignedIn => {
            FindingBuilder::clear(indicator::PAGE_SIGNED_IN)
        }
        _ => FindingBuilder::unknown(Reason::NotAsked),
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
        let told = failing().answered(Question::ApplyStuck, AnswerValue::Yes);
        for e in [failing().stuck(), told] {
            expect(check, &e, Verdict::Suspected, Reason::ApplyStuck, &[Cause::Network]);
        }
    }

    #[test]
    fn stays_quiet() {
        expect(check, &signed_in(), Verdict::Clear, Reason::SeenOtherwise, &[]);
        expect(check, &failing(), Verdict::Unknown, Reason::NotAsked, &[]);
    }
}
