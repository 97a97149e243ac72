//! Clears what the karte keeps in this browser, in three levels, and counts before and after.

use super::act::Fixed;
use super::convert::{flag, get, id, list, number, object, text, texts};
use super::{ask, chrome, look, watch};
use crate::app::{DOMAIN, KARTE_HOST, SIGN_IN_URL, is_medley_host};
use crate::diagnosis::{Cause, Fix, Verdict};
use crate::evidence::{Evidence, Found, Outcome, Reading};
use crate::facts::{SiteDataFacts, TabFacts};
use crate::few::unique;
use crate::kept_address::kept_address;
use gloo_timers::future::TimeoutFuture;
use js_sys::Function;
use serde::Serialize;
use wasm_bindgen::JsValue;

/// A tab that is loaded anew has begun to after so many milliseconds.
const BEGINS_MS: u32 = 100;
/// What of an origin is cleared besides cookies.
const STORAGE: [&str; 6] =
    ["cache", "cacheStorage", "fileSystems", "indexedDB", "localStorage", "serviceWorkers"];

/// What a fix would touch.
#[derive(Serialize)]
pub struct Plan {
    kind: &'static str,
    fix: Fix,
    before: Option<SiteDataFacts>,
}

/// Says what is there, and touches nothing.
pub async fn plan(fix: Fix) -> Plan {
    Plan { kind: "planned", fix, before: count(karte_tab().await).await }
}

/// Clears, counts again, loads the karte's tab anew and asks the checks.
pub async fn clear(fix: Fix, post: &Function) -> Fixed {
    let tab = karte_tab().await;
    let before = count(tab.clone()).await;
    let hidden = match fix {
        Fix::ClearCache => false,
        Fix::ClearKarte => before.is_none(),
        _ => before.is_none() || !ask::is_domain_permitted().await,
    };
    if hidden {
        // What cannot be seen whole is not touched: nothing is to be half done.
        return Fixed::new(fix, false, Some("not_permitted"));
    }
    let cleared = match fix {
        Fix::ClearCache => remove(&[karte()], &["cache"]).await,
        Fix::ClearKarte => clear_cookies().await & remove(&[karte()], &STORAGE).await,
        _ => clear_domain().await,
    };
    if !cleared {
        return Fixed { before, ..Fixed::new(fix, false, Some("not_permitted")) };
    }
    let after = count(tab.clone()).await;
    let Some(tab) = tab else {
        return Fixed { before, after, ..Fixed::new(fix, true, Some("not_proven")) };
    };
    reload(&tab).await;
    let diagnosis = look::look(Some(tab.id), Some(post)).await;
    let proven = diagnosis.finding(Cause::SiteData).is_some_and(|f| f.verdict == Verdict::Clear);
    let reason = if proven { None } else { Some("not_proven") };
    Fixed { before, after, diagnosis: Some(diagnosis), ..Fixed::new(fix, true, reason) }
}

fn karte() -> String {
    format!("https://{KARTE_HOST}")
}

/// Removes kinds of data of these origins. Chrome widens cookies to the whole domain, other kinds keep to the origin.
async fn remove(origins: &[String], kinds: &[&str]) -> bool {
    let origins: Vec<_> = origins.iter().map(String::as_str).collect();
    let whence = object(&[("origins", texts(&origins))]);
    let kinds: Vec<_> = kinds.iter().map(|kind| (*kind, JsValue::TRUE)).collect();
    chrome::remove_data(&whence, &object(&kinds)).await.is_ok()
}

/// Removes the karte's own cookies one by one; those of the whole domain stay.
async fn clear_cookies() -> bool {
    let Some(all) = ask::domain_cookies().await else { return false };
    for cookie in own(&all) {
        expire(cookie).await;
    }
    let Some(left) = ask::domain_cookies().await else { return false };
    let stays = |cookie: &JsValue| left.iter().any(|other| is_same(cookie, other));
    own(&left).next().is_none() && all.iter().all(|cookie| is_own(cookie) || stays(cookie))
}

