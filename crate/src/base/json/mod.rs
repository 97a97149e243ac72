//! JSON between JavaScript and our own types: every message, every saved state and every native test is decoded here.
//!
//! Types derive serde's traits. JavaScript values arrive as the text that `JSON.stringify` makes of them, so the browser, tests,
//! examples and fuzz targets run the same code. `serde_json` refuses more than 127 nested levels, which protects the stack.

mod reader;

use reader::Json;
use serde::{Deserialize, Serialize};
use serde_json::{Number, Value};

/// `Number.MAX_SAFE_INTEGER`: JavaScript cannot represent every integer beyond it, positive or negative.
const MAX_SAFE_INTEGER: u64 = (1 << 53) - 1;

/// Parses JSON text, with numbers as JavaScript has them. Returns `None` if the text is no JSON or is nested too deep.
#[must_use]
pub fn parse(text: &str) -> Option<Value> {
    let value = serde_json::from_str(text);
    let mut value = value.or_else(|_| serde_json::from_str(&without_lone_surrogates(text))).ok()?;
    as_in_javascript(&mut value);
    Some(value)
}

/// Reads a value as one of our types; `None` if the value does not fit the type.
#[must_use]
pub fn read<'de, T: Deserialize<'de>>(value: &'de Value) -> Option<T> {
    T::deserialize(Json(value)).ok()
}

/// Writes one of our types; `None` if that fails, or if an integer is outside JavaScript's safe range.
#[must_use]
pub fn write<T: Serialize + ?Sized>(value: &T) -> Option<Value> {
    let mut written = serde_json::to_value(value).ok()?;
    as_in_javascript(&mut written).then_some(written)
}

/// Turns integers outside JavaScript's safe range into floats, so that no type of ours reads them as integers. Returns
/// false if there were any.
fn as_in_javascript(value: &mut Value) -> bool {
    let all = |right: bool, inner: &mut Value| as_in_javascript(inner) && right;
    match value {
        Value::Number(number) => {
            let is_safe = |whole: i64| whole.unsigned_abs() <= MAX_SAFE_INTEGER;
            let right = number.is_f64() || number.as_i64().is_some_and(is_safe);
            if !right && let Some(float) = number.as_f64().and_then(Number::from_f64) {
                *number = float;
            }
            right
        }
        Value::Array(values) => values.iter_mut().fold(true, all),
        Value::Object(fields) => fields.values_mut().fold(true, all),
        _ => true,
    }
}

/// A JavaScript string may hold a lone surrogate (half of a pair), which UTF-8 cannot encode. `JSON.stringify` writes only lone
/// surrogates as `\udXXX`; each becomes the replacement character, as wherever the browser encodes a string as UTF-8.
fn without_lone_surrogates(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, escape)) = rest.find('\\').and_then(|at| rest.split_at_checked(at)) {
        let is_half =
            escape.starts_with("\\ud") && matches!(escape.as_bytes().get(3), Some(b'8'..=b'f'));
        // Keeps two characters of any other escape together: `\\ud800` is an escaped backslash, not a surrogate.
        let (escape, after) =
            escape.split_at_checked(if is_half { 6 } else { 2 }).unwrap_or((escape, ""));
        out.extend([before, if is_half { "\\ufffd" } else { escape }]);
        rest = after;
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::Deserialize;
    use serde_json::json;

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    #[serde(rename_all = "camelCase")]
    struct Form {
        may_be: Option<i64>,
        #[serde(default = "seven")]
        standard: u32,
        #[serde(deserialize_with = "Option::deserialize")]
        there: Option<bool>,
        kind: Kind,
    }

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    enum Kind {
        Bare,
        Wrapped(u8),
        WithFields { some_text: String },
    }

    const fn seven() -> u32 {
        7
    }

    #[test]
    fn what_is_absent_has_its_standard_and_what_has_another_form_is_not_read() {
        let whole = json!({"mayBe": 1, "standard": 2, "there": null, "kind": "bare"});
        for (field, value, readable) in [
            ("unknown", json!(1), true),
            ("standard", json!(null), false),
            ("standard", json!(-1), false),
            ("standard", json!(1.5), false),
            ("mayBe", json!(null), true),
            ("mayBe", json!("1"), false),
            ("kind", json!({"bare": null}), true),
            ("kind", json!({"bare": 1}), false),
            ("kind", json!({"wrapped": 255}), true),
            ("kind", json!({"wrapped": 256}), false),
            ("kind", json!({"with_fields": {"some_text": "x"}}), true),
            ("kind", json!({"with_fields": {}}), false),
            ("kind", json!({"bare": null, "wrapped": 1}), false),
            ("kind", json!("else"), false),
        ] {
            let mut changed = whole.clone();
            changed[field] = value;
            let read: Option<Form> = read(&changed);
            assert_eq!(read.is_some(), readable, "{changed}");
            let again = read.map(|form| (super::read(&write(&form).expect("json")), form));
            assert!(again.is_none_or(|(again, form)| again == Some(form)), "{changed}");
        }
        assert_eq!(read::<Form>(&json!([1, 2, null, "bare"])), None, "a list has no fields");
        for (field, readable) in
            [("standard", true), ("mayBe", true), ("there", false), ("kind", false)]
        {
            let mut changed = whole.clone();
            changed.as_object_mut().expect("fields").remove(field);
            assert_eq!(read::<Form>(&changed).is_some(), readable, "without {field}");
        }
    }

    #[test]
    fn what_is_nested_too_deep_is_refused_and_not_followed() {
        for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
            let nested = |levels| format!("{}1{}", open.repeat(levels), close.repeat(levels));
            assert!(parse(&nested(127)).is_some(), "{open}");
            for levels in [128, 1_000_000] {
                assert_eq!(parse(&nested(levels)), None, "{open}");
            }
        }
    }

    #[test]
    fn whole_numbers_are_those_of_javascript() {
        let largest = (1_i64 << 53) - 1;
        for (number, whole) in
            [(0, true), (largest, true), (-largest, true), (largest + 1, false), (i64::MIN, false)]
        {
            let inside = format!("[{{\"a\":{number}}}]");
            let read = parse(&inside).and_then(|value| read::<i64>(&value[0]["a"]));
            assert_eq!(read, whole.then_some(number));
            let written = write(&number).and_then(|value| super::read::<i64>(&value));
            assert_eq!(written, whole.then_some(number));
        }
        for absurd in ["18446744073709551615", "1e21", "-1e300", "0.5"] {
            assert!(parse(absurd).is_some_and(|value| value.is_f64()), "{absurd}");
        }
        assert_eq!(parse("1e999"), None);
    }

    #[test]
    fn half_of_a_surrogate_pair_is_replaced_and_nothing_else() {
        for (text, want) in [
            (r#""\ud83d\ude00""#, Some("\u{1f600}")),
            (r#""a\udc00b""#, Some("a\u{fffd}b")),
            (r#""\ud83d""#, Some("\u{fffd}")),
            (r#""\ud83d\\""#, Some("\u{fffd}\\")),
            (r#""\\ud83d\ud83d\n医""#, Some("\\ud83d\u{fffd}\n医")),
            (r#""\ud8""#, None),
            (r#""\"#, None),
        ] {
            assert_eq!(parse(text), want.map(Value::from), "{text}");
        }
        assert_eq!(parse(r#"{"\udfff":1}"#), Some(json!({"\u{fffd}": 1})));
    }
}
