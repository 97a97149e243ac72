//! `webRequest` events of main frames on the vendor's domain, the start of the browser, and words of the content script.
//!
//! They are recorded in the browser session; some update the icon.

use crate::base::latest_per_tab::Newest;
use crate::browser::api::fetch::header;
use crate::browser::api::js_value::{flag, from_js, get, now, number, text};
use crate::browser::storage;
use crate::browser::ui::icon;
use crate::clock::date_and_age;
use crate::evidence::readings::{Navigation, RequestOutcome};
use crate::evidence::session::{BrowserSession, DotHostProbe};
use crate::messages::badge::badge;
use crate::messages::request::PageNotice;
use crate::url_correction::redirect_log;
use std::cell::RefCell;
use wasm_bindgen::JsValue;

thread_local! {
    /// What content scripts have said and nobody has taken in yet, by tab.
    static SEEN: RefCell<Newest<PageNotice>> = const { RefCell::new(Newest::new()) };
}

/// Takes in events in their order, in one update; true when the dotted host should be asked beside one of them.
pub async fn observe(events: &[JsValue]) -> bool {
    let take_in = |visit: &mut BrowserSession| {
        Ok(events.iter().fold(false, |wanted, event| take(visit, event) | wanted))
    };
    // Nobody can be told here that it was not kept: a navigation that is not known shows in the diagnosis as such.
    storage::update(take_in).await.unwrap_or_default()
}

fn take(visit: &mut BrowserSession, event: &JsValue) -> bool {
    let (Some(url), Some(tab_id), Some(request)) =
        (text(event, "url"), number(event, "tabId"), text(event, "requestId"))
    else {
        return false;
    };
    let phase = text(event, "phase").unwrap_or_default();
    let at = number(event, "timeStamp").unwrap_or_else(now);
    if phase != "begin" {
        visit.complete(&request, |navigation| fill(navigation, &phase, event, at));
        let status = number(event, "statusCode").unwrap_or_default();
        // With these two a tab stays where it is.
        if phase == "answered" && !matches!(status, 204 | 205) {
            redirect_log::committed(&mut visit.corrected, tab_id, (&request, &url), at);
        }
        return false;
    }
    let wanted = visit.wants_first_look(&url);
    visit.begin(&Navigation { request, tab_id, url, began_at: at, ..Navigation::default() });
    wanted
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
            let (date, age) = (header(&headers, "date"), header(&headers, "age"));
            (navigation.date, navigation.age) = date_and_age(date, age.as_deref());
        }
        _ => navigation.error = text(details, "error"),
    }
}

/// The browser has started: everything known of an earlier session is void; true when the dotted host should be asked.
pub async fn browser_started(awaited: bool) -> bool {
    let started = |visit: &mut BrowserSession| {
        let first = visit.first_visit.as_ref();
        visit.started_at = Some(first.map_or_else(now, |first| first.began_at));
        let look = awaited && !visit.dot_asked;
        visit.dot_asked |= look;
        Ok(look)
    };
    // Where it could not be saved, what came before in this session stays unknown.
    storage::update(started).await.unwrap_or_default()
}

/// Keeps the first look at the dotted host, and learns from it whether that host asks at all.
pub async fn keep_dot(asked: &JsValue) {
    let Some(ask) = from_js::<RequestOutcome>(asked) else { return };
    if ask == RequestOutcome::CertNeeded {
        storage::mark_dot_host_reliable().await;
    }
    let keep = |visit: &mut BrowserSession| {
        visit.first_dot.get_or_insert(DotHostProbe { at: now(), ask });
    };
    // Without it the diagnosis asks again.
    storage::ignore_failure(storage::change(keep).await);
}

/// Takes in what the content script saw and marks the tab's icon.
///
/// Of one tab only the newest word waits while another is taken in: a page that changes without end holds nobody up.
pub async fn seen(what: PageNotice, sender: &JsValue) {
    let Some(tab) = get(sender, "tab").and_then(|tab| number(&tab, "id")) else { return };
    if !SEEN.with_borrow_mut(|seen| seen.begin(tab, what)) {
        return;
    }
    while let Some(what) = SEEN.with_borrow_mut(|seen| seen.next(tab)) {
        if what != PageNotice::Gone {
            let failing = |visit: &mut BrowserSession| visit.failing_seen_at = Some(now());
            // The badge says it all the same.
            storage::ignore_failure(storage::change(failing).await);
        }
        icon::mark(tab, &badge(what)).await;
    }
}
