//! The clock is set back or ahead, by minutes, days or years, before every single effect: extensions that are off for a try or a
//! search are on again in time, measured in real time.

use crate::simulated::chrome::{Chrome, Person};
use crate::simulated::world::{Kill, World, rules};
use crate::simulated::{Case, Chance};
use karte_signin_doctor::base::time::Millis;
use karte_signin_doctor::extensions::experiment::Event;
use karte_signin_doctor::extensions::toggle::{self, ToggleState};
use karte_signin_doctor::extensions::{ExtensionRef, Purpose};

const MINUTE: Millis = 60_000;
const DAY: Millis = 24 * 60 * MINUTE;
/// A corrected clock, a typing error in the month, an empty battery; each of them in both directions.
const STEPS: [Millis; 10] = [
    -MINUTE,
    -28 * MINUTE,
    -DAY,
    -40 * DAY,
    -2 * 365 * DAY,
    MINUTE,
    28 * MINUTE,
    DAY,
    40 * DAY,
    3 * 365 * DAY,
];

type Begin = fn(&mut World);

fn try_once(world: &mut World) {
    world.happen(Event::Try(world.chrome.list(), rules()));
}

fn search(world: &mut World) {
    world.happen(Event::Find(world.chrome.list(), rules()));
}

/// Clock steps and kills, each before the effect with this number. `leaves`: after the first step the person does nothing more.
struct Play {
    steps: Vec<(usize, Millis)>,
    kills: Vec<(usize, Kill)>,
    leaves: bool,
}

fn play(case: &Case, begin: Begin, play: Play) -> World {
    let mut chrome = Chrome::new(case.n);
    // Late enough after 1970 that every step back still gives a positive time.
    chrome.now = 20_000 * DAY;
    let mut world = World::new(chrome, Person::new(case.clone(), 7));
    let first = play.steps.first().map_or(usize::MAX, |(at, _)| *at);
    world.steps = play.steps;
    world.kills = play.kills;
    world.person.gone = play.leaves && first == 0;
    begin(&mut world);
    loop {
        let before = world.effects;
        while world.once() {
            world.person.gone = play.leaves && first < world.effects;
        }
        if world.effects == before {
            break;
        }
    }
    world.all_is_restored();
    world
}

fn exhaustive(case: &Case, begin: Begin) -> usize {
    let undisturbed = play(case, begin, Play { steps: vec![], kills: vec![], leaves: false });
    let mut played = 0;
    for at in 0..undisturbed.effects {
        for by in STEPS {
            for leaves in [false, true] {
                for kill in [None, Some(Kill::Worker), Some(Kill::Browser)] {
                    let kills = kill.into_iter().map(|kill| (at, kill)).collect();
                    play(case, begin, Play { steps: vec![(at, by)], kills, leaves });
                    played += 1;
                }
            }
        }
    }
    played
}

#[test]
fn a_try_while_the_clock_is_set() {
    println!("{} plays", exhaustive(&Case::new(4, &[&[2]]), try_once));
}

#[test]
fn a_search_while_the_clock_is_set() {
    println!("{} plays", exhaustive(&Case::new(4, &[&[2]]), search));
}

#[test]
fn a_clock_that_is_set_again_and_again() {
    let mut chance = Chance::new(5);
    for begin in [try_once as Begin, search] {
        for _ in 0..300 {
            let mut at = 0;
            let mut steps = Vec::new();
            for _ in 0..12 {
                at += 1 + usize::try_from(chance.below(6)).expect("small");
                let step = STEPS[usize::try_from(chance.below(10)).expect("small")];
                steps.push((at, step));
            }
            let kills = match chance.below(3) {
                0 => vec![(at / 2, Kill::Worker)],
                1 => vec![(at / 2, Kill::Browser)],
                _ => vec![],
            };
            let leaves = chance.once_in(2);
            play(&Case::new(5, &[&[3]]), begin, Play { steps, kills, leaves });
        }
    }
}

#[test]
fn each_step_of_a_search_and_each_extension_of_the_time_restarts_it() {
    let all = vec![ExtensionRef { id: "a".repeat(32), name: "A".to_owned() }];
    let targets =
        || toggle::Event::SetTargets { purpose: Purpose::Bisect, all: all.clone(), on: Vec::new() };
    let mut state = ToggleState::default();
    for (now, event) in [
        (MINUTE, targets()),
        (8 * MINUTE, targets()),
        (15 * MINUTE, toggle::Event::Extend),
        (29 * MINUTE, targets()),
    ] {
        let (next, effects) = toggle::step(state, now, event);
        let deadline = next.run.as_ref().map(|run| run.deadline.at());
        assert_eq!(deadline, Some(now + 15 * MINUTE));
        assert!(effects.contains(&toggle::Effect::Alarm(now + 15 * MINUTE)), "{effects:?}");
        state = next;
    }
}
