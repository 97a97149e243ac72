//! Redirects: by Chrome's rules, by us after a typing error, or by the site back to a wrong address (a redirect loop).
//!
//! Before each act on a tab it checks that the tab is still on the navigation of the event.

use crate::base::site::is_karte_origin;
use crate::base::time::Millis;
use crate::browser::api::chrome;
use crate::browser::api::fetch::header;
use crate::browser::api::js_value::{flag, get, id, now, number, object, text};
use crate::browser::handlers::correction;
use crate::browser::storage;
use crate::browser::ui::{icon, tabs};
use crate::evidence::session::BrowserSession;
use crate::messages::badge;
use crate::url_correction::redacted_url::same_page;
use crate::url_correction::redirect_log::{
    RedirectEntry, RedirectVerdict, arrived, has_redirected, is_redirect_loop, is_suspended,
    is_vendor_page, own_redirect_id, record_redirect, suspend, tell_suspended, undone,
};
use crate::url_correction::{RedirectVia, UrlClass, classify_text};
use js_sys::{Function, Promise};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// The reason that the browser reports for a redirect by an extension's rules; its own redirects have others, such as
/// `HSTS`.
const BY_RULES: &str = "WebRequest API";

/// Records a redirect that the browser made itself, or handles one by the site.
pub async fn note(details: &JsValue) {
    let (Some(from), Some(to), Some(tab_id), Some(request)) = (
        text(details, "url"),
        text(details, "redirectUrl"),
        number(details, "tabId"),
        text(details, "requestId"),
    ) else {
        return;
    };
    let at = number(details, "timeStamp").unwrap_or_default();
    let headers = get(details, "responseHeaders").unwrap_or(JsValue::UNDEFINED);
    if let Some(reason) = header(&headers, "non-authoritative-reason") {
        if reason == BY_RULES {
            let by_karte =
                text(details, "initiator").is_some_and(|origin| is_karte_origin(&origin));
            let event = RedirectEntry {
                request,
                tab_id,
                at,
                from,
                to,
                by_karte,
                ..RedirectEntry::default()
            };
            keep(event).await;
        }
    } else if is_redirect_loop(&from, &to)
        && is_corrected(&storage::visit().await, &to, tab_id).await
    {
        stop(at, tab_id, to).await;
    }
}

/// A page was loaded: returns whether its tab gets the badge of a correction (true) or of a stopped one (false).
pub async fn completed(details: &JsValue) -> Option<bool> {
    let (url, request) = (text(details, "url")?, text(details, "requestId")?);
    let tab = number(details, "tabId")?;
    let at = number(details, "timeStamp").unwrap_or_else(now);
    // If it could not be saved, there is no badge.
    let (ours, stopped) = storage::update(|visit: &mut BrowserSession| {
        let ours = arrived(&mut visit.corrected, tab, (&request, &url), at);
        Ok((ours, tell_suspended(&mut visit.suspended, &url, tab)))
    })
    .await
    .unwrap_or_default();
    if stopped { Some(false) } else { ours.then_some(true) }
}

/// Whether an address is corrected in this tab now.
async fn is_corrected(visit: &BrowserSession, url: &str, tab: i64) -> bool {
    let rests = is_suspended(&visit.suspended, url, tab, now());
    !rests && storage::settings().await.corrects(url)
}

/// Shows the badge once the tab shows the page: an earlier badge would disappear with the previous page.
pub async fn mark(tab: i64, url: &str, corrected: bool) {
    // A tab that navigated meanwhile shows another page.
    let url_now = tabs::shown(tab).await.and_then(|found| text(&found, "url"));
    if url_now.is_some_and(|now| same_page(&now, url)) {
        icon::mark(tab, if corrected { &badge::CORRECTED } else { &badge::STOPPED }).await;
    }
}

/// Suspends the correction of a page. A navigation in progress still follows the old rules. So if the site redirects the
/// tab to its own wrong address, that navigation is replaced.
async fn stop(at: Millis, tab: i64, url: String) {
    let suspends = |visit: &mut BrowserSession| Ok(suspend(&mut visit.suspended, &url, tab, at));
    if storage::update(suspends).await != Ok(true) {
        return;
    }
    storage::ignore_failure(correction::apply().await);
    // If the rules still corrected the address, the loop would start again.
    let rests = is_suspended(&storage::visit().await.suspended, &url, tab, now());
    if rests && is_vendor_page(&url) && is_about_karte(tab).await {
        let what = object(&[("url", url.into())]);
        // If the tab was closed meanwhile, nothing has to be opened.
        let _ = chrome::change_tab(id(tab), &what).await;
    }
}

