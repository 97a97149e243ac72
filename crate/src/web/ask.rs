//! Asks one probe and brings home its reading, whatever happens.

use super::convert::{flag, from_js, get, id, list, now, object, text, texts};
use super::request::{Send, redirect_date, send};
use super::within::within;
use super::{chrome, measure, store};
use crate::base::few::in_order;
use crate::base::site::{DOMAIN, DOT_URL, HTTP_URL, KARTE_HOST, SIGN_IN_URL, is_medley_host};
use crate::diagnosis::probe_plan::{Request, failed};
use crate::evidence::extension_access::bounded;
use crate::evidence::net_error::is_clock_page;
use crate::evidence::readings::{
    Ask, BrowserFacts, ExtensionFacts, HostCookies, Navigation, PageFacts, SiteDataFacts,
    StoredFacts, TabFacts, WindowFacts,
};
use crate::evidence::{Evidence, Failure, Found, Outcome, Probe, Reading};
use crate::state::extension_id::MOST_SPARED;
use crate::url_correction::redacted_url::tab_address;
use gloo_timers::future::TimeoutFuture;
use std::rc::Rc;
use wasm_bindgen::JsValue;

/// For the word of a navigation's end is waited so often, and so many milliseconds each time.
const END_STEPS: u32 = 12;
const END_STEP_MS: u32 = 100;

/// A page whose databases were just cleared may never say how many are left; in milliseconds.
const STORED_MS: u32 = 2_000;

/// Asks `request` about the tab within its time limit.
pub async fn ask(request: Request, tab: Option<i64>, so_far: Rc<Evidence>) -> Option<Reading> {
    match within(request.limit_ms, found(request.probe, tab, so_far)).await {
        Some(found) => Some(Reading { at: now(), found: found? }),
        None => failed(request.probe, Failure::TimedOut, now()),
    }
}

async fn found(probe: Probe, tab: Option<i64>, so_far: Rc<Evidence>) -> Option<Found> {
    Some(match probe {
        Probe::Tab => Found::Tab(outcome(active_tab(tab).await)),
        Probe::Page => Found::Page(page(&so_far).await),
        Probe::Navigation => Found::Navigation(outcome(navigations(&so_far).await)),
        Probe::CertMain => Found::CertMain(Outcome::Ok(main().await)),
        Probe::CertDot => Found::CertDot(Outcome::Ok(dot().await)),
        Probe::HttpDate => Found::HttpDate(outcome(redirect_date(HTTP_URL).await)),
        Probe::Clock => Found::Clock(Outcome::Ok(measure::samples((*so_far).clone()).await)),
        Probe::Browser => Found::Browser(outcome(browser())),
        Probe::Extensions => Found::Extensions(outcome(extensions().await)),
        Probe::Windows => Found::Windows(outcome(windows().await)),
        Probe::SiteData => Found::SiteData(outcome(site_data(&so_far).await)),
        Probe::Session | Probe::Answer => return None,
    })
}

fn outcome<T>(value: Option<T>) -> Outcome<T> {
    value.map_or(Outcome::Failed(Failure::NoAnswer), Outcome::Ok)
}

/// The tab that was asked for, or the active one of the window that was last in front.
pub async fn active_tab(tab: Option<i64>) -> Option<TabFacts> {
    let tab = match tab {
        Some(number) => chrome::tab(id(number)).await.ok()?,
        None => active().await?,
    };
    // A tab that waits for the karte still shows what was there before.
    let pending = text(&tab, "pendingUrl").filter(|url| of_vendor(url));
    let url = pending.or_else(|| text(&tab, "url")).unwrap_or_default();
    let of_vendor = of_vendor(&url);
    // A title of the vendor's may name a patient: none is kept but Chrome's own about clocks.
    let title = text(&tab, "title").filter(|title| of_vendor && is_clock_page(title));
    let title = title.unwrap_or_default();
    // Only where a page is matters, never what was asked of it; and nothing of pages that are not the vendor's.
    let url = tab_address(&url);
    Some(TabFacts { id: super::convert::number(&tab, "id")?, url, title })
}

