//! Clears the karte's data in Chrome in three levels (cache, its own cookies and storage, the whole domain), and counts
//! it before and after.
//!
//! Called by `handlers::fix`. The karte's cookies are removed one by one: by origin, Chrome would clear the whole domain.

use super::{diagnose, diagnosed_tab};
use crate::base::parse_url::parse_url;
use crate::base::site::{DOMAIN, KARTE_HOST, SIGN_IN_URL, is_karte, is_medley_host};
use crate::browser::api::chrome;
use crate::browser::api::js_value::{flag, get, id, list, object, text, texts, to_js};
use crate::browser::probes::{permissions, site_data};
use crate::browser::ui::tabs;
use crate::diagnosis::types::{Cause, Fix, Verdict};
use crate::evidence::readings::{SiteDataFacts, TabFacts};
use crate::evidence::{Answered, Evidence, ProbeResult, Reading};
use crate::messages::reply::Fixed;
use crate::messages::reply::PlannedFix;
use js_sys::Function;
use std::collections::BTreeSet;
use wasm_bindgen::JsValue;

/// Places from which a page can come instead of the server: after clearing the cache alone, the site's own service worker
/// would still answer with its copy.
const COPIES: [&str; 3] = ["cache", "cacheStorage", "serviceWorkers"];
/// The data of an origin that is cleared besides cookies.
const STORAGE: [&str; 6] =
    ["cache", "cacheStorage", "fileSystems", "indexedDB", "localStorage", "serviceWorkers"];

/// Counts the data without changing anything.
pub async fn plan(fix: Fix, tab: Option<i64>) -> JsValue {
    let Some(number) = tab else { return to_js(&Fixed::tab_gone(fix)) };
    match diagnosed_tab::find(number).await {
        Some(tab) if tab.incognito => to_js(&Fixed::of_incognito(fix)),
        Some(tab) => to_js(&PlannedFix { kind: "planned", fix, before: count(&tab).await }),
        None => to_js(&Fixed::tab_gone(fix)),
    }
}

/// Clears, counts again, reloads the diagnosed tab and diagnoses it again.
pub async fn clear(fix: Fix, tab: TabFacts, post: &Function) -> Fixed {
    let before = count(&tab).await;
    let hidden = match fix {
        Fix::ClearCache => false,
        Fix::ClearKarte => before.is_none(),
        _ => before.is_none() || !permissions::is_domain_permitted().await,
    };
    if hidden {
        // Data that we cannot see completely is not cleared, so that a fix is never half done.
        return Fixed::new(fix, false, Some("not_permitted"));
    }
    let cleared = match fix {
        Fix::ClearCache => remove(&[karte()], &COPIES).await,
        Fix::ClearKarte => clear_cookies().await & remove(&[karte()], &STORAGE).await,
        _ => clear_domain().await,
    };
    if !cleared {
        return Fixed { before, ..Fixed::new(fix, false, Some("not_permitted")) };
    }
    let after = count(&tab).await;
    if !is_karte(&tab.url) {
        return Fixed { before, after, ..Fixed::new(fix, true, Some("not_proven")) };
    }
    if !reload(&tab).await {
        return Fixed { before, after, ..Fixed::new(fix, true, Some("not_reloaded")) };
    }
    let diagnosis = diagnose::diagnose_tab(Some(tab.id), Some(post)).await;
    let proven = diagnosis.finding(Cause::SiteData).is_some_and(|f| f.verdict == Verdict::Clear);
    let reason = if proven { None } else { Some("not_proven") };
    Fixed { before, after, diagnosis: Some(diagnosis), ..Fixed::new(fix, true, reason) }
}

fn karte() -> String {
    format!("https://{KARTE_HOST}")
}

/// Removes these kinds of data of these origins. Chrome widens cookies to the whole domain; other kinds are limited to the
/// origin.
async fn remove(origins: &[String], kinds: &[&str]) -> bool {
    let origins: Vec<_> = origins.iter().map(String::as_str).collect();
    let whence = object(&[("origins", texts(&origins))]);
    let kinds: Vec<_> = kinds.iter().map(|kind| (*kind, JsValue::TRUE)).collect();
    chrome::remove_data(&whence, &object(&kinds)).await.is_ok()
}

/// Removes the karte's own cookies one by one; cookies of the whole domain stay.
async fn clear_cookies() -> bool {
    let Some(all) = site_data::domain_cookies().await else { return false };
    for cookie in own(&all) {
        expire(cookie).await;
    }
    let Some(left) = site_data::domain_cookies().await else { return false };
    let stays = |cookie: &JsValue| left.iter().any(|other| is_same(cookie, other));
    own(&left).next().is_none() && all.iter().all(|cookie| is_own(cookie) || stays(cookie))
}

