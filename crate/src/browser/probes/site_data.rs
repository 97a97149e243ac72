//! Probe of what the site has stored in Chrome: cookies and storage are counted, their values are not used.

use super::permissions::is_permitted;
use super::tab::run;
use crate::base::site::{DOMAIN, KARTE_HOST};
use crate::browser::api::chrome;
use crate::browser::api::concurrency::within;
use crate::browser::api::js_value::{from_js, list, object, text};
use crate::evidence::Evidence;
use crate::evidence::readings::{HostCookies, SiteDataFacts, StoredFacts};
use std::collections::BTreeSet;
use wasm_bindgen::JsValue;

/// Timeout in milliseconds: a page whose databases were just cleared may never answer.
const STORED_MS: u32 = 2_000;

/// The cookies of the vendor's whole domain, as Chrome lists them; `None` if we may not see them.
pub async fn domain_cookies() -> Option<Vec<JsValue>> {
    if !is_permitted().await {
        return None;
    }
    // With an empty key Chrome lists partitioned cookies as well.
    let wanted = object(&[("domain", DOMAIN.into()), ("partitionKey", object(&[]))]);
    Some(list(&chrome::cookies(&wanted).await.ok()?))
}

/// The host that a cookie was set for.
pub fn host_of(cookie: &JsValue) -> String {
    text(cookie, "domain").unwrap_or_default().trim_start_matches('.').to_owned()
}

/// Counts what the site has stored on this PC.
pub async fn site_data(so_far: &Evidence) -> Option<SiteDataFacts> {
    let cookies = by_host(&domain_cookies().await?);
    let stored = within(STORED_MS, run(so_far, "content/count_storage.js")).await.flatten();
    let stored: Option<StoredFacts> = stored.and_then(|counts| from_js(&counts));
    let karte = cookies.iter().find(|one| one.host == KARTE_HOST).map_or(0, |one| one.count);
    let all: u32 = cookies.iter().map(|one| one.count).sum();
    Some(SiteDataFacts {
        karte_cookies: karte,
        domain_cookies: all - karte,
        storage_entries: stored.map(|kinds| kinds.local + kinds.session),
        cookies,
        stored,
    })
}

fn by_host(cookies: &[JsValue]) -> Vec<HostCookies> {
    let all: Vec<String> = cookies.iter().map(host_of).collect();
    let mut hosts = BTreeSet::new();
    hosts.extend(all.iter().cloned());
    let count = |host: String| {
        let count = all.iter().filter(|one| **one == host).count();
        HostCookies { host, count: u32::try_from(count).unwrap_or(u32::MAX) }
    };
    let counted = hosts.into_iter().map(count);
    let (mut karte, others): (Vec<_>, Vec<_>) = counted.partition(|one| one.host == KARTE_HOST);
    karte.extend(others);
    karte
}
