//! The interpreter of effects with a browser and a person; worker or browser can be killed before any effect.

use super::asked::asks;
use super::chrome::{Chrome, Person, switches_off};
use super::hands::Hands;
use super::saving::Read;
use karte_signin_doctor::base::time::Millis;
use karte_signin_doctor::extensions::bisect::{Bisect, Outcome, Phase, Stage};
use karte_signin_doctor::extensions::candidates::Rules;
use karte_signin_doctor::extensions::experiment::{Effect, Event, Experiment, load};
use karte_signin_doctor::extensions::toggle::{Notice, ToggleState};
use std::collections::{BTreeSet, VecDeque};

/// What is killed, and how it comes back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kill {
    /// The worker alone.
    Worker,
    /// The browser; `onStartup` fires after it.
    Browser,
    /// The browser; the worker runs again without a start event, and its alarm is lost.
    Silently,
}

pub struct World {
    pub chrome: Chrome,
    pub person: Person,
    /// The extensions that were on at the beginning, or were installed since.
    pub was_on: BTreeSet<String>,
    /// The extensions that the saved undo record names.
    pub record: BTreeSet<String>,
    /// Kills, each before the effect with this number.
    pub kills: Vec<(usize, Kill)>,
    pub effects: usize,
    /// Clock changes, each by this much before the effect with this number.
    pub steps: Vec<(usize, Millis)>,
    /// Manual switches, each of this extension before the effect with this number.
    pub hands: Vec<(usize, String)>,
    /// What was switched by hand.
    pub theirs: Hands,
    /// The browser has started, and no worker has finished its first event in that session.
    starts: bool,
    /// When the person or the page last answered, in real time: each answer may restart the time limit of a try.
    pub(super) last_word: Millis,
    /// How far the PC's clock was ahead of the worker's monotonic clock at the last check.
    pub(super) lead: Millis,
    /// When the worker checks the time again, in real time, while it stays alive.
    pub(super) ticks_at: Option<Millis>,
    pub asking: bool,
    pub restarting: bool,
    /// Cache of what was read last: the invariants read after every effect, but the same text is parsed once.
    read: (Read<ToggleState>, Read<Bisect>),
    /// The probe or page check whose answer is pending.
    pending: Option<fn(&mut World) -> Event>,
    /// The saved state was damaged on purpose: until it is saved again, the invariants cannot be checked.
    pub spoiled: bool,
    pub notices: Vec<Notice>,
    pub logged: usize,
    /// Changes the world between steps.
    pub churn: fn(&mut World),
}

impl World {
    pub fn new(chrome: Chrome, person: Person) -> Self {
        let was_on = chrome.installed.keys().cloned().collect();
        let lead = chrome.now - chrome.time;
        Self {
            chrome,
            person,
            was_on,
            record: BTreeSet::new(),
            kills: Vec::new(),
            effects: 0,
            steps: Vec::new(),
            hands: Vec::new(),
            theirs: Hands::default(),
            starts: false,
            last_word: 0,
            lead,
            ticks_at: None,
            asking: false,
            restarting: false,
            read: Default::default(),
            pending: None,
            spoiled: false,
            notices: Vec::new(),
            logged: 0,
            churn: |_| {},
        }
    }

    pub fn load(&self) -> (Experiment, Option<Event>) {
        let stored = |key: &str| self.chrome.storage.get(key);
        load(self.read.0.of(stored("repair")), self.read.1.of(stored("bisect")))
    }

    /// Handles an event, performs all effects, and handles the events that follow from them.
    pub fn happen(&mut self, event: Event) {
        self.note_word(&event);
        let (mut experiment, first) = self.load();
        let mut effects: VecDeque<Effect> = VecDeque::new();
        for event in first.into_iter().chain([event]) {
            self.take(&mut experiment, event, &mut effects);
        }
        while let Some(effect) = effects.pop_front() {
            let number = self.effects;
            self.effects += 1;
            self.interfere(number);
            if let Some(kill) = self.is_killed(number) {
                return self.die(kill);
            }
            let event = self.perform(effect);
            self.nothing_is_forgotten();
            self.nothing_is_off_for_too_long();
            if let Some(event) = event {
                self.take(&mut experiment, event, &mut effects);
            }
        }
        self.starts = false;
        self.run_on(&experiment.toggle);
        (self.asking, self.restarting) = asks(&experiment);
        // A check runs beside the events: its answer meets the state that is saved by then.
        if let Some(check) = self.pending.take() {
            self.chrome.pass(500);
            let seen = check(self);
            self.happen(seen);
        }
    }

    fn is_killed(&self, number: usize) -> Option<Kill> {
        self.kills.iter().find(|(at, _)| *at == number).map(|(_, kill)| *kill)
    }

