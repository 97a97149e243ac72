//! Saved state carries its version: state of another version, or damaged state, is not interpreted.
//!
//! Only the ids of extensions are still read from such state, because some of them may have to be enabled again.

use super::extension_id::is_extension;
use crate::base::json::read;
use serde::de::{DeserializeOwned, Error};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;
use std::collections::BTreeSet;

/// Maximum number of ids.
const MOST_IDS: usize = 1_000;
/// The name of the field that lists extensions which the person wants to stay off.
const KEPT: &str = "kept";

/// The version field `v`; reading fails for any other number.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Version<const N: u32>;

impl<const N: u32> Serialize for Version<N> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u32(N)
    }
}

impl<'de, const N: u32> Deserialize<'de> for Version<N> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match u32::deserialize(deserializer)? {
            found if found == N => Ok(Self),
            _ => Err(D::Error::custom("another version")),
        }
    }
}

#[cfg(not(target_arch = "wasm32"))]
impl<const N: u32> ts_rs::TS for Version<N> {
    type WithoutGenerics = Self;
    type OptionInnerType = Self;

    fn name(_: &ts_rs::Config) -> String {
        N.to_string()
    }

    fn inline(cfg: &ts_rs::Config) -> String {
        Self::name(cfg)
    }
}

/// Checks for state that can be deserialised but may still be invalid.
pub trait Validate {
    /// Whether its parts are consistent.
    fn is_sound(&self) -> bool;
}

/// Whether all ids are different, and there are not too many.
#[must_use]
pub fn are_different<'a>(ids: impl Iterator<Item = &'a String>) -> bool {
    let mut seen = BTreeSet::new();
    ids.take(MOST_IDS + 1).all(|id| seen.insert(id.clone())) && seen.len() <= MOST_IDS
}

/// What was found under a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stored<T> {
    /// State of this version.
    Valid(T),
    /// State of another version, or damaged: the part that can be read.
    Salvaged(Salvage),
}

/// The extensions that unreadable state names.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Salvage {
    /// May have been disabled by us.
    pub ids: Vec<String>,
    /// Those that the person wants to stay off.
    pub kept: Vec<String>,
}

impl Salvage {
    /// Collects the ids from any value; those under [`KEPT`] are not to be enabled.
    fn of(value: &Value) -> Self {
        let mut found = Self::default();
        found.walk(value, false);
        found.ids.retain(|id| !found.kept.contains(id));
        found
    }

    fn walk(&mut self, value: &Value, kept: bool) {
        match value {
            Value::String(text) => self.add(text, kept),
            Value::Array(values) => values.iter().for_each(|value| self.walk(value, kept)),
            Value::Object(fields) => {
                for (name, value) in fields {
                    self.add(name, kept);
                    self.walk(value, kept || name == KEPT);
                }
            }
            _ => {}
        }
    }

    fn add(&mut self, text: &str, kept: bool) {
        let list = if kept { &mut self.kept } else { &mut self.ids };
        if is_extension(text) && list.len() < MOST_IDS && !list.iter().any(|known| known == text) {
            list.push(text.to_owned());
        }
    }
}

impl<'de, T: DeserializeOwned + Validate> Deserialize<'de> for Stored<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let found = Value::deserialize(deserializer)?;
        let whole = read(&found).filter(T::is_sound);
        Ok(whole.map_or_else(|| Self::Salvaged(Salvage::of(&found)), Self::Valid))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, from_value, json};

    #[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
    struct Saved {
        #[allow(dead_code, reason = "reading it is the test")]
        v: Version<2>,
        count: u32,
    }

    impl Validate for Saved {
        fn is_sound(&self) -> bool {
            self.count < 100
        }
    }

    fn id(letter: char) -> String {
        letter.to_string().repeat(32)
    }

    fn parts(value: Value) -> (Vec<String>, Vec<String>) {
        match from_value(value).expect("anything can be read") {
            Stored::<Saved>::Salvaged(parts) => (parts.ids, parts.kept),
            Stored::Valid(whole) => panic!("{whole:?}"),
        }
    }

    #[test]
    fn this_version_is_read_whole() {
        let read: Stored<Saved> = from_value(json!({"v": 2, "count": 3})).expect("state");
        assert_eq!(read, Stored::Valid(Saved { v: Version, count: 3 }));
    }

    #[test]
    fn another_version_or_damage_gives_its_ids() {
        let (a, b, c) = (id('a'), id('b'), id('c'));
        let ids = |value| parts(value).0;
        assert_eq!(ids(json!({"v": 3, "count": 3, "off": [a, b]})), [a.clone(), b.clone()]);
        assert_eq!(ids(json!({"v": 2, "count": 100, "off": [b]})), [&*b]);
        assert_eq!(ids(json!({"v": 2, "count": "?", "x": {"y": [{"id": a}, null]}})), [&*a]);
        assert_eq!(
            ids(json!({"v": 2, (a.clone()): true, "z": [1.5, -1, "no id", a]})),
            [a.as_str()]
        );
        assert_eq!(ids(json!(null)), [""; 0]);
        assert_eq!(ids(json!("x")), [""; 0]);
        let (ids, kept) = parts(json!({"v": 9, "kept": [{"id": c}], "items": [a, c]}));
        assert_eq!((ids, kept), (vec![a], vec![c]));
    }

    #[test]
    fn of_very_many_ids_the_first_are_kept() {
        let id = |number: usize| {
            let letters = format!("{number:032}").into_bytes().into_iter();
            letters.map(|digit| char::from(b'a' + (digit - b'0'))).collect::<String>()
        };
        let many: Vec<_> = (0..3_000).map(id).collect();
        let each: Vec<_> = many.iter().rev().map(|id| json!({ KEPT: [id] })).collect();
        let (ids, kept) = parts(json!({"v": 9, "items": many, "old": each}));
        assert_eq!((ids.first(), ids.len()), (many.first(), MOST_IDS));
        assert_eq!((kept.first(), kept.len()), (many.last(), MOST_IDS));
    }
}
