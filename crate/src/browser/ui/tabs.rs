//! Brings tabs to the front, and waits until a tab shows its page.
//!
//! The wait polls Chrome: a listener of `tabs.onUpdated` would be a closure that has to be kept and removed, and it would
//! miss a page that was already complete.

use crate::browser::api::chrome;
use crate::browser::api::js_value::{id, number, object, text};
use gloo_timers::future::TimeoutFuture;
use wasm_bindgen::JsValue;

/// Time in milliseconds after which a navigation has started.
const BEGINS_MS: u32 = 100;

/// Polling interval of a loading tab, in milliseconds.
const STEP_MS: u32 = 50;

/// Maximum number of polls.
const LONGEST_LOAD: usize = 120;

/// Brings a tab and its window to the front; false if one of them is gone.
pub async fn bring_to_front(tab: i64) -> bool {
    let active = object(&[("active", true.into())]);
    let Ok(shown) = chrome::change_tab(id(tab), &active).await else { return false };
    let Some(window) = number(&shown, "windowId") else { return false };
    let focused = object(&[("focused", true.into())]);
    chrome::change_window(id(window), &focused).await.is_ok()
}

/// Waits until a tab that was just reloaded or navigated shows the new page; false if it is still loading after six seconds, or
/// was closed.
pub async fn loads(tab: i64) -> bool {
    // At first the tab still shows the previous page.
    TimeoutFuture::new(BEGINS_MS).await;
    shown(tab).await.is_some_and(|shown| is_complete(&shown))
}

fn is_complete(tab: &JsValue) -> bool {
    text(tab, "status").as_deref() == Some("complete")
}

/// The tab once it shows its page, or its state after six seconds; `None` if it was closed.
pub async fn shown(tab: i64) -> Option<JsValue> {
    for _ in 0..LONGEST_LOAD {
        let found = chrome::tab(id(tab)).await.ok()?;
        if is_complete(&found) {
            return Some(found);
        }
        TimeoutFuture::new(STEP_MS).await;
    }
    chrome::tab(id(tab)).await.ok()
}