    pub fn die(&mut self, kill: Kill) {
        self.pending = None;
        self.theirs.note_death(&self.load().0.toggle);
        let new = kill != Kill::Worker;
        self.starts |= new;
        match kill {
            Kill::Worker => self.chrome.pass(1_000),
            Kill::Browser => self.chrome.die(false),
            Kill::Silently => self.chrome.die(true),
        }
        self.nothing_is_forgotten();
        // A new worker does not know by how much the clock was set before it started.
        self.lead = self.chrome.now - self.chrome.time;
        self.ticks_at = None;
        if new {
            self.theirs.note_start(&self.load().0.toggle, &self.chrome);
        }
        self.happen(match kill {
            Kill::Worker if !self.starts => Event::Woken,
            Kill::Browser => Event::Started,
            Kill::Worker | Kill::Silently => Event::WokenAnew,
        });
    }

    fn perform(&mut self, effect: Effect) -> Option<Event> {
        if let Some(id) = switches_off(&effect) {
            assert!(self.record.contains(id), "{id} is switched off without a record");
        }
        match effect {
            Effect::SaveToggle(state) => {
                self.theirs.note_wishes(&state, &self.chrome);
                return Some(self.save_repair(state));
            }
            Effect::SaveSeen(state) if !self.chrome.storage_full => {
                self.theirs.note_by_hand(&state, &self.chrome);
                self.store("repair", &state);
            }
            Effect::SaveBisect(state) if !self.chrome.storage_full => {
                self.store("bisect", &state);
            }
            Effect::SetAside(key) => self.set_aside(key),
            Effect::Forget(key) => self.forget(key),
            Effect::Switch { id, on } => {
                self.theirs.note_switch(&id, on, self.chrome.storage_full);
                self.chrome.switch(&id, on);
            }
            Effect::List => {
                self.theirs.note_list(&self.chrome);
                return Some(Event::Listed(self.chrome.list()));
            }
            Effect::Probe => self.pending = Some(World::probe),
            Effect::CheckPage => {
                self.pending = Some(|world| world.person.check_page(&mut world.chrome));
            }
            Effect::Alarm(at) => self.chrome.alarm = Some(at),
            Effect::Say(notice) => self.notices.push(notice),
            Effect::Log(_) => self.logged += 1,
            Effect::SaveSeen(_) | Effect::SaveBisect(_) => {}
        }
        None
    }

    fn probe(&mut self) -> Event {
        Event::Probed(self.person.probe(&self.chrome))
    }

    /// What the search found.
    pub fn outcome(&self) -> Option<Outcome> {
        match self.load().0.bisect?.phase {
            Phase::Over { outcome, .. } | Phase::Proving { outcome, .. } => Some(outcome),
            Phase::Trying { .. } | Phase::Paused => None,
        }
    }

    /// Lets time pass and the person act until nothing more happens.
    pub fn live(&mut self) {
        for _ in 0..2_000 {
            if !self.once() {
                return;
            }
        }
        panic!("it does not end: {:?}", self.load());
    }

    /// The next thing that happens; false if there is none.
    pub fn once(&mut self) -> bool {
        (self.churn)(self);
        self.chrome.pass(1_000);
        self.nothing_is_off_for_too_long();
        if std::mem::take(&mut self.asking) && !self.person.gone {
            let answer = self.person.answer(&mut self.chrome);
            self.happen(Event::Answer(answer));
        } else if std::mem::take(&mut self.restarting) && !self.person.gone {
            self.restart();
        } else if self.may_keep() {
            self.keep();
        } else if let Some(event) = self.wait() {
            self.nothing_is_off_for_too_long();
            self.happen(event);
        } else {
            return self.resume();
        }
        true
    }

    /// An orderly restart.
    pub fn restart(&mut self) {
        self.starts = true;
        self.chrome.restart();
        self.lead = self.chrome.now - self.chrome.time;
        self.ticks_at = None;
        self.theirs.note_start(&self.load().0.toggle, &self.chrome);
        self.happen(Event::Started);
    }

    fn may_keep(&self) -> bool {
        if !self.person.keeps || self.person.gone {
            return false;
        }
        let (experiment, _) = self.load();
        experiment.bisect.is_some_and(|bisect| {
            matches!(bisect.phase, Phase::Over { outcome: Outcome::Guilty(_), cured: false })
        })
    }

    /// Keeps one extension of each guilty set off.
    fn keep(&mut self) {
        let Some(Outcome::Guilty(sets)) = self.outcome() else { return };
        let ids = sets.iter().filter_map(|set| set.first()).map(|named| named.id.clone());
        self.happen(Event::Keep(ids.collect()));
    }

    /// After a kill only the next start, the person or an alarm wakes the extension.
    fn resume(&mut self) -> bool {
        let (experiment, _) = self.load();
        let paused = experiment.bisect.as_ref().is_some_and(|bisect| bisect.phase == Phase::Paused);
        if paused && !self.person.gone {
            self.happen(Event::GoOn(self.chrome.list()));
            return true;
        }
        let stuck = experiment
            .bisect
            .as_ref()
            .is_some_and(|b| matches!(b.phase, Phase::Proving { stage: Stage::Asking, .. }));
        if experiment.toggle.run.is_some() && !stuck {
            self.restart();
            return true;
        }
        false
    }
}

pub fn rules() -> Rules {
    Rules { own: "own".into(), ..Rules::default() }
}