/// Sets this very cookie anew, as one that ended long ago. Chrome's own call to remove one knows only its name and page, and
/// takes a cookie of the whole domain with the same name along.
async fn expire(cookie: &JsValue) {
    let given = |key| get(cookie, key).unwrap_or(JsValue::UNDEFINED);
    let path = text(cookie, "path").unwrap_or_default();
    let url = ("url", format!("https://{KARTE_HOST}{path}").into());
    let name = ("name", given("name"));
    // Without a domain it belongs to the host of its page alone.
    let alone = flag(cookie, "hostOnly") == Some(true);
    let ended = object(&[
        url.clone(),
        name.clone(),
        ("domain", if alone { JsValue::UNDEFINED } else { given("domain") }),
        ("path", given("path")),
        ("secure", given("secure")),
        ("httpOnly", given("httpOnly")),
        ("sameSite", given("sameSite")),
        ("expirationDate", 1.into()),
    ]);
    if chrome::set_cookie(&ended).await.is_err() {
        // One without a name cannot be set.
        let _ = chrome::remove_cookie(&object(&[url, name])).await;
    }
}

fn is_same(one: &JsValue, other: &JsValue) -> bool {
    let same = |key| text(one, key) == text(other, key);
    same("name") && same("domain") && same("path")
}

fn is_own(cookie: &JsValue) -> bool {
    ask::host_of(cookie) == KARTE_HOST
}

fn own(cookies: &[JsValue]) -> impl Iterator<Item = &JsValue> {
    cookies.iter().filter(|cookie| is_own(cookie))
}

/// Everything of the vendor's domain: every cookie, and the storage of every host that is known to have any.
async fn clear_domain() -> bool {
    let Some(cookies) = ask::domain_cookies().await else { return false };
    let mut hosts: Vec<_> =
        cookies.iter().map(ask::host_of).filter(|h| is_medley_host(h)).collect();
    hosts.extend(open_hosts().await);
    hosts.extend([KARTE_HOST.to_owned(), DOMAIN.to_owned()]);
    let origins: Vec<_> = unique(hosts).iter().map(|host| format!("https://{host}")).collect();
    let kinds: Vec<_> = STORAGE.into_iter().chain(["cookies"]).collect();
    remove(&origins, &kinds).await
        && ask::domain_cookies().await.is_some_and(|left| left.is_empty())
}

/// Hosts of the vendor that are open in a tab.
async fn open_hosts() -> Vec<String> {
    let pattern = format!("*://*.{DOMAIN}/*");
    let tabs = chrome::tabs(&object(&[("url", pattern.into())])).await;
    let tabs = tabs.map(|tabs| list(&tabs)).unwrap_or_default();
    let hosts = tabs.iter().filter_map(|tab| url::Url::parse(&text(tab, "url")?).ok());
    hosts.filter_map(|url| url.host_str().map(ToOwned::to_owned)).collect()
}

/// The karte's tab in front, else any other.
async fn karte_tab() -> Option<TabFacts> {
    let tabs = ask::karte_tabs().await?;
    let front =
        tabs.iter().find(|tab| flag(tab, "active") == Some(true)).or_else(|| tabs.first())?;
    let url = text(front, "url").unwrap_or_default();
    Some(TabFacts { id: number(front, "id")?, url, title: String::new() })
}

/// Counts; without a tab of the karte the storage cannot be counted, and is not.
async fn count(tab: Option<TabFacts>) -> Option<SiteDataFacts> {
    let at = super::convert::now();
    let mut evidence = Evidence::new(at);
    if let Some(tab) = tab {
        evidence.take(Reading { at, found: Found::Tab(Outcome::Ok(tab)) });
    }
    ask::site_data(&evidence).await
}

/// Loads the tab anew and waits until it is there; a dialog that opens keeps it from that, which is no fault.
async fn reload(TabFacts { id: tab, url, .. }: &TabFacts) {
    let tab = *tab;
    let there = object(&[("url", SIGN_IN_URL.into())]);
    // Loaded anew, a page that a password was sent to asks whether to send it once more.
    let sent = if kept_address(url) == SIGN_IN_URL {
        chrome::change_tab(id(tab), &there).await
    } else {
        chrome::reload_tab(id(tab)).await
    };
    if sent.is_err() {
        return;
    }
    // At first the tab still shows what it showed before.
    TimeoutFuture::new(BEGINS_MS).await;
    watch::shown(tab).await;
}
