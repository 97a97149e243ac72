//! Requests to the karte. Only the worker sends them: for a request of a page Chrome would open its certificate dialog.
//!
//! `fetch` does not report why it failed; the `webRequest` event about the same request does, shortly before or after.

use super::concurrency::within;
use super::js_value::{get, list, now, number, text};
use super::{chrome, monotonic_clock};
use crate::base::site::is_secure_karte;
use crate::base::time::Millis;
use crate::clock::date_and_age;
use crate::evidence::page::failing_text::sign_in_fails;
use crate::evidence::readings::{DateSample, RequestOutcome};
use futures_channel::oneshot;
use std::cell::RefCell;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AbortController, RequestCache, RequestCredentials, RequestInit, RequestRedirect, Response,
};

/// Timeout for the event about a request, in milliseconds.
const EVENT_MS: u32 = 400;
/// The timestamps of the event and ours come from two clocks of the browser, which differ by less than this, in
/// milliseconds.
const EARLY_MS: Millis = 50;
/// Chrome reports this error for the answer of a host for which we have no permission.
const HIDDEN: &str = "net::ERR_FAILED";
/// Chrome reports this error for a request that we end ourselves.
const ABORTED: &str = "net::ERR_ABORTED";
const KEPT: usize = 16;
/// Timeout for a body in milliseconds; without it the answer still counts.
const BODY_MS: u32 = 1_500;

/// What Chrome's `webRequest` event reported about one of our requests.
#[derive(Clone)]
struct RequestEvent {
    url: String,
    at: Millis,
    error: Option<String>,
    date: Option<String>,
    age: Option<i64>,
    by_browser: bool,
    to_karte: bool,
    /// HTTP status of an answer, or of a redirect.
    status: Option<u16>,
}

thread_local! {
    static EVENTS: RefCell<Vec<RequestEvent>> = const { RefCell::new(Vec::new()) };
    /// Woken by the next event.
    static WAITING: RefCell<Vec<oneshot::Sender<()>>> = const { RefCell::new(Vec::new()) };
}

/// Stores an event of the browser about one of our requests.
pub fn record_event(details: &JsValue) {
    let Some(url) = text(details, "url") else { return };
    let headers = get(details, "responseHeaders");
    let found = |name: &str| headers.as_ref().and_then(|headers| header(headers, name));
    let (date, age) = date_and_age(found("date"), found("age").as_deref());
    let event = RequestEvent {
        url,
        at: number(details, "timeStamp").unwrap_or_default(),
        error: text(details, "error"),
        date,
        age,
        // Chrome's own redirect to https has this header, and its time is not a server's.
        by_browser: found("non-authoritative-reason").is_some(),
        // A captive portal on the way redirects to itself, and its clock may be wrong.
        to_karte: text(details, "redirectUrl").is_some_and(|to| is_secure_karte(&to)),
        status: number(details, "statusCode").and_then(|status| u16::try_from(status).ok()),
    };
    EVENTS.with_borrow_mut(|events| {
        events.push(event);
        let surplus = events.len().saturating_sub(KEPT);
        events.drain(..surplus);
    });
    for waiting in WAITING.take() {
        // A waiter whose timeout has passed no longer listens.
        let _ = waiting.send(());
    }
}

/// A response header by its lower-case name; several with the same name are joined as `fetch` joins them.
pub fn header(headers: &JsValue, name: &str) -> Option<String> {
    let called = |h: &JsValue| text(h, "name").is_some_and(|n| n.eq_ignore_ascii_case(name));
    let found = list(headers).into_iter().filter(called);
    found.map(|h| text(&h, "value").unwrap_or_default()).reduce(|all, one| all + ", " + &one)
}

/// Waits for the newest matching event about a request.
async fn wait_for_event(
    url: &str,
    since: Millis,
    wanted: impl Fn(&RequestEvent) -> bool,
) -> Option<RequestEvent> {
    within(EVENT_MS, async {
        loop {
            let found = EVENTS.with_borrow(|events| {
                events.iter().rev().find(|e| e.url == url && e.at >= since && wanted(e)).cloned()
            });
            if let Some(event) = found {
                return event;
            }
            let (sender, next) = oneshot::channel();
            WAITING.with_borrow_mut(|waiting| waiting.push(sender));
            // The sender is dropped or used at the next event.
            let _ = next.await;
        }
    })
    .await
}

/// How a request is sent.
pub struct Send<'a> {
    pub url: &'a str,
    pub method: &'a str,
    /// Whether cookies and other credentials are omitted.
    pub omit_credentials: bool,
    /// Whether the body is read, to look for the failing text.
    pub reads_text: bool,
}

