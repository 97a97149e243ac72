//! Kills the worker or the browser before every single effect, in every way: in the end every extension is on again.

use crate::simulated::chrome::{Chrome, Person, id};
use crate::simulated::world::{Kill, World, rules};
use crate::simulated::{Case, Chance};
use karte_signin_doctor::extensions::PageAnswer;
use karte_signin_doctor::extensions::bisect::Outcome;
use karte_signin_doctor::extensions::experiment::Event;
use karte_signin_doctor::extensions::toggle::{Inconclusive, Notice};
use serde_json::{Value, json};

const KINDS: [Kill; 3] = [Kill::Worker, Kill::Browser, Kill::Silently];

type Begin = fn(&mut World);

fn try_once(world: &mut World) {
    world.happen(Event::Try(world.chrome.list(), rules()));
}

fn search(world: &mut World) {
    world.happen(Event::Find(world.chrome.list(), rules()));
}

/// A harder start: the first extension may not be disabled, and Chrome remembers "no certificate".
fn difficult(n: u16) -> Chrome {
    let mut chrome = Chrome::new(n);
    chrome.installed.get_mut(&id(0)).expect("there").may_disable = false;
    chrome.stale = true;
    chrome
}

fn play(case: &Case, begin: Begin, keeps: bool, kills: &[(usize, Kill)], leaves: bool) -> World {
    let mut person = Person::new(case.clone(), 7);
    person.keeps = keeps;
    let mut world = World::new(difficult(case.n), person);
    world.kills = kills.to_vec();
    world.person.gone = leaves && kills.first().is_some_and(|(at, _)| *at == 0);
    begin(&mut world);
    while world.effects < usize::MAX {
        world.person.gone = leaves && kills.iter().all(|(at, _)| *at < world.effects);
        let before = world.effects;
        world.live();
        if world.effects == before {
            break;
        }
    }
    world.all_is_restored();
    world
}

fn exhaustive(case: &Case, begin: Begin, keeps: bool) -> usize {
    let undisturbed = play(case, begin, keeps, &[], false);
    let mut played = 0;
    for at in 0..undisturbed.effects {
        for kind in KINDS {
            for leaves in [false, true] {
                let world = play(case, begin, keeps, &[(at, kind)], leaves);
                if !leaves && at > 1 {
                    assert_eq!(world.outcome(), undisturbed.outcome(), "killed at {at}: {kind:?}");
                }
                played += 1;
            }
        }
    }
    played
}

#[test]
fn a_try_killed_before_every_effect() {
    let case = Case::new(6, &[&[3]]);
    println!("{} kills", exhaustive(&case, try_once, false));
}

#[test]
fn a_try_where_none_is_remembered_is_judged_after_the_restart() {
    for (case, want) in
        [(Case::new(4, &[&[2]]), PageAnswer::Good), (Case::innocent(4), PageAnswer::Bad)]
    {
        let mut person = Person::new(case, 7);
        person.page_answers = true;
        let mut world = World::new(Chrome::new(4), person);
        world.chrome.stale = true;
        try_once(&mut world);
        let run = |world: &World| world.load().0.toggle.run.expect("a try");
        assert_eq!(run(&world).doubt, Some(Inconclusive::Remembered));
        assert!(world.once(), "a restart");
        assert_eq!((run(&world).seen, run(&world).doubt), (Some(want), None));
    }
}

#[test]
fn a_search_for_one_killed_before_every_effect() {
    println!("{} kills", exhaustive(&Case::new(6, &[&[3]]), search, true));
}

#[test]
fn a_search_for_two_killed_before_every_effect() {
    println!("{} kills", exhaustive(&Case::new(5, &[&[2], &[4]]), search, false));
}

#[test]
fn a_search_for_a_pair_killed_before_every_effect() {
    println!("{} kills", exhaustive(&Case::new(5, &[&[1, 4]]), search, false));
}

#[test]
fn a_search_killed_again_and_again() {
    let mut chance = Chance::new(3);
    for _ in 0..500 {
        let case = Case::random(&mut chance, 7, 1, 1);
        let kill = |chance: &mut Chance, at: u64| {
            (
                usize::try_from(at).expect("small"),
                KINDS[usize::try_from(chance.below(3)).expect("small")],
            )
        };
        let mut at = 0;
        let kills: Vec<_> = (0..6)
            .map(|_| {
                at += 1 + chance.below(40);
                kill(&mut chance, at)
            })
            .collect();
        play(&case, search, chance.once_in(2), &kills, chance.once_in(3));
    }
}

#[test]
fn what_cannot_be_saved_is_not_begun() {
    for begin in [try_once as Begin, search] {
        let mut world = World::new(Chrome::new(5), Person::new(Case::new(5, &[&[2]]), 1));
        world.chrome.storage_full = true;
        world.person.gone = true;
        begin(&mut world);
        world.live();
        assert_eq!(world.notices, [Notice::CouldNotSave]);
        world.all_is_restored();
    }
}

