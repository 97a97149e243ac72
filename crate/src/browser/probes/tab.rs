//! Probes of tabs: address and title, the page's text, its navigations, and the windows.
//!
//! Nothing is kept of pages that are not the vendor's; of the vendor's addresses the query is dropped.

use super::permissions::is_permitted;
use crate::base::site::{KARTE_HOST, is_medley};
use crate::browser::api::chrome;
use crate::browser::api::js_value::{flag, from_js, get, id, list, number, object, text, texts};
use crate::browser::storage;
use crate::evidence::readings::net_error::is_clock_page;
use crate::evidence::readings::{Navigation, PageFacts, TabFacts, WindowFacts};
use crate::evidence::{Answered, Evidence, ProbeFailure};
use crate::url_correction::redacted_url::tab_address;
use gloo_timers::future::TimeoutFuture;
use wasm_bindgen::JsValue;

/// The requested tab, or the active tab of the window that last had the focus.
pub async fn active_tab(tab: Option<i64>) -> Option<TabFacts> {
    let tab = match tab {
        Some(tab) => chrome::tab(id(tab)).await.ok()?,
        None => active().await?,
    };
    // A tab that is waiting for the karte still shows the previous page.
    let pending = text(&tab, "pendingUrl").filter(|url| is_medley(url));
    let url = pending.or_else(|| text(&tab, "url")).unwrap_or_default();
    let of_vendor = is_medley(&url);
    // A title of the vendor's pages may contain a patient's name, so only Chrome's own title about the clock is kept.
    let title = text(&tab, "title").filter(|title| of_vendor && is_clock_page(title));
    let title = title.unwrap_or_default();
    // Drops the query, and the whole address of pages that are not the vendor's.
    let url = tab_address(&url);
    let incognito = flag(&tab, "incognito") == Some(true);
    Some(TabFacts { id: number(&tab, "id")?, url, title, incognito })
}

/// The active tab of the window that last had the focus.
async fn active() -> Option<JsValue> {
    let query = object(&[("active", true.into()), ("lastFocusedWindow", true.into())]);
    list(&chrome::tabs(&query).await.ok()?).into_iter().next()
}

/// Runs one of our files in the tab's main frame and returns the value of its last expression; `None` on error pages.
pub async fn run(so_far: &Evidence, file: &str) -> Option<JsValue> {
    let frames: js_sys::Array = [JsValue::from(0)].into_iter().collect();
    let target = object(&[("tabId", id(so_far.tab()?.id).into()), ("frameIds", frames.into())]);
    let what = object(&[("target", target), ("files", texts(&[file]))]);
    let results = chrome::run_script(&what).await.ok()?;
    get(&list(&results).into_iter().next()?, "result")
}

/// How often to wait for the event about the end of a navigation, and the interval in milliseconds. The session is read
/// again each time: `events::navigation` saves the event there, and a probe does not receive events.
const END_STEPS: u32 = 12;
const END_STEP_MS: u32 = 100;

pub async fn page(so_far: &Evidence) -> Answered<PageFacts> {
    match run(so_far, "content/classify_page.js").await {
        Some(value) => {
            from_js(&value).map_or(Answered::Failed(ProbeFailure::NoAnswer), Answered::Ok)
        }
        None => Answered::Failed(ProbeFailure::NotVisible),
    }
}

/// The tab's newest navigations. If one is still open although the tab is loaded, the event about its end is late, as on a
/// busy PC, or lost; then `None`, because these navigations do not describe the page.
pub async fn navigations(so_far: &Evidence) -> Option<Vec<Navigation>> {
    let Some(tab) = so_far.tab().map(|tab| tab.id) else { return Some(Vec::new()) };
    for _ in 0..END_STEPS {
        let of_tab = of_tab(tab).await?;
        if !of_tab.last().is_some_and(Navigation::is_open) || !is_done(tab).await {
            return Some(of_tab);
        }
        TimeoutFuture::new(END_STEP_MS).await;
    }
    None
}

/// The tab's newest navigations; `None` if the session could not be read.
pub async fn of_tab(tab: i64) -> Option<Vec<Navigation>> {
    let visit = storage::visit().await;
    let mut of_tab = visit.navigations;
    of_tab.retain(|n| n.tab_id == tab);
    (!visit.unread).then_some(of_tab)
}

async fn is_done(tab: i64) -> bool {
    let tab = chrome::tab(id(tab)).await.ok();
    tab.and_then(|tab| text(&tab, "status")).is_some_and(|status| status == "complete")
}

/// The open tabs of the karte; `None` if we may not see them.
pub async fn karte_tabs() -> Option<Vec<JsValue>> {
    if !is_permitted().await {
        return None;
    }
    let pattern = format!("*://{KARTE_HOST}/*");
    Some(list(&chrome::tabs(&object(&[("url", pattern.into())])).await.ok()?))
}

pub async fn windows() -> Option<WindowFacts> {
    let windows = list(&chrome::windows().await.ok()?);
    let tabs = karte_tabs().await?;
    let sees_private =
        chrome::sees_private_windows().await.ok().and_then(|yes| yes.as_bool()).unwrap_or(false);
    let private = windows.iter().filter(|w| flag(w, "incognito") == Some(true)).count();
    Some(WindowFacts {
        windows: u32::try_from(windows.len()).ok()?,
        karte_tabs: u32::try_from(tabs.len()).ok()?,
        private_windows: if sees_private { u32::try_from(private).ok() } else { None },
    })
}
