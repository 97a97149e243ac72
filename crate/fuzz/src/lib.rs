//! What the targets share: text read as the extension reads it, and what holds for everything that is read.

use karte_signin_doctor::base::plain::{Plain, read, write};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// The value that a text says in JSON, in the form in which the extension has everything that it reads.
///
/// Of a name that stands there twice the last one counts, as in JavaScript.
#[must_use]
pub fn plain(text: &str) -> Option<Plain> {
    let value: Value = serde_json::from_str(text).ok()?;
    serde_json::from_value(value).ok()
}

/// What a value reads as; then what is written of it again is not longer than its source allows, and reads the same.
///
/// # Panics
/// Where that is not so: this is what the targets are for.
#[must_use]
pub fn sound<T>(value: &Plain) -> Option<T>
where
    T: Serialize + DeserializeOwned + PartialEq + std::fmt::Debug,
{
    let found: T = read(value.clone()).ok()?;
    let written = write(&found);
    assert_eq!(read::<T>(written.clone()).ok().as_ref(), Some(&found), "written and read again");
    in_proportion(&written, value);
    Some(found)
}

/// A field that is absent may be written with its standard; beyond that nothing grows.
///
/// # Panics
/// Where something grew.
pub fn in_proportion(written: &impl Serialize, source: &impl Serialize) {
    let (written, source) = (length(written), length(source));
    assert!(written <= 1_000 + 40 * source, "{source} letters became {written}");
}

fn length(value: &impl Serialize) -> usize {
    serde_json::to_string(value).map_or(0, |text| text.len())
}
