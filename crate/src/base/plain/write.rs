//! Writing.

use super::{Name, Plain};
use serde::ser::{
    Error, Serialize, SerializeMap, SerializeSeq, SerializeStruct, SerializeStructVariant,
    SerializeTuple, SerializeTupleStruct, SerializeTupleVariant, Serializer,
};
use std::borrow::Cow;
use std::fmt::{self, Display, Formatter};

/// Writes one of our types.
pub fn write<T: Serialize + ?Sized>(value: &T) -> Plain {
    match value.serialize(Writer) {
        Ok(plain) => plain,
    }
}

impl Serialize for Plain {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Absent | Self::Null => serializer.serialize_unit(),
            Self::Bool(value) => serializer.serialize_bool(*value),
            Self::Whole(value) => serializer.serialize_i64(*value),
            Self::Float(value) => serializer.serialize_f64(*value),
            Self::Text(value) => serializer.serialize_str(value),
            Self::List(values) => serializer.collect_seq(values),
            Self::Fields(fields) => {
                let mut map = serializer.serialize_map(Some(fields.len()))?;
                for (name, value) in fields {
                    map.serialize_entry(&**name, value)?;
                }
                map.end()
            }
        }
    }
}

/// Nothing of ours fails to be written.
#[derive(Debug)]
enum Never {}

impl Display for Never {
    fn fmt(&self, _: &mut Formatter<'_>) -> fmt::Result {
        match *self {}
    }
}

impl std::error::Error for Never {}

impl Error for Never {
    fn custom<T: Display>(message: T) -> Self {
        unreachable!("{message}")
    }
}

#[derive(Clone, Copy)]
struct Writer;

/// A list under way, and the name of the enum's form that it is.
struct List(Vec<Plain>, Option<&'static str>);
/// Fields under way, and the name of the enum's form that they are.
struct Fields(Vec<(Name, Plain)>, Option<&'static str>);

fn named(name: Option<&'static str>, content: Plain) -> Plain {
    match name {
        Some(name) => Plain::Fields(vec![(name.into(), content)]),
        None => content,
    }
}

macro_rules! whole {
    ($($name:ident($kind:ty);)*) => {
        $(fn $name(self, value: $kind) -> Result<Plain, Never> { Ok(Plain::Whole(value.into())) })*
    };
}

impl Serializer for Writer {
    type Ok = Plain;
    type Error = Never;
    type SerializeSeq = List;
    type SerializeTuple = List;
    type SerializeTupleStruct = List;
    type SerializeTupleVariant = List;
    type SerializeMap = Fields;
    type SerializeStruct = Fields;
    type SerializeStructVariant = Fields;

    whole! {
        serialize_i8(i8); serialize_i16(i16); serialize_i32(i32); serialize_i64(i64);
        serialize_u8(u8); serialize_u16(u16); serialize_u32(u32);
    }

    #[allow(clippy::cast_precision_loss, reason = "no count of ours is that large")]
    fn serialize_u64(self, value: u64) -> Result<Plain, Never> {
        Ok(i64::try_from(value).map_or(Plain::Float(value as f64), Plain::Whole))
    }

    fn serialize_bool(self, value: bool) -> Result<Plain, Never> {
        Ok(Plain::Bool(value))
    }

    fn serialize_f32(self, value: f32) -> Result<Plain, Never> {
        Ok(Plain::Float(value.into()))
    }

    fn serialize_f64(self, value: f64) -> Result<Plain, Never> {
        Ok(Plain::Float(value))
    }

    fn serialize_char(self, value: char) -> Result<Plain, Never> {
        Ok(Plain::Text(String::from(value).into()))
    }

    fn serialize_str(self, value: &str) -> Result<Plain, Never> {
        Ok(Plain::Text(value.to_owned().into()))
    }

    fn serialize_bytes(self, value: &[u8]) -> Result<Plain, Never> {
        Ok(Plain::List(value.iter().map(|byte| Plain::Whole((*byte).into())).collect()))
    }

    fn serialize_none(self) -> Result<Plain, Never> {
        Ok(Plain::Null)
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<Plain, Never> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<Plain, Never> {
        Ok(Plain::Null)
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<Plain, Never> {
        Ok(Plain::Null)
    }

    fn serialize_unit_variant(
        self,
        _: &'static str,
        _: u32,
        name: &'static str,
    ) -> Result<Plain, Never> {
        Ok(Plain::Text(Cow::Borrowed(name)))
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<Plain, Never> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        name: &'static str,
        value: &T,
    ) -> Result<Plain, Never> {
        Ok(named(Some(name), write(value)))
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<List, Never> {
        Ok(List(Vec::new(), None))
    }

    fn serialize_tuple(self, _: usize) -> Result<List, Never> {
        Ok(List(Vec::new(), None))
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<List, Never> {
        Ok(List(Vec::new(), None))
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        name: &'static str,
        _: usize,
    ) -> Result<List, Never> {
        Ok(List(Vec::new(), Some(name)))
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Fields, Never> {
        Ok(Fields(Vec::new(), None))
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Fields, Never> {
        Ok(Fields(Vec::new(), None))
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        name: &'static str,
        _: usize,
    ) -> Result<Fields, Never> {
        Ok(Fields(Vec::new(), Some(name)))
    }
}

macro_rules! lists {
    ($($of:ident $add:ident;)*) => {
        $(impl $of for List {
            type Ok = Plain;
            type Error = Never;

            fn $add<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Never> {
                self.0.push(write(value));
                Ok(())
            }

            fn end(self) -> Result<Plain, Never> {
                Ok(named(self.1, Plain::List(self.0)))
            }
        })*
    };
}

lists! {
    SerializeSeq serialize_element;
    SerializeTuple serialize_element;
    SerializeTupleStruct serialize_field;
    SerializeTupleVariant serialize_field;
}

macro_rules! structs {
    ($($of:ident)*) => {
        $(impl $of for Fields {
            type Ok = Plain;
            type Error = Never;

            fn serialize_field<T: Serialize + ?Sized>(
                &mut self,
                name: &'static str,
                value: &T,
            ) -> Result<(), Never> {
                self.0.push((name.into(), write(value)));
                Ok(())
            }

            fn end(self) -> Result<Plain, Never> {
                Ok(named(self.1, Plain::Fields(self.0)))
            }
        })*
    };
}

structs! { SerializeStruct SerializeStructVariant }

impl SerializeMap for Fields {
    type Ok = Plain;
    type Error = Never;

    /// Names are texts; any other key stays without one.
    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Never> {
        let name = if let Plain::Text(name) = write(key) { name } else { "".into() };
        self.0.push((name, Plain::Null));
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Never> {
        if let Some((_, last)) = self.0.last_mut() {
            *last = write(value);
        }
        Ok(())
    }

    fn end(self) -> Result<Plain, Never> {
        Ok(Plain::Fields(self.0))
    }
}
