//! Our own bindings to the few browser calls that are needed; each one awaits the browser's promise.
//!
//! An imported `async` function loses an exception that is thrown before there is a promise, as for an absent permission or
//! a wrong argument. So each call is imported as a plain function that may throw, and awaited here.

use js_sys::Promise;
use std::pin::Pin;
use std::task::{Context, Poll};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

/// A call in progress: one type for all calls, so that the awaiting code is compiled once.
pub struct Call(Result<JsFuture, JsValue>);

impl Future for Call {
    type Output = Result<JsValue, JsValue>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        match &mut self.0 {
            Ok(answer) => Pin::new(answer).poll(context),
            Err(thrown) => Poll::Ready(Err(thrown.clone())),
        }
    }
}

/// `name(arguments) = [JavaScript namespace] JavaScript name`.
macro_rules! calls {
    ($($name:ident($($argument:ident: $type:ty),*) = $place:tt $called:ident;)*) => {
        mod thrown {
            use super::{JsValue, Promise, wasm_bindgen};

            #[wasm_bindgen]
            extern "C" {
                $(#[wasm_bindgen(catch, js_namespace = $place, js_name = $called)]
                pub fn $name($($argument: $type),*) -> Result<Promise, JsValue>;)*
            }
        }

        $(pub fn $name($($argument: $type),*) -> Call {
            Call(thrown::$name($($argument),*).map(JsFuture::from))
        })*
    };
}

calls! {
    local_get(key: &str) = ["chrome", "storage", "local"] get;
    local_set(items: &JsValue) = ["chrome", "storage", "local"] set;
    local_remove(key: &str) = ["chrome", "storage", "local"] remove;
    local_clear() = ["chrome", "storage", "local"] clear;
    session_get(key: &str) = ["chrome", "storage", "session"] get;
    session_set(items: &JsValue) = ["chrome", "storage", "session"] set;
    session_remove(key: &str) = ["chrome", "storage", "session"] remove;
    session_clear() = ["chrome", "storage", "session"] clear;

    platform_info() = ["chrome", "runtime"] getPlatformInfo;
    high_entropy_values(hints: &JsValue) = ["navigator", "userAgentData"] getHighEntropyValues;

    tab(id: f64) = ["chrome", "tabs"] get;
    tabs(query: &JsValue) = ["chrome", "tabs"] query;
    open_tab(what: &JsValue) = ["chrome", "tabs"] create;
    change_tab(id: f64, what: &JsValue) = ["chrome", "tabs"] update;
    reload_tab(id: f64) = ["chrome", "tabs"] reload;
    reload_tab_with(id: f64, what: &JsValue) = ["chrome", "tabs"] reload;
    close_tab(id: f64) = ["chrome", "tabs"] remove;

    windows() = ["chrome", "windows"] getAll;
    windows_of(query: &JsValue) = ["chrome", "windows"] getAll;
    change_window(id: f64, what: &JsValue) = ["chrome", "windows"] update;
    open_window(what: &JsValue) = ["chrome", "windows"] create;
    sees_private_windows() = ["chrome", "extension"] isAllowedIncognitoAccess;

    run_script(what: &JsValue) = ["chrome", "scripting"] executeScript;

    own_pages(filter: &JsValue) = ["chrome", "runtime"] getContexts;
    set_alarm(name: &str, when: &JsValue) = ["chrome", "alarms"] create;
    clear_alarm(name: &str) = ["chrome", "alarms"] clear;

    extensions() = ["chrome", "management"] getAll;
    switch_extension(id: &str, on: bool) = ["chrome", "management"] setEnabled;
    permission_warnings(id: &str) = ["chrome", "management"] getPermissionWarningsById;

    permitted(what: &JsValue) = ["chrome", "permissions"] contains;

    cookies(query: &JsValue) = ["chrome", "cookies"] getAll;
    set_cookie(what: &JsValue) = ["chrome", "cookies"] set;
    remove_cookie(which: &JsValue) = ["chrome", "cookies"] remove;
    remove_data(where_from: &JsValue, what: &JsValue) = ["chrome", "browsingData"] remove;

    badge_text(what: &JsValue) = ["chrome", "action"] setBadgeText;
    badge_colour(what: &JsValue) = ["chrome", "action"] setBadgeBackgroundColor;
    icon_title(what: &JsValue) = ["chrome", "action"] setTitle;

    managed_get() = ["chrome", "storage", "managed"] get;
    switch_rulesets(what: &JsValue) = ["chrome", "declarativeNetRequest"] updateEnabledRulesets;
    rulesets() = ["chrome", "declarativeNetRequest"] getEnabledRulesets;
    dynamic_rules() = ["chrome", "declarativeNetRequest"] getDynamicRules;
    change_dynamic_rules(what: &JsValue) = ["chrome", "declarativeNetRequest"] updateDynamicRules;
    session_rules() = ["chrome", "declarativeNetRequest"] getSessionRules;
    change_session_rules(what: &JsValue) = ["chrome", "declarativeNetRequest"] updateSessionRules;

    bookmarks() = ["chrome", "bookmarks"] getTree;
    change_bookmark(id: &str, what: &JsValue) = ["chrome", "bookmarks"] update;
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = ["chrome", "i18n"], js_name = getMessage)]
    pub fn words(key: &str) -> String;
    #[wasm_bindgen(js_namespace = ["chrome", "runtime"], js_name = getURL)]
    pub fn own_url(path: &str) -> String;
    #[wasm_bindgen(thread_local_v2, js_namespace = ["chrome", "runtime"], js_name = id)]
    pub static OWN_ID: String;

    #[wasm_bindgen(js_namespace = ["performance"], js_name = now)]
    pub fn steady_now() -> f64;
    #[wasm_bindgen(catch, js_name = fetch)]
    pub async fn fetch(url: &str, init: &web_sys::RequestInit) -> Result<JsValue, JsValue>;
}
