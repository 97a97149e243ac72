//! The few texts that the worker itself shows, on the icon and in files, in the language that the person chose.

use crate::browser::api::chrome;
use crate::browser::api::js_value::{get, text};
use crate::browser::storage;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{RequestInit, Response};

/// The text for a key. Chrome returns texts only in its own language, so texts in another language are read from our file.
///
/// At the start of Chrome its texts are sometimes missing in a process; then the Japanese file is used, as the default.
pub async fn message(key: &str) -> String {
    let chromes = chrome::words(key);
    let folder = match storage::settings().await.language.folder() {
        None if !chromes.is_empty() => return chromes,
        chosen => chosen.unwrap_or("ja"),
    };
    from_file(folder, key).await.unwrap_or(chromes)
}

async fn from_file(folder: &str, key: &str) -> Option<String> {
    let url = chrome::own_url(&format!("_locales/{folder}/messages.json"));
    let answer = chrome::fetch(&url, &RequestInit::new()).await.ok()?;
    let file = answer.dyn_into::<Response>().ok()?.json().ok()?;
    text(&get(&JsFuture::from(file).await.ok()?, key)?, "message")
}
