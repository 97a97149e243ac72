//! How many steps may be left.

use super::answers::RecordedAnswer;
use super::extension_set::Group;
use super::search::Field;
use crate::extensions::Answer;

/// So many more than the halving: all off, the one alone, all but the one.
const BESIDES: u32 = 3;

/// At most so many steps if one extension alone is guilty; otherwise as many as another search among all takes.
#[must_use]
pub fn steps_left(field: &Field, answers: &[RecordedAnswer]) -> u32 {
    let fits = |number: &u16| answers.iter().all(|a| agrees(a, *number));
    let possible: Group = field.free.iter().copied().filter(fits).collect();
    match possible.len() {
        0 => halvings(u32::try_from(field.free.len()).unwrap_or(u32::MAX)) + BESIDES,
        1 => missing(field, answers, possible),
        more => missing(field, answers, Group::default()) + halvings(more) + 2,
    }
}

/// Whether an answer is true if this one alone is guilty.
fn agrees(answered: &RecordedAnswer, number: u16) -> bool {
    match answered.answer {
        Answer::Good => !answered.on.has(number),
        Answer::Bad => answered.on.has(number),
        Answer::Unsure => true,
    }
}

/// Which of the three sets that are asked about besides have not been; about nobody, only that with all off.
fn missing(field: &Field, answers: &[RecordedAnswer], suspect: Group) -> u32 {
    let asked = |on: Group| answers.iter().any(|a| a.on == on && a.answer != Answer::Unsure);
    let mut sets = vec![field.base];
    if !suspect.is_empty() {
        sets.extend([field.base.and(suspect), field.top().without(suspect)]);
    }
    u32::try_from(sets.into_iter().filter(|on| !asked(*on)).count()).unwrap_or(BESIDES)
}

/// How often `count` is halved until one is left.
const fn halvings(count: u32) -> u32 {
    u32::BITS - count.saturating_sub(1).leading_zeros()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extensions::bisect::{By, Next, next};

    /// One search for `guilty` among `n`; what was said to be left before each step.
    fn play(n: u16, guilty: u16) -> Vec<u32> {
        let field = Field { free: (0..n).collect(), base: Group::default() };
        let said = |on: Group, by| RecordedAnswer {
            at: 0,
            on,
            answer: if on.has(guilty) { Answer::Bad } else { Answer::Good },
            by,
        };
        let mut answers = vec![said(field.top(), By::Before)];
        let mut left = vec![steps_left(&field, &answers)];
        while let Next::Try(on) = next(&field, &answers) {
            answers.push(said(on, By::Person));
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
