//! Conversions between JavaScript and Rust values; the only place for them.
//!
//! Maps are written as plain objects: a JS `Map` would arrive as `{}` in messages and storage.

use crate::base::plain::{self, Plain};
use crate::base::time::Millis;
use crate::messages::request::Sender;
use crate::url_correction::redacted_url::LONGEST_ADDRESS;
use js_sys::{Array, JsString, Number, Object, Reflect};
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::{JsCast, JsValue};

/// As many UTF-16 units of a text are taken in as an address may have.
#[allow(clippy::cast_possible_truncation, reason = "2,000")]
const LONGEST_TEXT: u32 = LONGEST_ADDRESS as u32;

/// A Rust value as a plain JavaScript object; `undefined` if it cannot be written.
pub fn to_js<T: Serialize + ?Sized>(value: &T) -> JsValue {
    plain_to_js(&plain::write(value))
}

/// A plain value as a JavaScript one; `undefined` if it cannot be written.
pub fn plain_to_js(value: &Plain) -> JsValue {
    let serializer = serde_wasm_bindgen::Serializer::json_compatible();
    value.serialize(&serializer).unwrap_or(JsValue::UNDEFINED)
}

/// A JavaScript value as a Rust value; `None` where it has another form.
pub fn from_js<T: DeserializeOwned>(value: &JsValue) -> Option<T> {
    plain::read(plain(value)?).ok()
}

/// A JavaScript value in its plain form; `None` where it has none, or is nested deeper than anything of ours.
pub fn plain(value: &JsValue) -> Option<Plain> {
    plain_within(value, plain::DEEPEST)
}

fn plain_within(value: &JsValue, levels: usize) -> Option<Plain> {
    let inner = |value: &JsValue| plain_within(value, levels.checked_sub(1)?);
    Some(if value.is_undefined() || value.is_null() {
        Plain::Null
    } else if let Some(truth) = value.as_bool() {
        Plain::Bool(truth)
    } else if let Some(number) = value.as_f64() {
        #[allow(clippy::cast_possible_truncation, reason = "a whole number that fits")]
        if Number::is_safe_integer(value) {
            Plain::Whole(number as i64)
        } else {
            Plain::Float(number)
        }
    } else if let Some(text) = value.as_string() {
        Plain::Text(text.into())
    } else if let Some(values) = value.dyn_ref::<Array>() {
        Plain::List(values.iter().map(|value| inner(&value)).collect::<Option<_>>()?)
    } else if value.is_object() {
        let fields = Object::entries(value.unchecked_ref());
        let fields = fields.iter().map(|field| {
            let field: Array = field.unchecked_into();
            Some((field.get(0).as_string()?.into(), inner(&field.get(1))?))
        });
        Plain::Fields(fields.collect::<Option<_>>()?)
    } else {
        return None;
    })
}

/// A property of any kind.
pub fn get(value: &JsValue, name: &str) -> Option<JsValue> {
    Reflect::get(value, &name.into()).ok().filter(|found| !found.is_undefined() && !found.is_null())
}

/// A text property. What comes from outside is cut before it is copied over here: a page can make addresses of two million
/// characters.
pub fn text(value: &JsValue, name: &str) -> Option<String> {
    let whole = get(value, name)?.dyn_into::<JsString>().ok()?;
    whole.slice(0, LONGEST_TEXT).as_string()
}

/// A text property that is given back as it is.
pub fn whole_text(value: &JsValue, name: &str) -> Option<String> {
    get(value, name)?.as_string()
}

/// A number property, rounded down; Chrome's time stamps have fractions.
pub fn number(value: &JsValue, name: &str) -> Option<i64> {
    #[allow(clippy::cast_possible_truncation, reason = "time stamps and ids fit")]
    get(value, name)?.as_f64().map(|number| number.floor() as i64)
}

/// A truth value.
pub fn flag(value: &JsValue, name: &str) -> Option<bool> {
    get(value, name)?.as_bool()
}

/// The elements of an array; nothing for anything else.
pub fn list(value: &JsValue) -> Vec<JsValue> {
    value.dyn_ref::<Array>().map(|array| array.iter().collect()).unwrap_or_default()
}

/// An id as the number that browser calls expect.
pub fn id(value: i64) -> f64 {
    #[allow(clippy::cast_precision_loss, reason = "tab ids are small")]
    let id = value as f64;
    id
}

/// The present time.
pub fn now() -> Millis {
    #[allow(clippy::cast_possible_truncation, reason = "whole milliseconds")]
    let now = js_sys::Date::now() as i64;
    now
}

/// Who sent a message: one of our pages, our content script on the vendor's domain, or a stranger.
pub fn sender(value: &JsValue) -> Sender {
    let own = super::chrome::OWN_ID.with(|own| text(value, "id").as_ref() == Some(own));
    let url = text(value, "url").unwrap_or_default();
    if !own {
        Sender::Stranger
    } else if url.starts_with(&super::chrome::own_url("")) {
        Sender::Page
    } else if get(value, "tab").is_some() && on_medley(&url) {
        Sender::ContentScript
    } else {
        Sender::Stranger
    }
}

fn on_medley(url: &str) -> bool {
    url::Url::parse(url)
        .is_ok_and(|url| url.host_str().is_some_and(crate::base::site::is_medley_host))
}

/// A plain object of these properties.
pub fn object(properties: &[(&str, JsValue)]) -> JsValue {
    let object = Object::new();
    for (name, value) in properties {
        // Setting a property on a fresh object cannot fail.
        let _ = Reflect::set(&object, &(*name).into(), value);
    }
    object.into()
}

/// An array of these texts.
pub fn texts(values: &[&str]) -> JsValue {
    values.iter().map(|value| JsValue::from(*value)).collect::<Array>().into()
}
