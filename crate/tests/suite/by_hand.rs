//! Somebody switches an extension in Chrome's own list, at every step of a try and of a search: the extension stays as they left
//! it, and no innocent extension is named.

use crate::simulated::chrome::{Chrome, Person, id, number};
use crate::simulated::world::{Kill, World, rules};
use crate::simulated::{Case, Chance};
use karte_signin_doctor::extensions::bisect::{ExtensionSet, Outcome};
use karte_signin_doctor::extensions::experiment::Event;

type Begin = fn(&mut World);

fn try_once(world: &mut World) {
    world.happen(Event::Try(world.chrome.list(), rules()));
}

fn search(world: &mut World) {
    world.happen(Event::Find(world.chrome.list(), rules()));
}

/// What else happens in the play.
#[derive(Default, Clone, Copy)]
struct Also {
    /// One extension is removed during the run, so the undo record keeps waiting for it.
    one_goes: bool,
    /// What was found is kept off.
    keeps: bool,
    /// The person does nothing more after the manual switch.
    leaves: bool,
}

fn play(case: &Case, begin: Begin, hands: &[(usize, String)], also: Also) -> World {
    let mut person = Person::new(case.clone(), 7);
    person.keeps = also.keeps;
    let mut world = World::new(Chrome::new(case.n), person);
    world.hands = hands.to_vec();
    begin(&mut world);
    if also.one_goes {
        world.chrome.installed.remove(&id(0));
    }
    let first = hands.first().map_or(usize::MAX, |(at, _)| *at);
    while world.once() {
        world.person.gone = also.leaves && first < world.effects;
    }
    world.all_is_restored();
    nobody_innocent_is_named(case, &world);
    world
}

fn nobody_innocent_is_named(case: &Case, world: &World) {
    let Some(outcome) = world.outcome() else { return };
    match &outcome {
        Outcome::Guilty(sets) => {
            let named: ExtensionSet =
                sets.iter().flatten().map(|named| number(&named.id)).collect();
            assert!(case.culprits().is_superset(named), "{case:?}: {outcome:?}");
        }
        Outcome::Nobody { left_on, .. } => {
            let left_on: ExtensionSet = left_on.iter().map(|named| number(&named.id)).collect();
            assert!(case.fails(left_on), "{case:?}: {outcome:?}");
        }
        _ => {}
    }
}

fn exhaustive(case: &Case, begin: Begin, also: Also) -> usize {
    let undisturbed = play(case, begin, &[], also);
    let mut played = 0;
    for at in 0..undisturbed.effects {
        for which in 0..case.n {
            for leaves in [false, true] {
                play(case, begin, &[(at, id(which))], Also { leaves, ..also });
                played += 1;
            }
        }
    }
    played
}

#[test]
fn in_a_try_and_while_it_ends() {
    println!("{} plays", exhaustive(&Case::new(4, &[&[2]]), try_once, Also::default()));
}

#[test]
fn in_a_search_and_while_it_ends() {
    println!("{} plays", exhaustive(&Case::new(5, &[&[2]]), search, Also::default()));
    println!("{} plays", exhaustive(&Case::new(4, &[&[1, 3]]), search, Also::default()));
    println!("{} plays", exhaustive(&Case::innocent(3), search, Also::default()));
}

#[test]
fn while_what_was_found_is_kept_off() {
    let also = Also { keeps: true, ..Also::default() };
    println!("{} plays", exhaustive(&Case::new(4, &[&[2]]), search, also));
}

#[test]
fn while_the_record_waits_for_one_that_is_gone() {
    let also = Also { one_goes: true, ..Also::default() };
    println!("{} plays", exhaustive(&Case::new(4, &[&[2]]), try_once, also));
    println!("{} plays", exhaustive(&Case::new(4, &[&[2]]), search, also));
}

/// An extension that is switched off by hand after all were restored stays off, even after a restart of Chrome.
#[test]
fn over_a_restart_while_the_record_waits_for_one_that_is_gone() {
    let mut world = World::new(Chrome::new(4), Person::new(Case::new(4, &[&[2]]), 7));
    try_once(&mut world);
    world.chrome.installed.remove(&id(0));
    while world.once() && world.load().0.toggle.is_timed() {}
    assert!(world.load().0.toggle.run.is_some(), "the record waits");
    world.switch_by_hand(&id(1));
    world.restart();
    world.live();
    assert!(!world.chrome.installed[&id(1)].enabled, "it was switched on again");
    assert!(world.load().0.toggle.run.is_none());
}

#[test]
fn several_hands_and_deaths_at_random() {
    let mut chance = Chance::new(11);
    let small = |number: u64| usize::try_from(number).expect("small");
    for _ in 0..1_500 {
        let case = Case::random(&mut chance, 6, 1, 1);
        let begin = if chance.once_in(3) { try_once as Begin } else { search };
        let mut person = Person::new(case.clone(), 7);
        person.keeps = chance.once_in(3);
        person.page_answers = chance.once_in(2);
        let mut world = World::new(Chrome::new(case.n), person);
        for _ in 0..=chance.below(3) {
            let which = id(u16::try_from(chance.below(6)).expect("small"));
            world.hands.push((small(chance.below(80)), which));
        }
        if chance.once_in(2) {
            let kinds = [Kill::Worker, Kill::Browser, Kill::Silently];
            world.kills = vec![(small(chance.below(80)), kinds[small(chance.below(3))])];
        }
        begin(&mut world);
        world.live();
        world.all_is_restored();
        nobody_innocent_is_named(&case, &world);
    }
}
