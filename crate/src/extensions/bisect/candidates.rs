//! The extensions that take part in a search, identified by number: which are available, which were found, and what the
//! person is asked.

use super::answers::{AnswerSource, RecordedAnswer};
use super::extension_set::{ExtensionSet, MOST};
use super::search::{SearchResult, SearchSpace, Undecided};
use super::steps_remaining::steps_left;
use super::{
    Availability, Bisect, BisectQuestion, Candidate, Left, Outcome, Phase, Stage, StepKind, WhyNot,
};
use crate::base::time::Millis;
use crate::evidence::readings::ExtensionFacts;
use crate::evidence::session::cleared_extensions::ClearedExtensions;
use crate::extensions::candidates::{KeepReason, Rules, left_on, sort};
use crate::extensions::{ExtensionRef, PageAnswer};
use crate::state::stored::{Validate, Version, are_different};

impl Phase {
    /// The name that pages use.
    #[must_use]
    pub const fn key(&self) -> &'static str {
        match self {
            Self::Trying { .. } => "trying",
            Self::Proving { .. } => "proving",
            Self::Paused => "paused",
            Self::Over { .. } => "over",
        }
    }

    /// How far the present try is, by the name that pages use.
    #[must_use]
    pub const fn stage(&self) -> Option<&'static str> {
        let (Self::Trying { stage, .. } | Self::Proving { stage, .. }) = self else { return None };
        Some(match stage {
            Stage::Switching => "switching",
            Stage::Probing => "probing",
            Stage::Restarting => "restarting",
            Stage::CheckingPage => "looking",
            Stage::Asking => "asking",
            Stage::Counting { .. } => "counting",
        })
    }
}

impl Validate for Bisect {
    /// No candidate occurs twice, and every trial and answer refers to candidates only.
    fn is_sound(&self) -> bool {
        let now = match &self.phase {
            Phase::Trying { on, failed, .. } => on.union(failed.unwrap_or_default()),
            Phase::Proving { on, .. } => *on,
            Phase::Paused | Phase::Over { .. } => ExtensionSet::default(),
        };
        let everybody = self.everybody();
        self.candidates.len() <= usize::from(MOST)
            && are_different(self.candidates.iter().map(|candidate| &candidate.named.id))
            && self.answers.iter().all(|answer| everybody.is_superset(answer.on))
            && everybody.is_superset(now)
    }
}

impl Bisect {
    /// A search among all enabled extensions; nothing is disabled yet.
    #[must_use]
    pub(super) fn new(now: Millis, list: &[ExtensionFacts], rules: Rules) -> Self {
        let phase = Phase::Paused;
        let (candidates, left_on, answers) = (Vec::new(), Vec::new(), Vec::new());
        let mut new = Self { v: Version, started: now, candidates, left_on, rules, answers, phase };
        for sorted in sort(list, &new.rules) {
            new.include(ExtensionRef { id: sorted.id, name: sorted.name }, sorted.left_on);
        }
        let on = new.field().all_on();
        new.answers.push(RecordedAnswer::new(now, on, PageAnswer::Bad, AnswerSource::Before));
        new
    }

    fn include(&mut self, named: ExtensionRef, left_on: Option<KeepReason>) {
        let full = self.candidates.len() >= usize::from(MOST);
        match left_on.or(if full { Some(KeepReason::TooMany) } else { None }) {
            Some(why) => self.left_on.push(Left { named, why }),
            None => self.candidates.push(Candidate { named, stays: Availability::Free }),
        }
    }

    fn numbered(&self) -> impl Iterator<Item = (u16, &Candidate)> {
        (0..MOST).zip(&self.candidates)
    }

    fn staying(&self, stays: Availability) -> impl Iterator<Item = u16> {
        self.numbered().filter(move |(_, c)| c.stays == stays).map(|(number, _)| number)
    }

    /// All candidates, except those that are gone or cannot be enabled any more.
    pub(super) fn there(&self) -> impl Iterator<Item = (u16, &Candidate)> {
        self.numbered().filter(|(_, candidate)| candidate.stays != Availability::Off)
    }

