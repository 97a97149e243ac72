//! Ten thousand random searches through the whole state machine: extensions are added, removed, locked or cannot be enabled,
//! people give wrong answers or none, workers and browsers are killed.

use crate::simulated::chrome::{Chrome, Installed, Person, id, number};
use crate::simulated::world::{Kill, World, rules};
use crate::simulated::{Case, Chance};
use karte_signin_doctor::extensions::ExtensionRef;
use karte_signin_doctor::extensions::bisect::{Bisect, ExtensionSet, Outcome, Phase, WhyNot};
use karte_signin_doctor::extensions::experiment::Event;
use std::collections::BTreeMap;

/// What may go wrong in addition.
#[derive(Debug, Clone, Copy, Default)]
#[allow(clippy::struct_excessive_bools, reason = "each may go wrong or not")]
struct Trouble {
    churn: bool,
    lie: bool,
    unsure: bool,
    kills: bool,
    /// The person sometimes closes the certificate dialog.
    cancels: bool,
    /// The network connection is sometimes cut.
    cuts: bool,
    /// The guilty extensions cut the connection instead of breaking the page.
    guilty_cut: bool,
}

/// Extensions that are added later get numbers from here on.
const NEW: u16 = 60;

fn group(named: &[ExtensionRef]) -> ExtensionSet {
    named.iter().map(|named| number(&named.id)).collect()
}

/// Adds, removes or locks an extension, or makes one impossible to enable again.
fn churn(world: &mut World) {
    let searching = |world: &World| world.load().0.bisect.as_ref().is_some_and(Bisect::is_trying);
    if !world.person.chance.once_in(12) || !searching(world) {
        return;
    }
    let ids: Vec<String> = world.chrome.installed.keys().cloned().collect();
    if ids.is_empty() {
        return;
    }
    let place = world.person.chance.below(ids.len() as u64);
    let any = ids[usize::try_from(place).expect("small")].clone();
    match world.person.chance.below(4) {
        0 => drop(world.chrome.installed.remove(&any)),
        1 => {
            let new = NEW + u16::try_from(world.person.chance.below(4)).expect("small");
            world.theirs.touched.insert(id(new));
            world.chrome.installed.entry(id(new)).or_insert_with(Installed::new);
            world.was_on.insert(id(new));
        }
        2 => {
            world.theirs.touched.insert(any.clone());
            let installed = world.chrome.installed.get_mut(&any).expect("there");
            *installed = Installed { may_disable: false, ..Installed::new() };
        }
        _ => world.chrome.installed.get_mut(&any).expect("there").may_enable = false,
    }
}

fn random_case(chance: &mut Chance, trouble: Trouble) -> Case {
    let n = 1 + u16::try_from(chance.below(60)).expect("small");
    let (singles, pairs) = match chance.below(8) {
        0 => (0, 0),
        1..=3 => (1, 0),
        4 => (2, 0),
        5 => (0, 1),
        6 => (1, 1),
        _ => (chance.below(5), chance.below(3)),
    };
    let mut case = Case::random(chance, n, singles, pairs);
    if trouble.churn && !case.always && chance.once_in(3) {
        case.guilty.push(ExtensionSet::of(NEW));
    }
    case
}

fn play(seed: u64, trouble: Trouble) -> (Case, Chrome, World) {
    let mut chance = Chance::new(seed);
    let case = random_case(&mut chance, trouble);
    let mut chrome = Chrome::new(case.n);
    if chance.once_in(4) {
        let locked = id(u16::try_from(chance.below(u64::from(case.n))).expect("small"));
        chrome.installed.get_mut(&locked).expect("there").may_disable = false;
    }
    chrome.stale = chance.once_in(3);
    let mut person = Person::new(case.clone(), seed);
    person.page_answers = chance.once_in(2);
    person.unsure_in = if trouble.unsure { 5 } else { 0 };
    if trouble.lie {
        person.false_at = vec![usize::try_from(chance.below(14)).expect("small")];
    }
    person.cancels_in = if trouble.cancels { 6 } else { 0 };
    person.cuts_in = if trouble.cuts { 12 } else { 0 };
    person.guilty_cut = trouble.guilty_cut;
    person.keeps = (trouble.cancels || trouble.guilty_cut || trouble.lie) && chance.once_in(2);
    let before = chrome.clone();
    let mut world = World::new(chrome, person);
    if trouble.kills {
        let kinds = [Kill::Worker, Kill::Browser, Kill::Silently];
        let place = |chance: &mut Chance, end| usize::try_from(chance.below(end)).expect("small");
        world.kills =
            (0..3).map(|_| (2 + place(&mut chance, 150), kinds[place(&mut chance, 3)])).collect();
    }
    if trouble.churn {
        world.churn = churn;
    }
    world.happen(Event::Find(world.chrome.list(), rules()));
    world.live();
    world.all_is_restored();
    (case, before, world)
}

/// The result when all answers are true and the set of extensions does not change.
fn expected(case: &Case, chrome: &Chrome) -> Option<Vec<ExtensionSet>> {
    let locked: ExtensionSet =
        chrome.installed.iter().filter(|(_, i)| !i.may_disable).map(|(id, _)| number(id)).collect();
    if case.fails(locked) {
        return None;
    }
    let mut sets: Vec<ExtensionSet> =
        case.guilty.iter().map(|set| set.difference(locked)).collect();
    let all = sets.clone();
    sets.retain(|set| !all.iter().any(|other| other != set && set.is_superset(*other)));
    sets.sort_unstable();
    sets.dedup();
    Some(sets)
}

