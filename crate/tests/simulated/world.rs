//! The interpreter of effects, a browser and a person together; everything can be killed before any effect.

use super::chrome::{Chrome, Person, switches_off};
use karte_signin_doctor::bisect::{Outcome, Phase, Stage};
use karte_signin_doctor::repair::Notice;
use karte_signin_doctor::sorting::Rules;
use karte_signin_doctor::trial::{Effect, Event, Trial, open, step};
use serde::de::DeserializeOwned;
use std::collections::{BTreeSet, VecDeque};

/// What dies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kill {
    /// The worker alone.
    Worker,
    /// The browser; it says that it has started.
    Browser,
    /// The browser; the worker only runs again, and its alarm is lost.
    Silently,
}

pub struct World {
    pub chrome: Chrome,
    pub person: Person,
    /// What was on when it all began, or was installed since.
    pub was_on: BTreeSet<String>,
    /// Whom the saved undo record names.
    pub record: BTreeSet<String>,
    /// Before the effect with this number, this dies.
    pub kills: Vec<(usize, Kill)>,
    pub effects: usize,
    pub asking: bool,
    pub restarting: bool,
    /// What is being looked at.
    looking: Option<fn(&mut World) -> Event>,
    /// Somebody spoiled what was saved: until it is read again, nothing can be said about it.
    pub spoiled: bool,
    pub notices: Vec<Notice>,
    pub logged: usize,
    /// Changes of the world between steps.
    pub churn: fn(&mut World),
}

impl World {
    pub fn new(chrome: Chrome, person: Person) -> Self {
        let was_on = chrome.installed.keys().cloned().collect();
        Self {
            chrome,
            person,
            was_on,
            record: BTreeSet::new(),
            kills: Vec::new(),
            effects: 0,
            asking: false,
            restarting: false,
            looking: None,
            spoiled: false,
            notices: Vec::new(),
            logged: 0,
            churn: |_| {},
        }
    }

    fn stored<T: DeserializeOwned>(&self, key: &str) -> Option<T> {
        let text = self.chrome.storage.get(key)?;
        Some(serde_json::from_str(text).expect("anything can be read"))
    }

    pub fn load(&self) -> (Trial, Option<Event>) {
        open(self.stored("repair"), self.stored("bisect"))
    }

    /// Takes in an event, does all effects, takes in what comes of them.
    pub fn happen(&mut self, event: Event) {
        let (mut trial, first) = self.load();
        let mut effects: VecDeque<Effect> = VecDeque::new();
        for event in first.into_iter().chain([event]) {
            let (next, more) = step(trial, self.chrome.now, event);
            trial = next;
            effects.extend(more);
        }
        while let Some(effect) = effects.pop_front() {
            if let Some(kill) = self.is_killed() {
                return self.die(kill);
            }
            let event = self.perform(effect);
            self.nothing_is_forgotten();
            if let Some(event) = event {
                let (next, more) = step(trial, self.chrome.now, event);
                trial = next;
                effects.extend(more);
            }
        }
        // Looks go on beside the events: their answers meet what was saved.
        if let Some(look) = self.looking.take() {
            self.chrome.pass(500);
            let seen = look(self);
            self.happen(seen);
        }
    }

    fn is_killed(&mut self) -> Option<Kill> {
        let number = self.effects;
        self.effects += 1;
        self.kills.iter().find(|(at, _)| *at == number).map(|(_, kill)| *kill)
    }

    pub fn die(&mut self, kill: Kill) {
        self.asking = false;
        self.restarting = false;
        self.looking = None;
        match kill {
            Kill::Worker => self.chrome.pass(1_000),
            Kill::Browser => self.chrome.die(false),
            Kill::Silently => self.chrome.die(true),
        }
        self.nothing_is_forgotten();
        self.happen(if kill == Kill::Browser { Event::Started } else { Event::Woken });
    }

    fn perform(&mut self, effect: Effect) -> Option<Event> {
        if let Some(id) = switches_off(&effect) {
            assert!(self.record.contains(id), "{id} is switched off without a record");
        }
        match effect {
            Effect::SaveRepair(state) => {
                if self.chrome.storage_full {
                    return Some(Event::NotSaved(state.rev));
                }
                let value = serde_json::to_string(&state).expect("json");
                self.chrome.storage.insert("repair".into(), value);
                self.record = state.kept.into_iter().map(|kept| kept.named.id).collect();
                let items = state.run.into_iter().flat_map(|run| run.items);
                self.record.extend(items.map(|item| item.named.id));
                self.spoiled = false;
                return Some(Event::Saved(state.rev));
            }
            Effect::SaveBisect(state) if !self.chrome.storage_full => {
                let value = serde_json::to_string(&state).expect("json");
                self.chrome.storage.insert("bisect".into(), value);
            }
            Effect::SetAside(key) => {
                let value = self.chrome.storage.get(key).cloned().unwrap_or_default();
                self.chrome.storage.insert(format!("{key}.aside"), value);
            }
            Effect::Forget(key) => self.forget(key),
            Effect::Switch { id, on } => self.chrome.switch(&id, on),
            Effect::List => return Some(Event::Listed(self.chrome.list())),
            Effect::Probe => self.looking = Some(World::probe),
            Effect::Look => self.looking = Some(|world| world.person.look(&mut world.chrome)),
            Effect::Ask(_) => self.asking = true,
            Effect::AskRestart => self.restarting = true,
            Effect::Alarm(at) => self.chrome.alarm = Some(at),
            Effect::Say(notice) => self.notices.push(notice),
            Effect::Log(_) => self.logged += 1,
            Effect::SaveBisect(_) | Effect::Result(_) | Effect::Paused | Effect::Cured => {}
        }
        None
    }

