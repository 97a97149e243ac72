//! The correction of addresses: switches the browser's rules, notes what they did, puts bookmarks right.
//!
//! The rules themselves are files and never made here; only a person's exceptions are added.

use super::convert::{get, id, list, number, object, text, texts, to_js};
use super::request::header;
use super::{chrome, store, watch};
use crate::badge;
use crate::correction::{Correction, Means, Reason, correct_text, rules};
use crate::facts::Millis;
use crate::message::CorrectAction;
use crate::settings::{Settings, Suspended};
use crate::steer::{Corrected, Step, leads_back, redirected};
use serde::Serialize;
use wasm_bindgen::JsValue;

const RULESET: &str = "correction";
/// Session rules for "this once" are numbered by tab below this.
const ONCE: i64 = 1_000_000;

/// How the correction stands.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Status {
    kind: &'static str,
    in_force: bool,
    on: bool,
    forced: Option<bool>,
    host_typing: bool,
    exceptions: Vec<String>,
    suspended: Option<Suspended>,
    last: Option<Last>,
    tab: Option<Sorted>,
}

/// The last correction in the tab.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Last {
    from: String,
    to: String,
    at: Millis,
    tab_id: i64,
    reason: Option<Reason>,
}

/// How the tab's address is sorted.
#[derive(Serialize)]
struct Sorted {
    verdict: &'static str,
    to: Option<String>,
    reason: Option<Reason>,
}

/// What a message of a page is about.
pub struct About {
    /// The tab.
    pub tab: Option<i64>,
    /// The address.
    pub url: Option<String>,
    /// On or off.
    pub on: Option<bool>,
    /// Bookmarks.
    pub ids: Vec<String>,
}

/// Does what a page asks; `Err` is a code for the reply.
pub async fn act(action: CorrectAction, about: About) -> Result<JsValue, &'static str> {
    match action {
        CorrectAction::Bookmarks => super::bookmarks::wrong().await,
        CorrectAction::RepairBookmarks => super::bookmarks::repair(&about.ids).await,
        CorrectAction::UndoBookmarks => super::bookmarks::undo().await,
        _ => {
            change(action, &about).await?;
            Ok(to_js(&status(about.tab).await))
        }
    }
}

async fn change(action: CorrectAction, about: &About) -> Result<(), &'static str> {
    let mut settings = store::settings().await;
    match action {
        CorrectAction::On => settings.correction = true,
        CorrectAction::Off => settings.correction = false,
        CorrectAction::Resume => settings.suspended = None,
        CorrectAction::HostTyping => settings.host_typing = about.on.ok_or("malformed")?,
        CorrectAction::Forget => settings.forget(about.url.as_deref().ok_or("malformed")?),
        CorrectAction::Except => settings.except(&last(about.tab).await.ok_or("malformed")?.from),
        CorrectAction::Undo => return open_once(about.tab).await,
        _ => return Ok(()),
    }
    if !store::save_settings(&settings).await {
        return Err("storage");
    }
    apply().await;
    match action {
        // The exception itself lets it through; a rule for the tab would outlive it.
        CorrectAction::Except => open(&last(about.tab).await.ok_or("malformed")?).await,
        _ => Ok(()),
    }
}

/// Brings the browser's rules into line with what is set; called after each change and at every start.
pub async fn apply() {
    let settings = store::settings().await;
    switch(settings.in_force(store::forced_correction().await)).await;
    let known = chrome::dynamic_rules().await.map(|rules| list(&rules)).unwrap_or_default();
    if known.is_empty() && settings.exceptions.is_empty() {
        return;
    }
    let gone: js_sys::Array = known.iter().filter_map(|rule| get(rule, "id")).collect();
    let numbered = (1..).zip(&settings.exceptions);
    let rules: Vec<_> = numbered.map(|(n, url)| rules::exception(n, url, None)).collect();
    let change = object(&[("removeRuleIds", gone.into()), ("addRules", to_js(&rules))]);
    let _ = chrome::change_dynamic_rules(&change).await;
}

/// Switches the ruleset, if it is not so already.
async fn switch(on: bool) {
    let enabled = chrome::rulesets().await.map(|ids| list(&ids)).unwrap_or_default();
    let is_on = enabled.iter().any(|id| id.as_string().as_deref() == Some(RULESET));
    if is_on != on {
        let key = if on { "enableRulesetIds" } else { "disableRulesetIds" };
        let _ = chrome::switch_rulesets(&object(&[(key, texts(&[RULESET]))])).await;
    }
}

/// Opens the address from before the correction, which is then left alone in this tab until the browser ends.
async fn open_once(tab: Option<i64>) -> Result<(), &'static str> {
    let last = last(tab).await.ok_or("malformed")?;
    let rule = rules::exception(
        u32::try_from(last.tab_id % ONCE).unwrap_or(1).max(1),
        &last.from,
        Some(last.tab_id),
    );
    let ids: js_sys::Array = [JsValue::from(rule.id)].into_iter().collect();
    let change = object(&[("removeRuleIds", ids.into()), ("addRules", to_js(&[rule]))]);
    chrome::change_session_rules(&change).await.map_err(|_| "not_permitted")?;
    open(&last).await
}

