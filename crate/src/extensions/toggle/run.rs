//! One run: the target states, and their comparison with Chrome's list.

use super::{
    DISK_WRITE_MS, DisableRun, Inconclusive, KeptOff, LeftBehindNotice, Phase, SwitchFailure,
    Target, ToggleState,
};
use crate::base::deadline::Deadline;
use crate::base::time::Millis;
use crate::evidence::readings::ExtensionFacts;
use crate::extensions::{EndReason, ExtensionRef, Purpose};
use crate::state::history::{Fact, HistoryEntry, Undo, facts};
use crate::state::stored::{Validate, are_different};
use std::collections::BTreeSet;

impl Validate for ToggleState {
    /// No extension has two target states.
    fn is_sound(&self) -> bool {
        let items = self.run.iter().flat_map(|run| &run.items);
        are_different(items.map(|item| &item.named.id))
            && are_different(self.kept.iter().map(|kept| &kept.named.id))
    }
}

impl ToggleState {
    /// The ids of all extensions that are to be disabled.
    #[must_use]
    pub fn wanted_off(&self) -> Vec<String> {
        let items = self.run.iter().flat_map(|run| &run.items);
        let off = items.filter(|item| !item.want_enabled).map(|item| &item.named.id);
        let kept = self.kept.iter().map(|kept| &kept.named.id);
        let mut all = BTreeSet::new();
        all.extend(off.chain(kept).cloned());
        all.into_iter().collect()
    }

    /// The state as it would be read from storage: fields that last only for one event are not saved.
    #[must_use]
    pub fn as_saved(mut self) -> Self {
        if let Some(run) = &mut self.run {
            run.settled = false;
            run.at_start = false;
            run.new = false;
        }
        self
    }
}

impl DisableRun {
    pub(super) const fn new(now: Millis, purpose: Purpose, phase: Phase) -> Self {
        Self {
            started: now,
            deadline: Deadline::from(now),
            purpose,
            phase,
            items: Vec::new(),
            seen: None,
            doubt: None,
            patience: LeftBehindNotice::Untold,
            settled: false,
            at_start: false,
            new: true,
        }
    }

    /// Adds these to the undo record.
    pub(super) fn include(&mut self, these: &[ExtensionRef]) {
        for named in these {
            if !self.items.iter().any(|item| item.named.id == named.id) {
                self.items.push(Target::new(named.clone(), true));
            }
        }
    }

    /// Sets the target state of each extension for which the function returns one.
    pub(super) fn set_targets(&mut self, want_enabled: impl Fn(&ExtensionRef) -> Option<bool>) {
        for item in &mut self.items {
            if let Some(want) = want_enabled(&item.named) {
                item.set_target(want);
            }
        }
        self.settled = false;
        self.at_start = false;
        if let Phase::Ending { settled_since, .. } = &mut self.phase {
            *settled_since = None;
        }
    }

    /// The person asks us to switch these, so an earlier switch by somebody else no longer counts.
    pub(super) fn ours(&mut self, these: &[ExtensionRef]) {
        self.items.iter_mut().filter(|item| these.contains(&item.named)).for_each(Target::is_ours);
    }

    /// Resets the target state of these alone: enabled, unless they are kept off.
    pub(super) fn reset_targets(&mut self, these: &[ExtensionRef], kept: &[KeptOff]) {
        for item in self.items.iter_mut().filter(|item| these.contains(&item.named)) {
            item.set_target(!kept.iter().any(|kept| kept.named.id == item.named.id));
        }
        self.settled = false;
    }

    /// The clock was set by this amount while the worker ran: corrects since when the list has shown the target state. The
    /// deadline is corrected only if the clock was set back: a jump ahead may have been sleep, so the run ends early.
    pub(super) fn clock_set(&mut self, by: Millis) {
        if by < 0 {
            self.deadline.moved(by);
        }
        if let Phase::Ending { settled_since: Some(since), .. } = &mut self.phase {
            *since = since.saturating_add(by);
        }
    }

    /// When the alarm is due.
    pub(super) const fn next_alarm(&self) -> Option<Millis> {
        match self.phase {
            Phase::Trying => Some(self.deadline.at()),
            Phase::Ending { settled_since: Some(since), .. } => {
                Some(since.saturating_add(DISK_WRITE_MS))
            }
            Phase::Ending { settled_since: None, .. } => None,
        }
    }

    pub(super) fn is_due(&self, now: Millis) -> bool {
        self.phase == Phase::Trying && self.deadline.is_over(now)
    }

    pub(super) fn ends_for(&self, reason: EndReason) -> bool {
        matches!(self.phase, Phase::Ending { why, .. } if why == reason)
    }

    pub(super) fn end(&mut self, why: EndReason, kept: &[KeptOff]) {
        self.phase = Phase::Ending { why, settled_since: None };
        self.set_targets(|named| Some(!kept.iter().any(|kept| kept.named.id == named.id)));
    }

    /// The browser has started: a disabled extension may be enabled again, and one that refused may accept a switch now.
    pub(super) fn start(&mut self) {
        if self.patience == LeftBehindNotice::Told {
            self.patience = LeftBehindNotice::Last;
        }
        self.seen = None;
        // If no certificate is offered after this start either, a remembered choice was not the reason.
        self.doubt = self.doubt.filter(|doubt| *doubt == Inconclusive::Remembered);
        self.settled = false;
        self.maybe_started();
        self.at_start = true;
    }

