//! Reading.

use super::fields::Fields;
use super::parts::{InOrder, List, Map, Variant};
use super::{DEEPEST, Plain};
use serde::de::{
    DeserializeOwned, DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor,
};
use serde::{Deserialize, forward_to_deserialize_any};
use std::fmt::{self, Display, Formatter};

/// It has another form than it should. Nobody is shown where: what cannot be read is not guessed at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unreadable;

impl Display for Unreadable {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        out.write_str("not in the form that it should have")
    }
}

impl std::error::Error for Unreadable {}

impl Error for Unreadable {
    fn custom<T: Display>(_: T) -> Self {
        Self
    }
}

/// Reads a value as one of our types.
///
/// # Errors
/// [`Unreadable`] where it has another form.
pub fn read<T: DeserializeOwned>(value: Plain) -> Result<T, Unreadable> {
    T::deserialize(value)
}

/// Reads a value that is made of fields, where the type's own code says how.
///
/// # Errors
/// Where it has no fields, or what `read` says.
pub fn by_fields<'de, D: Deserializer<'de>, T>(
    deserializer: D,
    read: impl FnOnce(&mut Fields) -> Result<T, Unreadable>,
) -> Result<T, D::Error> {
    match Plain::deserialize(deserializer)? {
        Plain::Fields(fields) => read(&mut Fields(fields)).map_err(D::Error::custom),
        _ => Err(D::Error::custom(Unreadable)),
    }
}

/// Reads what may be `null` and must be there.
///
/// # Errors
/// Where it is not there, or has another form.
pub fn there<'de, D: Deserializer<'de>, T: DeserializeOwned>(
    deserializer: D,
) -> Result<Option<T>, D::Error> {
    read(Plain::deserialize(deserializer)?).map_err(D::Error::custom)
}

impl<'de> Deserialize<'de> for Plain {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Anything { levels: DEEPEST }.deserialize(deserializer)
    }
}

/// Why something is not read at all.
pub(super) const TOO_DEEP: &str = "nested too deeply";

/// A value with so many levels of others in it at most.
#[derive(Clone, Copy)]
struct Anything {
    levels: usize,
}

impl Anything {
    fn inner<E: Error>(self) -> Result<Self, E> {
        let levels = self.levels.checked_sub(1).ok_or_else(|| E::custom(TOO_DEEP))?;
        Ok(Self { levels })
    }
}

impl<'de> DeserializeSeed<'de> for Anything {
    type Value = Plain;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Plain, D::Error> {
        deserializer.deserialize_any(self)
    }
}

macro_rules! taken {
    ($($name:ident($value:ident: $kind:ty) = $plain:expr;)*) => {
        $(fn $name<E: Error>(self, $value: $kind) -> Result<Plain, E> { Ok($plain) })*
    };
}

impl<'de> Visitor<'de> for Anything {
    type Value = Plain;

    fn expecting(&self, out: &mut Formatter<'_>) -> fmt::Result {
        out.write_str("anything")
    }

    #[allow(clippy::cast_precision_loss, reason = "only that it is no whole number of ours counts")]
    fn visit_u64<E: Error>(self, value: u64) -> Result<Plain, E> {
        Ok(i64::try_from(value).map_or(Plain::Float(value as f64), Plain::number))
    }

    taken! {
        visit_bool(value: bool) = Plain::Bool(value);
        visit_i64(value: i64) = Plain::number(value);
        visit_f64(value: f64) = Plain::Float(value);
        visit_str(value: &str) = Plain::Text(value.to_owned().into());
        visit_string(value: String) = Plain::Text(value.into());
        visit_bytes(_value: &[u8]) = Plain::Null;
    }

    fn visit_unit<E: Error>(self) -> Result<Plain, E> {
        Ok(Plain::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Plain, A::Error> {
        let inner = self.inner()?;
        let mut all = Vec::new();
        while let Some(value) = list.next_element_seed(inner)? {
            all.push(value);
        }
        Ok(Plain::List(all))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Plain, A::Error> {
        let inner = self.inner()?;
        let mut all = Vec::new();
        while let Some(name) = map.next_key::<String>()? {
            all.push((name.into(), map.next_value_seed(inner)?));
        }
        Ok(Plain::Fields(all))
    }
}

macro_rules! expecting {
    ($($name:ident: $form:ident($value:ident) => $visited:expr;)*) => {
        $(fn $name<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
            let Self::$form($value) = self else { return Err(Unreadable) };
            $visited(visitor)
        })*
    };
}

macro_rules! numbers {
    ($($name:ident)*) => {
        expecting! { $($name: Whole(value) => |visitor: V| visitor.visit_i64(value);)* }
    };
}

impl<'de> Deserializer<'de> for Plain {
    type Error = Unreadable;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        match self {
            Self::Absent => Err(Unreadable),
            Self::Null => visitor.visit_unit(),
            Self::Bool(value) => visitor.visit_bool(value),
            Self::Whole(value) => visitor.visit_i64(value),
            Self::Float(value) => visitor.visit_f64(value),
            Self::Text(value) => visitor.visit_string(value.into_owned()),
            Self::List(values) => visitor.visit_seq(List(values.into_iter())),
            Self::Fields(fields) => {
                visitor.visit_map(Map { fields: fields.into_iter(), value: None })
            }
        }
    }

    expecting! {
        deserialize_bool: Bool(value) => |visitor: V| visitor.visit_bool(value);
        deserialize_str: Text(value) => |visitor: V| visitor.visit_str(&value);
        deserialize_string: Text(value) => |visitor: V| visitor.visit_string(value.into_owned());
        deserialize_seq: List(values) => |visitor: V| visitor.visit_seq(List(values.into_iter()));
        deserialize_map: Fields(fields) =>
            |visitor: V| visitor.visit_map(Map { fields: fields.into_iter(), value: None });
    }

    numbers! {
        deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64
        deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        match self {
            Self::Absent | Self::Null => visitor.visit_none(),
            value => visitor.visit_some(value),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Unreadable> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_tuple<V: Visitor<'de>>(
        self,
        _: usize,
        visitor: V,
    ) -> Result<V::Value, Unreadable> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        names: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Unreadable> {
        let Self::Fields(fields) = self else { return Err(Unreadable) };
        visitor.visit_seq(InOrder { fields: Fields(fields), names })
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        names: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Unreadable> {
        let (number, mut content) = self.variant(names)?;
        let read = visitor.visit_enum(Variant { number, content: &mut content })?;
        // A form without content leaves it there.
        if matches!(content, Self::Absent | Self::Null) { Ok(read) } else { Err(Unreadable) }
    }

    forward_to_deserialize_any! { i128 u128 f32 f64 char bytes byte_buf unit unit_struct tuple_struct identifier ignored_any }
}

impl Plain {
    /// `"name"` or `{"name": content}`.
    fn variant(self, names: &[&str]) -> Result<(u32, Self), Unreadable> {
        let (name, content) = match self {
            Self::Text(name) => (name, Self::Null),
            Self::Fields(mut fields) if fields.len() == 1 => fields.pop().ok_or(Unreadable)?,
            _ => return Err(Unreadable),
        };
        let number = names.iter().position(|known| *known == name).ok_or(Unreadable)?;
        Ok((u32::try_from(number).map_err(|_| Unreadable)?, content))
    }
}
