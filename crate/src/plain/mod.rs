//! Values between JavaScript and our own types: one form that every type is read from and written to.
//!
//! Serde makes the code of every type anew for each format that it meets, and once more wherever an enum is told by its
//! content. With this in between the extension carries each type once, which makes it less than half as large.

mod parts;
mod read;
mod write;

pub use read::{Fields, Unreadable, by_fields, read, there};
pub use write::write;

use std::borrow::Cow;

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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::repair::Repair;
    use crate::versioned::Stored;
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
    fn a_repair_without_its_run_is_damaged() {
        let whole = json!({"v": 2, "rev": 1, "run": null, "kept": []});
        let mut damaged = whole.clone();
        damaged.as_object_mut().expect("fields").remove("run");
        for (value, readable) in [(whole, true), (damaged, false)] {
            let read: Stored<Repair> = read(plain(value)).expect("anything can be read");
            assert_eq!(matches!(read, Stored::Whole(_)), readable);
        }
    }
}