/// Overwrites this cookie with one that has expired. Chrome's `cookies.remove` takes only a name and a page, so it would
/// also remove a cookie of the whole domain with the same name.
async fn expire(cookie: &JsValue) {
    let given = |key| get(cookie, key).unwrap_or(JsValue::UNDEFINED);
    let path = text(cookie, "path").unwrap_or_default();
    let url = ("url", format!("https://{KARTE_HOST}{path}").into());
    let name = ("name", given("name"));
    // A cookie without a domain is valid only for the host of its URL.
    let alone = flag(cookie, "hostOnly") == Some(true);
    let ended = object(&[
        url.clone(),
        name.clone(),
        ("domain", if alone { JsValue::UNDEFINED } else { given("domain") }),
        ("path", given("path")),
        ("secure", given("secure")),
        ("httpOnly", given("httpOnly")),
        ("sameSite", given("sameSite")),
        ("partitionKey", given("partitionKey")),
        ("expirationDate", 1.into()),
    ]);
    if chrome::set_cookie(&ended).await.is_err() {
        // A cookie without a name cannot be set.
        let partition = ("partitionKey", given("partitionKey"));
        let _ = chrome::remove_cookie(&object(&[url, name, partition])).await;
    }
}

fn is_same(one: &JsValue, other: &JsValue) -> bool {
    let same = |key| text(one, key) == text(other, key);
    let site = |cookie| get(cookie, "partitionKey").and_then(|key| text(&key, "topLevelSite"));
    site(one) == site(other) && same("name") && same("domain") && same("path")
}

fn is_own(cookie: &JsValue) -> bool {
    site_data::host_of(cookie) == KARTE_HOST
}

fn own(cookies: &[JsValue]) -> impl Iterator<Item = &JsValue> {
    cookies.iter().filter(|cookie| is_own(cookie))
}

/// Clears everything of the vendor's domain: every cookie, and the storage of every known host.
async fn clear_domain() -> bool {
    let Some(cookies) = site_data::domain_cookies().await else { return false };
    let mut hosts = BTreeSet::new();
    hosts.extend(cookies.iter().map(site_data::host_of).filter(|h| is_medley_host(h)));
    hosts.extend(open_hosts().await);
    hosts.extend([KARTE_HOST.to_owned(), DOMAIN.to_owned()]);
    let origins: Vec<_> = hosts.iter().map(|host| format!("https://{host}")).collect();
    let kinds: Vec<_> = STORAGE.into_iter().chain(["cookies"]).collect();
    remove(&origins, &kinds).await
        && site_data::domain_cookies().await.is_some_and(|left| left.is_empty())
}

/// Hosts of the vendor that are open in a tab.
async fn open_hosts() -> Vec<String> {
    let pattern = format!("*://*.{DOMAIN}/*");
    let tabs = chrome::tabs(&object(&[("url", pattern.into())])).await;
    let tabs = tabs.map(|tabs| list(&tabs)).unwrap_or_default();
    let hosts = tabs.iter().filter_map(|tab| parse_url(&text(tab, "url")?));
    hosts.filter_map(|url| url.host_str().map(ToOwned::to_owned)).collect()
}

/// Counts the data. Storage can be counted only in a page of the karte, so it is counted in the diagnosed tab or not at
/// all.
async fn count(tab: &TabFacts) -> Option<SiteDataFacts> {
    let at = crate::browser::api::js_value::now();
    let mut evidence = Evidence::new(at);
    if is_karte(&tab.url) {
        evidence.take(Reading { at, found: ProbeResult::Tab(Answered::Ok(tab.clone())) });
    }
    site_data::site_data(&evidence).await
}

/// Reloads the tab and waits until it is loaded; a certificate dialog may delay that, which is not a failure. False if it
/// was not reloaded, for example because somebody may be typing there.
async fn reload(tab: &TabFacts) -> bool {
    if !diagnosed_tab::is_free(tab, false).await {
        return false;
    }
    // Reloading a page that was loaded by a form would ask whether to send the password again.
    let sent = if tab.url == SIGN_IN_URL {
        diagnosed_tab::send_to_sign_in(tab.id).await
    } else {
        chrome::reload_tab(id(tab.id)).await.is_ok()
    };
    if sent {
        tabs::loads(tab.id).await;
    }
    sent
}
