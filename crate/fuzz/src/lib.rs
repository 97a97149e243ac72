//! Shared by the targets: parses text as the extension does, and checks what must hold for every value that is read.

pub use karte_signin_doctor::base::json::parse;
use karte_signin_doctor::base::json::{read, write};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// Reads a value. What is written of it again reads the same and is not longer than its source allows.
///
/// # Panics
/// If that does not hold: this is what the targets look for.
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

/// An absent field may be written with its default; beyond that the output must not grow.
///
/// # Panics
/// If the output is too long.
pub fn in_proportion(written: &impl Serialize, source: &impl Serialize) {
    let (written, source) = (length(written), length(source));
    assert!(written <= 1_000 + 40 * source, "{source} letters became {written}");
}

fn length(value: &impl Serialize) -> usize {
    serde_json::to_string(value).map_or(0, |text| text.len())
}
