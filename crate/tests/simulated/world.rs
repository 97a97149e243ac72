//! The interpreter of effects, a browser and a person together; everything can be killed before any effect.

use super::chrome::{Chrome, Person, switches_off};
use karte_signin_doctor::bisect::{Outcome, Phase, Stage};
use karte_signin_doctor::deadline::LOOK_MS;
use karte_signin_doctor::facts::Millis;
use karte_signin_doctor::repair::{Notice, Repair, TRY_MS};
use karte_signin_doctor::sorting::Rules;
use karte_signin_doctor::trial::{Effect, Event, Trial, open, step};
use serde::de::DeserializeOwned;
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// Extensions may stay off so much longer than the time of a try: for the switching, and for what passes unseen while the
/// worker is dead.
const MARGIN_MS: Millis = 2 * 60 * 1_000;

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
    /// Before the effect with this number, the clock is set by so much.
    pub steps: Vec<(usize, Millis)>,
    /// Before the effect with this number, somebody switches this extension in Chrome's own list.
    pub hands: Vec<(usize, String)>,
    /// What Chrome's list showed of each, as long as nobody but a hand can have changed it since.
    shown: BTreeMap<String, bool>,
    /// What is wished of each, as saved.
    wished: BTreeMap<String, bool>,
    /// How somebody left what had been shown as it was wished: from then on it is theirs.
    pub theirs: BTreeMap<String, bool>,
    /// The browser has started, and no worker has finished its first work in that session.
    starts: bool,
    /// Whatever anybody but us has switched.
    pub touched: BTreeSet<String>,
    /// What was switched by hand and listed since.
    noticed: BTreeSet<String>,
    /// Switched by somebody just before they came on record: nobody can tell that from what we switched.
    before: BTreeSet<String>,
    /// A record has gone.
    is_over: bool,
    /// When the person or the page last had a word, in real time: each word may begin the time of a try anew.
    last_word: Millis,
    /// How far the clock was ahead of the worker's steady one when that was last looked at.
    lead: Millis,
    /// When the worker looks at the time again, in real time, as long as it runs on.
    ticks_at: Option<Millis>,
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
            shown: BTreeMap::new(),
            wished: BTreeMap::new(),
            theirs: BTreeMap::new(),
            touched: BTreeSet::new(),
            noticed: BTreeSet::new(),
            before: BTreeSet::new(),
            is_over: false,
            starts: false,
            last_word: 0,
            lead,
            ticks_at: None,
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
        self.note_word(&event);
        let (mut trial, first) = self.load();
        let mut effects: VecDeque<Effect> = VecDeque::new();
        for event in first.into_iter().chain([event]) {
            self.take(&mut trial, event, &mut effects);
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
                self.take(&mut trial, event, &mut effects);
            }
        }
        self.starts = false;
        self.run_on(&trial.repair);
        // Looks go on beside the events: their answers meet what was saved.
        if let Some(look) = self.looking.take() {
            self.chrome.pass(500);
            let seen = look(self);
            self.happen(seen);
        }
    }

    /// One step, after what the clock was set by since the last one.
    fn take(&mut self, trial: &mut Trial, event: Event, effects: &mut VecDeque<Effect>) {
        let lead = self.chrome.now - self.chrome.time;
        let by = lead - std::mem::replace(&mut self.lead, lead);
        let set = (by != 0).then_some(Event::ClockSet(by));
        for event in set.into_iter().chain([event]) {
            let (next, more) = step(std::mem::take(trial), self.chrome.now, event);
            *trial = next;
            effects.extend(more);
        }
    }

    /// The worker runs on while something is to happen in time; else there is no alarm either.
    fn run_on(&mut self, repair: &Repair) {
        if !repair.is_timed() {
            self.chrome.alarm = None;
            self.ticks_at = None;
        } else if self.ticks_at.is_none() {
            self.ticks_at = Some(self.chrome.time + Millis::from(LOOK_MS));
        }
    }

    /// Waits for the alarm, which goes by the clock, or for the worker's next look at the time, whichever comes first.
    fn wait(&mut self) -> Option<Event> {
        let rings = self.chrome.alarm.map(|at| (at - self.chrome.now).max(0));
        let ticks = self.ticks_at.map(|at| (at - self.chrome.time).max(0));
        let wait = rings.into_iter().chain(ticks).min()?;
        self.chrome.pass(wait);
        if ticks == Some(wait) {
            self.ticks_at = None;
            return Some(Event::Ticked);
        }
        self.chrome.alarm = None;
        Some(Event::Rang)
    }

    /// Where the person or the page says something, the time of a try may begin anew.
    fn note_word(&mut self, event: &Event) {
        let is_own = matches!(
            event,
            Event::Woken | Event::WokenAnew | Event::Started | Event::Rang | Event::Ticked
        );
        if !is_own {
            self.last_word = self.chrome.time;
        }
        match event {
            // Who keeps one, or has it back, says so to us.
            Event::Keep(ids) | Event::GiveBack(ids) => {
                self.theirs.retain(|id, _| !ids.contains(id));
            }
            Event::Try(..) | Event::Find(..) | Event::GoOn(_) => {
                self.theirs.clear();
                self.shown.clear();
            }
            _ => {}
        }
    }

    /// What somebody does at the PC meanwhile.
    fn interfere(&mut self, number: usize) {
        let steps = self.steps.iter().filter(|(at, _)| *at == number);
        self.chrome.now += steps.map(|(_, by)| by).sum::<Millis>();
        let hands: Vec<String> =
            self.hands.iter().filter(|(at, _)| *at == number).map(|(_, id)| id.clone()).collect();
        for id in hands {
            self.switch_by_hand(&id);
        }
    }

    /// Somebody switches an extension in Chrome's own list.
    pub fn switch_by_hand(&mut self, id: &str) {
        let Some(on) = self.chrome.switch_by_hand(id) else { return };
        self.touched.insert(id.to_owned());
        let is_over = self.is_over && !self.record.contains(id);
        if self.shown.get(id) == Some(&on) && !self.noticed.contains(id) {
            // Twice, and nobody has looked in between.
            self.theirs.remove(id);
        } else if is_over || self.theirs.contains_key(id) || self.shown.contains_key(id) {
            self.theirs.insert(id.to_owned(), on);
        } else if !self.record.contains(id) {
            self.before.insert(id.to_owned());
        }
    }

    fn is_killed(&self, number: usize) -> Option<Kill> {
        self.kills.iter().find(|(at, _)| *at == number).map(|(_, kill)| *kill)
    }

    pub fn die(&mut self, kill: Kill) {
        self.asking = false;
        self.restarting = false;
        self.looking = None;
        let new = kill != Kill::Worker;
        self.starts |= new;
        match kill {
            Kill::Worker => self.chrome.pass(1_000),
            Kill::Browser => self.chrome.die(false),
            Kill::Silently => self.chrome.die(true),
        }
        self.nothing_is_forgotten();
        // A new worker knows nothing of the steps of the clock before it.
        self.lead = self.chrome.now - self.chrome.time;
        self.ticks_at = None;
        if new {
            self.keep_theirs();
        }
        self.happen(match kill {
            Kill::Worker if !self.starts => Event::Woken,
            Kill::Browser => Event::Started,
            Kill::Worker | Kill::Silently => Event::WokenAnew,
        });
    }

    /// After a start Chrome may list what it had not yet written: that is nobody's act. Known to be somebody's is what was
    /// noticed before, and what differs from what was on the disk for long.
    fn keep_theirs(&mut self) {
        let (trial, _) = self.load();
        let items = trial.repair.run.map(|run| run.items).unwrap_or_default();
        self.shown.retain(|id, _| items.iter().any(|i| i.named.id == *id && i.lasting));
        let on = |id: &String| self.chrome.installed.get(id).is_some_and(|i| i.enabled);
        self.theirs.retain(|id, left| {
            *left = on(id);
            let item = items.iter().find(|item| item.named.id == *id);
            item.is_none_or(|i| i.by_hand || (i.lasting && i.shown != Some(*left)))
        });
    }

    /// What Chrome lists: where it is as wished, a later difference is somebody else's act.
    fn note_list(&mut self) {
        self.noticed.extend(self.theirs.keys().cloned());
        for (id, installed) in &self.chrome.installed {
            if self.wished.get(id) == Some(&installed.enabled) {
                self.shown.insert(id.clone(), installed.enabled);
            } else if self.shown.get(id) == Some(&installed.enabled) {
                // It is about to be switched by us: who does the same just then cannot be told from us.
                self.shown.remove(id);
            }
        }
    }

    fn note_wishes(&mut self, repair: &Repair) {
        let items = repair.run.iter().flat_map(|run| &run.items);
        self.wished = items.map(|item| (item.named.id.clone(), item.on)).collect();
        self.note_by_hand(repair);
    }

    /// Nobody's act is taken for somebody's; what is taken for one stays as it is.
    fn note_by_hand(&mut self, repair: &Repair) {
        let items = repair.run.iter().flat_map(|run| &run.items);
        for id in items.filter(|item| item.by_hand).map(|item| &item.named.id) {
            assert!(self.touched.contains(id), "nobody has switched {id}");
            let Some(installed) = self.chrome.installed.get(id) else { continue };
            self.theirs.entry(id.clone()).or_insert(installed.enabled);
        }
    }

    fn note_switch(&mut self, id: &str, on: bool) {
        let theirs = self.theirs.get(id);
        assert!(
            theirs.is_none_or(|left| *left == on),
            "{id} was switched by hand, and is overridden"
        );
        self.shown.remove(id);
    }

    fn perform(&mut self, effect: Effect) -> Option<Event> {
        if let Some(id) = switches_off(&effect) {
            assert!(self.record.contains(id), "{id} is switched off without a record");
        }
        match effect {
            Effect::SaveRepair(state) => {
                self.note_wishes(&state);
                if self.chrome.storage_full {
                    return Some(Event::NotSaved(state.rev));
                }
                let value = serde_json::to_string(&state).expect("json");
                self.chrome.storage.insert("repair".into(), value);
                self.record = state.kept.into_iter().map(|kept| kept.named.id).collect();
                let items = state.run.into_iter().flat_map(|run| run.items);
                self.record.extend(items.map(|item| item.named.id));
                let record = &self.record;
                self.before.retain(|id| !record.contains(id));
                self.spoiled = false;
                return Some(Event::Saved(state.rev));
            }
            Effect::SaveSeen(state) if !self.chrome.storage_full => {
                self.note_by_hand(&state);
                let value = serde_json::to_string(&state).expect("json");
                self.chrome.storage.insert("repair".into(), value);
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
            Effect::Switch { id, on } => {
                self.note_switch(&id, on);
                self.chrome.switch(&id, on);
            }
            Effect::List => {
                self.note_list();
                return Some(Event::Listed(self.chrome.list()));
            }
            Effect::Probe => self.looking = Some(World::probe),
            Effect::Look => self.looking = Some(|world| world.person.look(&mut world.chrome)),
            Effect::Ask(_) => self.asking = true,
            Effect::AskRestart => self.restarting = true,
            Effect::Alarm(at) => self.chrome.alarm = Some(at),
            Effect::Say(notice) => self.notices.push(notice),
            Effect::Log(_) => self.logged += 1,
            Effect::SaveSeen(_)
            | Effect::SaveBisect(_)
            | Effect::Result(_)
            | Effect::Paused
            | Effect::Cured => {}
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
            self.is_over = true;
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
        let ours = |id: &&String| !self.theirs.contains_key(*id) && !self.before.contains(*id);
        let off: Vec<&String> = self.was_on.iter().filter(off).filter(ours).collect();
        if off.is_empty() || self.spoiled {
            return;
        }
        for id in off {
            assert!(self.record.contains(id), "{id} is forgotten");
        }
    }

    /// However the clock is set: what is off for a try is on again in time.
    fn nothing_is_off_for_too_long(&self) {
        let long = self.chrome.time - self.last_word;
        if long <= TRY_MS + MARGIN_MS {
            return;
        }
        let (trial, _) = self.load();
        let kept = |id: &String| trial.repair.kept.iter().any(|kept| kept.named.id == *id);
        let off = |id: &&String| {
            let installed = self.chrome.installed.get(*id);
            installed.is_some_and(|i| i.may_enable && !i.enabled)
        };
        let ours = |id: &&String| !kept(id) && !self.theirs.contains_key(*id);
        let off: Vec<&String> = self.was_on.iter().filter(off).filter(ours).collect();
        assert!(off.is_empty(), "{off:?} are off for {} minutes", long / 60_000);
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
        self.keep_theirs();
        self.happen(Event::Started);
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
            self.restart();
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
            if let Some(left) = self.theirs.get(id) {
                assert_eq!(installed.enabled, *left, "{id} was left so by hand");
                continue;
            }
            let wanted = self.was_on.contains(id) && !kept.contains(id) && installed.may_enable;
            assert!(!wanted || (installed.enabled && installed.on_disk), "{id} is off");
            assert!(!kept.contains(id) || !installed.enabled, "{id} was to be kept off");
        }
    }
}

pub fn rules() -> Rules {
    Rules { own: "own".into(), ..Rules::default() }
}