/// Whether a tab shows the karte or a wrong address of it, or navigates there; Chrome hides other addresses from us.
async fn is_about_karte(tab: i64) -> bool {
    let Ok(found) = chrome::tab(id(tab)).await else { return false };
    let url = text(&found, "pendingUrl").or_else(|| text(&found, "url")).unwrap_or_default();
    matches!(classify_text(&url), UrlClass::Right | UrlClass::Corrected { .. })
}

/// Records a correction. If the correction is off or excludes the address, another extension made the redirect.
async fn keep(event: RedirectEntry) {
    let (url, at, tab) = (event.from.clone(), event.at, event.tab_id);
    if !is_corrected(&storage::visit().await, &url, tab).await {
        return;
    }
    // If it could not be saved, the next redirect of the same navigation is recorded instead.
    let takes_in = |visit: &mut BrowserSession| Ok(record_redirect(&mut visit.corrected, event));
    if storage::update(takes_in).await == Ok(RedirectVerdict::Loop) {
        stop(at, tab, url).await;
    }
}

/// A request for a wrong address was sent, which happens because the browser loads our rules only some time after its
/// start.
///
/// If the first page is a wrong address, it is replaced, only once per tab, so that there is no loop.
pub async fn sent(details: &JsValue) {
    let get_request = text(details, "method").as_deref() == Some("GET");
    let Some((from, to, tab_id)) = wrong(details, RedirectVia::Rules).filter(|_| get_request)
    else {
        return;
    };
    let visit = storage::visit().await;
    let wanted =
        is_corrected(&visit, &from, tab_id).await && !has_redirected(&visit.corrected, tab_id);
    if wanted && is_about_karte(tab_id).await {
        lead(by_us(details, from, to, tab_id)).await;
    }
}

/// A navigation to one of the listed typing errors: redirects it to the karte if that is switched on.
///
/// `course`: what the worker observed before the core had started.
pub async fn mistyped(details: &JsValue, course: &JsValue) {
    let main_frame = number(details, "frameId") == Some(0);
    let Some((from, to, tab_id)) = wrong(details, RedirectVia::Navigation).filter(|_| main_frame)
    else {
        return;
    };
    let by_karte = flag(course, "fromKarte").unwrap_or(false);
    let event = RedirectEntry { by_karte, ..by_us(details, from, to, tab_id) };
    if flag(course, "led") == Some(true) {
        return keep(event).await;
    }
    let visit = storage::visit().await;
    let wanted = storage::settings().await.host_typing
        && is_corrected(&visit, &event.from, tab_id).await
        && !undone(&visit.corrected, tab_id, &event.from);
    if wanted && still_goes_there(course).await {
        lead(event).await;
    }
}

/// Whether the tab is still on the navigation of the event: only the worker's listeners see other navigations of the tab.
async fn still_goes_there(course: &JsValue) -> bool {
    let asked = get(course, "still").and_then(|still| still.dyn_into::<Function>().ok());
    let Some(said) = asked.and_then(|still| still.call0(&JsValue::NULL).ok()) else { return false };
    JsFuture::from(Promise::resolve(&said)).await.is_ok_and(|still| still == JsValue::TRUE)
}

/// The address of an event, its target if it is corrected by this kind of redirect, and the tab.
fn wrong(details: &JsValue, by: RedirectVia) -> Option<(String, String, i64)> {
    let from = text(details, "url")?;
    match classify_text(&from) {
        UrlClass::Corrected { to, via, .. } if via == by => {
            Some((from, to, number(details, "tabId")?))
        }
        _ => None,
    }
}

/// Navigates a tab to the right address, and records it.
async fn lead(event: RedirectEntry) {
    let what = object(&[("url", (&*event.to).into())]);
    if chrome::change_tab(id(event.tab_id), &what).await.is_ok() {
        keep(event).await;
    }
}

/// The record of a correction that we made by a new navigation of the tab.
fn by_us(details: &JsValue, from: String, to: String, tab_id: i64) -> RedirectEntry {
    let at = number(details, "timeStamp").unwrap_or_else(now);
    RedirectEntry {
        request: own_redirect_id(tab_id, at),
        tab_id,
        at,
        from,
        to,
        ..RedirectEntry::default()
    }
}