    /// The candidates that can be enabled and disabled now.
    #[must_use]
    pub fn field(&self) -> SearchSpace {
        SearchSpace {
            free: self.staying(Availability::Free).collect(),
            always_on: self.staying(Availability::On).collect(),
        }
    }

    /// Whether the page itself has shown the failure at least once.
    #[must_use]
    pub fn has_failed_by_page(&self) -> bool {
        self.answers.iter().any(|a| a.by == AnswerSource::Page && a.answer == PageAnswer::Bad)
    }

    /// The names of a set of candidates.
    #[must_use]
    pub fn names(&self, group: ExtensionSet) -> Vec<ExtensionRef> {
        self.numbered().filter(|(n, _)| group.contains(*n)).map(|(_, c)| c.named.clone()).collect()
    }

    pub(super) fn ids(&self, group: ExtensionSet) -> Vec<String> {
        let them = self.numbered().filter(|(n, _)| group.contains(*n));
        them.map(|(_, candidate)| candidate.named.id.clone()).collect()
    }

    /// The set of candidates with these ids.
    #[must_use]
    pub fn group(&self, ids: &[String]) -> ExtensionSet {
        let is_one = |(_, candidate): &(u16, &Candidate)| ids.contains(&candidate.named.id);
        self.numbered().filter(is_one).map(|(number, _)| number).collect()
    }

    /// All candidates, whatever happened to them.
    pub(super) fn everybody(&self) -> ExtensionSet {
        self.numbered().map(|(number, _)| number).collect()
    }

    /// Updates the candidates from Chrome's list: added ones, removed ones, and those that refused to switch to `on`. True if
    /// the search space changed.
    pub(super) fn take_in(&mut self, list: &[ExtensionFacts], on: ExtensionSet) -> bool {
        let before = (self.field(), self.candidates.len());
        let (pairs, new) = self.pairs(list);
        for ((number, candidate), found) in (0..MOST).zip(&mut self.candidates).zip(pairs) {
            let is_on = found.is_some_and(|found| found.enabled);
            candidate.stays = match (candidate.stays, on.contains(number), is_on) {
                (Availability::On, _, true) | (Availability::Free, false, true) => Availability::On,
                (Availability::Free | Availability::On, true, false) => Availability::Off,
                (_, _, true) => Availability::Free,
                // A candidate that is to be off is known to be gone only if the list lacks it.
                (_, false, false) if found.is_none() => Availability::Off,
                (stays, _, _) => stays,
            };
        }
        self.take_in_new(&new);
        before != (self.field(), self.candidates.len())
    }

