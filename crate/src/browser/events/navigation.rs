//! `webRequest` events of main frames on the vendor's domain, the start of the browser, and notices of the content script.
//!
//! They are recorded in the browser session; some update the icon.

use crate::base::latest_per_tab::Newest;
use crate::browser::api::fetch::header;
use crate::browser::api::js_value::{flag, from_js, get, now, number, text};
use crate::browser::flows::early_diagnosis;
use crate::browser::probes::incognito;
use crate::browser::storage;
use crate::browser::ui::icon;
use crate::clock::date_and_age;
use crate::evidence::readings::RequestOutcome;
use crate::evidence::session::BrowserSession;
use crate::evidence::session::observe::{BrowserEvent, RequestPhase, observe};
use crate::messages::badge::badge;
use crate::messages::request::PageNotice;
use crate::state::recent_diagnoses::Failure;
use std::cell::RefCell;
use wasm_bindgen::JsValue;

thread_local! {
    /// Notices of content scripts that are not processed yet, by tab.
    static SEEN: RefCell<Newest<PageNotice>> = const { RefCell::new(Newest::new()) };
}

/// Records requests in order, in one update; true if one of them should trigger a request to the dot host.
pub async fn requests(events: &[JsValue]) -> bool {
    // A failed save cannot be reported from here; the diagnosis shows an unknown navigation as unknown.
    let mut all = Vec::new();
    let mut failed = Vec::new();
    for event in events {
        let Some(tab) = number(event, "tabId") else { continue };
        let event = request_event(event, tab, incognito::is_incognito(tab).await);
        failed.extend(event.as_ref().filter(|event| event.is_failure()).map(|_| tab));
        all.extend(event);
    }
    let wanted = take_in(all).await.unwrap_or_default();
    for tab in failed {
        early_diagnosis::begin(tab, Failure::Request);
    }
    wanted
}

/// Records events in one update of the session; true if one of them should trigger a request to the dot host.
async fn take_in(events: Vec<BrowserEvent>) -> Result<bool, &'static str> {
    let all = |session: &mut BrowserSession| {
        let mut wanted = false;
        for event in events {
            let observed = observe(std::mem::take(session), event);
            *session = observed.session;
            wanted |= observed.ask_dot_host;
        }
        Ok(wanted)
    };
    storage::update(all).await
}

/// Converts an event of `chrome.webRequest` from the worker's listeners; `None` without address or request id.
fn request_event(event: &JsValue, tab_id: i64, incognito: bool) -> Option<BrowserEvent> {
    let phase = match &*text(event, "phase").unwrap_or_default() {
        "begin" => RequestPhase::Begun,
        "sent" => RequestPhase::Sent,
        "answered" => answered(event),
        _ => RequestPhase::Failed { error: text(event, "error") },
    };
    Some(BrowserEvent::Request {
        url: text(event, "url")?,
        tab_id,
        incognito,
        request: text(event, "requestId")?,
        at: number(event, "timeStamp").unwrap_or_else(now),
        phase,
    })
}

fn answered(event: &JsValue) -> RequestPhase {
    let headers = get(event, "responseHeaders").unwrap_or(JsValue::UNDEFINED);
    let (date, age) = (header(&headers, "date"), header(&headers, "age"));
    let (date, age) = date_and_age(date, age.as_deref());
    let status = number(event, "statusCode").and_then(|status| u16::try_from(status).ok());
    RequestPhase::Answered { status, from_cache: flag(event, "fromCache"), date, age }
}

/// The browser has started: records of the earlier session become invalid; true if the dot host should be asked.
pub async fn browser_started(restart_awaited: bool, start_check: bool) -> bool {
    // If it cannot be saved, the time before stays unknown in this session.
    let started = BrowserEvent::Started { at: now(), restart_awaited, start_check };
    take_in(vec![started]).await.unwrap_or_default()
}

/// Saves the session's first answer of the dot host, and whether that host asks for a certificate at all.
pub async fn keep_dot(asked: &JsValue) {
    let Some(outcome) = from_js::<RequestOutcome>(asked) else { return };
    if outcome == RequestOutcome::CertNeeded {
        storage::mark_dot_host(true).await;
    }
    // If it cannot be saved, the diagnosis asks again.
    storage::ignore_failure(take_in(vec![BrowserEvent::DotHostAsked { at: now(), outcome }]).await);
}

/// Processes a notice of the content script and marks the tab's icon.
///
/// Per tab only the newest notice waits while another is processed, so a page that keeps changing blocks nothing.
pub async fn seen(what: PageNotice, sender: &JsValue) {
    let Some(tab) = get(sender, "tab").and_then(|tab| number(&tab, "id")) else { return };
    if !SEEN.with_borrow_mut(|seen| seen.begin(tab, what)) {
        return;
    }
    // Nothing of an incognito window is recorded in the session; the tab's state comes from its page.
    let incognito = get(sender, "tab").and_then(|tab| flag(&tab, "incognito")) == Some(true);
    while let Some(what) = SEEN.with_borrow_mut(|seen| seen.next(tab)) {
        let url = text(sender, "url").unwrap_or_default();
        let seen = BrowserEvent::FailingPageSeen { at: now() };
        let events = match what {
            _ if incognito => Vec::new(),
            PageNotice::Failing => vec![seen],
            PageNotice::ApplyStuck => vec![seen, BrowserEvent::RequestStuck { tab_id: tab, url }],
            PageNotice::Gone => vec![BrowserEvent::FailingPageGone { tab_id: tab }],
        };
        // The badge is shown even if the event could not be saved.
        storage::ignore_failure(take_in(events).await);
        icon::mark(tab, &badge(what)).await;
        match what {
            PageNotice::Gone => early_diagnosis::forget(tab).await,
            PageNotice::Failing | PageNotice::ApplyStuck => {
                early_diagnosis::begin(tab, Failure::Page);
            }
        }
    }
}
