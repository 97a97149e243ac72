//! One run: the target states, and their comparison with Chrome's list.

use super::{
    DISK_WRITE_MS, DisableRun, Inconclusive, KeptOff, LeftBehindNotice, Phase, SwitchFailure,
    Target, ToggleState,
};
use crate::base::deadline::Deadline;
use crate::base::time::Millis;
use crate::evidence::readings::ExtensionFacts;
use crate::extensions::{EndReason, ExtensionRef, Purpose};
use crate::state::history::{Entry, Fact, Undo, facts};
use crate::state::stored::{Validate, are_different};

impl Validate for ToggleState {
    /// No extension has two wishes.
    fn is_sound(&self) -> bool {
        let items = self.run.iter().flat_map(|run| &run.items);
        are_different(items.map(|item| &item.named.id))
            && are_different(self.kept.iter().map(|kept| &kept.named.id))
    }
}

impl ToggleState {
    /// Whom we want off.
    #[must_use]
    pub fn wished_off(&self) -> Vec<String> {
        let items = self.run.iter().flat_map(|run| &run.items);
        let off = items.filter(|item| !item.on).map(|item| &item.named.id);
        let kept = self.kept.iter().map(|kept| &kept.named.id);
        let mut all: Vec<String> = off.chain(kept).cloned().collect();
        all.sort_unstable();
        all.dedup();
        all
    }

    /// As it reads from storage: what belongs to one event only is not saved.
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

    /// Takes these into the undo record.
    pub(super) fn include(&mut self, these: &[ExtensionRef]) {
        for named in these {
            if !self.items.iter().any(|item| item.named.id == named.id) {
                self.items.push(Target::new(named.clone(), true));
            }
        }
    }

    /// Sets the wishes anew where there is one.
    pub(super) fn wish(&mut self, on: impl Fn(&ExtensionRef) -> Option<bool>) {
        for item in &mut self.items {
            if let Some(on) = on(&item.named) {
                item.wish(on);
            }
        }
        self.settled = false;
        self.at_start = false;
        if let Phase::Ending { quiet, .. } = &mut self.phase {
            *quiet = None;
        }
    }

    /// The person wants something of these from us.
    pub(super) fn ours(&mut self, these: &[ExtensionRef]) {
        self.items.iter_mut().filter(|item| these.contains(&item.named)).for_each(Target::is_ours);
    }

    /// Sets the wishes for these alone: on, unless they are kept off.
    pub(super) fn wish_anew(&mut self, these: &[ExtensionRef], kept: &[KeptOff]) {
        for item in self.items.iter_mut().filter(|item| these.contains(&item.named)) {
            item.wish(!kept.iter().any(|kept| kept.named.id == item.named.id));
        }
        self.settled = false;
    }

    /// Somebody set the clock by so much while the worker ran. How long it has been quiet is not changed by that; the try
    /// is over early where the clock went ahead, because the PC may have been asleep.
    pub(super) fn clock_set(&mut self, by: Millis) {
        if by < 0 {
            self.deadline.moved(by);
        }
        if let Phase::Ending { quiet: Some(quiet), .. } = &mut self.phase {
            *quiet = quiet.saturating_add(by);
        }
    }

    /// When it is to be looked at next.
    pub(super) const fn next_look(&self) -> Option<Millis> {
        match self.phase {
            Phase::Trying => Some(self.deadline.at()),
            Phase::Ending { quiet: Some(quiet), .. } => Some(quiet.saturating_add(DISK_WRITE_MS)),
            Phase::Ending { quiet: None, .. } => None,
        }
    }

    pub(super) fn is_due(&self, now: Millis) -> bool {
        self.phase == Phase::Trying && self.deadline.is_over(now)
    }

    pub(super) fn ends_for(&self, reason: EndReason) -> bool {
        matches!(self.phase, Phase::Ending { why, .. } if why == reason)
    }

    pub(super) fn end(&mut self, why: EndReason, kept: &[KeptOff]) {
        self.phase = Phase::Ending { why, quiet: None };
        self.wish(|named| Some(!kept.iter().any(|kept| kept.named.id == named.id)));
    }

    /// A new browser: what is off may be on again, and who refused may be willing.
    pub(super) fn start(&mut self) {
        if self.patience == LeftBehindNotice::Told {
            self.patience = LeftBehindNotice::Last;
        }
        self.seen = None;
        // Where a "none" is still in the way after this, it was not the memory.
        self.doubt = self.doubt.filter(|doubt| *doubt == Inconclusive::Remembered);
        self.settled = false;
        self.maybe_started();
        self.at_start = true;
    }