/// Sends a request that bypasses every cache, follows no redirect, and returns its outcome.
pub async fn send(request: &Send<'_>) -> RequestOutcome {
    let init = RequestInit::new();
    init.set_method(request.method);
    init.set_cache(RequestCache::NoStore);
    init.set_redirect(RequestRedirect::Manual);
    if request.omit_credentials {
        init.set_credentials(RequestCredentials::Omit);
    }
    let (began, sent_at) = (now(), stamp_ms());
    let _ends_with_this_call = AbortOnDrop::signal(&init);
    match chrome::fetch(request.url, &init).await {
        Ok(response) => answered(response.unchecked_ref(), sent_at, request.reads_text).await,
        Err(_) => refused(request.url, began).await,
    }
}

/// Ends a request when nobody waits for it any longer, or its body is not wanted: until then an unread body stays in memory,
/// with its connection.
struct AbortOnDrop(Option<AbortController>);

impl AbortOnDrop {
    fn signal(init: &RequestInit) -> Self {
        let controller = AbortController::new().ok();
        init.set_signal(controller.as_ref().map(AbortController::signal).as_ref());
        Self(controller)
    }
}

impl Drop for AbortOnDrop {
    fn drop(&mut self) {
        if let Some(controller) = &self.0 {
            controller.abort();
        }
    }
}

/// The same for a host whose answers Chrome hides from us: takes status and headers from the `webRequest` event.
pub async fn send_to_hidden(request: &Send<'_>) -> RequestOutcome {
    let (began, sent_at) = (now(), stamp_ms());
    let asked = send(request).await;
    let hidden = matches!(&asked, RequestOutcome::Error { error } if error == HIDDEN);
    if !hidden {
        return asked;
    }
    let of_answer = |event: &RequestEvent| event.status.is_some();
    let Some(event) = wait_for_event(request.url, began - EARLY_MS, of_answer).await else {
        return asked;
    };
    let (status, received_at) = (event.status.unwrap_or_default(), stamp_ms());
    let (date, age) = (event.date, event.age);
    RequestOutcome::Answered { status, date, age, sent_at, received_at, fails: None }
}

/// Whole milliseconds, rounded down.
fn stamp_ms() -> Millis {
    monotonic_clock::stamp().div_euclid(1_000)
}

/// The text of the server's answer, bypassing every cache; empty if there is none.
pub async fn text_of(url: &str) -> String {
    let init = RequestInit::new();
    init.set_cache(RequestCache::NoStore);
    let _ends_with_this_call = AbortOnDrop::signal(&init);
    let Ok(response) = chrome::fetch(url, &init).await else { return String::new() };
    body(response.unchecked_ref()).await.unwrap_or_default()
}

async fn body(response: &Response) -> Option<String> {
    JsFuture::from(response.text().ok()?).await.ok()?.as_string()
}

async fn answered(response: &Response, sent_at: Millis, reads_text: bool) -> RequestOutcome {
    let received_at = stamp_ms();
    let header = |name| response.headers().get(name).ok().flatten();
    let (date, age) = date_and_age(header("date"), header("age").as_deref());
    let status = response.status();
    let fails = if reads_text {
        within(BODY_MS, body(response)).await.flatten().and_then(|html| sign_in_fails(&html))
    } else {
        None
    };
    RequestOutcome::Answered { status, date, age, sent_at, received_at, fails }
}

async fn refused(url: &str, began: Millis) -> RequestOutcome {
    // An earlier request to the same address may have been ended by us.
    let is_of_chrome = |event: &RequestEvent| event.error.as_ref().is_some_and(|e| e != ABORTED);
    let event = wait_for_event(url, began - EARLY_MS, is_of_chrome).await;
    match event.and_then(|event| event.error) {
        Some(error) if error == "net::ERR_SSL_CLIENT_AUTH_CERT_NEEDED" => {
            RequestOutcome::CertNeeded
        }
        Some(error) => RequestOutcome::Error { error },
        None => RequestOutcome::Error { error: "net::ERR_FAILED_UNSEEN".to_owned() },
    }
}

/// The `Date` of the redirect from `url` to the karte, if a server sent it and not Chrome itself.
pub async fn redirect_date(url: &'static str) -> Option<DateSample> {
    let (began, sent_at) = (now(), stamp_ms());
    let direct =
        send(&Send { url, method: "GET", omit_credentials: true, reads_text: false }).await;
    let received_at = match direct {
        RequestOutcome::Answered { received_at, .. } => received_at,
        _ => stamp_ms(),
    };
    let of_karte =
        |event: &RequestEvent| event.date.is_some() && event.to_karte && !event.by_browser;
    let event = wait_for_event(url, began - EARLY_MS, of_karte).await?;
    Some(DateSample { sent_at, received_at, date: event.date?, age: event.age, moved_ms: None })
}