async fn open(last: &Corrected) -> Result<(), &'static str> {
    let what = object(&[("url", (&*last.from).into())]);
    chrome::change_tab(id(last.tab_id), &what).await.map_err(|_| "failed")?;
    Ok(())
}

async fn last(tab: Option<i64>) -> Option<Corrected> {
    let visit = store::visit().await;
    visit.corrected.into_iter().rev().find(|c| Some(c.tab_id) == tab)
}

async fn status(tab: Option<i64>) -> Status {
    let settings = store::settings().await;
    let forced = store::forced_correction().await;
    Status {
        kind: "correction",
        in_force: settings.in_force(forced),
        on: forced.unwrap_or(settings.correction),
        forced,
        host_typing: settings.host_typing,
        exceptions: settings.exceptions,
        suspended: settings.suspended,
        last: last(tab).await.map(|c| Last {
            reason: correct_text(&c.from).reason(),
            from: c.from,
            to: c.to,
            at: c.at,
            tab_id: c.tab_id,
        }),
        tab: sorted(tab).await,
    }
}

/// The tab's address as it is: it is sorted here and goes no further.
async fn sorted(tab: Option<i64>) -> Option<Sorted> {
    let tab = chrome::tab(id(tab?)).await.ok()?;
    let found = correct_text(&text(&tab, "url")?);
    Some(Sorted {
        verdict: found.verdict(),
        to: found.to().map(ToOwned::to_owned),
        reason: found.reason(),
    })
}

/// Takes in a redirect, by the browser itself or by the site.
pub async fn note(details: &JsValue) {
    let (Some(from), Some(to), Some(tab_id), Some(request)) = (
        text(details, "url"),
        text(details, "redirectUrl"),
        number(details, "tabId"),
        text(details, "requestId"),
    ) else {
        return;
    };
    let at = number(details, "timeStamp").unwrap_or_default();
    let headers = get(details, "responseHeaders").unwrap_or(JsValue::UNDEFINED);
    if header(&headers, "non-authoritative-reason").is_some() {
        keep(Corrected { request, tab_id, at, from, to }).await;
    } else if leads_back(&from, &to) {
        let settings = store::settings().await;
        if settings.in_force(store::forced_correction().await) && !settings.exceptions.contains(&to)
        {
            stop(settings, at, to).await;
        }
    }
}

/// A page has come: what became of its address is shown now, since an earlier badge goes with the page before.
pub async fn completed(details: &JsValue) {
    let (Some(url), Some(tab), Some(request)) =
        (text(details, "url"), number(details, "tabId"), text(details, "requestId"))
    else {
        return;
    };
    if store::settings().await.suspended.is_some_and(|suspended| suspended.url == url) {
        watch::mark(tab, &badge::STOPPED).await;
    } else if store::visit().await.corrected.iter().any(|c| c.request == request) {
        watch::mark(tab, &badge::CORRECTED).await;
    }
}

async fn stop(settings: Settings, at: Millis, url: String) {
    let suspended = Some(Suspended { at, url });
    store::save_settings(&Settings { suspended, ..settings }).await;
    apply().await;
}

async fn keep(event: Corrected) {
    let (url, at) = (event.from.clone(), event.at);
    let mut visit = store::visit().await;
    let step = redirected(&mut visit.corrected, event);
    store::save_visit(&visit).await;
    if step == Step::Stop {
        stop(store::settings().await, at, url).await;
    }
}

/// A navigation to one of the listed typing errors: leads it to the karte where that is switched on.
pub async fn mistyped(details: &JsValue) {
    let (Some(from), Some(tab_id)) = (text(details, "url"), number(details, "tabId")) else {
        return;
    };
    let settings = store::settings().await;
    let wanted = settings.host_typing && settings.in_force(store::forced_correction().await);
    let excepted = settings.exceptions.contains(&from) || number(details, "frameId") != Some(0);
    let Correction::Corrected { to, means: Means::Navigation, .. } = correct_text(&from) else {
        return;
    };
    if !wanted || excepted || undone(tab_id, &from).await {
        return;
    }
    let what = object(&[("url", to.clone().into())]);
    if chrome::change_tab(id(tab_id), &what).await.is_ok() {
        let at = super::convert::now();
        keep(Corrected { request: format!("typed {tab_id} {at}"), tab_id, at, from, to }).await;
    }
}

/// The person has just asked for this very address.
async fn undone(tab: i64, url: &str) -> bool {
    let recent = super::convert::now() - 5_000;
    let again = store::visit().await.corrected;
    again.iter().any(|c| c.tab_id == tab && c.from == url && c.at > recent)
}
