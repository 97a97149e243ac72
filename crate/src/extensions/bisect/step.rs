//! Events of a search and their effects: one trial after the other, each with switching, probe, page check and counting.

use super::answers::{AnswerSource, RecordedAnswer};
use super::search::{NextStep, next};
use super::{Bisect, Effect, Event, ExtensionSet, Outcome, Phase, Stage, WhyNot};
use crate::base::time::Millis;
use crate::evidence::readings::ExtensionFacts;
use crate::extensions::{EndReason, PageAnswer, Purpose, Readiness, candidates::Rules, toggle};

/// Begins a search among all enabled extensions.
#[must_use]
pub fn begin(now: Millis, list: &[ExtensionFacts], rules: Rules) -> (Bisect, Vec<Effect>) {
    let mut state = Bisect::new(now, list, rules);
    if state.candidates.is_empty() {
        let why = WhyNot::NobodyToTry;
        let effects =
            state.over(Outcome::CannotTell { why, among: Vec::new() }, EndReason::Success);
        return (state, effects);
    }
    let effects = state.plan();
    (state, effects)
}

/// Processes an event; returns the new state, and what has to be done, in this order.
#[must_use]
pub fn step(mut state: Bisect, now: Millis, event: Event) -> (Bisect, Vec<Effect>) {
    let effects = match event {
        Event::Settled { list, off, by_hand } => state.settled(now, &list, &off, &by_hand),
        Event::Probed(readiness) => state.probed(now, readiness),
        Event::PageChecked(answer) => state.page_checked(answer),
        Event::Answer(answer) => state.answered(answer),
        Event::Stop => state.stop(),
        Event::GoOn(list) => state.go_on(&list),
        Event::Keep(ids) => state.keep(&ids),
        Event::Ended(_) => state.pause(),
        Event::Started => state.started(),
    };
    (state, effects)
}

impl Bisect {
    /// Whether a trial is running for which extensions are disabled.
    #[must_use]
    pub const fn is_trying(&self) -> bool {
        matches!(self.phase, Phase::Trying { .. })
    }

    /// Whether the result is being confirmed: the found extensions stay disabled, and the page is checked.
    #[must_use]
    pub const fn is_proving(&self) -> bool {
        matches!(self.phase, Phase::Proving { .. })
    }

    fn save(&self) -> Effect {
        Effect::Save(Box::new(self.clone()))
    }

    /// The present trial and its stage.
    const fn current(&mut self) -> Option<(ExtensionSet, &mut Stage)> {
        match &mut self.phase {
            Phase::Trying { on, stage, .. } | Phase::Proving { on, stage, .. } => {
                Some((*on, stage))
            }
            Phase::Paused | Phase::Over { .. } => None,
        }
    }

    fn enter(&mut self, new: Stage, then: impl Into<Option<Effect>>) -> Vec<Effect> {
        let Some((_, stage)) = self.current() else { return Vec::new() };
        *stage = new;
        [self.save()].into_iter().chain(then.into()).collect()
    }

    /// The next trial, or the end.
    fn plan(&mut self) -> Vec<Effect> {
        match next(&self.field(), &self.answers) {
            NextStep::Try(on) => self.switch(on, None),
            NextStep::Over(found) => self.over(self.outcome(found), EndReason::Success),
        }
    }

    fn switch(&mut self, on: ExtensionSet, failed: Option<ExtensionSet>) -> Vec<Effect> {
        self.phase = Phase::Trying { on, stage: Stage::Switching, restarted: false, failed };
        vec![self.save(), Effect::Switching(self.want(on))]
    }

    fn want(&self, on: ExtensionSet) -> toggle::Event {
        let on = self.ids(on);
        // Those that are gone or that somebody disabled are left out: at the end they would be enabled.
        let mut all = Vec::with_capacity(self.candidates.len());
        all.extend(self.there().map(|(_, candidate)| candidate.named.clone()));
        toggle::Event::SetTargets { purpose: Purpose::Bisect, all, on }
    }

