//! Requests to the karte. Only the worker sends them: from a page Chrome would open its certificate dialog.
//!
//! `fetch` does not say why it failed; the `webRequest` event about the same request does, shortly before or after.

use super::concurrency::within;
use super::js_value::{get, list, now, number, text};
use super::{chrome, monotonic_clock};
use crate::base::site::is_secure_karte;
use crate::base::time::Millis;
use crate::clock::date_and_age;
use crate::evidence::failing_text::sign_in_fails;
use crate::evidence::readings::{DateSample, RequestOutcome};
use futures_channel::oneshot;
use std::cell::RefCell;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{RequestCache, RequestCredentials, RequestInit, RequestRedirect, Response};

/// Timeout in milliseconds for the event about a request.
const EVENT_MS: u32 = 400;
/// The event's stamp and ours come from two clocks of the browser, which differ by less.
const EARLY_MS: Millis = 50;
/// So Chrome calls the answer of a host for which it grants us nothing.
const HIDDEN: &str = "net::ERR_FAILED";
const KEPT: usize = 16;
/// A body that comes slower than this is not waited for, in milliseconds: the probe's answer counts without it.
const BODY_MS: u32 = 1_500;

/// What Chrome's `webRequest` event said about one of our requests.
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

/// Remembers an event of the browser about one of our requests.
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
        // Chrome's own redirect to https carries this header and no server's time.
        by_browser: found("non-authoritative-reason").is_some(),
        // A portal on the way leads to itself, by whatever clock it has.
        to_karte: text(details, "redirectUrl").is_some_and(|to| is_secure_karte(&to)),
        status: number(details, "statusCode").and_then(|status| u16::try_from(status).ok()),
    };
    EVENTS.with_borrow_mut(|events| {
        events.push(event);
        let surplus = events.len().saturating_sub(KEPT);
        events.drain(..surplus);
    });
    for waiting in WAITING.take() {
        // One whose time is over does not listen any more.
        let _ = waiting.send(());
    }
}

/// A response header by its lower-case name; several of it joined as a fetch joins them.
pub fn header(headers: &JsValue, name: &str) -> Option<String> {
    let called = |h: &JsValue| text(h, "name").is_some_and(|n| n.eq_ignore_ascii_case(name));
    let found = list(headers).into_iter().filter(called);
    found.map(|h| text(&h, "value").unwrap_or_default()).reduce(|all, one| all + ", " + &one)
}

/// The newest event about a request, as soon as it is there.
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
            // The sender lives until the next event.
            let _ = next.await;
        }
    })
    .await
}

/// How a request is sent.
pub struct Send<'a> {
    pub url: &'a str,
    pub method: &'a str,
    /// Whether cookies and the like stay out.
    pub omit_credentials: bool,
    /// Whether the answer is read, to see if the failing text stands in it.
    pub reads_text: bool,
}

/// Sends a request past every cache, follows no redirect and says how it ended.
pub async fn send(request: &Send<'_>) -> RequestOutcome {
    let init = RequestInit::new();
    init.set_method(request.method);
    init.set_cache(RequestCache::NoStore);
    init.set_redirect(RequestRedirect::Manual);
    if request.omit_credentials {
        init.set_credentials(RequestCredentials::Omit);
    }
    let (began, sent_at) = (now(), stamp_ms());
    match chrome::fetch(request.url, &init).await {
        Ok(response) => answered(response.unchecked_ref(), sent_at, request.reads_text).await,
        Err(_) => refused(request.url, began).await,
    }
}

/// The same for a host whose answers Chrome hides: tells of its answer what the headers say.
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

/// The text that the server answers with, past every cache; empty where there is none.
pub async fn text_of(url: &str) -> String {
    let init = RequestInit::new();
    init.set_cache(RequestCache::NoStore);
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
        // A body that nobody reads stays in memory for as long as the worker lives.
        drop(response.body().map(|body| body.cancel()));
        None
    };
    RequestOutcome::Answered { status, date, age, sent_at, received_at, fails }
}

async fn refused(url: &str, began: Millis) -> RequestOutcome {
    let event = wait_for_event(url, began - EARLY_MS, |event| event.error.is_some()).await;
    match event.and_then(|event| event.error) {
        Some(error) if error == "net::ERR_SSL_CLIENT_AUTH_CERT_NEEDED" => {
            RequestOutcome::CertNeeded
        }
        Some(error) => RequestOutcome::Error { error },
        None => RequestOutcome::Error { error: "net::ERR_FAILED_UNSEEN".to_owned() },
    }
}

/// The `Date` of the redirect with which `url` leads to the karte, if a server and not Chrome itself sent it.
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
