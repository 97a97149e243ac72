//! Short lists in order, and short tables.
//!
//! The standard library's sorting and its trees are made for many elements and are compiled anew for each type:
//! for a handful of elements they would be a sixth of what the extension loads.

use super::plain::Plain;
use serde::de::{DeserializeOwned, Error};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A table of more values than this is no short one, and none of ours.
const MOST: usize = 1_000;

/// The list by `key`; what is alike stays in its order.
#[must_use]
pub fn in_order<T, K: Ord>(list: Vec<T>, key: impl Fn(&T) -> K) -> Vec<T> {
    let mut sorted = Vec::with_capacity(list.len());
    for one in list {
        let own = key(&one);
        let at = sorted.partition_point(|known| key(known) <= own);
        sorted.insert(at, one);
    }
    sorted
}

/// The list in order, everything once.
#[must_use]
pub fn unique<T: Ord>(list: Vec<T>) -> Vec<T> {
    let mut sorted = Vec::with_capacity(list.len());
    for one in list {
        if let Err(at) = sorted.binary_search(&one) {
            sorted.insert(at, one);
        }
    }
    sorted
}

/// A table of a few values by their names, in the order of the names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Few<N, V>(Vec<(N, V)>);

impl<N, V> Few<N, V> {
    /// An empty table.
    #[must_use]
    pub const fn new() -> Self {
        Self(Vec::new())
    }
}

impl<N, V> Default for Few<N, V> {
    fn default() -> Self {
        Self::new()
    }
}

impl<N: AsRef<str>, V> Few<N, V> {
    /// Puts a value in, in the place of an earlier one.
    pub fn insert(&mut self, name: N, value: V) {
        match self.place(name.as_ref()) {
            Ok(at) => self.0[at] = (name, value),
            Err(at) => self.0.insert(at, (name, value)),
        }
    }

    /// The value of that name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&V> {
        self.place(name).ok().map(|at| &self.0[at].1)
    }

    fn place(&self, name: &str) -> Result<usize, usize> {
        self.0.binary_search_by(|(known, _)| known.as_ref().cmp(name))
    }
}

impl<N: AsRef<str>, V> FromIterator<(N, V)> for Few<N, V> {
    fn from_iter<I: IntoIterator<Item = (N, V)>>(values: I) -> Self {
        let mut table = Self::new();
        values.into_iter().for_each(|(name, value)| table.insert(name, value));
        table
    }
}

impl<N: AsRef<str>, V, const COUNT: usize> From<[(N, V); COUNT]> for Few<N, V> {
    fn from(values: [(N, V); COUNT]) -> Self {
        values.into_iter().collect()
    }
}

impl<N: Serialize, V: Serialize> Serialize for Few<N, V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, value)| (name, value)))
    }
}

impl<'de, V: DeserializeOwned> Deserialize<'de> for Few<String, V> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Plain::Fields(fields) = Plain::deserialize(deserializer)? else {
            return Err(D::Error::custom(crate::base::plain::Unreadable));
        };
        if fields.len() > MOST {
            return Err(D::Error::custom(crate::base::plain::Unreadable));
        }
        let value = |value| crate::base::plain::read(value).map_err(D::Error::custom);
        fields.into_iter().map(|(name, found)| Ok((name.into_owned(), value(found)?))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    proptest! {
        #[test]
        fn as_the_standard_library_does_it(list: Vec<(u8, u8)>, names: Vec<(String, u8)>) {
            let mut sorted = list.clone();
            sorted.sort_by_key(|pair| pair.0);
            prop_assert_eq!(in_order(list.clone(), |pair| pair.0), sorted);

            let mut once = list.clone();
            once.sort_unstable();
            once.dedup();
            prop_assert_eq!(unique(list), once);

            let tree: BTreeMap<String, u8> = names.iter().cloned().collect();
            let few: Few<String, u8> = names.into_iter().collect();
            let json = serde_json::to_string(&few).expect("json");
            prop_assert_eq!(&json, &serde_json::to_string(&tree).expect("json"));
            prop_assert_eq!(serde_json::from_str::<Few<String, u8>>(&json).expect("table"), few);
        }
    }
}
