//! What the answers so far say, and what to make of answers that cannot all be true.
//!
//! More extensions never make a failing page work. So a set within a working one works, a set around a failing one fails,
//! and a failing set within a working one shows that one of the two answers is false.

use super::extension_set::Group;
use crate::base::time::Millis;
use crate::extensions::Answer;
use serde::{Deserialize, Serialize};

/// Whose word it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum By {
    /// The failure that started the search.
    Before,
    /// The page's own state.
    Page,
    /// The person.
    Person,
}

/// One answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordedAnswer {
    /// When.
    pub at: Millis,
    /// Which candidates were on.
    pub on: Group,
    /// What was said.
    pub answer: Answer,
    /// By whom.
    pub by: By,
}

impl RecordedAnswer {
    const fn fails(&self) -> bool {
        matches!(self.answer, Answer::Bad)
    }

    /// Whether both can be true.
    fn agrees(&self, other: &Self) -> bool {
        match (self.answer, other.answer) {
            (Answer::Good, Answer::Bad) => !self.on.covers(other.on),
            (Answer::Bad, Answer::Good) => !other.on.covers(self.on),
            _ => true,
        }
    }
}

/// The answers after they were held against each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Weighed<'a> {
    /// They agree, apart from one that all the others speak against.
    Agree(Facts<'a>),
    /// One of two is false; either of these sets, asked once more, tells which.
    Doubt([Group; 2]),
    /// More than one is false.
    Lost,
}

/// Answers that agree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facts<'a>(Vec<&'a RecordedAnswer>);

/// Holds the answers against each other.
#[must_use]
pub fn weigh(answers: &[RecordedAnswer]) -> Weighed<'_> {
    let quarrels: Vec<_> =
        pairs(answers).filter(|(a, b)| !answers[*a].agrees(&answers[*b])).collect();
    let Some(&(first, second)) = quarrels.first() else {
        return Weighed::Agree(Facts(answers.iter().collect()));
    };
    let in_all = |n: &usize| quarrels.iter().all(|(a, b)| a == n || b == n);
    match (in_all(&first), in_all(&second)) {
        (true, true) => Weighed::Doubt([answers[first].on, answers[second].on]),
        (true, false) => Weighed::Agree(all_but(answers, first)),
        (false, true) => Weighed::Agree(all_but(answers, second)),
        (false, false) => Weighed::Lost,
    }
}

fn pairs(answers: &[RecordedAnswer]) -> impl Iterator<Item = (usize, usize)> {
    (0..answers.len()).flat_map(|b| (0..b).map(move |a| (a, b)))
}

fn all_but(answers: &[RecordedAnswer], left_out: usize) -> Facts<'_> {
    Facts(answers.iter().enumerate().filter(|(n, _)| *n != left_out).map(|(_, a)| a).collect())
}

impl Facts<'_> {
    /// Whether the karte fails with these on, as far as it follows from the answers.
    #[must_use]
    pub fn fails(&self, on: Group) -> Option<bool> {
        self.0.iter().find_map(|a| match a.answer {
            Answer::Good if a.on.covers(on) => Some(false),
            Answer::Bad if on.covers(a.on) => Some(true),
            _ => None,
        })
    }

    /// How many answers of this run say that it works with these on.
    #[must_use]
    pub fn for_good(&self, on: Group) -> usize {
        self.0.iter().filter(|a| a.answer == Answer::Good && a.on.covers(on)).count()
    }

    /// How many answers of this run say that it fails with these on.
    #[must_use]
    pub fn for_bad(&self, on: Group) -> usize {
        let asked = |a: &&&RecordedAnswer| a.fails() && a.by != By::Before;
        self.0.iter().filter(asked).filter(|a| on.covers(a.on)).count()
    }

    /// How often exactly this set could not be told.
    #[must_use]
    pub fn unsure(&self, on: Group) -> usize {
        self.0.iter().filter(|a| a.answer == Answer::Unsure && a.on == on).count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(list: &[(&[u16], Answer)]) -> Vec<RecordedAnswer> {
        let one = |(on, answer): &(&[u16], Answer)| RecordedAnswer {
            at: 0,
            on: on.iter().copied().collect(),
            answer: *answer,
            by: By::Person,
        };
        list.iter().map(one).collect()
    }

    #[test]
    fn what_follows_from_answers_that_agree() {
        let said = said(&[(&[1, 2], Answer::Good), (&[3], Answer::Bad), (&[4], Answer::Unsure)]);
        let Weighed::Agree(facts) = weigh(&said) else { panic!("they agree") };
        assert_eq!(facts.fails(Group::of(1)), Some(false));
        assert_eq!(facts.fails([3, 1].into_iter().collect()), Some(true));
        assert_eq!(facts.fails(Group::of(4)), None);
        assert_eq!((facts.for_good(Group::of(2)), facts.for_bad(Group::of(3))), (1, 1));
        assert_eq!((facts.unsure(Group::of(4)), facts.unsure(Group::of(3))), (1, 0));
    }

    #[test]
    fn one_against_one_is_asked_again_one_against_two_is_overruled() {
        let quarrel = [(&[1_u16, 2][..], Answer::Good), (&[1], Answer::Bad)];
        let two = said(&quarrel);
        assert_eq!(weigh(&two), Weighed::Doubt([two[0].on, two[1].on]));
        let three = said(&[quarrel[0], quarrel[1], (&[1], Answer::Bad)]);
        let Weighed::Agree(facts) = weigh(&three) else { panic!("two against one") };
        assert_eq!(facts.fails(Group::of(1)), Some(true));
    }

    #[test]
    fn two_false_answers_are_too_many() {
        let all = said(&[
            (&[1], Answer::Good),
            (&[1], Answer::Bad),
            (&[2], Answer::Good),
            (&[2], Answer::Bad),
        ]);
        assert_eq!(weigh(&all), Weighed::Lost);
    }
}
