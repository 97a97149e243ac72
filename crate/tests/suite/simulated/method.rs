//! Search methods that are asked about the same cases: ours, the one of Visual Studio Code and that of Extension Binary Search.

use super::{Case, Said};
use karte_signin_doctor::extensions::PageAnswer;
use karte_signin_doctor::extensions::bisect::{
    AnswerSource, ExtensionSet, NextStep, RecordedAnswer, SearchResult, SearchSpace, next,
};

/// A search method: its callback answers whether the karte fails with these extensions on.
pub type Method = fn(u16, &mut dyn FnMut(ExtensionSet) -> PageAnswer) -> Said;

pub const METHODS: [(&str, Method); 4] = [
    ("ours", ours),
    ("ours, proven", proven),
    ("VS Code", vs_code),
    ("Binary Search", binary_search),
];

/// Plays a case; `false_at` are the numbers of the false answers. Returns the result and the number of questions.
pub fn play(case: &Case, method: Method, false_at: &[usize]) -> (Said, usize) {
    let mut asked = 0;
    let said = method(case.n, &mut |on| {
        let lie = false_at.contains(&asked);
        asked += 1;
        if case.fails(on) == lie { PageAnswer::Good } else { PageAnswer::Bad }
    });
    (said, asked)
}

pub fn before(top: ExtensionSet) -> RecordedAnswer {
    RecordedAnswer { at: 0, on: top, answer: PageAnswer::Bad, by: AnswerSource::Before }
}

pub fn ours(n: u16, ask: &mut dyn FnMut(ExtensionSet) -> PageAnswer) -> Said {
    search(n, ask, false)
}

/// Our method plus the test after the found extensions are kept off: if the page still fails, the search goes on.
pub fn proven(n: u16, ask: &mut dyn FnMut(ExtensionSet) -> PageAnswer) -> Said {
    search(n, ask, true)
}

fn search(n: u16, ask: &mut dyn FnMut(ExtensionSet) -> PageAnswer, proof: bool) -> Said {
    let field = SearchSpace { free: (0..n).collect(), always_on: ExtensionSet::default() };
    let mut answers = vec![before(field.all_on())];
    let mut said = |on, answers: &mut Vec<RecordedAnswer>| {
        let answer = ask(on);
        answers.push(RecordedAnswer { at: 0, on, answer, by: AnswerSource::Person });
        answer
    };
    loop {
        match next(&field, &answers) {
            NextStep::Try(on) => drop(said(on, &mut answers)),
            NextStep::Over(SearchResult::Sets(sets)) => {
                let off: ExtensionSet =
                    sets.iter().filter_map(|set| set.numbers().next()).collect();
                if !proof || said(field.all_on().difference(off), &mut answers) == PageAnswer::Good
                {
                    return Said::Sets(sets);
                }
            }
            NextStep::Over(SearchResult::Nobody) => return Said::Nobody,
            NextStep::Over(SearchResult::WorksNow) => return Said::WorksNow,
            NextStep::Over(SearchResult::CannotTell(_)) => return Said::CannotTell,
        }
    }
}

/// First all are off. Then the later half of the remaining ones is off and all others are on; at the end only one is off.
pub fn vs_code(n: u16, ask: &mut dyn FnMut(ExtensionSet) -> PageAnswer) -> Said {
    let (mut low, mut middle, mut high) = (0, 0, n);
    loop {
        let on = (0..n).filter(|i| !(middle..high).contains(i)).collect();
        let bad = ask(on) == PageAnswer::Bad;
        if bad && middle == 0 && high == n {
            return Said::Nobody;
        }
        if low + 1 == high {
            let last = Said::Sets(vec![ExtensionSet::of(low)]);
            return if bad { Said::CannotTell } else { last };
        }
        (low, high) = if bad { (low, middle) } else { (middle, high) };
        middle = u16::midpoint(low, high);
    }
}

/// Half of the remaining ones are on and all others off, until one is left; that one is not tested.
pub fn binary_search(n: u16, ask: &mut dyn FnMut(ExtensionSet) -> PageAnswer) -> Said {
    let (mut low, mut high) = (0, n);
    while low + 1 < high {
        let middle = u16::midpoint(low, high);
        let bad = ask((low..middle).collect()) == PageAnswer::Bad;
        (low, high) = if bad { (low, middle) } else { (middle, high) };
    }
    Said::Sets(vec![ExtensionSet::of(low)])
}
