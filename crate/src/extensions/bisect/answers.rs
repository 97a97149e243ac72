//! All answers of a search, and how answers that contradict each other are reconciled.
//!
//! Enabling more extensions never repairs a failing page. So every subset of a working set works, every superset of a
//! failing set fails, and a failing subset of a working set shows that one of the two answers is false.

use super::extension_set::ExtensionSet;
use crate::base::time::Millis;
use crate::extensions::PageAnswer;
use serde::{Deserialize, Serialize};

/// Who gave an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AnswerSource {
    /// The failure that started the search.
    Before,
    /// The page's own state.
    Page,
    Person,
}

/// One answer, with the set of candidates that was enabled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordedAnswer {
    pub at: Millis,
    /// Which candidates were on.
    pub on: ExtensionSet,
    pub answer: PageAnswer,
    pub by: AnswerSource,
}

impl RecordedAnswer {
    pub(super) const fn new(
        at: Millis,
        on: ExtensionSet,
        answer: PageAnswer,
        by: AnswerSource,
    ) -> Self {
        Self { at, on, answer, by }
    }

    const fn fails(&self) -> bool {
        matches!(self.answer, PageAnswer::Bad)
    }

    /// Whether both can be true.
    fn agrees(&self, other: &Self) -> bool {
        match (self.answer, other.answer) {
            (PageAnswer::Good, PageAnswer::Bad) => !self.on.is_superset(other.on),
            (PageAnswer::Bad, PageAnswer::Good) => !other.on.is_superset(self.on),
            _ => true,
        }
    }
}

/// The answers after they were compared with each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Consistency<'a> {
    /// They agree, apart from one that all the others speak against.
    Agree(ConsistentAnswers<'a>),
    /// One of two is false; either of these sets, asked once more, tells which.
    Doubt([ExtensionSet; 2]),
    /// More than one is false.
    Lost,
}

/// Answers without a contradiction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConsistentAnswers<'a>(Vec<&'a RecordedAnswer>);

/// Compares the answers with each other and finds contradictions.
#[must_use]
pub fn reconcile(answers: &[RecordedAnswer]) -> Consistency<'_> {
    let contradictions: Vec<_> =
        pairs(answers).filter(|(a, b)| !answers[*a].agrees(&answers[*b])).collect();
    let Some(&(first, second)) = contradictions.first() else {
        return Consistency::Agree(ConsistentAnswers(answers.iter().collect()));
    };
    let in_all = |n: &usize| contradictions.iter().all(|(a, b)| a == n || b == n);
    match (in_all(&first), in_all(&second)) {
        (true, true) => Consistency::Doubt([answers[first].on, answers[second].on]),
        (true, false) => Consistency::Agree(all_but(answers, first)),
        (false, true) => Consistency::Agree(all_but(answers, second)),
        (false, false) => Consistency::Lost,
    }
}

fn pairs(answers: &[RecordedAnswer]) -> impl Iterator<Item = (usize, usize)> {
    (0..answers.len()).flat_map(|b| (0..b).map(move |a| (a, b)))
}

fn all_but(answers: &[RecordedAnswer], left_out: usize) -> ConsistentAnswers<'_> {
    ConsistentAnswers(
        answers.iter().enumerate().filter(|(n, _)| *n != left_out).map(|(_, a)| a).collect(),
    )
}

impl ConsistentAnswers<'_> {
    /// Whether the karte fails with these on, as far as it follows from the answers.
    #[must_use]
    pub fn fails(&self, on: ExtensionSet) -> Option<bool> {
        self.0.iter().find_map(|a| match a.answer {
            PageAnswer::Good if a.on.is_superset(on) => Some(false),
            PageAnswer::Bad if on.is_superset(a.on) => Some(true),
            _ => None,
        })
    }

    /// How many answers of this run say that it works with these on.
    #[must_use]
    pub fn for_good(&self, on: ExtensionSet) -> usize {
        self.0.iter().filter(|a| a.answer == PageAnswer::Good && a.on.is_superset(on)).count()
    }

    /// How many answers of this run say that it fails with these on.
    #[must_use]
    pub fn for_bad(&self, on: ExtensionSet) -> usize {
        let asked = |a: &&&RecordedAnswer| a.fails() && a.by != AnswerSource::Before;
        self.0.iter().filter(asked).filter(|a| on.is_superset(a.on)).count()
    }

    /// How often exactly this set could not be told.
    #[must_use]
    pub fn unsure(&self, on: ExtensionSet) -> usize {
        self.0.iter().filter(|a| a.answer == PageAnswer::Unsure && a.on == on).count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(list: &[(&[u16], PageAnswer)]) -> Vec<RecordedAnswer> {
        let one = |(on, answer): &(&[u16], PageAnswer)| RecordedAnswer {
            at: 0,
            on: on.iter().copied().collect(),
            answer: *answer,
            by: AnswerSource::Person,
        };
        list.iter().map(one).collect()
    }

    #[test]
    fn what_follows_from_answers_that_agree() {
        let said = said(&[
            (&[1, 2], PageAnswer::Good),
            (&[3], PageAnswer::Bad),
            (&[4], PageAnswer::Unsure),
        ]);
        let Consistency::Agree(facts) = reconcile(&said) else { panic!("they agree") };
        assert_eq!(facts.fails(ExtensionSet::of(1)), Some(false));
        assert_eq!(facts.fails([3, 1].into_iter().collect()), Some(true));
        assert_eq!(facts.fails(ExtensionSet::of(4)), None);
        assert_eq!(
            (facts.for_good(ExtensionSet::of(2)), facts.for_bad(ExtensionSet::of(3))),
            (1, 1)
        );
        assert_eq!((facts.unsure(ExtensionSet::of(4)), facts.unsure(ExtensionSet::of(3))), (1, 0));
    }

    #[test]
    fn one_against_one_is_asked_again_one_against_two_is_overruled() {
        let quarrel = [(&[1_u16, 2][..], PageAnswer::Good), (&[1], PageAnswer::Bad)];
        let two = said(&quarrel);
        assert_eq!(reconcile(&two), Consistency::Doubt([two[0].on, two[1].on]));
        let three = said(&[quarrel[0], quarrel[1], (&[1], PageAnswer::Bad)]);
        let Consistency::Agree(facts) = reconcile(&three) else { panic!("two against one") };
        assert_eq!(facts.fails(ExtensionSet::of(1)), Some(true));
    }

    #[test]
    fn two_false_answers_are_too_many() {
        let all = said(&[
            (&[1], PageAnswer::Good),
            (&[1], PageAnswer::Bad),
            (&[2], PageAnswer::Good),
            (&[2], PageAnswer::Bad),
        ]);
        assert_eq!(reconcile(&all), Consistency::Lost);
    }
}
