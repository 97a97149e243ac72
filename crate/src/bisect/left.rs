//! How many steps may be left: the search is played on for the extensions that can still be the only guilty one.

use super::facts::{Answer, Answered, By};
use super::group::Group;
use super::search::{Field, Next, next};

/// So many of them are played through, spread over the order.
const PLAYED: usize = 8;
/// Longer than this no search for a single one takes.
const MOST: u32 = 24;

/// At most so many steps if one extension is guilty; else about as many as another search takes.
#[must_use]
pub fn steps_left(field: &Field, answers: &[Answered]) -> u32 {
    let possible: Vec<u16> =
        field.free.iter().copied().filter(|number| fits(*number, answers)).collect();
    let stride = possible.len().div_ceil(PLAYED).max(1);
    let played = possible.iter().step_by(stride).chain(possible.last());
    played.map(|number| play(field, answers, *number)).max().unwrap_or_else(|| search(field))
}

fn search(field: &Field) -> u32 {
    usize::BITS - field.free.len().leading_zeros() + 3
}

/// Whether every answer is true if this one alone is guilty.
fn fits(number: u16, answers: &[Answered]) -> bool {
    answers.iter().all(|a| match a.answer {
        Answer::Good => !a.on.has(number),
        Answer::Bad => a.on.has(number),
        Answer::Unsure => true,
    })
}

fn play(field: &Field, answers: &[Answered], guilty: u16) -> u32 {
    let mut answers = answers.to_vec();
    for steps in 0..MOST {
        let Next::Try(on) = next(field, &answers) else { return steps };
        answers.push(truth(on, guilty));
    }
    MOST
}

fn truth(on: Group, guilty: u16) -> Answered {
    let answer = if on.has(guilty) { Answer::Bad } else { Answer::Good };
    Answered { at: 0, on, answer, by: By::Person }
}
