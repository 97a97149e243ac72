//! Events of the toggle and their effects.

use super::run::{Compared, DiskWait};
use super::{
    DisableRun, Effect, Event, KeptOff, LeftBehindNotice, Notice, Phase, SwitchFailure,
    ToggleOutcome, ToggleState,
};
use crate::base::deadline::Deadline;
use crate::base::time::Millis;
use crate::evidence::readings::ExtensionFacts;
use crate::extensions::{EndReason, ExtensionRef, PageAnswer, Purpose};
use crate::state::stored::Salvage;

/// Processes an event; returns the new state, and what has to be done, in this order.
#[must_use]
pub fn step(mut state: ToggleState, now: Millis, event: Event) -> (ToggleState, Vec<Effect>) {
    let mut effects = state.keep_time(now, &event);
    effects.extend(state.take(now, event));
    (state, effects)
}

impl ToggleState {
    fn take(&mut self, now: Millis, event: Event) -> Vec<Effect> {
        match event {
            Event::SetTargets { purpose, all, on } => self.want(now, purpose, &all, &on),
            Event::Check => vec![Effect::List],
            Event::Extend => self.extend_only(now),
            Event::End(why) => self.end(why),
            Event::Keep(these) => self.keep(now, &these),
            Event::ReEnable(ids) => self.re_enable(now, &ids),
            Event::Probed(readiness) => self.probed(readiness),
            Event::Seen(answer) => self.seen(answer),
            Event::Said(PageAnswer::Bad) => self.said_bad(),
            Event::Said(PageAnswer::Good) => self.end(EndReason::Success),
            Event::Said(answer) => self.seen(Some(answer)),
            Event::Saved(rev) if rev == self.rev => self.saved(now),
            Event::NotSaved(rev) if rev == self.rev => self.not_saved(now),
            Event::Saved(_) | Event::NotSaved(_) => Vec::new(),
            Event::Listed(list) => self.listed(now, &list),
            Event::Woken => self.woken(false),
            Event::WokenAnew => self.woken(true),
            Event::Rang => self.list_anew(),
            Event::Ticked | Event::ClockSet(_) => self.ticked(now),
            Event::Started => self.started(),
            Event::Salvaged(parts) => self.salvaged(now, parts),
        }
    }

    pub(super) fn save(&mut self) -> Effect {
        self.rev = self.rev.wrapping_add(1);
        Effect::Save(self.clone())
    }

    fn want(
        &mut self,
        now: Millis,
        purpose: Purpose,
        all: &[ExtensionRef],
        on: &[String],
    ) -> Vec<Effect> {
        let about = |id: &String| all.iter().any(|named| named.id == *id);
        // These take part in the run, so they are no longer kept off.
        self.kept.retain(|kept| !about(&kept.named.id));
        let anew = !self.is_trying();
        let run = self.run.get_or_insert_with(|| DisableRun::new(now, purpose, Phase::Trying));
        run.include(all);
        if anew {
            run.ours(all);
        }
        run.purpose = purpose;
        run.phase = Phase::Trying;
        run.seen = None;
        run.doubt = None;
        let kept = |id: &String| self.kept.iter().any(|kept| kept.named.id == *id);
        run.set_targets(|ExtensionRef { id, .. }| {
            if about(id) {
                Some(on.contains(id))
            } else {
                // During a search the others keep their state: they are gone, they refused, or somebody else switched them.
                anew.then(|| !kept(id))
            }
        });
        self.extend(now)
    }

    fn extend(&mut self, now: Millis) -> Vec<Effect> {
        match &mut self.run {
            Some(run) if run.phase == Phase::Trying => {
                run.deadline = Deadline::from(now);
                let at = run.deadline.at();
                vec![self.save(), Effect::Alarm(at)]
            }
            _ => Vec::new(),
        }
    }

