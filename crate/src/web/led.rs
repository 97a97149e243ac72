//! What became of navigations: led elsewhere by the browser's rules, by us, or by a site that leads back.

use super::convert::{get, id, now, number, object, text};
use super::request::header;
use super::{chrome, steer, store, watch};
use crate::badge;
use crate::correction::{Correction, Means, correct_text};
use crate::facts::Millis;
use crate::kept_address::same_page;
use crate::session::Visit;
use crate::settings::{Settings, Suspended};
use crate::steer::{
    Corrected, Step, arrived, is_vendor, leads_back, led, led_before, may_open, redirected, undone,
};
use wasm_bindgen::JsValue;

/// What the browser says of a redirect by an extension's rules; others of its own are named otherwise, such as `HSTS`.
const BY_RULES: &str = "WebRequest API";

/// Takes in a redirect, by the browser itself or by the site.
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
            let by_vendor = Some(is_vendor(text(details, "initiator").as_deref()));
            let event =
                Corrected { request, tab_id, at, from, to, by_vendor, ..Corrected::default() };
            keep(event).await;
        }
    } else if leads_back(&from, &to) && store::settings().await.corrects(&to) {
        stop(at, tab_id, to).await;
    }
}

/// A page has come: whether its tab now gets the badge of a correction (true) or of one that stopped (false).
pub async fn completed(details: &JsValue) -> Option<bool> {
    let (url, request) = (text(details, "url")?, text(details, "requestId")?);
    let tab = number(details, "tabId")?;
    let at = number(details, "timeStamp").unwrap_or_else(now);
    let arrives = |visit: &mut Visit| Ok(arrived(&mut visit.corrected, tab, (&request, &url), at));
    // What could not be saved gives no badge.
    let ours = store::update(arrives).await.unwrap_or_default();
    match store::settings().await.suspended {
        Some(suspended) => (ours || same_page(&suspended.url, &url)).then_some(false),
        None => ours.then_some(true),
    }
}

/// Shows that badge once the tab shows the page: earlier it would go with the page before.
pub async fn mark(tab: i64, url: &str, corrected: bool) {
    // A tab that has gone on meanwhile shows another page.
    let url_now = watch::shown(tab).await.and_then(|found| text(&found, "url"));
    if url_now.is_some_and(|now| same_page(&now, url)) {
        watch::mark(tab, if corrected { &badge::CORRECTED } else { &badge::STOPPED }).await;
    }
}

/// Stops the correction. A navigation under way still follows the old rules: where the site wants the tab on its own
/// wrong address, another takes its place.
async fn stop(at: Millis, tab: i64, url: String) {
    let what = may_open(&url).then(|| object(&[("url", (&*url).into())]));
    let suspended = Some(Suspended { at, url });
    let kept = store::change(|settings: &mut Settings| settings.suspended = suspended).await;
    store::ignore(steer::apply().await);
    // Where it goes on correcting, the same would begin anew.
    if let Some(what) = what.filter(|_| kept.is_ok()) {
        // A tab that was closed meanwhile needs no other page.
        let _ = chrome::change_tab(id(tab), &what).await;
    }
}

/// Notes a correction. Where it is off, or spares the address, somebody else has led there.
async fn keep(event: Corrected) {
    if !store::settings().await.corrects(&event.from) {
        return;
    }
    let (url, at, tab) = (event.from.clone(), event.at, event.tab_id);
    let takes_in = |visit: &mut Visit| Ok(redirected(&mut visit.corrected, event));
    // What could not be saved has not happened: the next redirect of the same navigation counts anew.
    if store::update(takes_in).await == Ok(Step::Stop) {
        stop(at, tab, url).await;
    }
}

/// A request for a wrong address is on its way: the browser reads our rules only some moments after its start.
///
/// Where its first page is a wrong address, that page is replaced; once per tab, so that nothing can go round.
pub async fn sent(details: &JsValue) {
    let get_request = text(details, "method").as_deref() == Some("GET");
    let Some((from, to, tab_id)) = wrong(details, Means::Rules).filter(|_| get_request) else {
        return;
    };
    let settings = store::settings().await;
    let log = store::visit().await.corrected;
    if settings.corrects(&from) && !led_before(&log, tab_id) {
        lead(details, from, to, tab_id).await;
    }
}

/// A navigation to one of the listed typing errors: leads it to the karte where that is switched on.
///
/// `on_its_way`: the worker has already done so, before the core had started.
pub async fn mistyped(details: &JsValue, on_its_way: bool) {
    let main_frame = number(details, "frameId") == Some(0);
    let Some((from, to, tab_id)) = wrong(details, Means::Navigation).filter(|_| main_frame) else {
        return;
    };
    if on_its_way {
        return keep(by_us(details, from, to, tab_id)).await;
    }
    let settings = store::settings().await;
    let wanted = settings.host_typing && settings.corrects(&from);
    if wanted && !undone(&store::visit().await.corrected, tab_id, &from) {
        lead(details, from, to, tab_id).await;
    }
}

/// The address of an event, where it should lead by these means, and the tab.
fn wrong(details: &JsValue, by: Means) -> Option<(String, String, i64)> {
    let from = text(details, "url")?;
    match correct_text(&from) {
        Correction::Corrected { to, means, .. } if means == by => {
            Some((from, to, number(details, "tabId")?))
        }
        _ => None,
    }
}

/// Leads a tab to the right address, and notes it.
async fn lead(details: &JsValue, from: String, to: String, tab_id: i64) {
    let what = object(&[("url", (&*to).into())]);
    if chrome::change_tab(id(tab_id), &what).await.is_ok() {
        keep(by_us(details, from, to, tab_id)).await;
    }
}

/// These events do not say who has opened the address.
fn by_us(details: &JsValue, from: String, to: String, tab_id: i64) -> Corrected {
    let at = number(details, "timeStamp").unwrap_or_else(now);
    Corrected { request: led(tab_id, at), tab_id, at, from, to, ..Corrected::default() }
}