fn of_vendor(url: &str) -> bool {
    url::Url::parse(url).is_ok_and(|url| url.host_str().is_some_and(is_medley_host))
}

/// The active tab of the window that was last in front.
async fn active() -> Option<JsValue> {
    let query = object(&[("active", true.into()), ("lastFocusedWindow", true.into())]);
    list(&chrome::tabs(&query).await.ok()?).into_iter().next()
}

async fn page(so_far: &Evidence) -> Outcome<PageFacts> {
    match run(so_far, "content/look.js").await {
        Some(value) => outcome(from_js(&value)),
        None => Outcome::Failed(Failure::NotVisible),
    }
}

/// Runs one of our files in the tab's main frame and returns what its last line says; `None` on error pages.
async fn run(so_far: &Evidence, file: &str) -> Option<JsValue> {
    let frames: js_sys::Array = [JsValue::from(0)].into_iter().collect();
    let target = object(&[("tabId", id(so_far.tab()?.id).into()), ("frameIds", frames.into())]);
    let what = object(&[("target", target), ("files", texts(&[file]))]);
    let results = chrome::run_script(&what).await.ok()?;
    get(&list(&results).into_iter().next()?, "result")
}

/// The tab's newest navigations. Where one is open although the tab says that it is done, the word of its end is still
/// on its way to us, as on a busy PC, or is lost: then what the tab shows is not known from here.
async fn navigations(so_far: &Evidence) -> Option<Vec<Navigation>> {
    let Some(tab) = so_far.tab().map(|tab| tab.id) else { return Some(Vec::new()) };
    for _ in 0..END_STEPS {
        let of_tab = of_tab(tab).await?;
        if !of_tab.last().is_some_and(Navigation::is_open) || !is_done(tab).await {
            return Some(of_tab);
        }
        TimeoutFuture::new(END_STEP_MS).await;
    }
    None
}

async fn of_tab(tab: i64) -> Option<Vec<Navigation>> {
    let visit = store::visit().await;
    let mut of_tab = visit.navigations;
    of_tab.retain(|n| n.tab_id == tab);
    (!visit.unread).then_some(of_tab)
}

async fn is_done(tab: i64) -> bool {
    let tab = chrome::tab(id(tab)).await.ok();
    tab.and_then(|tab| text(&tab, "status")).is_some_and(|status| status == "complete")
}

/// The sign-in page: only after a failing screen was seen.
pub async fn main() -> Ask {
    send(&Send { url: SIGN_IN_URL, method: "GET", omit_credentials: false }).await
}

/// The dotted host: a certificate memory of its own, and no connection shared with the main host.
pub async fn dot() -> Ask {
    send(&Send { url: DOT_URL, method: "GET", omit_credentials: true }).await
}

fn browser() -> Option<BrowserFacts> {
    let navigator = get(&js_sys::global(), "navigator")?;
    let data = get(&navigator, "userAgentData")?;
    let named = list(&get(&data, "brands")?);
    let chromium = named.iter().find(|b| text(b, "brand").is_some_and(|name| name == "Chromium"));
    Some(BrowserFacts {
        brands: named.iter().filter_map(|b| text(b, "brand")).collect(),
        version: chromium.and_then(|b| text(b, "version")?.parse().ok()),
        platform: text(&data, "platform").unwrap_or_default(),
        brave: get(&navigator, "brave").is_some(),
        time_zone: time_zone().unwrap_or_default(),
    })
}

fn time_zone() -> Option<String> {
    let format = js_sys::Intl::DateTimeFormat::default();
    text(&format.resolved_options(), "timeZone")
}

/// Every other extension, with how many warnings Chrome would show for it.
pub async fn extensions() -> Option<Vec<ExtensionFacts>> {
    let mut all = installed().await?;
    // All are asked before the first answer is waited for.
    let ask =
        |facts: &ExtensionFacts| facts.enabled.then(|| chrome::permission_warnings(&facts.id));
    let asked: Vec<_> = all.iter().map(ask).collect();
    for (facts, asked) in all.iter_mut().zip(asked) {
        let Some(answer) = asked else { continue };
        facts.warnings = answer.await.ok().and_then(|all| u32::try_from(list(&all).len()).ok());
    }
    Some(all)
}