    /// Extending the time switches nothing, so Chrome's list is not read again.
    fn extend_only(&mut self, now: Millis) -> Vec<Effect> {
        if let Some(run) = &mut self.run {
            run.settled = true;
        }
        self.extend(now)
    }

    fn end(&mut self, why: EndReason) -> Vec<Effect> {
        match &mut self.run {
            Some(run) if run.phase == Phase::Trying => {
                run.end(why, &self.kept);
                vec![Effect::Outcome(ToggleOutcome::Ended(why)), self.save()]
            }
            _ => Vec::new(),
        }
    }

    fn keep(&mut self, now: Millis, these: &[ExtensionRef]) -> Vec<Effect> {
        for named in these {
            self.kept.retain(|kept| kept.named.id != named.id);
            self.kept.push(KeptOff { named: named.clone(), at: now });
        }
        self.change(now, these)
    }

    fn re_enable(&mut self, now: Millis, ids: &[String]) -> Vec<Effect> {
        let (back, kept) = std::mem::take(&mut self.kept)
            .into_iter()
            .partition(|kept: &KeptOff| ids.contains(&kept.named.id));
        self.kept = kept;
        let back: Vec<ExtensionRef> = back.into_iter().map(|kept| kept.named).collect();
        self.change(now, &back)
    }

    /// Applies the changed list of kept-off extensions to these, by the same steps as a restore.
    fn change(&mut self, now: Millis, these: &[ExtensionRef]) -> Vec<Effect> {
        if these.is_empty() {
            return Vec::new();
        }
        let ending = Phase::Ending { why: EndReason::Changed, settled_since: None };
        let run = self.run.get_or_insert_with(|| DisableRun::new(now, Purpose::Change, ending));
        if run.phase == Phase::Trying {
            // The run continues; only these extensions change.
            run.include(these);
            run.ours(these);
            run.reset_targets(these, &self.kept);
            return vec![self.save()];
        }
        run.include(these);
        run.ours(these);
        run.end(EndReason::Changed, &self.kept);
        vec![self.save()]
    }

    fn saved(&mut self, now: Millis) -> Vec<Effect> {
        let Some(run) = &mut self.run else { return Vec::new() };
        run.new = false;
        if run.is_due(now) {
            return self.end(EndReason::Deadline);
        }
        let switches = run.take_pending().into_iter();
        let mut effects: Vec<Effect> = switches.map(|(id, on)| Effect::Switch { id, on }).collect();
        if !run.settled {
            effects.push(Effect::List);
        }
        effects
    }

    /// Without a saved record nothing is disabled; disabled extensions are still enabled again.
    fn not_saved(&mut self, now: Millis) -> Vec<Effect> {
        match &mut self.run {
            Some(run) if run.new => {
                let began = run.started;
                self.kept.retain(|kept| kept.at != began);
                self.run = None;
                vec![
                    Effect::Outcome(ToggleOutcome::Ended(EndReason::NotSaved)),
                    Effect::Say(Notice::CouldNotSave),
                ]
            }
            Some(run) if run.phase == Phase::Trying => {
                run.end(EndReason::NotSaved, &self.kept);
                vec![
                    Effect::Outcome(ToggleOutcome::Ended(EndReason::NotSaved)),
                    Effect::Say(Notice::CouldNotSave),
                    Effect::List,
                ]
            }
            Some(run) => {
                run.leave_on();
                self.saved(now)
            }
            None => Vec::new(),
        }
    }

    fn listed(&mut self, now: Millis, list: &[ExtensionFacts]) -> Vec<Effect> {
        let Some(run) = &mut self.run else { return vec![self.settled_outcome(list)] };
        if run.is_due(now) {
            return self.end(EndReason::Deadline);
        }
        let compared = run.compare(list);
        self.taken_back(list);
        if compared == Compared::Differs {
            return vec![self.save()];
        }
        let outcome = self.settled_outcome(list);
        let mut effects = Vec::new();
        if compared == Compared::News {
            effects.push(Effect::SaveSeen(self.clone()));
        }
        effects.extend(if self.is_trying() { self.tried() } else { self.ending(now) });
        effects.push(outcome);
        effects
    }