    /// The browser may have started: a difference that Chrome had not yet written to disk was made by nobody.
    pub(super) fn maybe_started(&mut self) {
        self.items.iter_mut().for_each(Target::started);
    }

    /// The worker was stopped, and the clock may have been set meanwhile, so the wait for Chrome's disk write starts again.
    pub(super) fn wait_anew(&mut self) {
        if let Phase::Ending { settled_since, .. } = &mut self.phase
            && self.patience != LeftBehindNotice::Told
        {
            *settled_since = None;
        }
    }

    /// The worker may have been stopped after counting an attempt and before making it, so the attempts are reset.
    pub(super) fn wake(&mut self) {
        for item in self.items.iter_mut().filter(|item| item.failure.is_none()) {
            item.attempts = 0;
        }
    }

    /// Compares all target states with Chrome's list.
    pub(super) fn compare(&mut self, list: &[ExtensionFacts]) -> Compared {
        let mut news = false;
        for item in &mut self.items {
            let before = item.seen();
            item.compare(list.iter().find(|found| found.id == item.named.id));
            news |= item.seen() != before;
        }
        self.settled = !self.items.iter().any(|item| item.pending);
        if !self.settled {
            self.at_start = false;
            if let Phase::Ending { settled_since, .. } = &mut self.phase {
                *settled_since = None;
            }
        }
        if !self.settled {
            Compared::Differs
        } else if news {
            Compared::News
        } else {
            Compared::Known
        }
    }

    /// The ids of those that somebody else has enabled or disabled.
    pub(super) fn by_hand(&self) -> Vec<String> {
        let theirs = self.items.iter().filter(|item| item.by_hand);
        theirs.map(|item| item.named.id.clone()).collect()
    }

    /// Those that somebody else has disabled although their target state is enabled.
    pub(super) fn left_by_hand(&self) -> Vec<ExtensionRef> {
        let left =
            self.items.iter().filter(|i| i.by_hand && i.want_enabled && i.shown == Some(false));
        left.map(|item| item.named.clone()).collect()
    }

    /// What was observed so far is on disk.
    pub(super) fn lasts(&mut self) {
        self.items.iter_mut().for_each(Target::lasts);
    }

    /// Takes the pending switches, so that each is made only once.
    pub(super) fn take_pending(&mut self) -> Vec<(String, bool)> {
        let pending = self.items.iter_mut().filter(|item| item.pending);
        pending
            .map(|item| {
                item.pending = false;
                (item.named.id.clone(), item.want_enabled)
            })
            .collect()
    }

    /// If the state could not be saved, nothing must be disabled.
    pub(super) fn leave_on(&mut self) {
        for item in self.items.iter_mut().filter(|item| !item.want_enabled) {
            item.pending = false;
        }
    }

    pub(super) fn failed(&self, which: SwitchFailure) -> Vec<ExtensionRef> {
        let failed = self.items.iter().filter(|item| item.failure == Some(which));
        failed.map(|item| item.named.clone()).collect()
    }

    pub(super) fn all_well(&self) -> bool {
        self.items.iter().all(|item| item.failure.is_none())
    }

    /// Whether enough time has passed since Chrome's list first showed the target state; if not, when it will have passed.
    pub(super) fn wait_for_disk(&mut self, now: Millis) -> DiskWait {
        let Phase::Ending { settled_since, .. } = &mut self.phase else {
            return DiskWait::Begun(now);
        };
        match *settled_since {
            None => {
                *settled_since = Some(now);
                DiskWait::Begun(now + DISK_WRITE_MS)
            }
            Some(since) if now - since >= DISK_WRITE_MS => DiskWait::Over,
            Some(since) => DiskWait::Until(since + DISK_WRITE_MS),
        }
    }

    pub(super) fn entry(&self, kept: &[KeptOff]) -> HistoryEntry {
        let names =
            |list: Vec<ExtensionRef>| Fact::Names(list.into_iter().map(|n| n.name).collect());
        let stays_off = |item: &&Target| kept.iter().any(|k| k.named.id == item.named.id);
        let all = self.items.iter().map(|item| item.named.clone()).collect();
        let off: Vec<ExtensionRef> =
            self.items.iter().filter(stays_off).map(|i| i.named.clone()).collect();
        let ids: Vec<String> = off.iter().map(|named| named.id.clone()).collect();
        let after = facts([
            ("missing", names(self.failed(SwitchFailure::Missing))),
            ("refused", names(self.failed(SwitchFailure::Refused))),
            ("kept_off", names(off)),
        ]);
        let fix = match self.purpose {
            Purpose::Try => "extensions_off",
            Purpose::Bisect => "extensions_bisect",
            Purpose::Change => "extensions_change",
        };
        HistoryEntry {
            at: self.started,
            fix: fix.to_owned(),
            before: facts([("on", names(all))]),
            after,
            undo: if ids.is_empty() { None } else { Some(Undo { ids, done_at: None }) },
        }
    }
}

/// The result of comparing the target states with Chrome's list.
#[derive(PartialEq, Eq)]
pub(super) enum Compared {
    /// Something has to be switched.
    Differs,
    /// Nothing has to be switched, but an observation has to be saved.
    News,
    /// Nothing has changed.
    Known,
}

/// Whether Chrome has had enough time to write its list to disk.
pub(super) enum DiskWait {
    /// The wait starts now and ends at that time.
    Begun(Millis),
    /// The wait ends at that time.
    Until(Millis),
    Over,
}
