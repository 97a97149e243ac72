//! The tab that was diagnosed: the only tab of the person's that a fix or a search may load, lead elsewhere or count in.
//!
//! Its number comes with the request, its address from the evidence of the last look. A tab that is closed, shows another
//! page by now, or is not the one that was looked at last, is not touched, and no other tab is taken in its place.

use crate::base::site::{SIGN_IN_URL, is_karte};
use crate::browser::api::chrome;
use crate::browser::api::concurrency::within;
use crate::browser::api::js_value::{from_js, get, id, list, object, text, texts};
use crate::browser::probes::{permissions, tab};
use crate::browser::storage::evidence_cache;
use crate::evidence::readings::{PageFacts, TabFacts};
use crate::evidence::unsaved_input::{Document, may_be_writing};
use wasm_bindgen::JsValue;

/// What Chrome says when a script is to run in one of its own error pages.
const ERROR_PAGE: &str = "error page";
/// A page that does not answer within this, in milliseconds, could not be looked into.
const LOOK_MS: u32 = 2_000;

/// The tab that the last look was at.
pub async fn last() -> Option<TabFacts> {
    evidence_cache::known().await.ok()??.tab().cloned()
}

/// The tab with this number, if the last look was at it and it still shows that page.
///
/// If Chrome withholds the karte's address, the page counts as unchanged, but the tab not as free.
pub async fn find(number: i64) -> Option<TabFacts> {
    let evidence = evidence_cache::known().await.ok()??;
    let known = evidence.tab().filter(|known| known.id == number)?;
    let now = tab::active_tab(Some(number)).await?;
    if now.url.is_empty() && !permissions::is_permitted().await {
        return Some(known.clone());
    }
    // A page that was still loading at the diagnosis may have followed its redirects since.
    let arrived = evidence.latest().is_some_and(|navigation| navigation.url == now.url);
    (arrived || shows_still(known, &now, document(number).await)).then_some(now)
}

/// Whether a tab still shows that page. Chrome loads an error page anew by itself, and redirects without end then stop at
/// another address each time: of the karte's error pages one is as good as the other.
fn shows_still(known: &TabFacts, now: &TabFacts, document: Document) -> bool {
    let error_page = document == Document::ErrorPage && is_karte(&known.url) && is_karte(&now.url);
    error_page || now.url == known.url
}

/// Whether the tab may be reloaded or sent elsewhere: it still shows this page, and nobody can be writing there.
pub async fn is_free(tab: &TabFacts, ours: bool) -> bool {
    let Some(now) = tab::active_tab(Some(tab.id)).await else { return false };
    let document = document(tab.id).await;
    shows_still(tab, &now, document) && !may_be_writing(&now.url, document, ours)
}

/// Sends a tab to the sign-in page; not by loading that page anew, which would ask whether to send a password once more.
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

/// Runs one of our files in the tab's main frame, also while it still loads; what its last line says, or Chrome's reason
/// why it did not run.
async fn run(tab: i64, file: &str) -> Result<JsValue, String> {
    let target = object(&[("tabId", id(tab).into())]);
    let files = texts(&[file]);
    let what = object(&[("target", target), ("files", files), ("injectImmediately", true.into())]);
    let asked = within(LOOK_MS, chrome::run_script(&what)).await.ok_or_else(String::new)?;
    let results = asked.map_err(|error| text(&error, "message").unwrap_or_default())?;
    let result = list(&results).into_iter().next().and_then(|first| get(&first, "result"));
    result.ok_or_else(String::new)
}
