//! One run: its wishes, and how they are held against what Chrome lists.

use super::{
    Doubt, End, Item, Kept, MOST_TRIES, Named, Patience, Phase, Purpose, QUIET_MS, Repair, Run,
    TRY_MS, Trouble,
};
use crate::facts::{ExtensionFacts, Millis};
use crate::few::unique;
use crate::history::{Entry, Fact, Facts, Undo};
use crate::versioned::{Sound, are_different};

impl Sound for Repair {
    /// No extension has two wishes.
    fn is_sound(&self) -> bool {
        let items = self.run.iter().flat_map(|run| &run.items);
        are_different(items.map(|item| &item.named.id))
            && are_different(self.kept.iter().map(|kept| &kept.named.id))
    }
}

impl Item {
    const fn new(named: Named, on: bool) -> Self {
        Self { named, on, tries: 0, pending: false, trouble: None }
    }

    fn wish(&mut self, on: bool) {
        *self = Self::new(self.named.clone(), on);
    }

    /// Holds the wish against what is; one that differs is switched, a few times.
    fn compare(&mut self, listed: Option<&ExtensionFacts>) {
        self.pending = false;
        self.trouble = match listed {
            None => Some(Trouble::Missing),
            Some(found) if found.enabled == self.on => None,
            Some(found) if found.enabled && !found.may_disable => Some(Trouble::Refused),
            Some(_) if self.tries >= MOST_TRIES => Some(Trouble::Refused),
            Some(_) => {
                self.tries += 1;
                self.pending = true;
                None
            }
        };
    }
}

impl Repair {
    /// Whom we want off.
    #[must_use]
    pub fn wished_off(&self) -> Vec<String> {
        let items = self.run.iter().flat_map(|run| &run.items);
        let off = items.filter(|item| !item.on).map(|item| &item.named.id);
        unique(off.chain(self.kept.iter().map(|kept| &kept.named.id)).cloned().collect())
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

impl Run {
    pub(super) const fn new(now: Millis, purpose: Purpose, phase: Phase) -> Self {
        Self {
            started: now,
            deadline: now + TRY_MS,
            purpose,
            phase,
            items: Vec::new(),
            seen: None,
            doubt: None,
            patience: Patience::Untold,
            settled: false,
            at_start: false,
            new: true,
        }
    }

    /// Takes these into the undo record.
    pub(super) fn include(&mut self, these: &[Named]) {
        for named in these {
            if !self.items.iter().any(|item| item.named.id == named.id) {
                self.items.push(Item::new(named.clone(), true));
            }
        }
    }

    /// Sets all wishes anew.
    pub(super) fn wish(&mut self, on: impl Fn(&Named) -> bool) {
        for item in &mut self.items {
            item.wish(on(&item.named));
        }
        self.settled = false;
        self.at_start = false;
        if let Phase::Ending { quiet, .. } = &mut self.phase {
            *quiet = None;
        }
    }

    /// Sets the wishes for these alone: on, unless they are kept off.
    pub(super) fn wish_anew(&mut self, these: &[Named], kept: &[Kept]) {
        for item in self.items.iter_mut().filter(|item| these.contains(&item.named)) {
            item.wish(!kept.iter().any(|kept| kept.named.id == item.named.id));
        }
        self.settled = false;
    }

    /// A clock that was set back must neither stretch the try nor the wait.
    pub(super) fn not_later_than(&mut self, now: Millis) {
        self.deadline = self.deadline.min(now + TRY_MS);
        if let Phase::Ending { quiet: Some(quiet), .. } = &mut self.phase {
            *quiet = (*quiet).min(now);
        }
    }

    pub(super) fn is_due(&self, now: Millis) -> bool {
        self.phase == Phase::Trying && now >= self.deadline
    }

    pub(super) fn end(&mut self, why: End, kept: &[Kept]) {
        self.phase = Phase::Ending { why, quiet: None };
        self.wish(|named| !kept.iter().any(|kept| kept.named.id == named.id));
    }

    /// A new browser: what is off may be on again, and who refused may be willing.
    pub(super) fn start(&mut self) {
        if self.patience == Patience::Told {
            self.patience = Patience::Last;
        }
        self.seen = None;
        // Where a "none" is still in the way after this, it was not the memory.
        self.doubt = self.doubt.filter(|doubt| *doubt == Doubt::Remembered);
        self.settled = false;
        for item in &mut self.items {
            item.wish(item.on);
        }
        self.at_start = true;
    }

    /// A worker may have stopped between counting a try and making it: those tries count no more.
    pub(super) fn wake(&mut self) {
        for item in self.items.iter_mut().filter(|item| item.trouble.is_none()) {
            item.tries = 0;
        }
    }

    /// Whether anything has to be switched.
    pub(super) fn compare(&mut self, list: &[ExtensionFacts]) -> bool {
        for item in &mut self.items {
            item.compare(list.iter().find(|found| found.id == item.named.id));
        }
        self.settled = !self.items.iter().any(|item| item.pending);
        if !self.settled {
            self.at_start = false;
            if let Phase::Ending { quiet, .. } = &mut self.phase {
                *quiet = None;
            }
        }
        !self.settled
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

    pub(super) fn troubled(&self, which: Trouble) -> Vec<Named> {
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
                Quiet::Begun(now + QUIET_MS)
            }
            Some(since) if now - since >= QUIET_MS => Quiet::Over,
            Some(since) => Quiet::Until(since + QUIET_MS),
        }
    }

    /// The history's entry.
    pub(super) fn entry(&self, kept: &[Kept]) -> Entry {
        let names = |list: Vec<Named>| Fact::Names(list.into_iter().map(|n| n.name).collect());
        let stays_off = |item: &&Item| kept.iter().any(|k| k.named.id == item.named.id);
        let all = self.items.iter().map(|item| item.named.clone()).collect();
        let off: Vec<Named> =
            self.items.iter().filter(stays_off).map(|i| i.named.clone()).collect();
        let ids: Vec<String> = off.iter().map(|named| named.id.clone()).collect();
        let after: Facts = [
            ("missing".to_owned(), names(self.troubled(Trouble::Missing))),
            ("refused".to_owned(), names(self.troubled(Trouble::Refused))),
            ("kept_off".to_owned(), names(off)),
        ]
        .into();
        let fix = match self.purpose {
            Purpose::Try => "extensions_off",
            Purpose::Bisect => "extensions_bisect",
            Purpose::Change => "extensions_change",
        };
        Entry {
            at: self.started,
            fix: fix.to_owned(),
            before: [("on".to_owned(), names(all))].into(),
            after,
            undo: if ids.is_empty() { None } else { Some(Undo { ids, done_at: None }) },
        }
    }
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
