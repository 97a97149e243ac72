//! Switching and searching together: one event in, everything that is to be done out, in this order.
//!
//! The interpreter does the effects one after the other, hands each answer back as an event, and loads the state anew at
//! every wake. It may be stopped between any two effects.

use crate::bisect::{self, Answer, Bisect, Outcome, Question, Readiness, begin};
use crate::facts::{ExtensionFacts, Millis};
use crate::history::Entry;
use crate::repair::{self, End, Named, Notice, Purpose, Repair, Told};
use crate::sorting::{Rules, sort};
use crate::versioned::{Salvage, Stored};
use std::collections::VecDeque;

/// Both states, as loaded.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Trial {
    /// What is switched, and what is to be on again.
    pub repair: Repair,
    /// The search, if there is or was one.
    pub bisect: Option<Bisect>,
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// The person wants to see once whether it works without all that may be switched off.
    Try(Vec<ExtensionFacts>, Rules),
    /// The person wants to know which extension it is.
    Find(Vec<ExtensionFacts>, Rules),
    /// The person goes on after a pause.
    GoOn(Vec<ExtensionFacts>),
    /// The person answers.
    Answer(Answer),
    /// The person stops.
    Stop,
    /// The person wants more time.
    Extend,
    /// The person wants these to stay off.
    Keep(Vec<String>),
    /// The person wants these back.
    GiveBack(Vec<String>),
    /// What the certificate probe says.
    Probed(Readiness),
    /// What the page says.
    Looked(Option<Answer>),
    /// The repair state with this number was saved and read back.
    Saved(u32),
    /// It could not be saved, or reads differently.
    NotSaved(u32),
    /// What Chrome lists.
    Listed(Vec<ExtensionFacts>),
    /// The worker runs again, or the alarm rang.
    Woken,
    /// The browser has started.
    Started,
    /// Saved state cannot be used.
    Salvaged(Damage),
}

/// Which saved state cannot be used.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Damage {
    /// What can be read of the record of what is to be on again.
    pub repair: Option<Salvage>,
    /// What can be read of the search.
    pub bisect: Option<Salvage>,
}

