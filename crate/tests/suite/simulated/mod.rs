//! Simulations for the tests: which extensions are guilty, which answers are false, and the search methods of other tools.
#![allow(dead_code, reason = "each proof takes what it needs")]
#![allow(clippy::expect_used, clippy::panic, reason = "an imitation may stop at once")]
#![allow(clippy::struct_excessive_bools, reason = "independent facts about an imitation")]

mod asked;
pub mod chrome;
mod clocks;
mod hands;
pub mod method;
mod proofs;
mod saving;
pub mod world;

use fastrand::Rng;
use karte_signin_doctor::extensions::bisect::{ExtensionSet, minimal_hitting_sets};

/// A random generator with a fixed seed, so every run is the same.
pub struct Chance(Rng);

impl Chance {
    pub fn new(seed: u64) -> Self {
        Self(Rng::with_seed(seed))
    }

    /// A number below `end`.
    pub fn below(&mut self, end: u64) -> u64 {
        self.0.u64(..end.max(1))
    }

    /// True with probability 1 / `one_in`.
    pub fn once_in(&mut self, one_in: u64) -> bool {
        self.below(one_in) == 0
    }
}

/// The hidden truth of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    /// How many extensions can be switched off.
    pub n: u16,
    /// Minimal failing sets: the page fails when all of one set is on. No set contains another.
    pub guilty: Vec<ExtensionSet>,
    /// The page fails for another reason, whatever is on.
    pub always: bool,
}

impl Case {
    pub fn new(n: u16, guilty: &[&[u16]]) -> Self {
        let mut guilty: Vec<ExtensionSet> =
            guilty.iter().map(|set| set.iter().copied().collect()).collect();
        smallest(&mut guilty);
        Self { n, guilty, always: false }
    }

    pub fn innocent(n: u16) -> Self {
        Self { n, guilty: Vec::new(), always: true }
    }

    /// A case with `singles` guilty extensions and `pairs` that fail only together.
    pub fn random(chance: &mut Chance, n: u16, singles: u64, pairs: u64) -> Self {
        let mut one = || u16::try_from(chance.below(u64::from(n))).expect("small");
        let mut guilty: Vec<ExtensionSet> = (0..singles).map(|_| ExtensionSet::of(one())).collect();
        guilty.extend((0..pairs).map(|_| ExtensionSet::of(one()).with(one())));
        smallest(&mut guilty);
        let always = guilty.is_empty();
        Self { n, guilty, always }
    }

    pub fn fails(&self, on: ExtensionSet) -> bool {
        self.always || self.guilty.iter().any(|set| on.is_superset(*set))
    }

    /// All members of the guilty sets.
    pub fn culprits(&self) -> ExtensionSet {
        self.guilty.iter().fold(ExtensionSet::default(), |all, set| all.union(*set))
    }

    pub fn single(&self) -> bool {
        self.guilty.len() == 1 && self.guilty[0].len() == 1
    }
}

fn smallest(sets: &mut Vec<ExtensionSet>) {
    sets.sort_unstable();
    sets.dedup();
    let all = sets.clone();
    sets.retain(|set| !all.iter().any(|other| other != set && set.is_superset(*other)));
}

/// The result of a method.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Said {
    Sets(Vec<ExtensionSet>),
    Nobody,
    WorksNow,
    CannotTell,
}

/// How the result compares with the truth.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Mark {
    /// Exactly the guilty sets are named.
    Right,
    /// Only guilty ones are named, and the page works without one of each named set; but not all sets are named.
    Cures,
    /// Only guilty ones are named, but the page still fails without them.
    Partly,
    /// The method says that it cannot tell.
    CannotTell,
    /// An innocent extension is named, or the guilty ones are cleared.
    Wrong,
}

pub fn mark(case: &Case, said: &Said) -> Mark {
    match said {
        Said::CannotTell => Mark::CannotTell,
        Said::Nobody if case.always => Mark::Right,
        Said::Nobody | Said::WorksNow => Mark::Wrong,
        Said::Sets(sets) => mark_sets(case, sets),
    }
}

fn mark_sets(case: &Case, sets: &[ExtensionSet]) -> Mark {
    let mut named = sets.to_vec();
    named.sort_unstable();
    let mut guilty = case.guilty.clone();
    guilty.sort_unstable();
    let all: ExtensionSet = (0..case.n).collect();
    let innocent = sets.iter().any(|set| !case.culprits().is_superset(*set));
    if named == guilty && !case.always {
        Mark::Right
    } else if innocent || named.is_empty() {
        Mark::Wrong
    } else if minimal_hitting_sets(sets).iter().all(|cut| !case.fails(all.difference(*cut))) {
        Mark::Cures
    } else {
        Mark::Partly
    }
}
