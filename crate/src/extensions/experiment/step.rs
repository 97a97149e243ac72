//! Routes each event to the toggle, to the search, or to both, and passes messages between them.

use super::{Damage, Effect, Event, Experiment};
use crate::base::time::Millis;
use crate::evidence::readings::ExtensionFacts;
use crate::extensions::bisect::{self, Bisect, begin};
use crate::extensions::candidates::{Rules, sort};
use crate::extensions::toggle::{self, Notice, ToggleOutcome};
use crate::extensions::{EndReason, ExtensionRef, Purpose};
use std::collections::VecDeque;

/// Processes an event; returns the new state, and what has to be done, in this order.
#[must_use]
pub fn step(mut experiment: Experiment, now: Millis, event: Event) -> (Experiment, Vec<Effect>) {
    let mut out = Vec::new();
    experiment.take(now, event, &mut out);
    (experiment, out)
}

/// An event for the toggle or for the search.
enum Recipient {
    Toggle(toggle::Event),
    Bisect(bisect::Event),
}

impl Experiment {
    fn take(&mut self, now: Millis, event: Event, out: &mut Vec<Effect>) {
        match event {
            Event::Try(list, rules) => {
                let list = self.as_restored(list);
                self.begin_try(now, &list, &rules, out);
            }
            Event::Find(list, rules) => {
                let list = self.as_restored(list);
                self.begin_search(now, &list, rules, out);
            }
            Event::Salvaged(damage) => self.salvage(now, damage, out),
            event => {
                let for_whom = self.route(event);
                self.run(now, for_whom, out);
            }
        }
    }

    /// Which of the two receives an event.
    fn route(&self, event: Event) -> Vec<Recipient> {
        use {bisect::Event as B, toggle::Event as R};
        let searching = self.toggle.purpose() != Some(Purpose::Try);
        let one = |event: R| vec![Recipient::Toggle(event)];
        let other = |event: B| vec![Recipient::Bisect(event)];
        match event {
            Event::GoOn(list) => other(B::GoOn(self.as_restored(list))),
            Event::Answer(answer) if searching => other(B::Answer(answer)),
            Event::Answer(answer) => one(R::Said(answer)),
            Event::PageChecked(answer) if searching => other(B::PageChecked(answer)),
            Event::PageChecked(answer) => one(R::Seen(answer)),
            Event::Probed(readiness) if searching => other(B::Probed(readiness)),
            Event::Probed(readiness) => one(R::Probed(readiness)),
            Event::Stop => {
                vec![Recipient::Bisect(B::Stop), Recipient::Toggle(R::End(EndReason::Stopped))]
            }
            Event::Extend => one(R::Extend),
            Event::Keep(ids) => other(B::Keep(ids)),
            Event::GiveBack(ids) => {
                let proving = self.bisect.as_ref().is_some_and(Bisect::is_proving);
                let stop = proving.then_some(Recipient::Bisect(B::Stop));
                stop.into_iter().chain([Recipient::Toggle(R::ReEnable(ids))]).collect()
            }
            Event::Saved(rev) => one(R::Saved(rev)),
            Event::NotSaved(rev) => one(R::NotSaved(rev)),
            Event::Listed(list) => one(R::Listed(list)),
            Event::Woken => self.reconcile_after_stop(R::Woken, None),
            Event::WokenAnew => self.reconcile_after_stop(R::WokenAnew, None),
            Event::Rang => self.reconcile_after_stop(R::Rang, None),
            Event::Ticked => one(R::Ticked),
            Event::ClockSet(by) => one(R::ClockSet(by)),
            Event::Started => self.reconcile_after_stop(R::Started, Some(B::Started)),
            Event::Try(..) | Event::Find(..) | Event::Salvaged(_) => Vec::new(),
        }
    }

    /// The list, in which extensions that are still being restored count as enabled.
    fn as_restored(&self, mut list: Vec<ExtensionFacts>) -> Vec<ExtensionFacts> {
        let items = self.toggle.run.iter().flat_map(|run| &run.items);
        let coming: Vec<&str> = items
            .filter(|item| item.want_enabled && !item.by_hand)
            .map(|item| item.named.id.as_str())
            .collect();
        for found in list.iter_mut().filter(|found| coming.contains(&found.id.as_str())) {
            found.enabled = true;
        }
        list
    }