    fn settled_outcome(&self, list: &[ExtensionFacts]) -> Effect {
        let by_hand = self.run.as_ref().map(DisableRun::by_hand).unwrap_or_default();
        Effect::Outcome(ToggleOutcome::Settled {
            list: list.to_vec(),
            off: self.wanted_off(),
            by_hand,
        })
    }

    /// An extension that was to stay disabled and that somebody else has enabled is no longer kept off.
    fn taken_back(&mut self, list: &[ExtensionFacts]) {
        let by_hand = self.run.as_ref().map(DisableRun::by_hand).unwrap_or_default();
        let is_on = |id: &String| list.iter().any(|found| found.id == *id && found.enabled);
        self.kept.retain(|KeptOff { named: ExtensionRef { id, .. }, .. }| {
            !(by_hand.contains(id) && is_on(id))
        });
    }

    fn ending(&mut self, now: Millis) -> Vec<Effect> {
        let Some(run) = &mut self.run else { return Vec::new() };
        let well = run.all_well();
        if well && run.at_start {
            return self.finish();
        }
        match run.wait_for_disk(now) {
            DiskWait::Begun(enough) => vec![self.save(), Effect::Alarm(enough)],
            DiskWait::Until(enough) => vec![Effect::Alarm(enough)],
            DiskWait::Over if well || run.patience == LeftBehindNotice::Last => self.finish(),
            DiskWait::Over if run.patience == LeftBehindNotice::Told => Vec::new(),
            DiskWait::Over => {
                run.patience = LeftBehindNotice::Told;
                run.lasts();
                let notice = left_behind(run);
                vec![self.save(), Effect::Say(notice)]
            }
        }
    }

    /// Nothing is left to restore.
    fn finish(&mut self) -> Vec<Effect> {
        let Some(run) = self.run.take() else { return Vec::new() };
        let entry = run.entry(&self.kept);
        let last = if self.kept.is_empty() { Effect::Forget } else { self.save() };
        let mut effects = vec![Effect::Log(entry)];
        let by_hand = run.left_by_hand();
        if !run.all_well() {
            effects.push(Effect::Say(left_behind(&run)));
        } else if !by_hand.is_empty() {
            effects.push(Effect::Say(Notice::LeftByHand(by_hand)));
        } else if run.items.iter().all(|item| item.want_enabled)
            && !run.ends_for(EndReason::Damaged)
        {
            // "All are on again" is said only if none stays off. After damage the notice about it stays, which says the same.
            effects.push(Effect::Say(Notice::Restored));
        }
        effects.push(last);
        effects
    }

    fn salvaged(&mut self, now: Millis, parts: Salvage) -> Vec<Effect> {
        let unnamed = |id: String| ExtensionRef { name: id.clone(), id };
        *self = Self::default();
        self.kept =
            parts.kept.into_iter().map(|id| KeptOff { named: unnamed(id), at: now }).collect();
        let mut effects = vec![Effect::SetAside, Effect::Say(Notice::SetAside)];
        if parts.ids.is_empty() {
            effects.push(if self.kept.is_empty() { Effect::Forget } else { self.save() });
            return effects;
        }
        let ending = Phase::Ending { why: EndReason::Damaged, settled_since: None };
        let run = self.run.insert(DisableRun::new(now, Purpose::Try, ending));
        run.include(&parts.ids.into_iter().map(unnamed).collect::<Vec<_>>());
        // The damaged state, which names them, is saved already.
        run.new = false;
        effects.push(self.save());
        effects
    }
}

fn left_behind(run: &DisableRun) -> Notice {
    Notice::LeftBehind {
        missing: run.failed(SwitchFailure::Missing),
        refused: run.failed(SwitchFailure::Refused),
        by_hand: run.left_by_hand(),
    }
}
