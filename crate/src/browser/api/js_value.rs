//! Conversions between JavaScript and Rust values; no other file converts them.
//!
//! Values come in as JSON text, so that native tests use the same code, and go out as plain objects: a JS `Map` would
//! arrive as `{}` in messages and storage.

use crate::base::json;
use crate::base::site::is_medley;
use crate::base::time::Millis;
use crate::messages::request::Sender;
use crate::url_correction::redacted_url::LONGEST_ADDRESS;
use js_sys::{Array, JSON, JsString, Object, Reflect};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::{JsCast, JsValue};

/// Texts are cut to this many UTF-16 units, the maximum length of an address.
#[allow(clippy::cast_possible_truncation, reason = "2,000")]
const LONGEST_TEXT: u32 = LONGEST_ADDRESS as u32;

/// Maximum length of a JSON text. Nothing that Chrome stores or our pages send is longer: `chrome.storage` holds 10 MB per
/// area.
const LONGEST_JSON: u32 = 20_000_000;

/// A Rust value as a plain JavaScript object; `undefined` if it cannot be converted.
pub fn to_js<T: Serialize + ?Sized>(value: &T) -> JsValue {
    let written = json::write(value);
    written
        .and_then(|json| json.serialize(&Serializer::json_compatible()).ok())
        .unwrap_or(JsValue::UNDEFINED)
}

/// A JavaScript value as a Rust value; `None` if it has another type.
pub fn from_js<T: DeserializeOwned>(value: &JsValue) -> Option<T> {
    json::read(&to_json(value)?)
}

/// A JavaScript value as JSON; `None` if it cannot be converted (a cycle, a getter that throws), or is too deep or too
/// long.
pub fn to_json(value: &JsValue) -> Option<Value> {
    if value.is_undefined() {
        return Some(Value::Null);
    }
    let text = JsValue::from(JSON::stringify(value).ok()?).dyn_into::<JsString>().ok()?;
    if text.length() > LONGEST_JSON {
        return None;
    }
    json::parse(&String::from(text))
}

/// A property of any type; `None` if it is null or undefined.
pub fn get(value: &JsValue, name: &str) -> Option<JsValue> {
    Reflect::get(value, &name.into()).ok().filter(|found| !found.is_undefined() && !found.is_null())
}

/// A text property, cut before it is copied into the core: a page can make addresses of two million characters.
pub fn text(value: &JsValue, name: &str) -> Option<String> {
    let whole = get(value, name)?.dyn_into::<JsString>().ok()?;
    whole.slice(0, LONGEST_TEXT).as_string()
}

/// A text property in full length.
pub fn whole_text(value: &JsValue, name: &str) -> Option<String> {
    get(value, name)?.as_string()
}

/// A number property, rounded down; Chrome's timestamps have fractions.
pub fn number(value: &JsValue, name: &str) -> Option<i64> {
    #[allow(clippy::cast_possible_truncation, reason = "time stamps and ids fit")]
    get(value, name)?.as_f64().map(|number| number.floor() as i64)
}

pub fn flag(value: &JsValue, name: &str) -> Option<bool> {
    get(value, name)?.as_bool()
}

/// The elements of an array; empty for any other value.
pub fn list(value: &JsValue) -> Vec<JsValue> {
    value.dyn_ref::<Array>().map(|array| array.iter().collect()).unwrap_or_default()
}

/// An id as the number that browser calls expect.
pub fn id(value: i64) -> f64 {
    #[allow(clippy::cast_precision_loss, reason = "tab ids are small")]
    let id = value as f64;
    id
}

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
    } else if get(value, "tab").is_some() && is_medley(&url) {
        Sender::ContentScript
    } else {
        Sender::Stranger
    }
}

/// A plain object with these properties.
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
