//! Acts on a button: the intent is saved, then the act, then the touched evidence is asked again.

use super::convert::{flag, get, id, list, number, object, text, texts};
use super::{ask, chrome, look, store};
use crate::app::{KARTE_HOST, SIGN_IN_URL, is_medley_host};
use crate::diagnosis::{Cause, Diagnosis, Fix, Verdict};
use crate::evidence::{Evidence, Found, Outcome, Reading};
use crate::facts::{SiteDataFacts, TabFacts};
use gloo_timers::future::TimeoutFuture;
use js_sys::Function;
use serde::Serialize;
use wasm_bindgen::JsValue;

/// Steps of 100 ms to wait for a reloaded page.
const RELOAD_STEPS: u32 = 60;

/// How a fix ended.
#[derive(Serialize)]
pub struct Fixed {
    kind: &'static str,
    fix: Fix,
    done: bool,
    reason: Option<&'static str>,
    before: Option<SiteDataFacts>,
    after: Option<SiteDataFacts>,
    diagnosis: Option<Diagnosis>,
}

impl Fixed {
    const fn new(fix: Fix, done: bool, reason: Option<&'static str>) -> Self {
        Self { kind: "fixed", fix, done, reason, before: None, after: None, diagnosis: None }
    }
}

/// The journal's entry: what was begun, and whether it is over.
#[derive(Serialize)]
struct Repair {
    v: u32,
    fix: Fix,
    at: i64,
    open: bool,
}

/// Does what the button says.
pub async fn act(fix: Fix, post: &Function) -> Fixed {
    let at = super::convert::now();
    store::save_repair(&Repair { v: 1, fix, at, open: true }).await;
    let fixed = match fix {
        Fix::OpenSignIn => opened(fix, open_sign_in().await),
        Fix::PrivateWindow => private_window().await,
        Fix::OpenClockSettings => opened(fix, open_clock_settings().await),
        Fix::ClearCache | Fix::ClearKarte => clear(fix, post).await,
    };
    store::save_repair(&Repair { v: 1, fix, at, open: false }).await;
    fixed
}

const fn opened(fix: Fix, done: bool) -> Fixed {
    Fixed::new(fix, done, if done { None } else { Some("not_permitted") })
}

/// In the tab itself where it is the vendor's, else in a new one: nobody's page is replaced.
async fn open_sign_in() -> bool {
    let tab = ask::active().await;
    let own = tab.as_ref().and_then(|tab| text(tab, "url")).and_then(|u| url::Url::parse(&u).ok());
    let own = own.is_some_and(|url| url.host_str().is_some_and(is_medley_host));
    let what = object(&[("url", SIGN_IN_URL.into())]);
    match tab.and_then(|tab| number(&tab, "id")).filter(|_| own) {
        Some(tab) => chrome::change_tab(id(tab), &what).await.is_ok(),
        None => chrome::open_tab(&what).await.is_ok(),
    }
}

async fn private_window() -> Fixed {
    let what = object(&[("incognito", true.into()), ("url", SIGN_IN_URL.into())]);
    // Resolves with null where we may not see private windows; it is open all the same.
    opened(Fix::PrivateWindow, chrome::open_window(&what).await.is_ok())
}

async fn open_clock_settings() -> bool {
    let navigator = get(&js_sys::global(), "navigator");
    let data = navigator.and_then(|navigator| get(&navigator, "userAgentData"));
    let windows = data.and_then(|data| text(&data, "platform")).as_deref() == Some("Windows");
    let url = if windows {
        "ms-settings:dateandtime".to_owned()
    } else {
        chrome::own_url("pages/guide.html#clock")
    };
    chrome::open_tab(&object(&[("url", url.into())])).await.is_ok()
}

async fn clear(fix: Fix, post: &Function) -> Fixed {
    let Some(tab) = karte_tab().await else { return Fixed::new(fix, false, Some("no_tab")) };
    let before = count(&tab).await;
    let cleared = match fix {
        Fix::ClearCache => remove(&["cache"]).await,
        _ => clear_cookies().await & remove(&STORAGE).await,
    };
    if !cleared {
        return Fixed { before, ..Fixed::new(fix, false, Some("not_permitted")) };
    }
    let after = count(&tab).await;
    reload(tab.id).await;
    let diagnosis = look::look(Some(tab.id), post).await;
    let proven = diagnosis.finding(Cause::SiteData).is_some_and(|f| f.verdict == Verdict::Clear);
    let reason = if proven { None } else { Some("not_proven") };
    Fixed { before, after, diagnosis: Some(diagnosis), ..Fixed::new(fix, true, reason) }
}

/// What of the karte's own origin is cleared besides cookies.
const STORAGE: [&str; 6] =
    ["cache", "cacheStorage", "fileSystems", "indexedDB", "localStorage", "serviceWorkers"];

/// Removes kinds of data of the karte's origin; cookies never this way, Chrome would widen them to the whole domain.
async fn remove(kinds: &[&str]) -> bool {
    let origin = format!("https://{KARTE_HOST}");
    let whence = object(&[("origins", texts(&[&origin]))]);
    let kinds: Vec<_> = kinds.iter().map(|kind| (*kind, JsValue::TRUE)).collect();
    chrome::remove_data(&whence, &object(&kinds)).await.is_ok()
}

/// Removes the karte's own cookies one by one; those of the whole domain stay.
async fn clear_cookies() -> bool {
    let Some((own, _)) = ask::karte_cookies().await else { return false };
    for cookie in own {
        let path = text(&cookie, "path").unwrap_or_else(|| "/".to_owned());
        let name = text(&cookie, "name").unwrap_or_default();
        let url = format!("https://{KARTE_HOST}{path}");
        let which = object(&[("url", url.into()), ("name", name.into())]);
        let _ = chrome::remove_cookie(&which).await;
    }
    ask::karte_cookies().await.is_some_and(|(left, _)| left.is_empty())
}

/// The karte's tab in front, else any other.
async fn karte_tab() -> Option<TabFacts> {
    let pattern = format!("*://{KARTE_HOST}/*");
    let tabs = list(&chrome::tabs(&object(&[("url", pattern.into())])).await.ok()?);
    let front =
        tabs.iter().find(|tab| flag(tab, "active") == Some(true)).or_else(|| tabs.first())?;
    let url = text(front, "url").unwrap_or_default();
    Some(TabFacts { id: number(front, "id")?, url, title: String::new() })
}

async fn count(tab: &TabFacts) -> Option<SiteDataFacts> {
    let at = super::convert::now();
    let mut evidence = Evidence::new(at);
    evidence.take(Reading { at, found: Found::Tab(Outcome::Ok(tab.clone())) });
    ask::site_data(&evidence).await
}

/// Loads the tab anew and waits until it is there; a dialog that opens keeps it from that, which is no fault.
async fn reload(tab: i64) {
    if chrome::reload_tab(id(tab)).await.is_err() {
        return;
    }
    for _ in 0..RELOAD_STEPS {
        TimeoutFuture::new(100).await;
        let now = chrome::tab(id(tab)).await.ok();
        if now.and_then(|tab| text(&tab, "status")).as_deref() == Some("complete") {
            return;
        }
    }
}