/// Every other extension, in one question to Chrome.
pub async fn installed() -> Option<Vec<ExtensionFacts>> {
    Some(others().await?.iter().take(MOST_SPARED).filter_map(extension).collect())
}

async fn others() -> Option<Vec<JsValue>> {
    let own = chrome::OWN_ID.with(String::clone);
    let mut all = list(&chrome::extensions().await.ok()?);
    all.retain(|x| {
        text(x, "id").as_ref() != Some(&own) && text(x, "type").as_deref() == Some("extension")
    });
    Some(all)
}

fn extension(info: &JsValue) -> Option<ExtensionFacts> {
    let number = text(info, "id")?;
    let enabled = flag(info, "enabled")?;
    let strings = |name| {
        let found = get(info, name).map(|value| list(&value)).unwrap_or_default();
        found.iter().filter_map(JsValue::as_string).collect()
    };
    Some(bounded(ExtensionFacts {
        name: text(info, "name").unwrap_or_default(),
        id: number,
        enabled,
        may_disable: flag(info, "mayDisable").unwrap_or(true),
        install_type: text(info, "installType").unwrap_or_default(),
        permissions: strings("permissions"),
        host_permissions: strings("hostPermissions"),
        warnings: None,
    }))
}

/// Whether the karte's address is open to us. A person can withhold it, and then lists are empty, not refused.
pub async fn is_permitted() -> bool {
    are_permitted(&format!("https://{KARTE_HOST}/*")).await
}

/// The same for all of the vendor's addresses: a person can leave us some of them.
pub async fn is_domain_permitted() -> bool {
    are_permitted(&format!("*://*.{DOMAIN}/*")).await
}

async fn are_permitted(pattern: &str) -> bool {
    let origins = texts(&[pattern]);
    let asked = chrome::permitted(&object(&[("origins", origins)])).await;
    asked.is_ok_and(|yes| yes.is_truthy())
}

/// The open tabs of the karte; `None` where we may not see them.
pub async fn karte_tabs() -> Option<Vec<JsValue>> {
    if !is_permitted().await {
        return None;
    }
    let pattern = format!("*://{KARTE_HOST}/*");
    Some(list(&chrome::tabs(&object(&[("url", pattern.into())])).await.ok()?))
}

async fn windows() -> Option<WindowFacts> {
    let windows = list(&chrome::windows().await.ok()?);
    let tabs = karte_tabs().await?;
    let sees_private =
        chrome::sees_private_windows().await.ok().and_then(|yes| yes.as_bool()).unwrap_or(false);
    let private = windows.iter().filter(|w| flag(w, "incognito") == Some(true)).count();
    Some(WindowFacts {
        windows: u32::try_from(windows.len()).ok()?,
        karte_tabs: u32::try_from(tabs.len()).ok()?,
        private_windows: if sees_private { u32::try_from(private).ok() } else { None },
    })
}

/// The cookies of the vendor's whole domain, as the browser lists them; `None` where we may not see them.
pub async fn domain_cookies() -> Option<Vec<JsValue>> {
    if !is_permitted().await {
        return None;
    }
    Some(list(&chrome::cookies(&object(&[("domain", DOMAIN.into())])).await.ok()?))
}

/// The host that a cookie was set for.
pub fn host_of(cookie: &JsValue) -> String {
    text(cookie, "domain").unwrap_or_default().trim_start_matches('.').to_owned()
}

/// What the site has stored here, counted.
pub async fn site_data(so_far: &Evidence) -> Option<SiteDataFacts> {
    let cookies = by_host(&domain_cookies().await?);
    let stored = within(STORED_MS, run(so_far, "content/count.js")).await.flatten();
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
    let mut counted: Vec<HostCookies> = Vec::new();
    for host in cookies.iter().map(host_of) {
        match counted.iter_mut().find(|one| one.host == host) {
            Some(one) => one.count += 1,
            None => counted.push(HostCookies { host, count: 1 }),
        }
    }
    in_order(counted, |one| (one.host != KARTE_HOST, one.host.clone()))
}