    /// The listed state of each candidate, and the enabled extensions that are no candidates yet.
    fn pairs<'a>(
        &self,
        list: &'a [ExtensionFacts],
    ) -> (Vec<Option<&'a ExtensionFacts>>, Vec<&'a ExtensionFacts>) {
        let mut new: Vec<bool> = list.iter().map(|listed| listed.enabled).collect();
        let pair = |candidate: &Candidate| {
            let at = list.iter().position(|listed| listed.id == candidate.named.id)?;
            new[at] = false;
            list.get(at)
        };
        let pairs = self.candidates.iter().map(pair).collect();
        (pairs, list.iter().zip(new).filter(|(_, new)| *new).map(|(listed, _)| listed).collect())
    }

    fn take_in_new(&mut self, new: &[&ExtensionFacts]) {
        for found in new {
            // The same extension may be listed twice.
            let known = self.left_on.iter().any(|left| left.named.id == found.id)
                || self.candidates.iter().any(|c| c.named.id == found.id);
            if !known {
                self.include((*found).into(), left_on(found, &self.rules));
            }
        }
    }

    /// After a pause: the extensions are as before the search, or as the person has set them since.
    pub(super) fn take_in_again(&mut self, list: &[ExtensionFacts]) {
        let (pairs, new) = self.pairs(list);
        for (candidate, found) in self.candidates.iter_mut().zip(pairs) {
            candidate.stays = match found {
                Some(found) if !found.enabled => Availability::Off,
                Some(found) if !found.may_disable => Availability::On,
                Some(_) => Availability::Free,
                None => Availability::Off,
            };
        }
        self.take_in_new(&new);
    }

    pub(super) fn outcome(&self, found: SearchResult) -> Outcome {
        match found {
            SearchResult::Nobody => self.nobody(),
            SearchResult::Sets(sets) => {
                Outcome::Guilty(sets.into_iter().map(|set| self.names(set)).collect())
            }
            SearchResult::WorksNow => {
                Outcome::WorksNow { without: self.names(self.staying(Availability::Off).collect()) }
            }
            SearchResult::CannotTell(Undecided::Contradiction) => {
                Outcome::CannotTell { why: WhyNot::Contradiction, among: Vec::new() }
            }
            SearchResult::CannotTell(why) => {
                let why = if why == Undecided::Unsure { WhyNot::Unsure } else { WhyNot::TooMany };
                Outcome::CannotTell { why, among: self.suspects() }
            }
        }
    }

    fn nobody(&self) -> Outcome {
        let mut left_on = self.names(self.staying(Availability::On).collect());
        left_on.extend(self.left_on.iter().map(|left| left.named.clone()));
        Outcome::Nobody { count: self.staying(Availability::Free).count(), left_on }
    }

    /// Whether the result rests on a single answer of a person: that this extension alone makes it fail, or, before a check
    /// with it kept off, that no other one does. What the page itself showed is certain.
    #[must_use]
    pub fn is_weakly_confirmed(&self) -> bool {
        let (Phase::Over { outcome, .. } | Phase::Proving { outcome, .. }) = &self.phase else {
            return false;
        };
        let Outcome::Guilty(sets) = outcome else { return false };
        let [one] = &**sets else { return false };
        let [one] = &**one else { return false };
        let (field, one) = (self.field(), self.group(std::slice::from_ref(&one.id)));
        let asked = |a: &RecordedAnswer| {
            a.by != AnswerSource::Before && field.always_on.union(one).is_superset(a.on)
        };
        let alone = self.words(|a| a.answer == PageAnswer::Bad && asked(a));
        let rest = field.all_on().difference(one);
        let others = self.words(|a| a.answer == PageAnswer::Good && a.on.is_superset(rest));
        let cured = matches!(self.phase, Phase::Over { cured: true, .. });
        alone < 2 || (others < 2 && !cured)
    }

    /// The weight of the answers that match; one read from the page counts twice.
    fn words(&self, that: impl Fn(&&RecordedAnswer) -> bool) -> usize {
        let weight = |a: &RecordedAnswer| if a.by == AnswerSource::Page { 2 } else { 1 };
        self.answers.iter().filter(that).map(weight).sum()
    }

    /// The extensions that a search without a result has cleared, for the next diagnosis.
    #[must_use]
    pub fn cleared(&self) -> Option<ClearedExtensions> {
        let Phase::Over { outcome: Outcome::Nobody { left_on, .. }, .. } = &self.phase else {
            return None;
        };
        Some(ClearedExtensions {
            at: self.answers.last()?.at,
            off: self.ids(self.staying(Availability::Free).collect()),
            left_on: left_on.iter().map(|left| left.id.clone()).collect(),
        })
    }

    /// The candidates that were never on while the page worked.
    pub(super) fn suspects(&self) -> Vec<ExtensionRef> {
        let good = self.answers.iter().filter(|a| a.answer == PageAnswer::Good);
        let cleared = good.fold(ExtensionSet::default(), |all, a| all.union(a.on));
        self.names(self.field().all_on().difference(cleared))
    }

    /// The question of the present step.
    #[must_use]
    pub fn present(&self) -> Option<BisectQuestion> {
        match self.phase {
            Phase::Trying { on, .. } | Phase::Proving { on, .. } => Some(self.question(on)),
            Phase::Paused | Phase::Over { .. } => None,
        }
    }

    pub(super) fn question(&self, on: ExtensionSet) -> BisectQuestion {
        let field = self.field();
        let off = field.all_on().difference(on);
        BisectQuestion {
            about: StepKind::of(&field, on),
            step: self.answers.len(),
            left: steps_left(&field, &self.answers).saturating_sub(1),
            on: self.names(on),
            off: self.names(off),
            again: self.answers.iter().any(|a| a.on == on && a.by != AnswerSource::Before),
        }
    }
}
