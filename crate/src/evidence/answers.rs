//! Which of a person's answers count: the newest to each question, unless a stronger answer came after it.
//!
//! Called by the checks and by `next_question`.

use super::Evidence;
use super::questions::{AnswerValue, Question, UserAnswer};
use crate::base::time::Millis;

/// How long "just now" holds, in milliseconds.
const JUST_NOW_MS: Millis = 5 * 60 * 1_000;

impl Evidence {
    /// The answer that counts.
    #[must_use]
    pub fn answer(&self, question: Question) -> Option<AnswerValue> {
        let (place, answer) = self.newest(question)?;
        let expired = question == Question::InstalledJustNow
            && self.now.saturating_sub(answer.at) > JUST_NOW_MS;
        let outweighed = is_weak(answer) && self.answers[place..].iter().any(outweighs_weak);
        (!expired && !outweighed).then_some(answer.value)
    }

    /// Whether the person has answered this, whether or not the answer still counts.
    #[must_use]
    pub fn was_asked(&self, question: Question) -> bool {
        self.said(question).is_some()
    }

    /// Whether the karte opens in an incognito window. If so, this PC has a valid certificate that the karte accepts,
    /// whatever else was said.
    #[must_use]
    pub fn private_window_works(&self) -> bool {
        self.answer(Question::PrivateWindow) == Some(AnswerValue::Works)
    }

    /// The newest answer, whether or not it still counts.
    #[must_use]
    pub fn said(&self, question: Question) -> Option<AnswerValue> {
        self.newest(question).map(|(_, answer)| answer.value)
    }

    fn newest(&self, question: Question) -> Option<(usize, &UserAnswer)> {
        self.answers.iter().enumerate().rev().find(|(_, answer)| answer.question == question)
    }
}

/// Whether an answer is only what somebody remembers of a dialog.
fn is_weak(answer: &UserAnswer) -> bool {
    match answer.question {
        Question::Dialog => answer.value == AnswerValue::Cancelled,
        Question::WhichEntry => answer.value == AnswerValue::OtherKind,
        _ => false,
    }
}

/// Whether an answer, from an incognito window or a colleague, contradicts what was remembered of the dialog.
const fn outweighs_weak(answer: &UserAnswer) -> bool {
    match answer.question {
        Question::PrivateWindow => {
            matches!(answer.value, AnswerValue::StillFails | AnswerValue::NoDialog)
        }
        Question::ColleagueSees => {
            matches!(answer.value, AnswerValue::Revoked | AnswerValue::AccountGone)
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::test_evidence::*;

    #[test]
    fn the_newest_counts_unless_a_stronger_one_came_after_it() {
        use AnswerValue::{Cancelled, OtherKind, Revoked, StillFails, Valid, Works};
        use Question::{ColleagueSees, Dialog, PrivateWindow, WhichEntry};
        for (said, question, counts) in [
            (vec![(Dialog, Cancelled)], Dialog, Some(Cancelled)),
            (vec![(Dialog, Cancelled), (PrivateWindow, StillFails)], Dialog, None),
            (vec![(PrivateWindow, StillFails), (Dialog, Cancelled)], Dialog, Some(Cancelled)),
            (vec![(Dialog, Cancelled), (PrivateWindow, Works)], Dialog, Some(Cancelled)),
            (vec![(Dialog, Cancelled), (ColleagueSees, Revoked)], Dialog, None),
            (vec![(Dialog, Cancelled), (ColleagueSees, Valid)], Dialog, Some(Cancelled)),
            (vec![(WhichEntry, OtherKind), (PrivateWindow, StillFails)], WhichEntry, None),
        ] {
            let e =
                said.iter().fold(failing(), |e, (question, value)| e.answered(*question, *value));
            assert_eq!(e.0.answer(question), counts, "{said:?}");
            assert!(e.0.was_asked(question));
        }
    }

    #[test]
    fn just_now_is_over_after_five_minutes() {
        let mut e = failing().answered(Question::InstalledJustNow, AnswerValue::Yes);
        assert_eq!(e.0.answer(Question::InstalledJustNow), Some(AnswerValue::Yes));
        e.0.now += JUST_NOW_MS + 1;
        assert_eq!(e.0.answer(Question::InstalledJustNow), None);
    }
}