    fn over(&mut self, outcome: Outcome, why: EndReason) -> Vec<Effect> {
        self.phase = Phase::Over { outcome, cured: false };
        let end = Effect::Switching(toggle::Event::End(why));
        vec![self.save(), end]
    }

    fn settled(
        &mut self,
        now: Millis,
        list: &[ExtensionFacts],
        off: &[String],
        by_hand: &[String],
    ) -> Vec<Effect> {
        let Some((on, stage)) = self.current() else { return Vec::new() };
        let stage = *stage;
        let off = self.group(off);
        if self.is_proving() {
            let found = self.field().all_on().difference(on);
            // Somebody enabled one of them, so a page check would prove nothing.
            if found.difference(self.group(by_hand)) != found {
                return self.stop();
            }
            if !off.is_superset(found) {
                return vec![Effect::Switching(toggle::Event::Keep(self.names(found)))];
            }
        } else {
            if self.there().any(|(number, _)| on.contains(number) == off.contains(number)) {
                return vec![Effect::Switching(self.want(on))];
            }
            if self.take_in(list, on) {
                return self.plan();
            }
        }
        match stage {
            Stage::Switching | Stage::Probing | Stage::CheckingPage => {
                self.enter(Stage::Probing, Effect::Probe)
            }
            // Waits for the person.
            Stage::Restarting | Stage::Asking => Vec::new(),
            // The certificate probe has to confirm it: a person who closes the certificate dialog sees a failure whatever
            // is enabled.
            Stage::Counting { answer: PageAnswer::Bad, by: AnswerSource::Person } => {
                vec![Effect::Probe]
            }
            Stage::Counting { answer, by } => self.count(now, on, answer, by),
        }
    }

    fn probed(&mut self, now: Millis, readiness: Readiness) -> Vec<Effect> {
        let Some((on, stage)) = self.current() else { return Vec::new() };
        match (*stage, readiness) {
            (Stage::Switching | Stage::Restarting | Stage::Asking, _) => Vec::new(),
            (_, Readiness::Stale) => self.stale(),
            (_, Readiness::Failed) => self.unanswered(now, on),
            (Stage::Counting { answer, by }, Readiness::Ready) => self.count(now, on, answer, by),
            (_, Readiness::Ready) => self.ready(on),
        }
    }

    /// Chrome would ask for a certificate, or one was accepted.
    fn ready(&mut self, on: ExtensionSet) -> Vec<Effect> {
        match &mut self.phase {
            Phase::Trying { failed: Some(these), .. } if *these != on => {
                let these = *these;
                return self.switch(these, Some(these));
            }
            Phase::Trying { restarted, failed, .. } => (*restarted, *failed) = (false, None),
            Phase::Proving { restarted, .. } => *restarted = false,
            Phase::Paused | Phase::Over { .. } => {}
        }
        self.enter(Stage::CheckingPage, Effect::CheckPage)
    }

    /// Chrome may remember "none", so the page says nothing about extensions.
    fn stale(&mut self) -> Vec<Effect> {
        match self.phase {
            Phase::Trying { restarted: true, .. } => self.cannot_tell(WhyNot::NoCertificate),
            Phase::Proving { restarted: true, .. } => self.stop(),
            _ => self.enter(Stage::Restarting, None),
        }
    }

    /// The probe got no answer. Extensions are the reason only if it gets one with all disabled, and again none with these.
    fn unanswered(&mut self, at: Millis, on: ExtensionSet) -> Vec<Effect> {
        let Phase::Trying { failed, .. } = self.phase else { return self.stop() };
        if failed == Some(on) {
            self.answers.push(RecordedAnswer::new(at, on, PageAnswer::Bad, AnswerSource::Page));
            return self.plan();
        }
        let always_on = self.field().always_on;
        if on == always_on {
            self.cannot_tell(WhyNot::NoAnswer)
        } else {
            self.switch(always_on, Some(on))
        }
    }

    fn cannot_tell(&mut self, why: WhyNot) -> Vec<Effect> {
        self.over(Outcome::CannotTell { why, among: self.suspects() }, EndReason::Success)
    }

