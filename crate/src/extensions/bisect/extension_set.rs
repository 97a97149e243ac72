//! Sets of extensions as bit sets; the bits are the numbers of the candidates.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;

/// Maximum number of candidates in one run.
pub const MOST: u16 = 256;
const BITS: u16 = 64;

/// A set of candidates. Saved as a list of numbers.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ExtensionSet([u64; (MOST / BITS) as usize]);

impl ExtensionSet {
    #[must_use]
    pub fn of(number: u16) -> Self {
        Self::default().with(number)
    }

    /// With this one added.
    #[must_use]
    pub fn with(mut self, number: u16) -> Self {
        self.insert(number);
        self
    }

    fn insert(&mut self, number: u16) {
        if let Some(part) = self.0.get_mut(usize::from(number / BITS)) {
            *part |= 1 << (number % BITS);
        }
    }

    /// With all of `other` added.
    #[must_use]
    pub fn union(self, other: Self) -> Self {
        self.each(other, |a, b| a | b)
    }

    /// Without those of `other`.
    #[must_use]
    pub fn difference(self, other: Self) -> Self {
        self.each(other, |a, b| a & !b)
    }

    /// Only those that `other` has, too.
    #[must_use]
    pub fn intersection(self, other: Self) -> Self {
        self.each(other, |a, b| a & b)
    }

    fn each(self, other: Self, join: impl Fn(u64, u64) -> u64) -> Self {
        Self(std::array::from_fn(|i| join(self.0[i], other.0[i])))
    }

    /// Whether this one is in it.
    #[must_use]
    pub fn contains(self, number: u16) -> bool {
        self.0.get(usize::from(number / BITS)).is_some_and(|part| part >> (number % BITS) & 1 == 1)
    }

    /// Whether all of `other` are in it.
    #[must_use]
    pub fn is_superset(self, other: Self) -> bool {
        other.difference(self).is_empty()
    }

    #[must_use]
    pub fn is_empty(self) -> bool {
        self == Self::default()
    }

    #[must_use]
    pub fn len(self) -> u32 {
        self.0.iter().map(|part| part.count_ones()).sum()
    }

    /// The numbers in the set, ascending.
    pub fn numbers(self) -> impl Iterator<Item = u16> {
        let parts = (0..MOST).step_by(usize::from(BITS)).zip(self.0);
        let filled = parts.filter(|(_, part)| *part != 0);
        filled.flat_map(|(start, part)| {
            (0..BITS).filter(move |bit| part >> bit & 1 == 1).map(move |bit| start + bit)
        })
    }
}

impl FromIterator<u16> for ExtensionSet {
    fn from_iter<I: IntoIterator<Item = u16>>(numbers: I) -> Self {
        let mut group = Self::default();
        numbers.into_iter().for_each(|number| group.insert(number));
        group
    }
}

impl fmt::Debug for ExtensionSet {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_set().entries(self.numbers()).finish()
    }
}

impl Serialize for ExtensionSet {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.numbers())
    }
}

impl<'de> Deserialize<'de> for ExtensionSet {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Vec::<u16>::deserialize(deserializer)?.into_iter().collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_do_what_sets_do() {
        let (few, more): (ExtensionSet, ExtensionSet) =
            ([1, 70].into_iter().collect(), (0..100).collect());
        assert!(
            more.is_superset(few) && !few.is_superset(more) && few.contains(70) && !few.contains(2)
        );
        assert_eq!((few.len(), more.difference(few).len()), (2, 98));
        assert_eq!(few.union(ExtensionSet::of(255)).numbers().collect::<Vec<_>>(), [1, 70, 255]);
        assert_eq!(few.intersection(ExtensionSet::of(1)), ExtensionSet::of(1));
        assert!(!ExtensionSet::of(300).contains(300) && ExtensionSet::of(300).is_empty());
    }

    #[test]
    fn saved_as_numbers() {
        let group: ExtensionSet = [3, 200].into_iter().collect();
        assert_eq!(serde_json::to_string(&group).expect("json"), "[3,200]");
        assert_eq!(serde_json::from_str::<ExtensionSet>("[200,3]").expect("group"), group);
    }
}
