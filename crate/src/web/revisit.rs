//! Opens the sign-in page once more and says what it shows: what a try of extensions is judged by.
//!
//! Only a tab that stands on the sign-in page is loaded anew: in any other of the karte somebody may be writing.

use super::convert::{get, id, list, number, object, text, texts};
use super::{ask, chrome, look, request, store, watch};
use crate::app::SIGN_IN_URL;
use crate::bisect::{Answer, Readiness, readiness, seen};
use crate::evidence::Evidence;
use crate::facts::Ask;
use gloo_timers::future::TimeoutFuture;
use std::cell::RefCell;
use wasm_bindgen::JsValue;

/// After a switch Chromium loads an error page anew by itself; before that nothing can be told.
const AFTER_SWITCH_MS: u32 = 500;
/// A tab that is loaded anew has begun to after so many milliseconds.
const BEGINS_MS: u32 = 100;
/// How often a page that waits for the person's choice of a certificate is waited for, each time some six seconds.
const WAITS: usize = 10;

thread_local! {
    /// What the page showed when the probe opened it, for the look that follows.
    static SHOWN: RefCell<Option<Evidence>> = const { RefCell::new(None) };
}

/// Whether a look would show anything: Chrome will ask for a certificate, or one was accepted.
pub async fn probe() -> Readiness {
    TimeoutFuture::new(AFTER_SWITCH_MS).await;
    let asked = ask::main().await;
    let answered = matches!(asked, Ask::Answered { .. });
    SHOWN.set(if answered { open(false).await } else { None });
    let html = if answered { request::text_of(SIGN_IN_URL).await } else { String::new() };
    let nothing = Evidence::new(0);
    SHOWN.with_borrow(|shown| readiness(&asked, &html, shown.as_ref().unwrap_or(&nothing)))
}

/// What the page says; `None` where only the person can.
pub async fn look() -> Option<Answer> {
    if let Some(shown) = SHOWN.take() {
        return seen(&shown);
    }
    TimeoutFuture::new(AFTER_SWITCH_MS).await;
    let asks = ask::main().await == Ask::CertNeeded;
    seen(&open(asks).await?)
}

/// Opens the page and looks at it; in front where Chrome will ask the person for a certificate there.
async fn open(front: bool) -> Option<Evidence> {
    let tab = loaded().await?;
    if front {
        show_tab(tab).await;
    }
    for _ in 0..if front { WAITS } else { 1 } {
        let shown = watch::shown(tab).await?;
        if text(&shown, "status").as_deref() == Some("complete") {
            break;
        }
    }
    look::look(Some(tab), None).await;
    if front {
        show_own_page().await;
    }
    store::evidence().await
}

/// The tab on the sign-in page, loading anew past the cache, or a new one behind the others.
async fn loaded() -> Option<i64> {
    if let Some(tab) = sign_in_tab().await {
        let anew = object(&[("bypassCache", true.into())]);
        chrome::reload_tab_with(id(tab), &anew).await.ok()?;
        // At first the tab still shows what it showed before.
        TimeoutFuture::new(BEGINS_MS).await;
        return Some(tab);
    }
    let new = object(&[("url", SIGN_IN_URL.into()), ("active", false.into())]);
    let tab = number(&chrome::open_tab(&new).await.ok()?, "id")?;
    TimeoutFuture::new(BEGINS_MS).await;
    Some(tab)
}

async fn sign_in_tab() -> Option<i64> {
    let tabs = ask::karte_tabs().await?;
    let stands_there = |tab: &&JsValue| {
        text(tab, "url").is_some_and(|url| ask::without_query(&url) == SIGN_IN_URL)
    };
    number(tabs.iter().find(stands_there)?, "id")
}

/// Brings the sign-in page to the front, opening it where it is not open.
pub async fn show() -> Result<(), &'static str> {
    let tab = match sign_in_tab().await {
        Some(tab) => tab,
        None => loaded().await.ok_or("no_tab")?,
    };
    show_tab(tab).await;
    Ok(())
}

/// Brings a tab and its window to the front.
async fn show_tab(tab: i64) {
    let active = object(&[("active", true.into())]);
    let Ok(shown) = chrome::change_tab(id(tab), &active).await else { return };
    if let Some(window) = number(&shown, "windowId") {
        let _ = chrome::change_window(id(window), &object(&[("focused", true.into())])).await;
    }
}

/// Brings our own page back, if the person still has it open.
async fn show_own_page() {
    let filter = object(&[("contextTypes", texts(&["TAB"]))]);
    let Ok(pages) = chrome::own_pages(&filter).await else { return };
    let repair = list(&pages).into_iter().find(|page| {
        get(page, "documentUrl")
            .and_then(|url| url.as_string())
            .is_some_and(|url| url.contains("/pages/repair.html"))
    });
    if let Some(tab) = repair.and_then(|page| number(&page, "tabId")) {
        show_tab(tab).await;
    }
}
