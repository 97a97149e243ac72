//! Extensions by name, in saved state among the fields of what holds them.

/// Whether a field need not be written.
pub(crate) fn is_standard<T: Default + PartialEq>(field: &T) -> bool {
    *field == T::default()
}

/// Writes and reads a type with a field `named`, whose fields stand among the others. Those behind `or` are left out while
/// they have their standard: earlier versions did not know them.
macro_rules! with_named {
    ($type:ident: $($field:ident),* $(; or $($later:ident),*)?) => {
        impl serde::Serialize for $type {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                use serde::ser::SerializeStruct as _;
                let count = 2 + [$(stringify!($field)),*].len();
                let mut out = serializer.serialize_struct(stringify!($type), count)?;
                out.serialize_field("id", &self.named.id)?;
                out.serialize_field("name", &self.named.name)?;
                $(out.serialize_field(stringify!($field), &self.$field)?;)*
                $($(if !crate::extensions::toggle::named::is_standard(&self.$later) {
                    out.serialize_field(stringify!($later), &self.$later)?;
                })*)?
                out.end()
            }
        }

        impl<'de> serde::Deserialize<'de> for $type {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                crate::base::plain::by_fields(deserializer, |fields| {
                    let named =
                        crate::extensions::ExtensionRef { id: fields.take("id")?, name: fields.take("name")? };
                    Ok(Self {
                        named,
                        $($field: fields.take(stringify!($field))?,)*
                        $($($later: fields.or_default(stringify!($later))?,)*)?
                    })
                })
            }
        }
    };
}

pub(crate) use with_named;
