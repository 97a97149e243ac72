//! Estimates how many trials remain, and names the kind of the present trial.

use super::StepKind;
use super::answers::RecordedAnswer;
use super::extension_set::ExtensionSet;
use super::search::SearchSpace;
use crate::extensions::PageAnswer;

/// Questions besides the bisection: all disabled, only the suspect enabled, only the suspect disabled.
const BESIDES: u32 = 3;

/// Upper bound if one extension alone is guilty; if none fits the answers, the length of a new search among all.
#[must_use]
pub fn steps_left(field: &SearchSpace, answers: &[RecordedAnswer]) -> u32 {
    let fits = |number: &u16| answers.iter().all(|a| agrees(a, *number));
    let possible: ExtensionSet = field.free.iter().copied().filter(fits).collect();
    match possible.len() {
        0 => halvings(u32::try_from(field.free.len()).unwrap_or(u32::MAX)) + BESIDES,
        1 => missing(field, answers, possible),
        more => missing(field, answers, ExtensionSet::default()) + halvings(more) + 2,
    }
}

/// Whether an answer is consistent with this one extension being guilty.
fn agrees(answered: &RecordedAnswer, number: u16) -> bool {
    match answered.answer {
        PageAnswer::Good => !answered.on.contains(number),
        PageAnswer::Bad => answered.on.contains(number),
        PageAnswer::Unsure => true,
    }
}

/// How many of the three additional sets have no answer yet; without a suspect only "all off" counts.
fn missing(field: &SearchSpace, answers: &[RecordedAnswer], suspect: ExtensionSet) -> u32 {
    let asked =
        |on: ExtensionSet| answers.iter().any(|a| a.on == on && a.answer != PageAnswer::Unsure);
    let mut sets = vec![field.always_on];
    if !suspect.is_empty() {
        sets.extend([field.always_on.union(suspect), field.all_on().difference(suspect)]);
    }
    u32::try_from(sets.into_iter().filter(|on| !asked(*on)).count()).unwrap_or(BESIDES)
}

/// How many halvings reduce `count` to one.
const fn halvings(count: u32) -> u32 {
    u32::BITS - count.saturating_sub(1).leading_zeros()
}

impl StepKind {
    pub(super) fn of(field: &SearchSpace, on: ExtensionSet) -> Self {
        match (on.difference(field.always_on).len(), field.all_on().difference(on).len()) {
            (0, _) => Self::AllOff,
            (_, 0) => Self::AllOn,
            (1, _) => Self::Alone,
            (_, 1) => Self::Without,
            _ => Self::Half,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extensions::bisect::{AnswerSource, NextStep, next};

    /// Simulates a search for `guilty` among `n`; returns the remaining steps that were shown before each step.
    fn play(n: u16, guilty: u16) -> Vec<u32> {
        let field = SearchSpace { free: (0..n).collect(), always_on: ExtensionSet::default() };
        let said = |on: ExtensionSet, by| RecordedAnswer {
            at: 0,
            on,
            answer: if on.contains(guilty) { PageAnswer::Bad } else { PageAnswer::Good },
            by,
        };
        let mut answers = vec![said(field.all_on(), AnswerSource::Before)];
        let mut left = vec![steps_left(&field, &answers)];
        while let NextStep::Try(on) = next(&field, &answers) {
            answers.push(said(on, AnswerSource::Person));
            left.push(steps_left(&field, &answers));
        }
        left
    }

    #[test]
    fn it_never_takes_longer_than_said_and_the_number_falls() {
        for n in 2..=40 {
            for guilty in 0..n {
                let left = play(n, guilty);
                assert_eq!(left.last(), Some(&0), "{n} {guilty} {left:?}");
                assert!(left.windows(2).all(|two| two[1] < two[0]), "{n} {guilty} {left:?}");
                assert_eq!(left[0], halvings(u32::from(n)) + BESIDES);
            }
        }
    }
}
