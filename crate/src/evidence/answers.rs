//! Which of a person's answers count: the newest to each question, unless a stronger answer came after it or its time is over.
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
        let outweighed = is_weak(answer)
            && self.answers.iter().skip(place).any(|later| outweighs(later, answer));
        (!self.is_over(answer) && !outweighed).then_some(answer.value)
    }

    /// Whether the person has answered this, so that it is not asked again. "Just now" is asked again when its time is over.
    #[must_use]
    pub fn was_asked(&self, question: Question) -> bool {
        self.newest(question).is_some_and(|(_, answer)| !self.is_over(answer))
    }

    /// "Just now" holds for five minutes, and not over a restart of Chrome.
    fn is_over(&self, answer: &UserAnswer) -> bool {
        let recent = -JUST_NOW_MS..=JUST_NOW_MS;
        // A start that lies ahead was recorded before the clock was set back.
        let restarted = |start| start <= self.now && answer.at < start;
        answer.question == Question::InstalledJustNow
            && (!recent.contains(&self.now.saturating_sub(answer.at))
                || self.session.started_at.is_some_and(restarted))
    }

    /// Whether an answer speaks against the word that only an earlier choice, or an old copy of the page, is in the way.
    #[must_use]
    pub fn choice_is_contradicted(&self) -> bool {
        use Question::{ColleagueSees, Listed, PrivateWindow, Restart};
        let contradicts = |question: Question| {
            self.answer(question).is_some_and(|value| contradicts_choice(question, value))
        };
        [PrivateWindow, ColleagueSees, Listed, Restart].into_iter().any(contradicts)
    }

    /// Whether the karte opens in an incognito window. If so, this PC has a valid certificate that the karte accepts,
    /// whatever else was said.
    #[must_use]
    pub fn private_window_works(&self) -> bool {
        self.answer(Question::PrivateWindow) == Some(AnswerValue::Works)
    }

    /// Whether the karte fails in an incognito window, too: without this profile's choices, copies, cookies and extensions.
    #[must_use]
    pub fn private_window_fails(&self) -> bool {
        self.answer(Question::PrivateWindow) == Some(AnswerValue::StillFails)
    }

    /// Whether the karte opens over another network, or on another PC.
    #[must_use]
    pub fn works_elsewhere(&self) -> bool {
        self.elsewhere(AnswerValue::Works) > 0
    }

    /// Whether it fails over another network, or on another PC.
    #[must_use]
    pub fn fails_elsewhere(&self) -> bool {
        self.elsewhere(AnswerValue::StillFails) > 0
    }

    /// Whether it fails over another network and on another PC.
    #[must_use]
    pub fn fails_everywhere(&self) -> bool {
        self.elsewhere(AnswerValue::StillFails) == 2
    }

    /// How many of the two questions have this answer.
    fn elsewhere(&self, value: AnswerValue) -> u8 {
        let says = |question| u8::from(self.answer(question) == Some(value));
        says(Question::OtherNetwork) + says(Question::OtherPc)
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

/// Whether an answer is only what somebody remembers of a dialog or an installation.
fn is_weak(answer: &UserAnswer) -> bool {
    match answer.question {
        Question::Dialog => answer.value == AnswerValue::Cancelled,
        Question::WhichEntry => answer.value == AnswerValue::OtherKind,
        Question::InstalledJustNow => answer.value == AnswerValue::Yes,
        _ => false,
    }
}

/// Whether a later answer contradicts what was remembered.
fn outweighs(later: &UserAnswer, weak: &UserAnswer) -> bool {
    // Another entry may be in the list while the clinic's own is not.
    let of_another_entry =
        weak.question == Question::WhichEntry && later.question == Question::Listed;
    !of_another_entry && contradicts_choice(later.question, later.value)
}

/// Whether an answer about an incognito window, a restart, a colleague or Chrome's list says that something else than an
/// earlier choice is in the way.
fn contradicts_choice(question: Question, value: AnswerValue) -> bool {
    use AnswerValue::{AccountGone, NoDialog, NotThere, OutOfDate, Revoked, StillFails};
    match question {
        Question::PrivateWindow => matches!(value, StillFails | NoDialog),
        Question::ColleagueSees => matches!(value, Revoked | AccountGone),
        Question::Restart => value == StillFails,
        Question::Listed => matches!(value, NotThere | OutOfDate),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::test_evidence::*;

    #[test]
    fn the_newest_counts_unless_a_stronger_one_came_after_it() {
        use AnswerValue::{Cancelled, NotThere, OtherKind, Revoked, StillFails, Valid, Works, Yes};
        use Question::{
            ColleagueSees, Dialog, InstalledJustNow, Listed, PrivateWindow, Restart, WhichEntry,
        };
        for (said, question, counts) in [
            (vec![(Dialog, Cancelled)], Dialog, Some(Cancelled)),
            (vec![(Dialog, Cancelled), (PrivateWindow, StillFails)], Dialog, None),
            (vec![(PrivateWindow, StillFails), (Dialog, Cancelled)], Dialog, Some(Cancelled)),
            (vec![(Dialog, Cancelled), (PrivateWindow, Works)], Dialog, Some(Cancelled)),
            (vec![(Dialog, Cancelled), (ColleagueSees, Revoked)], Dialog, None),
            (vec![(Dialog, Cancelled), (ColleagueSees, Valid)], Dialog, Some(Cancelled)),
            (vec![(WhichEntry, OtherKind), (PrivateWindow, StillFails)], WhichEntry, None),
            (vec![(WhichEntry, OtherKind), (Listed, NotThere)], WhichEntry, Some(OtherKind)),
            (vec![(Dialog, Cancelled), (Listed, NotThere)], Dialog, None),
            (vec![(InstalledJustNow, Yes), (Restart, StillFails)], InstalledJustNow, None),
            (vec![(Restart, StillFails), (InstalledJustNow, Yes)], InstalledJustNow, Some(Yes)),
        ] {
            let e =
                said.iter().fold(failing(), |e, (question, value)| e.answered(*question, *value));
            assert_eq!(e.0.answer(question), counts, "{said:?}");
            assert!(e.0.was_asked(question));
        }
    }

    #[test]
    fn just_now_is_over_after_five_minutes_or_a_restart_and_then_asked_again() {
        let said = failing().answered(Question::InstalledJustNow, AnswerValue::Yes).0;
        let counts = |e: &Evidence| {
            let answer = e.answer(Question::InstalledJustNow);
            assert_eq!(answer.is_some(), e.was_asked(Question::InstalledJustNow));
            answer.is_some()
        };
        assert!(counts(&said));
        for moved in [JUST_NOW_MS + 1, -JUST_NOW_MS - 1] {
            assert!(!counts(&Evidence { now: said.now + moved, ..said.clone() }));
        }
        let mut restarted = said;
        restarted.now += 2;
        restarted.session.started_at = Some(restarted.answers[0].at + 1);
        assert!(!counts(&restarted));
    }
}
