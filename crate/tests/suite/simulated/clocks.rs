//! The PC's clock, which anybody can set, and the worker's monotonic clock, by which the worker checks the time.

use super::world::World;
use karte_signin_doctor::base::deadline::CHECK_MS;
use karte_signin_doctor::base::time::Millis;
use karte_signin_doctor::extensions::experiment::{Effect, Event, Experiment, step};
use karte_signin_doctor::extensions::toggle::ToggleState;
use std::collections::VecDeque;

impl World {
    /// One step, after reporting by how much the clock was set since the last step.
    pub(super) fn take(
        &mut self,
        experiment: &mut Experiment,
        event: Event,
        effects: &mut VecDeque<Effect>,
    ) {
        let lead = self.chrome.now - self.chrome.time;
        let by = lead - std::mem::replace(&mut self.lead, lead);
        let set = (by != 0).then_some(Event::ClockSet(by));
        for event in set.into_iter().chain([event]) {
            let (next, more) = step(std::mem::take(experiment), self.chrome.now, event);
            *experiment = next;
            effects.extend(more);
        }
    }

    /// The worker stays alive while a deadline is pending; otherwise there is no alarm either.
    pub(super) fn run_on(&mut self, repair: &ToggleState) {
        if !repair.is_timed() {
            self.chrome.alarm = None;
            self.ticks_at = None;
        } else if self.ticks_at.is_none() {
            self.ticks_at = Some(self.chrome.time + Millis::from(CHECK_MS));
        }
    }

    /// Waits for the alarm, which follows the PC's clock, or for the worker's next time check, whichever comes first.
    pub(super) fn wait(&mut self) -> Option<Event> {
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

    /// An answer of the person or the page may restart the time limit of a try.
    pub(super) fn note_word(&mut self, event: &Event) {
        let is_own = matches!(
            event,
            Event::Woken | Event::WokenAnew | Event::Started | Event::Rang | Event::Ticked
        );
        if !is_own {
            self.last_word = self.chrome.time;
        }
        self.theirs.note_word(event);
    }

    /// Applies what somebody does at the PC before the effect with this number.
    pub(super) fn interfere(&mut self, number: usize) {
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
        if let Some(on) = self.chrome.switch_by_hand(id) {
            self.theirs.note_hand(id, on, self.record.contains(id));
        }
    }
}