fn check_exact(case: &Case, chrome: &Chrome, outcome: &Outcome, cuts: bool) {
    let found = match outcome {
        Outcome::Guilty(sets) => {
            let mut sets: Vec<ExtensionSet> = sets.iter().map(|set| group(set)).collect();
            sets.sort_unstable();
            Some(sets)
        }
        Outcome::Nobody { .. } => None,
        // Even with all extensions off there was no answer, so the remaining ones or the connection may be the cause.
        Outcome::CannotTell { why: WhyNot::NoAnswer, .. } if cuts => None,
        other if chrome.installed.values().all(|i| !i.may_disable) => {
            return assert!(matches!(other, Outcome::CannotTell { .. }), "{other:?}");
        }
        other => panic!("{case:?}: {other:?}"),
    };
    assert_eq!(found, expected(case, chrome), "{case:?}");
}

/// In every case: no innocent extension is named, and a guilty one is not cleared.
fn check_safe(case: &Case, world: &World, outcome: &Outcome) -> &'static str {
    match outcome {
        Outcome::Guilty(sets) => {
            let named = sets.iter().fold(ExtensionSet::default(), |all, set| all.union(group(set)));
            assert!(case.culprits().is_superset(named) && !case.always, "{case:?}: {outcome:?}");
            "guilty"
        }
        Outcome::Nobody { left_on, .. } => {
            assert!(case.fails(group(left_on)), "{case:?}: {outcome:?}");
            "nobody"
        }
        Outcome::WorksNow { .. } => {
            assert!(!case.fails(world.chrome.on()), "{case:?}: {outcome:?}");
            "works now"
        }
        Outcome::CannotTell { .. } => "cannot tell",
        Outcome::Stopped { .. } => panic!("nobody stopped it"),
    }
}

/// With one false answer either all guilty sets are named, or the result says that it rests on a single answer. Once the
/// kept-off extensions were tested (`cured`), the page works with them off.
fn check_one_lie(case: &Case, before: &Chrome, world: &World, outcome: &Outcome) -> bool {
    let Outcome::Guilty(sets) = outcome else { return true };
    let mut named: Vec<ExtensionSet> = sets.iter().map(|set| group(set)).collect();
    named.sort_unstable();
    let bisect = world.load().0.bisect.expect("a search");
    let cured = matches!(bisect.phase, Phase::Over { cured: true, .. });
    assert!(!cured || !case.fails(world.chrome.on()), "{case:?}: {outcome:?} is no cure");
    let whole = Some(named) == expected(case, before);
    assert!(whole || bisect.is_weakly_confirmed(), "{case:?}: {outcome:?} is told as certain");
    whole
}

fn many(seeds: std::ops::Range<u64>, trouble: Trouble) {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for seed in seeds {
        let (case, before, world) = play(seed, trouble);
        let outcome = world.outcome().unwrap_or_else(|| panic!("{seed}: no outcome, {case:?}"));
        *counts.entry(check_safe(&case, &world, &outcome)).or_default() += 1;
        let one_lie =
            trouble.lie && !trouble.churn && !trouble.unsure && !world.person.page_answers;
        if one_lie && !check_one_lie(&case, &before, &world, &outcome) {
            *counts.entry("in part, and said so").or_default() += 1;
        }
        if !trouble.churn && !trouble.lie && !trouble.unsure && !trouble.cuts {
            check_exact(&case, &before, &outcome, trouble.guilty_cut);
        }
    }
    println!("{trouble:?}: {counts:?}");
}

#[test]
fn truthful_people() {
    many(0..2_500, Trouble::default());
}

#[test]
fn truthful_people_and_crashes() {
    many(2_500..4_000, Trouble { kills: true, ..Trouble::default() });
}

#[test]
fn extensions_that_come_and_go() {
    many(4_000..6_000, Trouble { churn: true, ..Trouble::default() });
}

#[test]
fn people_who_err_once_and_people_who_do_not_know() {
    many(6_000..7_500, Trouble { lie: true, ..Trouble::default() });
    many(7_500..8_500, Trouble { unsure: true, ..Trouble::default() });
}

#[test]
fn everything_at_once() {
    let all = Trouble { churn: true, lie: true, unsure: true, kills: true, ..Trouble::default() };
    many(8_500..10_000, all);
}

#[test]
fn people_who_close_the_dialog() {
    many(10_000..11_000, Trouble { cancels: true, ..Trouble::default() });
    many(
        11_000..11_500,
        Trouble { cancels: true, kills: true, unsure: true, ..Trouble::default() },
    );
}

#[test]
fn lines_that_are_cut() {
    many(11_500..12_000, Trouble { guilty_cut: true, cancels: true, ..Trouble::default() });
    many(12_000..13_000, Trouble { cuts: true, ..Trouble::default() });
    many(
        13_000..13_500,
        Trouble { cuts: true, guilty_cut: true, kills: true, ..Trouble::default() },
    );
}