    fn probe(&mut self) -> Event {
        Event::Probed(self.person.probe(&self.chrome))
    }

    fn forget(&mut self, key: &str) {
        self.chrome.storage.remove(key);
        if key == "repair" {
            self.record.clear();
        }
    }

    /// What the search found.
    pub fn outcome(&self) -> Option<Outcome> {
        match self.load().0.bisect?.phase {
            Phase::Over { outcome, .. } | Phase::Proving { outcome, .. } => Some(outcome),
            Phase::Trying { .. } | Phase::Paused => None,
        }
    }

    /// At every moment: what was on is on, now and on the disk, or it is on record.
    fn nothing_is_forgotten(&self) {
        let off = |id: &&String| {
            let installed = self.chrome.installed.get(*id);
            installed.is_some_and(|i| i.may_enable && !(i.enabled && i.on_disk))
        };
        let off: Vec<&String> = self.was_on.iter().filter(off).collect();
        if off.is_empty() || self.spoiled {
            return;
        }
        for id in off {
            assert!(self.record.contains(id), "{id} is forgotten");
        }
    }

    /// Lets time and the person act until nothing is left to happen.
    pub fn live(&mut self) {
        for _ in 0..2_000 {
            if !self.once() {
                return;
            }
        }
        panic!("it does not end: {:?}", self.load());
    }

    /// The next thing that happens; false when there is none.
    pub fn once(&mut self) -> bool {
        (self.churn)(self);
        self.chrome.pass(1_000);
        if std::mem::take(&mut self.asking) && !self.person.gone {
            let answer = self.person.answer(&mut self.chrome);
            self.happen(Event::Answer(answer));
        } else if std::mem::take(&mut self.restarting) && !self.person.gone {
            self.chrome.restart();
            self.happen(Event::Started);
        } else if self.may_keep() {
            self.keep();
        } else if let Some(at) = self.chrome.alarm.take() {
            let wait = (at - self.chrome.now).max(0);
            self.chrome.pass(wait);
            self.happen(Event::Woken);
        } else {
            return self.resume();
        }
        true
    }

    fn may_keep(&self) -> bool {
        if !self.person.keeps || self.person.gone {
            return false;
        }
        let (trial, _) = self.load();
        trial.bisect.is_some_and(|bisect| {
            matches!(bisect.phase, Phase::Over { outcome: Outcome::Guilty(_), cured: false })
        })
    }

    /// One of each set stays off.
    fn keep(&mut self) {
        let Some(Outcome::Guilty(sets)) = self.outcome() else { return };
        let ids = sets.iter().filter_map(|set| set.first()).map(|named| named.id.clone());
        self.happen(Event::Keep(ids.collect()));
    }

    /// After a kill only the next start, the person or an alarm wakes us.
    fn resume(&mut self) -> bool {
        let (trial, _) = self.load();
        let paused = trial.bisect.as_ref().is_some_and(|bisect| bisect.phase == Phase::Paused);
        if paused && !self.person.gone {
            self.happen(Event::GoOn(self.chrome.list()));
            return true;
        }
        let stuck = trial
            .bisect
            .as_ref()
            .is_some_and(|b| matches!(b.phase, Phase::Proving { stage: Stage::Asking, .. }));
        if trial.repair.run.is_some() && !stuck {
            self.chrome.restart();
            self.happen(Event::Started);
            return true;
        }
        false
    }

    /// In the end: everything that can be on is on, also on the disk, and no record is left but of what is kept off.
    pub fn all_is_restored(&mut self) {
        self.chrome.pass(60_000);
        let (trial, damaged) = self.load();
        assert!(damaged.is_none());
        assert!(trial.repair.run.is_none(), "{:?}", trial.repair);
        let kept: BTreeSet<String> = trial.repair.kept.into_iter().map(|k| k.named.id).collect();
        for (id, installed) in &self.chrome.installed {
            let wanted = self.was_on.contains(id) && !kept.contains(id) && installed.may_enable;
            assert!(!wanted || (installed.enabled && installed.on_disk), "{id} is off");
            assert!(!kept.contains(id) || !installed.enabled, "{id} was to be kept off");
        }
    }
}

pub fn rules() -> Rules {
    Rules { own: "own".into(), ..Rules::default() }
}