#[test]
fn storage_that_fills_up_in_between() {
    for full_from in 1..60 {
        let mut world = World::new(Chrome::new(5), Person::new(Case::new(5, &[&[2]]), 1));
        search(&mut world);
        for round in 0..200 {
            world.chrome.storage_full = round >= full_from;
            world.person.gone = round > full_from + 3;
            if !world.once() {
                break;
            }
        }
        world.chrome.storage_full = false;
        world.live();
        world.all_is_restored();
    }
}

/// Ways to damage the saved state: a missing field, another version, garbage.
fn damages() -> [fn(&mut Value); 4] {
    [
        |value| drop(value.as_object_mut().expect("object").remove("run")),
        |value| value["v"] = json!(9),
        |value| value["run"]["items"][0]["on"] = json!("?"),
        |value| value["run"]["phase"] = json!({"unheard": 1}),
    ]
}

fn spoil(world: &mut World, key: &str, damage: fn(&mut Value)) {
    let text = world.chrome.storage.get_mut(key).expect("saved");
    let mut value = serde_json::from_str(text).expect("json");
    damage(&mut value);
    *text = value.to_string();
}

#[test]
fn damaged_state_is_set_aside_and_restored_from_what_can_be_read() {
    for (number, damage) in damages().into_iter().enumerate() {
        for both in [false, true] {
            let mut world = World::new(Chrome::new(5), Person::new(Case::new(5, &[&[2]]), 1));
            search(&mut world);
            spoil(&mut world, "repair", damage);
            if both {
                spoil(&mut world, "bisect", |value| value["v"] = json!(0));
            }
            world.spoiled = true;
            world.person.gone = true;
            world.asking = false;
            world.happen(Event::Woken);
            world.live();
            assert_eq!(world.notices.last(), Some(&Notice::SetAside), "{number} {both}");
            assert!(world.chrome.storage.contains_key("repair.aside"));
            world.all_is_restored();
        }
    }
}

#[test]
fn a_damaged_search_alone_is_set_aside_with_a_notice_and_everything_is_restored() {
    let mut world = World::new(Chrome::new(5), Person::new(Case::new(5, &[&[2]]), 1));
    search(&mut world);
    spoil(&mut world, "bisect", |value| value["v"] = json!(0));
    world.person.gone = true;
    world.asking = false;
    world.happen(Event::Woken);
    assert_eq!(world.notices, [Notice::SetAside]);
    assert!(world.chrome.storage.contains_key("bisect.aside"));
    assert!(!world.chrome.storage.contains_key("bisect"));
    world.live();
    world.all_is_restored();
    assert_eq!(world.notices, [Notice::SetAside], "nothing takes the place of what was said");
}

#[test]
fn one_that_refuses_and_one_that_is_gone_are_named_and_the_rest_go_on() {
    let mut world = World::new(Chrome::new(5), Person::new(Case::new(5, &[&[2]]), 1));
    try_once(&mut world);
    world.chrome.installed.get_mut(&id(1)).expect("there").may_enable = false;
    world.chrome.installed.remove(&id(3));
    world.person.gone = true;
    world.live();
    let named = |found: &Notice| match found {
        Notice::LeftBehind { missing, refused, by_hand } => {
            by_hand.is_empty()
                && missing.len() == 1
                && missing[0].id == id(3)
                && refused.len() == 1
                && refused[0].id == id(1)
        }
        _ => false,
    };
    assert!(world.notices.iter().any(named), "{:?}", world.notices);
    world.all_is_restored();
}

#[test]
fn a_clock_set_back_does_not_stretch_the_try() {
    let mut world = World::new(Chrome::new(5), Person::new(Case::new(5, &[&[2]]), 1));
    world.chrome.now = 1_000_000_000;
    try_once(&mut world);
    world.chrome.now = 1_000;
    world.person.gone = true;
    world.chrome.alarm = None;
    world.happen(Event::Woken);
    assert!(
        world.chrome.alarm.is_some_and(|at| at <= 1_000 + 15 * 60 * 1_000),
        "{:?}",
        world.chrome.alarm
    );
    world.live();
    world.all_is_restored();
}

#[test]
fn what_is_kept_off_can_be_given_back() {
    let mut person = Person::new(Case::new(6, &[&[3]]), 1);
    person.keeps = true;
    let mut world = World::new(Chrome::new(6), person);
    search(&mut world);
    world.live();
    assert!(matches!(&world.outcome(), Some(Outcome::Guilty(sets)) if sets[0][0].id == id(3)));
    assert!(!world.chrome.installed[&id(3)].enabled);
    world.person.keeps = false;
    world.happen(Event::GiveBack(vec![id(3)]));
    world.live();
    assert!(world.chrome.installed[&id(3)].enabled);
    world.all_is_restored();
}

#[test]
fn a_cure_that_is_none_takes_the_search_further() {
    let mut found = 0;
    for lie in 0..12 {
        let mut person = Person::new(Case::new(8, &[&[2], &[5]]), 1);
        person.false_at = vec![lie];
        person.keeps = true;
        let mut world = World::new(Chrome::new(8), person);
        search(&mut world);
        world.live();
        let both = |sets: &[Vec<_>]| sets.len() == 2;
        found += usize::from(matches!(&world.outcome(), Some(Outcome::Guilty(sets)) if both(sets)));
        world.all_is_restored();
    }
    assert_eq!(found, 12);
}