    /// The browser may have started: what Chrome had not yet written is nobody's act.
    pub(super) fn maybe_started(&mut self) {
        self.items.iter_mut().for_each(Target::started);
    }

    /// How much time has passed since the worker's last life, nobody knows who does not trust the clock: it is waited anew.
    pub(super) fn wait_anew(&mut self) {
        if let Phase::Ending { quiet, .. } = &mut self.phase
            && self.patience != LeftBehindNotice::Told
        {
            *quiet = None;
        }
    }

    /// A worker may have stopped between counting a try and making it: those tries count no more.
    pub(super) fn wake(&mut self) {
        for item in self.items.iter_mut().filter(|item| item.trouble.is_none()) {
            item.tries = 0;
        }
    }

    /// Holds all wishes against what is.
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
            if let Phase::Ending { quiet, .. } = &mut self.phase {
                *quiet = None;
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

    /// The ids of those that somebody else has switched.
    pub(super) fn by_hand(&self) -> Vec<String> {
        let theirs = self.items.iter().filter(|item| item.by_hand);
        theirs.map(|item| item.named.id.clone()).collect()
    }

    /// Those that somebody else has switched off, and that nobody wants off.
    pub(super) fn left_by_hand(&self) -> Vec<ExtensionRef> {
        let left = self.items.iter().filter(|i| i.by_hand && i.on && i.shown == Some(false));
        left.map(|item| item.named.clone()).collect()
    }

    /// What was seen so far is on the disk.
    pub(super) fn lasts(&mut self) {
        self.items.iter_mut().for_each(Target::lasts);
    }

    /// What is about to be switched, once.
    pub(super) fn take_pending(&mut self) -> Vec<(String, bool)> {
        let pending = self.items.iter_mut().filter(|item| item.pending);
        pending
            .map(|item| {
                item.pending = false;
                (item.named.id.clone(), item.on)
            })
            .collect()
    }

    /// What could not be saved switches nothing off.
    pub(super) fn leave_on(&mut self) {
        for item in self.items.iter_mut().filter(|item| !item.on) {
            item.pending = false;
        }
    }

    pub(super) fn troubled(&self, which: SwitchFailure) -> Vec<ExtensionRef> {
        let troubled = self.items.iter().filter(|item| item.trouble == Some(which));
        troubled.map(|item| item.named.clone()).collect()
    }

    pub(super) fn all_well(&self) -> bool {
        self.items.iter().all(|item| item.trouble.is_none())
    }

    /// Whether enough time has passed since Chrome first listed what is wished; if not, until when.
    pub(super) fn quiet(&mut self, now: Millis) -> Quiet {
        let Phase::Ending { quiet, .. } = &mut self.phase else { return Quiet::Begun(now) };
        match *quiet {
            None => {
                *quiet = Some(now);
                Quiet::Begun(now + DISK_WRITE_MS)
            }
            Some(since) if now - since >= DISK_WRITE_MS => Quiet::Over,
            Some(since) => Quiet::Until(since + DISK_WRITE_MS),
        }
    }

    /// The history's entry.
    pub(super) fn entry(&self, kept: &[KeptOff]) -> Entry {
        let names =
            |list: Vec<ExtensionRef>| Fact::Names(list.into_iter().map(|n| n.name).collect());
        let stays_off = |item: &&Target| kept.iter().any(|k| k.named.id == item.named.id);
        let all = self.items.iter().map(|item| item.named.clone()).collect();
        let off: Vec<ExtensionRef> =
            self.items.iter().filter(stays_off).map(|i| i.named.clone()).collect();
        let ids: Vec<String> = off.iter().map(|named| named.id.clone()).collect();
        let after = facts([
            ("missing", names(self.troubled(SwitchFailure::Missing))),
            ("refused", names(self.troubled(SwitchFailure::Refused))),
            ("kept_off", names(off)),
        ]);
        let fix = match self.purpose {
            Purpose::Try => "extensions_off",
            Purpose::Bisect => "extensions_bisect",
            Purpose::Change => "extensions_change",
        };
        Entry {
            at: self.started,
            fix: fix.to_owned(),
            before: facts([("on", names(all))]),
            after,
            undo: if ids.is_empty() { None } else { Some(Undo { ids, done_at: None }) },
        }
    }
}

/// What a comparison came to.
#[derive(PartialEq, Eq)]
pub(super) enum Compared {
    /// Something has to be switched.
    Differs,
    /// Nothing, but something was seen that is to be saved.
    News,
    /// All is as it was known.
    Known,
}

/// How long it has been quiet.
pub(super) enum Quiet {
    /// Since now; enough at that time.
    Begun(Millis),
    /// Enough at that time.
    Until(Millis),
    /// Long enough.
    Over,
}
