//! What a value is made of, handed to serde piece by piece.

use super::fields::Fields;
use super::{Name, Plain, Unreadable};
use serde::de::value::U32Deserializer;
use serde::de::{
    DeserializeSeed, Deserializer, EnumAccess, IntoDeserializer, MapAccess, SeqAccess,
    VariantAccess, Visitor,
};
use std::vec;

/// The elements of a list.
pub struct List(pub vec::IntoIter<Plain>);

impl<'de> SeqAccess<'de> for List {
    type Error = Unreadable;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Unreadable> {
        self.0.next().map(|value| seed.deserialize(value)).transpose()
    }
}

/// Fields in the order in which a type names them: so its code need not compare names.
pub struct InOrder {
    pub fields: Fields,
    pub names: &'static [&'static str],
}

impl InOrder {
    fn next(&mut self) -> Plain {
        let Some((name, names)) = self.names.split_first() else { return Plain::Absent };
        self.names = names;
        self.fields.plain(name)
    }
}

impl<'de> SeqAccess<'de> for InOrder {
    type Error = Unreadable;

    /// What is absent and not an `Option` has its standard, or else makes the whole unreadable.
    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Unreadable> {
        let value = self.next();
        let absent = matches!(value, Plain::Absent);
        match seed.deserialize(value) {
            Ok(read) => Ok(Some(read)),
            Err(_) if absent => Ok(None),
            Err(error) => Err(error),
        }
    }
}

/// Fields by their names.
pub struct Map {
    pub fields: vec::IntoIter<(Name, Plain)>,
    pub value: Option<Plain>,
}

impl<'de> MapAccess<'de> for Map {
    type Error = Unreadable;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Unreadable> {
        let Some((name, value)) = self.fields.next() else { return Ok(None) };
        self.value = Some(value);
        seed.deserialize(Plain::Text(name)).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(
        &mut self,
        seed: V,
    ) -> Result<V::Value, Unreadable> {
        seed.deserialize(self.value.take().unwrap_or(Plain::Absent))
    }
}

/// One of an enum's forms, by its number: so its code need not compare names.
pub struct Variant<'a> {
    pub number: u32,
    pub content: &'a mut Plain,
}

/// What the form holds.
pub struct Content<'a>(&'a mut Plain);

impl Content<'_> {
    fn take(self) -> Plain {
        std::mem::replace(self.0, Plain::Absent)
    }
}

impl<'de, 'a> EnumAccess<'de> for Variant<'a> {
    type Error = Unreadable;
    type Variant = Content<'a>;

    fn variant_seed<V: DeserializeSeed<'de>>(
        self,
        seed: V,
    ) -> Result<(V::Value, Content<'a>), Unreadable> {
        let number: U32Deserializer<Unreadable> = self.number.into_deserializer();
        Ok((seed.deserialize(number)?, Content(self.content)))
    }
}

impl<'de> VariantAccess<'de> for Content<'_> {
    type Error = Unreadable;

    /// Whoever began the reading sees whether something is left.
    fn unit_variant(self) -> Result<(), Unreadable> {
        Ok(())
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(
        self,
        seed: T,
    ) -> Result<T::Value, Unreadable> {
        seed.deserialize(self.take())
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Unreadable> {
        self.take().deserialize_seq(visitor)
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        names: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Unreadable> {
        self.take().deserialize_struct("", names, visitor)
    }
}
