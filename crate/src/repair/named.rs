//! Extensions by name, in saved state among the fields of what holds them.

use serde::{Deserialize, Serialize};

/// An extension by its id and its untrusted name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Named {
    /// Chrome's id.
    pub id: String,
    /// Its name when it was last seen.
    pub name: String,
}

/// Writes and reads a type with a field `named`, whose fields stand among the others.
macro_rules! with_named {
    ($type:ident: $($field:ident),*) => {
        impl serde::Serialize for $type {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                use serde::ser::SerializeStruct as _;
                let count = 2 + [$(stringify!($field)),*].len();
                let mut out = serializer.serialize_struct(stringify!($type), count)?;
                out.serialize_field("id", &self.named.id)?;
                out.serialize_field("name", &self.named.name)?;
                $(out.serialize_field(stringify!($field), &self.$field)?;)*
                out.end()
            }
        }

        impl<'de> serde::Deserialize<'de> for $type {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                crate::plain::by_fields(deserializer, |fields| {
                    let named =
                        crate::repair::Named { id: fields.take("id")?, name: fields.take("name")? };
                    Ok(Self { named, $($field: fields.take(stringify!($field))?),* })
                })
            }
        }
    };
}

pub(crate) use with_named;
