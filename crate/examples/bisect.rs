//! Prints how many questions a search needs and how often its result is right, compared with two other search methods.
//!
//! The other methods are simulated by their published rules on the same cases: Visual Studio Code's "Start Extension
//! Bisect" and the plain halving of Extension Binary Search.

#[path = "../tests/suite/simulated/mod.rs"]
mod simulated;

use simulated::method::{METHODS, Method, play};
use simulated::{Case, Chance, Mark, Said, mark};

const SIZES: [u16; 9] = [1, 2, 4, 8, 12, 16, 24, 30, 60];
const PLAYED: usize = 1_000;
/// Kinds of cases: how many extensions are guilty alone, and how many pairs are guilty together.
const KINDS: [(&str, u64, u64); 6] = [
    ("nobody", 0, 0),
    ("one", 1, 0),
    ("two", 2, 0),
    ("three", 3, 0),
    ("a pair", 0, 1),
    ("one and a pair", 1, 1),
];

fn main() {
    println!("# Finding the guilty extension: questions and results\n");
    println!(
        "Made by `cargo run -q -p karte-signin-doctor --example bisect`; the same in every run.\n"
    );
    one_culprit();
    bound();
    results("Everybody tells the truth", false);
    results("One answer is false", true);
}

fn one_culprit() {
    println!("## Questions for one guilty extension, at every place among n (median, most)\n");
    println!("| n | bound | {} |", METHODS.map(|(name, _)| name).join(" | "));
    println!("|---|---|---|---|---|---|");
    for n in SIZES {
        let bound = u16::BITS - (n - 1).leading_zeros() + 3;
        let of = |method: Method| {
            let asked = (0..n).map(|guilty| play(&Case::new(n, &[&[guilty]]), method, &[]).1);
            spread(asked.collect())
        };
        println!("| {n} | {bound} | {} |", METHODS.map(|(_, method)| of(method)).join(" | "));
    }
    println!();
}

fn bound() {
    println!(
        "The bound is the least number of questions if every answer is true. One false answer in the last"
    );
    println!(
        "step then stays unnoticed, because no earlier answer tells the last two apart. To be certain in"
    );
    println!(
        "spite of one false answer takes two that say \"fails\" with the one on and the other off, and two"
    );
    println!(
        "that say \"works\" the other way round: four, after log2 n - 1 halvings and the trial with all off,"
    );
    println!(
        "one more than the bound. So what rests on a single answer is shown as such, and proven when it is kept off.\n"
    );
}

fn spread(mut asked: Vec<usize>) -> String {
    asked.sort_unstable();
    format!("{}, {}", asked[asked.len() / 2], asked[asked.len() - 1])
}

fn results(title: &str, lie: bool) {
    println!("## {title}: {PLAYED} random cases each, n from 5 to 60\n");
    println!(
        "Wrong: an innocent is named, or the guilty are cleared. In part: only guilty ones are named,"
    );
    println!("but not all; with them off it works (a cure) or still fails (more are left).");
    println!(
        "Ours then says that the result rests on a single word, and tries once more with those"
    );
    println!("found kept off (\"proven\"): where it still fails, it goes on.\n");
    println!(
        "| guilty | method | right | in part, a cure | in part, more left | cannot tell | wrong | questions (median, most) |"
    );
    println!("|---|---|---|---|---|---|---|---|");
    for (kind, singles, pairs) in KINDS {
        for (name, method) in METHODS {
            println!("| {kind} | {name} | {} |", row(method, singles, pairs, lie));
        }
    }
    println!();
}

fn row(method: Method, singles: u64, pairs: u64, lie: bool) -> String {
    let mut chance = Chance::new(singles * 10 + pairs);
    let mut marks = Vec::new();
    let mut asked = Vec::new();
    while marks.len() < PLAYED {
        let n = 5 + u16::try_from(chance.below(56)).unwrap_or(0);
        let case = Case::random(&mut chance, n, singles, pairs);
        if case.guilty.len() as u64 != singles + pairs {
            continue;
        }
        let (said, questions) = played(&case, method, lie, &mut chance);
        marks.push(mark(&case, &said));
        asked.push(questions);
    }
    let count = |wanted: Mark| {
        let found = marks.iter().filter(|mark| **mark == wanted).count();
        format!("{}.{} %", found * 100 / PLAYED, found * 1_000 / PLAYED % 10)
    };
    let columns = [
        count(Mark::Right),
        count(Mark::Cures),
        count(Mark::Partly),
        count(Mark::CannotTell),
        count(Mark::Wrong),
        spread(asked),
    ];
    columns.join(" | ")
}

/// With `lie`, one of the answers that this method asks for in the truthful run is inverted.
fn played(case: &Case, method: Method, lie: bool, chance: &mut Chance) -> (Said, usize) {
    let (said, asked) = play(case, method, &[]);
    if !lie {
        return (said, asked);
    }
    let at = usize::try_from(chance.below(asked as u64)).unwrap_or(0);
    play(case, method, &[at])
}
