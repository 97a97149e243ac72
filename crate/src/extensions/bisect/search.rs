//! Computes the next trial from all answers so far, from scratch each time; there is no other state that could be lost.
//!
//! 1. All off: if the page still fails, confirmed by a second answer, no extension is the cause.
//! 2. Delta debugging (Zeller): bisection finds the first extension with which the failure begins. If it fails alone it is
//!    guilty, else bisection continues for what it also needs, until the set fails and no part of it does.
//! 3. For each minimal hitting set of the failing sets found so far, disabling just those extensions must make the page
//!    work. If it still fails, an unknown failing set remains, so the search goes on. Example: after {A} and {B, C} were
//!    found, both {A, B} and {A, C} are disabled in turn.
//!
//! One guilty extension takes 1 + ceil(log2 n) + 2 questions. Anything more complicated needs a second answer.

use super::answers::{Consistency, ConsistentAnswers, RecordedAnswer, reconcile};
use super::extension_set::ExtensionSet;

/// This many answers of "cannot tell" about one set end the search.
const MOST_UNSURE: usize = 2;
/// More failing sets than this show that the failure does not come from extensions.
const MOST_SETS: usize = 6;
/// The largest failing set that is searched for.
const MOST_TOGETHER: u32 = 4;
/// Limit on the number of answers.
const MOST_ANSWERS: usize = 160;

/// What can be enabled and disabled in this run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchSpace {
    /// May be enabled or disabled, the most suspicious first.
    pub free: Vec<u16>,
    /// Cannot be disabled any more.
    pub always_on: ExtensionSet,
}

impl SearchSpace {
    /// Everything that can be enabled.
    #[must_use]
    pub fn all_on(&self) -> ExtensionSet {
        self.always_on.union(self.free.iter().copied().collect())
    }

    fn can_be(&self, on: ExtensionSet) -> bool {
        on.is_superset(self.always_on) && self.all_on().is_superset(on)
    }
}

/// What to do next: another trial, or end the search.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NextStep {
    /// Try with exactly these enabled.
    Try(ExtensionSet),
    Over(SearchResult),
}

/// The result of the search.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SearchResult {
    /// The page fails with all of them disabled.
    Nobody,
    /// Each of these sets makes the page fail; with one extension of each set disabled it works.
    Sets(Vec<ExtensionSet>),
    /// The page works with everything enabled that can be enabled.
    WorksNow,
    /// The answers are not sufficient.
    CannotTell(Undecided),
}

/// Why the answers are not sufficient.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Undecided {
    /// They contradict each other.
    Contradiction,
    /// A needed answer could not be given.
    Unsure,
    /// There are too many extensions, or the page fails inconsistently.
    TooMany,
}

/// Either a trial is needed first, or the search ends without a result.
enum Pending {
    Try(ExtensionSet),
    Lost(Undecided),
}

/// Works out what to try next.
#[must_use]
pub fn next(field: &SearchSpace, answers: &[RecordedAnswer]) -> NextStep {
    let over = |why| NextStep::Over(SearchResult::CannotTell(why));
    if answers.len() > MOST_ANSWERS {
        return over(Undecided::TooMany);
    }
    let outcome = match reconcile(answers) {
        Consistency::Agree(facts) => Search { field, facts }.run(),
        Consistency::Doubt(both) => Err(settle(field, answers, both)),
        Consistency::Lost => return over(Undecided::Contradiction),
    };
    match outcome {
        Ok(found) => NextStep::Over(found),
        Err(Pending::Try(on)) => NextStep::Try(on),
        Err(Pending::Lost(why)) => over(why),
    }
}

/// Of two sets with contradicting answers, the one that can be tried again.
fn settle(field: &SearchSpace, answers: &[RecordedAnswer], both: [ExtensionSet; 2]) -> Pending {
    let unsure = |on: ExtensionSet| {
        answers
            .iter()
            .filter(|a| a.on == on && a.answer == crate::extensions::PageAnswer::Unsure)
            .count()
    };
    let again = both.into_iter().find(|on| field.can_be(*on) && unsure(*on) < MOST_UNSURE);
    again.map_or(Pending::Lost(Undecided::Contradiction), Pending::Try)
}