    /// If the worker was stopped between two saves, the two states may disagree; then the toggle, which holds the undo
    /// record, decides.
    fn reconcile_after_stop(
        &self,
        wake: toggle::Event,
        also: Option<bisect::Event>,
    ) -> Vec<Recipient> {
        let trying = self.bisect.as_ref().is_some_and(Bisect::is_trying);
        let proving = self.bisect.as_ref().is_some_and(Bisect::is_proving);
        let mut events: Vec<Recipient> = also.into_iter().map(Recipient::Bisect).collect();
        if trying && !self.toggle.is_trying() {
            events.push(Recipient::Bisect(bisect::Event::Ended(EndReason::Stopped)));
        }
        events.push(Recipient::Toggle(wake));
        let for_search = self.toggle.purpose() == Some(Purpose::Bisect);
        if self.toggle.is_trying() && for_search && !trying {
            events.push(Recipient::Toggle(toggle::Event::End(EndReason::Stopped)));
        }
        if proving && self.toggle.run.is_none() {
            events.push(Recipient::Toggle(toggle::Event::Check));
        }
        events
    }

    fn run(&mut self, now: Millis, events: Vec<Recipient>, out: &mut Vec<Effect>) {
        let mut queue: VecDeque<Recipient> = events.into();
        while let Some(event) = queue.pop_front() {
            match event {
                Recipient::Toggle(event) => {
                    let state = std::mem::take(&mut self.toggle);
                    let (state, effects) = toggle::step(state, now, event);
                    self.toggle = state;
                    for effect in effects {
                        from_toggle(effect, &mut queue, out);
                    }
                }
                Recipient::Bisect(event) => {
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
        if self.toggle.is_trying() {
            return;
        }
        let sorted = sort(list, rules).into_iter().filter(|sorted| sorted.left_on.is_none());
        let all = sorted.map(|sorted| ExtensionRef { id: sorted.id, name: sorted.name }).collect();
        let want = toggle::Event::SetTargets { purpose: Purpose::Try, all, on: Vec::new() };
        self.run(now, vec![Recipient::Toggle(want)], out);
    }

    fn begin_search(
        &mut self,
        now: Millis,
        list: &[ExtensionFacts],
        rules: Rules,
        out: &mut Vec<Effect>,
    ) {
        if self.toggle.is_trying() {
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

    /// Enables every extension that a damaged record still names, and those that only the search names.
    fn salvage(&mut self, now: Millis, damage: Damage, out: &mut Vec<Effect>) {
        if damage.bisect.is_some() {
            out.extend([Effect::SetAside("bisect"), Effect::Forget("bisect")]);
        }
        let Some(mut parts) = damage.toggle else {
            out.push(Effect::Say(Notice::SetAside));
            return self.run(
                now,
                vec![Recipient::Toggle(toggle::Event::End(EndReason::Damaged))],
                out,
            );
        };
        let searched = self.bisect.take_if(|bisect| bisect.is_trying());
        let more = searched.into_iter().flat_map(|b| b.candidates).map(|c| c.named.id);
        for id in more.chain(damage.bisect.into_iter().flat_map(|parts| parts.ids)) {
            if !parts.ids.contains(&id) && !parts.kept.contains(&id) {
                parts.ids.push(id);
            }
        }
        self.run(now, vec![Recipient::Toggle(toggle::Event::Salvaged(parts))], out);
    }
}

fn from_toggle(effect: toggle::Effect, queue: &mut VecDeque<Recipient>, out: &mut Vec<Effect>) {
    use toggle::Effect as R;
    out.push(match effect {
        R::SetAside => Effect::SetAside("repair"),
        R::Save(state) => Effect::SaveToggle(state),
        R::SaveSeen(state) => Effect::SaveSeen(state),
        R::Forget => Effect::Forget("repair"),
        R::Switch { id, on } => Effect::Switch { id, on },
        R::List => Effect::List,
        R::Probe => Effect::Probe,
        R::CheckPage => Effect::CheckPage,
        R::Alarm(at) => Effect::Alarm(at),
        R::Say(notice) => Effect::Say(notice),
        R::Log(entry) => Effect::Log(entry),
        R::Outcome(ToggleOutcome::Settled { list, off, by_hand }) => {
            return queue.push_back(Recipient::Bisect(bisect::Event::Settled {
                list,
                off,
                by_hand,
            }));
        }
        R::Outcome(ToggleOutcome::Ended(why)) => {
            return queue.push_back(Recipient::Bisect(bisect::Event::Ended(why)));
        }
    });
}

fn from_bisect(effect: bisect::Effect, queue: &mut VecDeque<Recipient>, out: &mut Vec<Effect>) {
    use bisect::Effect as B;
    out.push(match effect {
        B::Save(state) => Effect::SaveBisect(state),
        B::Switching(event) => return queue.push_back(Recipient::Toggle(event)),
        B::Probe => Effect::Probe,
        B::CheckPage => Effect::CheckPage,
    });
}
