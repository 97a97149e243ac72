//! The tab that was diagnosed: of the person's tabs, a fix or a search may reload, navigate or count data only in this one.
//!
//! Its id comes with the request, its address from the evidence of the last diagnosis. A tab that is closed, shows another
//! page by now, or is not the one that was diagnosed last is not touched, and no other tab is used instead.

use crate::base::site::{SIGN_IN_URL, is_karte};
use crate::browser::api::chrome;
use crate::browser::api::concurrency::within;
use crate::browser::api::js_value::{from_js, get, id, list, object, text, texts};
use crate::browser::probes::{permissions, tab};
use crate::browser::storage::evidence_cache;
use crate::evidence::page::unsaved_input::{Document, may_be_writing};
use crate::evidence::readings::{PageFacts, TabFacts};
use wasm_bindgen::JsValue;

/// Part of Chrome's message when a script is to run in one of its own error pages.
const ERROR_PAGE: &str = "error page";
/// A page that does not answer within this time, in milliseconds, counts as not visible.
const READ_MS: u32 = 2_000;

/// The tab of the last diagnosis.
pub async fn last() -> Option<TabFacts> {
    evidence_cache::known().await.ok()??.tab().cloned()
}

/// The tab with this id, if it was diagnosed last and still shows that page.
///
/// If Chrome denies access to the karte's address, the page counts as unchanged, but the tab does not count as free.
pub async fn find(number: i64) -> Option<TabFacts> {
    let evidence = evidence_cache::known().await.ok()??;
    let known = evidence.tab().filter(|known| known.id == number)?;
    let now = tab::active_tab(Some(number)).await?;
    if now.url.is_empty() && !permissions::is_permitted().await {
        return Some(known.clone());
    }
    // A page that was still loading during the diagnosis may have followed its redirects since then.
    let arrived = evidence.latest().is_some_and(|navigation| navigation.url == now.url);
    (arrived || shows_still(known, &now, document(number).await)).then_some(now)
}

/// Whether a tab still shows that page. Chrome reloads an error page by itself, and an endless redirect then stops at
/// another address each time, so all error pages of the karte count as the same page.
fn shows_still(known: &TabFacts, now: &TabFacts, document: Document) -> bool {
    let error_page = document == Document::ErrorPage && is_karte(&known.url) && is_karte(&now.url);
    error_page || now.url == known.url
}

/// Whether the tab may be reloaded or navigated: it still shows this page, and nobody can be typing there.
pub async fn is_free(tab: &TabFacts, ours: bool) -> bool {
    let Some(now) = tab::active_tab(Some(tab.id)).await else { return false };
    let document = document(tab.id).await;
    shows_still(tab, &now, document) && !may_be_writing(&now.url, document, ours)
}

/// Navigates a tab to the sign-in page. A reload of that page could ask whether to send a password again.
pub async fn send_to_sign_in(tab: i64) -> bool {
    chrome::change_tab(id(tab), &object(&[("url", SIGN_IN_URL.into())])).await.is_ok()
}

async fn document(tab: i64) -> Document {
    let page = match run(tab, "content/classify_page.js").await {
        Ok(page) => from_js::<PageFacts>(&page),
        Err(error) if error.contains(ERROR_PAGE) => return Document::ErrorPage,
        Err(_) => None,
    };
    let input = run(tab, "content/unsaved_input.js").await.ok();
    match (page, input.and_then(|input| from_js(&input))) {
        (Some(page), Some(input)) => Document::Page { text: page.text, input },
        _ => Document::Unseen,
    }
}

/// Runs one of our files in the tab's main frame, even while it is loading; returns the value of its last expression, or
/// Chrome's reason why it did not run.
async fn run(tab: i64, file: &str) -> Result<JsValue, String> {
    let target = object(&[("tabId", id(tab).into())]);
    let files = texts(&[file]);
    let what = object(&[("target", target), ("files", files), ("injectImmediately", true.into())]);
    let asked = within(READ_MS, chrome::run_script(&what)).await.ok_or_else(String::new)?;
    let results = asked.map_err(|error| text(&error, "message").unwrap_or_default())?;
    let result = list(&results).into_iter().next().and_then(|first| get(&first, "result"));
    result.ok_or_else(String::new)
}
