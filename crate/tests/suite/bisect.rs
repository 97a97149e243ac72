//! The search for the guilty extension: exhaustive where that is possible, random where it is not.

use crate::simulated::method::{Method, ours, play, proven};
use crate::simulated::{Case, Chance, Mark, Said, mark};
use std::collections::BTreeMap;

fn bound(n: u16) -> usize {
    usize::try_from(u16::BITS - (n - 1).leading_zeros()).expect("small") + 3
}

#[test]
fn a_single_one_is_found_within_the_bound() {
    for n in 1..=64 {
        for guilty in 0..n {
            let case = Case::new(n, &[&[guilty]]);
            let (said, asked) = play(&case, ours, &[]);
            assert_eq!(mark(&case, &said), Mark::Right, "{case:?} {said:?}");
            assert!(asked <= bound(n), "{n} {guilty}: {asked}");
        }
    }
}

/// Plays `case` once for each answer, with exactly that answer false.
fn with_each_answer_false(case: &Case, method: Method, mut each: impl FnMut(&Said)) {
    for lie in 0.. {
        let (said, asked) = play(case, method, &[lie]);
        if lie >= asked {
            return;
        }
        each(&said);
    }
}

#[test]
fn a_single_one_is_found_in_spite_of_a_false_answer() {
    for n in 1..=40 {
        for guilty in 0..n {
            let case = Case::new(n, &[&[guilty]]);
            with_each_answer_false(&case, ours, |said| {
                assert_eq!(mark(&case, said), Mark::Right, "{case:?} {said:?}");
            });
        }
    }
}

/// Every family of guilty sets of one or two extensions among `n`.
fn families(n: u16) -> Vec<Case> {
    let mut sets: Vec<Vec<u16>> = (0..n).map(|a| vec![a]).collect();
    sets.extend((0..n).flat_map(|b| (0..b).map(move |a| vec![a, b])));
    let chosen = |bits: u32| -> Vec<&[u16]> {
        (0..sets.len()).filter(|i| bits >> i & 1 == 1).map(|i| sets[i].as_slice()).collect()
    };
    let mut all: Vec<Case> =
        (1..1_u32 << sets.len()).map(|bits| Case::new(n, &chosen(bits))).collect();
    all.sort_by(|a, b| a.guilty.cmp(&b.guilty));
    all.dedup();
    all.push(Case::innocent(n));
    all
}

#[test]
fn every_family_of_up_to_four_extensions() {
    let mut marks: BTreeMap<Mark, usize> = BTreeMap::new();
    for case in (1..=4).flat_map(families) {
        let (said, _) = play(&case, ours, &[]);
        assert_eq!(mark(&case, &said), Mark::Right, "{case:?} {said:?}");
        with_each_answer_false(&case, ours, |said| {
            let found = mark(&case, said);
            assert!(found == Mark::Right || !case.single(), "{case:?} {said:?}");
            *marks.entry(found).or_default() += 1;
        });
    }
    println!("one false answer: {marks:?}");
    assert!(!marks.contains_key(&Mark::Wrong), "{marks:?}");
}

/// `proven` tests the page once more with the found extensions kept off: then none of the guilty is on, despite a false answer.
#[test]
fn what_was_proven_is_a_cure_in_spite_of_a_false_answer() {
    let mut marks: BTreeMap<Mark, usize> = BTreeMap::new();
    for case in (1..=4).flat_map(families) {
        with_each_answer_false(&case, proven, |said| {
            *marks.entry(mark(&case, said)).or_default() += 1;
        });
    }
    println!("one false answer, proven: {marks:?}");
    assert!(!marks.contains_key(&Mark::Wrong), "{marks:?}");
    assert!(!marks.contains_key(&Mark::Partly), "{marks:?}");
}

#[test]
fn ten_thousand_random_families() {
    let mut chance = Chance::new(1);
    let mut marks: BTreeMap<Mark, usize> = BTreeMap::new();
    for _ in 0..10_000 {
        let n = 1 + u16::try_from(chance.below(60)).expect("small");
        let (singles, pairs) = (chance.below(5), chance.below(3));
        let case = Case::random(&mut chance, n, singles, pairs);
        let (said, asked) = play(&case, ours, &[]);
        assert_eq!(mark(&case, &said), Mark::Right, "{case:?} {said:?}");
        let lie = usize::try_from(chance.below(asked as u64)).expect("small");
        let (said, _) = play(&case, ours, &[lie]);
        *marks.entry(mark(&case, &said)).or_default() += 1;
    }
    println!("one false answer: {marks:?}");
    assert!(!marks.contains_key(&Mark::Wrong), "{marks:?}");
}