struct Search<'a> {
    field: &'a SearchSpace,
    facts: ConsistentAnswers<'a>,
}

impl Search<'_> {
    fn run(&self) -> Result<SearchResult, Pending> {
        let (always_on, all_on) = (self.field.always_on, self.field.all_on());
        if self.fails(always_on)? {
            self.bad(always_on, 2)?;
            return Ok(SearchResult::Nobody);
        }
        if !self.fails(all_on)? {
            self.good(all_on, 2)?;
            return Ok(SearchResult::WorksNow);
        }
        let sets = self.sets()?;
        self.confirm(&sets)?;
        Ok(SearchResult::Sets(sets))
    }

    /// All minimal failing sets.
    fn sets(&self) -> Result<Vec<ExtensionSet>, Pending> {
        let mut sets = Vec::new();
        while let Some(rest) = self.still_failing(&sets)? {
            // The first set must be confirmed before a second one is searched for.
            self.confirm_sets(&sets)?;
            if sets.len() == MOST_SETS {
                return Err(Pending::Lost(Undecided::TooMany));
            }
            sets.push(self.minimal_failing_set(rest)?);
        }
        Ok(sets)
    }

    /// A failing set that contains none of `sets` completely.
    fn still_failing(&self, sets: &[ExtensionSet]) -> Result<Option<ExtensionSet>, Pending> {
        for cut in minimal_hitting_sets(sets) {
            let rest = self.field.all_on().difference(cut);
            if self.fails(rest)? {
                return Ok(Some(rest));
            }
        }
        Ok(None)
    }

    /// A minimal failing set within `rest`, without those that are always enabled.
    fn minimal_failing_set(&self, mut rest: ExtensionSet) -> Result<ExtensionSet, Pending> {
        let mut found = self.field.always_on;
        while found == self.field.always_on || !self.fails(found)? {
            self.not_alone(found, rest)?;
            let number = self.first(found, rest)?;
            found = found.with(number);
            rest = self.up_to(number, rest).union(found);
        }
        self.minimize(found.difference(self.field.always_on))
    }

    /// Those of `rest` that come before `number` or are always enabled.
    fn up_to(&self, number: u16, rest: ExtensionSet) -> ExtensionSet {
        let before = self.field.free.iter().copied().take_while(|free| *free != number);
        rest.intersection(before.collect::<ExtensionSet>().union(self.field.always_on))
    }

    /// Removes extensions that are not needed for the failure.
    fn minimize(&self, set: ExtensionSet) -> Result<ExtensionSet, Pending> {
        if set.len() > 1 {
            for number in set.numbers() {
                let part = set.difference(ExtensionSet::of(number));
                if self.fails(self.field.always_on.union(part))? {
                    return self.minimize(part);
                }
            }
        }
        Ok(set)
    }

    /// Before searching for what `found` also needs: checks that `rest` really fails and `found` really works.
    fn not_alone(&self, found: ExtensionSet, rest: ExtensionSet) -> Result<(), Pending> {
        match found.difference(self.field.always_on).len() {
            0 => return Ok(()),
            MOST_TOGETHER.. => return Err(Pending::Lost(Undecided::TooMany)),
            _ => {}
        }
        // The failure with everything enabled started the search, so one more answer suffices.
        self.bad(rest, if rest == self.field.all_on() { 1 } else { 2 })?;
        self.good(found, 2)
    }

    /// The first extension of `rest`, in order, with which the set found so far begins to fail.
    fn first(&self, found: ExtensionSet, rest: ExtensionSet) -> Result<u16, Pending> {
        let in_question = |number: &&u16| rest.contains(**number) && !found.contains(**number);
        let order: Vec<u16> = self.field.free.iter().filter(in_question).copied().collect();
        let grow = |on: &mut ExtensionSet, number: &u16| {
            *on = on.with(*number);
            Some(*on)
        };
        let growing: Vec<ExtensionSet> =
            [found].into_iter().chain(order.iter().scan(found, grow)).collect();
        // Subsets of a working set work and supersets of a failing set fail, so the list is ordered.
        let works = growing.partition_point(|on| self.facts.fails(*on) == Some(false));
        let fails = growing.partition_point(|on| self.facts.fails(*on) != Some(true));
        let (works, fails) = (works.saturating_sub(1), fails.min(order.len()));
        if fails <= works + 1 {
            return order.get(works).copied().ok_or(Pending::Lost(Undecided::Contradiction));
        }
        Err(self.ask(self.middle(&growing[works + 1..fails])))
    }

    /// The middle set, or the nearest one with the fewest "cannot tell" answers.
    fn middle(&self, between: &[ExtensionSet]) -> ExtensionSet {
        let middle = (between.len() - 1) / 2;
        let key = |(place, on): &(usize, &ExtensionSet)| {
            (self.facts.unsure(**on), place.abs_diff(middle))
        };
        between.iter().enumerate().min_by_key(key).map_or(self.field.always_on, |(_, on)| *on)
    }

    /// Confirms the result. For a single extension the two questions about it suffice.
    fn confirm(&self, sets: &[ExtensionSet]) -> Result<(), Pending> {
        let always_on = self.field.always_on;
        if let [one] = sets
            && one.len() == 1
        {
            self.bad(always_on.union(*one), 1)?;
            return self.good(always_on, 2);
        }
        self.confirm_sets(sets)?;
        minimal_hitting_sets(sets)
            .into_iter()
            .try_for_each(|cut| self.good(self.field.all_on().difference(cut), 2))
    }

    /// Confirms by two answers each that every set fails and that it works without any one of its extensions.
    fn confirm_sets(&self, sets: &[ExtensionSet]) -> Result<(), Pending> {
        let always_on = self.field.always_on;
        for set in sets {
            self.bad(always_on.union(*set), 2)?;
            for number in set.numbers() {
                self.good(always_on.union(*set).difference(ExtensionSet::of(number)), 2)?;
            }
        }
        Ok(())
    }

    fn fails(&self, on: ExtensionSet) -> Result<bool, Pending> {
        self.facts.fails(on).ok_or_else(|| self.ask(on))
    }

    fn good(&self, on: ExtensionSet, times: usize) -> Result<(), Pending> {
        if self.facts.for_good(on) < times { Err(self.ask(on)) } else { Ok(()) }
    }

    fn bad(&self, on: ExtensionSet, times: usize) -> Result<(), Pending> {
        if self.facts.for_bad(on) < times { Err(self.ask(on)) } else { Ok(()) }
    }

    fn ask(&self, on: ExtensionSet) -> Pending {
        let is_given_up = self.facts.unsure(on) >= MOST_UNSURE;
        if is_given_up { Pending::Lost(Undecided::Unsure) } else { Pending::Try(on) }
    }
}

/// The minimal hitting sets of `sets`: the smallest sets that contain at least one element of each.
#[must_use]
pub fn minimal_hitting_sets(sets: &[ExtensionSet]) -> Vec<ExtensionSet> {
    let mut cuts = vec![ExtensionSet::default()];
    for set in sets {
        let more = |cut: &ExtensionSet| -> Vec<ExtensionSet> {
            if cut.intersection(*set).is_empty() {
                set.numbers().map(|number| cut.with(number)).collect()
            } else {
                vec![*cut]
            }
        };
        let all: Vec<ExtensionSet> = cuts.iter().flat_map(more).collect();
        cuts.clear();
        for cut in &all {
            let is_smallest = !all.iter().any(|other| other != cut && cut.is_superset(*other));
            if is_smallest && !cuts.contains(cut) {
                cuts.push(*cut);
            }
        }
    }
    cuts
}
