//! What the targets share: text read as the extension reads it, and what holds for everything that is read.

pub use karte_signin_doctor::base::json::parse;
use karte_signin_doctor::base::json::{read, write};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// What a value reads as; then what is written of it again is not longer than its source allows, and reads the same.
///
/// # Panics
/// Where that is not so: this is what the targets are for.
#[must_use]
pub fn sound<T>(value: &Value) -> Option<T>
where
    T: Serialize + DeserializeOwned + PartialEq + std::fmt::Debug,
{
    let found: T = read(value)?;
    let written = write(&found).expect("it can be written");
    assert_eq!(read::<T>(&written).as_ref(), Some(&found), "written and read again");
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
