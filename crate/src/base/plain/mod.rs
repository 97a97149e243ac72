//! Values between JavaScript and our own types: one form that every type is read from and written to.
//!
//! Serde makes the code of every type anew for each format that it meets, and once more wherever an enum is told by its
//! content. With this in between the extension carries each type once, which makes it less than half as large.
//!
//! A stranger may have written what is read: it is refused where it is nested deeper than [`DEEPEST`], before the stack ends.

mod fields;
mod parts;
mod read;
mod write;

pub use fields::Fields;
#[cfg(test)]
use read::TOO_DEEP;
pub use read::{Unreadable, by_fields, read, there};
pub use write::write;

use std::borrow::Cow;

/// More levels of lists and fields than this has nothing of ours, and nothing that Chrome stores.
pub const DEEPEST: usize = 100;
/// JavaScript has no whole numbers beyond this one, in both directions.
const FARTHEST: u64 = (1 << 53) - 1;

/// A field's name.
type Name = Cow<'static, str>;

/// Whatever JSON can say.
#[derive(Debug, Clone, Default, PartialEq)]
pub enum Plain {
    /// A field that is not there.
    Absent,
    /// `null`.
    #[default]
    Null,
    /// A truth value.
    Bool(bool),
    /// A whole number.
    Whole(i64),
    /// Any other number.
    Float(f64),
    /// A text.
    Text(Cow<'static, str>),
    /// A list.
    List(Vec<Plain>),
    /// Fields with their names, in order.
    Fields(Vec<(Name, Plain)>),
}

impl Plain {
    /// The text of a field.
    #[must_use]
    pub fn text(&self, name: &str) -> Option<&str> {
        let Self::Fields(fields) = self else { return None };
        match fields.iter().find(|(known, _)| known == name) {
            Some((_, Self::Text(text))) => Some(text),
            _ => None,
        }
    }

    /// Whether JavaScript has every number in it.
    #[must_use]
    pub fn is_writable(&self) -> bool {
        match self {
            Self::Whole(number) => number.unsigned_abs() <= FARTHEST,
            Self::List(values) => values.iter().all(Self::is_writable),
            Self::Fields(fields) => fields.iter().all(|(_, value)| value.is_writable()),
            _ => true,
        }
    }

    /// A number as JavaScript would have it.
    #[allow(clippy::cast_precision_loss, reason = "only that it is no whole number of ours counts")]
    const fn number(value: i64) -> Self {
        if value.unsigned_abs() <= FARTHEST {
            Self::Whole(value)
        } else {
            Self::Float(value as f64)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::{Deserialize, Serialize};
    use serde_json::{Value, from_value, json, to_value};

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    enum Kind {
        Bare,
        Wrapped(Option<u8>),
        WithFields { some_text: String },
    }

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    #[serde(rename_all = "camelCase")]
    struct Form {
        kinds: Vec<Kind>,
        may_be: Option<i64>,
        #[serde(default = "seven")]
        standard: u32,
        #[serde(skip)]
        left_out: bool,
        pair: (bool, String),
    }

    const fn seven() -> u32 {
        7
    }

    fn form() -> Form {
        let kinds = vec![
            Kind::Bare,
            Kind::Wrapped(Some(3)),
            Kind::Wrapped(None),
            Kind::WithFields { some_text: "x".into() },
        ];
        Form { kinds, may_be: None, standard: 7, left_out: false, pair: (true, "y".into()) }
    }

    fn plain(value: Value) -> Plain {
        from_value(value).expect("anything can be read")
    }

    #[test]
    fn written_as_json_is_and_read_again() {
        let written = write(&form());
        assert_eq!(to_value(&written).expect("json"), to_value(form()).expect("json"));
        assert_eq!(read(written), Ok(form()));
        assert_eq!(read(plain(to_value(form()).expect("json"))), Ok(form()));
    }

    #[test]
    fn what_is_absent_has_its_standard_and_what_has_another_form_is_not_read() {
        let whole = json!({"kinds": ["bare"], "mayBe": 1, "standard": 2, "pair": [true, ""]});
        for (field, value, readable) in [
            ("unknown", json!(1), true),
            ("standard", Value::Null, false),
            ("standard", json!(-1), false),
            ("standard", json!(1.5), false),
            ("mayBe", Value::Null, true),
            ("mayBe", json!("1"), false),
            ("kinds", json!([{"bare": null}]), true),
            ("kinds", json!([{"bare": 1}]), false),
            ("kinds", json!([{"wrapped": 256}]), false),
            ("kinds", json!(["wrapped"]), true),
            ("kinds", json!([{"with_fields": {}}]), false),
            ("kinds", json!([{"bare": null, "wrapped": 1}]), false),
            ("kinds", json!(["else"]), false),
            ("pair", json!([true]), false),
        ] {
            let mut changed = whole.clone();
            changed[field] = value;
            assert_eq!(read::<Form>(plain(changed.clone())).is_ok(), readable, "{changed}");
        }
        for (field, readable) in
            [("standard", true), ("mayBe", true), ("kinds", false), ("pair", false)]
        {
            let mut changed = whole.clone();
            changed.as_object_mut().expect("fields").remove(field);
            assert_eq!(read::<Form>(plain(changed)).is_ok(), readable, "without {field}");
        }
    }

    #[test]
    fn what_is_nested_too_deep_is_refused_and_not_followed() {
        for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
            let nested = |levels| format!("{}1{}", open.repeat(levels), close.repeat(levels));
            let read = |levels| serde_json::from_str::<Plain>(&nested(levels));
            assert!(read(DEEPEST).is_ok(), "{open}");
            let refused = read(DEEPEST + 1).expect_err("too deep").to_string();
            assert!(refused.starts_with(TOO_DEEP), "{refused}");
        }
    }

    #[test]
    fn whole_numbers_are_those_of_javascript() {
        let largest = (1_i64 << 53) - 1;
        for (number, whole) in
            [(0, true), (largest, true), (-largest, true), (largest + 1, false), (i64::MIN, false)]
        {
            assert_eq!(matches!(plain(json!(number)), Plain::Whole(_)), whole, "{number}");
        }
        assert!(matches!(plain(json!(u64::MAX)), Plain::Float(_)));
    }
}