    fn page_checked(&mut self, answer: Option<PageAnswer>) -> Vec<Effect> {
        let Some((_, Stage::CheckingPage)) = self.current() else { return Vec::new() };
        match answer {
            Some(answer @ (PageAnswer::Good | PageAnswer::Bad)) => {
                self.list_before_counting(answer, AnswerSource::Page)
            }
            _ => self.enter(Stage::Asking, Effect::Switching(toggle::Event::Extend)),
        }
    }

    fn answered(&mut self, answer: PageAnswer) -> Vec<Effect> {
        match (self.current(), answer) {
            // A person who cannot restart cannot answer either.
            (Some((_, Stage::Asking)), _) | (Some((_, Stage::Restarting)), PageAnswer::Unsure) => {
                self.list_before_counting(answer, AnswerSource::Person)
            }
            _ => Vec::new(),
        }
    }

    /// An answer refers to what was enabled, so Chrome's list is read once more before the answer counts.
    fn list_before_counting(&mut self, answer: PageAnswer, by: AnswerSource) -> Vec<Effect> {
        self.enter(Stage::Counting { answer, by }, Effect::Switching(toggle::Event::Check))
    }

    fn count(
        &mut self,
        at: Millis,
        on: ExtensionSet,
        answer: PageAnswer,
        by: AnswerSource,
    ) -> Vec<Effect> {
        let Phase::Proving { outcome, .. } = &self.phase else {
            self.answers.push(RecordedAnswer::new(at, on, answer, by));
            return self.plan();
        };
        let (cured, outcome) = (answer == PageAnswer::Good, outcome.clone());
        if answer == PageAnswer::Bad {
            self.answers.push(RecordedAnswer::new(at, on, answer, by));
            return self.not_cured(on);
        }
        self.phase = Phase::Over { outcome, cured };
        vec![self.save()]
    }

    /// The page still fails without the found extensions, so the search continues.
    fn not_cured(&mut self, on: ExtensionSet) -> Vec<Effect> {
        let off = self.field().all_on().difference(on);
        let mut effects = vec![Effect::Switching(toggle::Event::ReEnable(self.ids(off)))];
        effects.extend(self.plan());
        effects
    }

    fn stop(&mut self) -> Vec<Effect> {
        match self.phase {
            Phase::Trying { .. } | Phase::Paused => {
                self.over(Outcome::Stopped { among: self.suspects() }, EndReason::Stopped)
            }
            Phase::Proving { ref outcome, .. } => {
                self.phase = Phase::Over { outcome: outcome.clone(), cured: false };
                vec![self.save()]
            }
            Phase::Over { .. } => Vec::new(),
        }
    }

    fn pause(&mut self) -> Vec<Effect> {
        if !self.is_trying() {
            return Vec::new();
        }
        self.phase = Phase::Paused;
        vec![self.save()]
    }

    fn go_on(&mut self, list: &[ExtensionFacts]) -> Vec<Effect> {
        if self.phase != Phase::Paused {
            return Vec::new();
        }
        self.take_in_again(list);
        self.plan()
    }

    fn keep(&mut self, ids: &[String]) -> Vec<Effect> {
        let Phase::Over { outcome, .. } = &self.phase else { return Vec::new() };
        let off = self.group(ids);
        let on = self.field().all_on().difference(off);
        let outcome = outcome.clone();
        self.phase = Phase::Proving { outcome, on, stage: Stage::Switching, restarted: false };
        vec![self.save(), Effect::Switching(toggle::Event::Keep(self.names(off)))]
    }

    fn started(&mut self) -> Vec<Effect> {
        match &mut self.phase {
            // The start may have changed the enabled extensions and the tab, so the trial is checked again.
            Phase::Trying { stage, restarted, .. } | Phase::Proving { stage, restarted, .. } => {
                *restarted |= *stage == Stage::Restarting;
                *stage = Stage::Switching;
                vec![self.save()]
            }
            Phase::Paused | Phase::Over { .. } => Vec::new(),
        }
    }
}
