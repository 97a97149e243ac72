//! What the browser reports by itself: main-frame requests to the vendor's domain, its start, the content script.

use super::chrome;
use super::convert::{flag, from_js, get, id, now, number, object, text};
use super::request::header;
use super::{ask::without_query, store};
use crate::app::is_karte_host;
use crate::badge::badge;
use crate::facts::{Ask, Navigation};
use crate::message::Seen;
use crate::session::{Calibration, DotLook, Visit};
use wasm_bindgen::JsValue;

/// Takes in one event; true when this is the session's first navigation to the karte over a secure connection.
pub async fn observe(phase: &str, details: &JsValue) -> bool {
    let (Some(url), Some(tab)) = (text(details, "url"), number(details, "tabId")) else {
        return false;
    };
    let url = without_query(&url);
    let at = number(details, "timeStamp").unwrap_or_else(now);
    let mut visit = store::visit().await;
    let first = phase == "begin" && is_first(&visit, &url);
    if phase == "begin" {
        visit.begin(Navigation { tab_id: tab, url, began_at: at, ..Navigation::default() });
    } else {
        visit.complete(tab, &url, |navigation| fill(navigation, phase, details, at));
    }
    store::save_visit(&visit).await;
    first
}

fn is_first(visit: &Visit, url: &str) -> bool {
    let secure_karte = url::Url::parse(url)
        .is_ok_and(|u| u.scheme() == "https" && u.host_str().is_some_and(is_karte_host));
    secure_karte && visit.first_dot.is_none() && visit.first_visit.is_none()
}

fn fill(navigation: &mut Navigation, phase: &str, details: &JsValue, at: i64) {
    match phase {
        "sent" => navigation.sent_at = Some(at),
        "answered" => {
            let headers = get(details, "responseHeaders").unwrap_or(JsValue::UNDEFINED);
            navigation.answered_at = Some(at);
            navigation.status =
                number(details, "statusCode").and_then(|status| u16::try_from(status).ok());
            navigation.from_cache = flag(details, "fromCache");
            navigation.date = header(&headers, "date");
            navigation.age = header(&headers, "age").and_then(|age| age.parse().ok());
        }
        _ => navigation.error = text(details, "error"),
    }
}

/// The browser has started: everything known of an earlier session is void.
pub async fn browser_started() {
    let mut visit = store::visit().await;
    visit.started_at = Some(visit.first_visit.as_ref().map_or_else(now, |first| first.began_at));
    store::save_visit(&visit).await;
}

/// Keeps the first look at the dotted host, and learns from it whether that host asks at all.
pub async fn keep_dot(asked: &JsValue) {
    let Some(ask) = from_js::<Ask>(asked) else { return };
    if ask == Ask::CertNeeded {
        let known = store::calibration().await;
        store::save_calibration(&Calibration { dot_works: true, ..known }).await;
    }
    let mut visit = store::visit().await;
    if visit.first_dot.is_none() {
        visit.first_dot = Some(DotLook { at: now(), ask });
        store::save_visit(&visit).await;
    }
}

/// Takes in what the content script saw and marks the tab's icon.
pub async fn seen(what: Seen, sender: &JsValue) {
    let Some(tab) = get(sender, "tab").and_then(|tab| number(&tab, "id")) else { return };
    if what != Seen::Gone {
        let mut visit = store::visit().await;
        visit.failing_seen_at = Some(now());
        store::save_visit(&visit).await;
    }
    let badge = badge(what);
    let of_tab =
        |name: &str, value: &str| object(&[("tabId", id(tab).into()), (name, value.into())]);
    // A tab that was closed meanwhile has no badge.
    let _ = chrome::badge_colour(&of_tab("color", badge.colour)).await;
    let _ = chrome::badge_text(&of_tab("text", badge.text)).await;
    let _ = chrome::icon_title(&of_tab("title", &chrome::words(badge.title))).await;
}
