//! The fields of a value, read one by one by the types that are read by hand.

use super::{Name, Plain, Unreadable};
use serde::de::DeserializeOwned;

/// The fields of a value.
pub struct Fields(pub(super) Vec<(Name, Plain)>);

impl Fields {
    /// Reads a field; one that may be missing reads as `None`.
    ///
    /// # Errors
    /// [`Unreadable`] where it has another form.
    pub fn take<T: DeserializeOwned>(&mut self, name: &str) -> Result<T, Unreadable> {
        T::deserialize(self.plain(name))
    }

    /// Reads a field, or has its standard where it is not there.
    ///
    /// # Errors
    /// [`Unreadable`] where it is there and has another form.
    pub fn or_default<T: DeserializeOwned + Default>(
        &mut self,
        name: &str,
    ) -> Result<T, Unreadable> {
        match self.plain(name) {
            Plain::Absent => Ok(T::default()),
            there => T::deserialize(there),
        }
    }

    /// A field as it is; each can be taken once.
    pub fn plain(&mut self, name: &str) -> Plain {
        let found = self.0.iter_mut().find(|(known, _)| known == name);
        found.map_or(Plain::Absent, |(_, value)| std::mem::replace(value, Plain::Absent))
    }
}