/// What is to be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Copy what is under this key to `<key>.aside`.
    SetAside(&'static str),
    /// Save under `repair`, read back, compare: [`Event::Saved`] or [`Event::NotSaved`].
    SaveRepair(Repair),
    /// Save under `bisect`.
    SaveBisect(Box<Bisect>),
    /// Remove what is under this key.
    Forget(&'static str),
    /// Switch an extension; that it fails is seen in the next list.
    Switch {
        /// Which.
        id: String,
        /// On or off.
        on: bool,
    },
    /// Ask Chrome: [`Event::Listed`].
    List,
    /// Ask the certificate probe: [`Event::Probed`].
    Probe,
    /// Open the page, at the earliest 0.5 s after the last switch: [`Event::Looked`].
    Look,
    /// Ask the person to restart the browser completely.
    AskRestart,
    /// Ask the person; a plain try has no question but whether it works.
    Ask(Option<Question>),
    /// Wake then: [`Event::Woken`]. One alarm, the last one counts.
    Alarm(Millis),
    /// Tell the person.
    Say(Notice),
    /// The search waits.
    Paused,
    /// The search is over.
    Result(Outcome),
    /// Those found stay off, and it works.
    Cured,
    /// Add to the history.
    Log(Entry),
}

/// What is loaded at a wake; the event, if any, is to be taken in before [`Event::Woken`].
#[must_use]
pub fn open(
    repair: Option<Stored<Repair>>,
    bisect: Option<Stored<Bisect>>,
) -> (Trial, Option<Event>) {
    let (repair, lost_repair) = whole(repair);
    let (bisect, lost_bisect) = whole(bisect);
    let trial = Trial { repair: repair.unwrap_or_default(), bisect };
    let damage = Damage { repair: lost_repair, bisect: lost_bisect };
    let event = (damage != Damage::default()).then_some(Event::Salvaged(damage));
    (trial, event)
}

fn whole<T>(stored: Option<Stored<T>>) -> (Option<T>, Option<Salvage>) {
    match stored {
        Some(Stored::Whole(state)) => (Some(state), None),
        Some(Stored::Parts(parts)) => (None, Some(parts)),
        None => (None, None),
    }
}

/// Takes in an event: the new state, and what is to be done, in this order.
#[must_use]
pub fn step(mut trial: Trial, now: Millis, event: Event) -> (Trial, Vec<Effect>) {
    let mut out = Vec::new();
    trial.take(now, event, &mut out);
    (trial, out)
}

/// For one of the two.
enum For {
    Repair(repair::Event),
    Bisect(bisect::Event),
}

impl Trial {
    fn take(&mut self, now: Millis, event: Event, out: &mut Vec<Effect>) {
        match event {
            Event::Try(list, rules) => self.begin_try(now, &list, &rules, out),
            Event::Find(list, rules) => self.begin_search(now, &list, rules, out),
            Event::Salvaged(damage) => self.salvage(now, damage, out),
            event => {
                let for_whom = self.route(event);
                self.run(now, for_whom, out);
            }
        }
    }

    /// Whom an event is for.
    fn route(&self, event: Event) -> Vec<For> {
        use {bisect::Event as B, repair::Event as R};
        let searching = self.repair.purpose() != Some(Purpose::Try);
        let one = |event: R| vec![For::Repair(event)];
        let other = |event: B| vec![For::Bisect(event)];
        match event {
            Event::GoOn(list) => other(B::GoOn(self.as_restored(list))),
            Event::Answer(answer) if searching => other(B::Answer(answer)),
            Event::Answer(answer) => one(R::Seen(Some(answer))),
            Event::Looked(answer) if searching => other(B::Looked(answer)),
            Event::Looked(answer) => one(R::Seen(answer)),
            Event::Probed(readiness) => other(B::Probed(readiness)),
            Event::Stop => vec![For::Bisect(B::Stop), For::Repair(R::End(End::Stopped))],
            Event::Extend => one(R::Extend),
            Event::Keep(ids) => other(B::Keep(ids)),
            Event::GiveBack(ids) => {
                let proving = self.bisect.as_ref().is_some_and(Bisect::is_proving);
                let stop = proving.then_some(For::Bisect(B::Stop));
                stop.into_iter().chain([For::Repair(R::GiveBack(ids))]).collect()
            }
            Event::Saved(rev) => one(R::Saved(rev)),
            Event::NotSaved(rev) => one(R::NotSaved(rev)),
            Event::Listed(list) => one(R::Listed(list)),
            Event::Woken => self.mended(R::Woken, None),
            Event::Started => self.mended(R::Started, Some(B::Started)),
            Event::Try(..) | Event::Find(..) | Event::Salvaged(_) => Vec::new(),
        }
    }

    /// The list as it will be when what is still being restored is on.
    fn as_restored(&self, mut list: Vec<ExtensionFacts>) -> Vec<ExtensionFacts> {
        let items = self.repair.run.iter().flat_map(|run| &run.items);
        let coming: Vec<&str> =
            items.filter(|item| item.on).map(|item| item.named.id.as_str()).collect();
        for found in list.iter_mut().filter(|found| coming.contains(&found.id.as_str())) {
            found.enabled = true;
        }
        list
    }

    /// After a stop between two saves the two may be out of step; the one that holds the undo record decides.
    fn mended(&self, wake: repair::Event, also: Option<bisect::Event>) -> Vec<For> {
        let trying = self.bisect.as_ref().is_some_and(Bisect::is_trying);
        let proving = self.bisect.as_ref().is_some_and(Bisect::is_proving);
        let mut events: Vec<For> = also.into_iter().map(For::Bisect).collect();
        if trying && !self.repair.is_trying() {
            events.push(For::Bisect(bisect::Event::Ended(End::Stopped)));
        }
        events.push(For::Repair(wake));
        let for_search = self.repair.purpose() == Some(Purpose::Bisect);
        if self.repair.is_trying() && for_search && !trying {
            events.push(For::Repair(repair::Event::End(End::Stopped)));
        }
        if proving && self.repair.run.is_none() {
            events.push(For::Repair(repair::Event::Check));
        }
        events
    }

    fn run(&mut self, now: Millis, events: Vec<For>, out: &mut Vec<Effect>) {
        let mut queue: VecDeque<For> = events.into();
        while let Some(event) = queue.pop_front() {
            match event {
                For::Repair(event) => {
                    let state = std::mem::take(&mut self.repair);
                    let (state, effects) = repair::step(state, now, event);
                    self.repair = state;
                    for effect in effects {
                        from_repair(effect, &mut queue, out);
                    }
                }
                For::Bisect(event) => {
                    let Some(state) = self.bisect.take() else { continue };
                    let (state, effects) = bisect::step(state, now, event);
                    self.bisect = Some(state);
                    for effect in effects {
                        from_bisect(effect, &mut queue, out);
                    }
                }
            }
        }
    }

    fn begin_try(
        &mut self,
        now: Millis,
        list: &[ExtensionFacts],
        rules: &Rules,
        out: &mut Vec<Effect>,
    ) {
        if self.repair.is_trying() {
            return;
        }
        let sorted = sort(list, rules).into_iter().filter(|sorted| sorted.left_on.is_none());
        let all = sorted.map(|sorted| Named { id: sorted.id, name: sorted.name }).collect();
        let want = repair::Event::Want { purpose: Purpose::Try, all, on: Vec::new() };
        self.run(now, vec![For::Repair(want)], out);
    }

    fn begin_search(
        &mut self,
        now: Millis,
        list: &[ExtensionFacts],
        rules: Rules,
        out: &mut Vec<Effect>,
    ) {
        if self.repair.is_trying() {
            return;
        }
        let (state, effects) = begin(now, list, rules);
        self.bisect = Some(state);
        let mut queue = VecDeque::new();
        for effect in effects {
            from_bisect(effect, &mut queue, out);
        }
        self.run(now, queue.into(), out);
    }

    /// Of a damaged record everything that can be read is switched on, also what only the search still names.
    fn salvage(&mut self, now: Millis, damage: Damage, out: &mut Vec<Effect>) {
        if damage.bisect.is_some() {
            out.extend([Effect::SetAside("bisect"), Effect::Forget("bisect")]);
        }
        let Some(mut parts) = damage.repair else {
            return self.run(now, vec![For::Repair(repair::Event::End(End::Damaged))], out);
        };
        let searched = self.bisect.take_if(|bisect| bisect.is_trying());
        let more = searched.into_iter().flat_map(|b| b.candidates).map(|c| c.named.id);
        for id in more.chain(damage.bisect.into_iter().flat_map(|parts| parts.ids)) {
            if !parts.ids.contains(&id) && !parts.kept.contains(&id) {
                parts.ids.push(id);
            }
        }
        self.run(now, vec![For::Repair(repair::Event::Salvaged(parts))], out);
    }
}

fn from_repair(effect: repair::Effect, queue: &mut VecDeque<For>, out: &mut Vec<Effect>) {
    use repair::Effect as R;
    out.push(match effect {
        R::SetAside => Effect::SetAside("repair"),
        R::Save(state) => Effect::SaveRepair(state),
        R::Forget => Effect::Forget("repair"),
        R::Switch { id, on } => Effect::Switch { id, on },
        R::List => Effect::List,
        R::Look => Effect::Look,
        R::Ask => Effect::Ask(None),
        R::Alarm(at) => Effect::Alarm(at),
        R::Say(notice) => Effect::Say(notice),
        R::Log(entry) => Effect::Log(entry),
        R::Told(Told::Settled { list, off }) => {
            return queue.push_back(For::Bisect(bisect::Event::Settled { list, off }));
        }
        R::Told(Told::Ended(why)) => {
            return queue.push_back(For::Bisect(bisect::Event::Ended(why)));
        }
    });
}

fn from_bisect(effect: bisect::Effect, queue: &mut VecDeque<For>, out: &mut Vec<Effect>) {
    use bisect::Effect as B;
    out.push(match effect {
        B::Save(state) => Effect::SaveBisect(state),
        B::Switching(event) => return queue.push_back(For::Repair(event)),
        B::Probe => Effect::Probe,
        B::AskRestart => Effect::AskRestart,
        B::Look => Effect::Look,
        B::Ask(question) => Effect::Ask(Some(question)),
        B::Paused => Effect::Paused,
        B::Result(outcome) => Effect::Result(outcome),
        B::Cured => Effect::Cured,
    });
}
