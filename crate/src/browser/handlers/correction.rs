//! Message `correct`: switches the declarativeNetRequest rules for wrong addresses, and returns their status.
//!
//! The static rules are generated files; only a person's exceptions become dynamic and session rules here.

use crate::browser::api::chrome;
use crate::browser::api::js_value::{get, id, list, now, object, text, texts, to_js};
use crate::browser::storage;
use crate::evidence::session::BrowserSession;
use crate::messages::reply::{CorrectionStatus, LastRedirect, SuspendedPage, TabAddress};
use crate::messages::request::CorrectAction;
use crate::state::settings::{Settings, TypoRedirect};
use crate::state::storage::Area;
use crate::url_correction::redacted_url::with_query_of;
use crate::url_correction::redirect_log::{self, RedirectEntry, Suspension};
use crate::url_correction::{classify_text, dnr_rules};
use futures_util::lock::Mutex;
use std::sync::LazyLock;
use wasm_bindgen::JsValue;

const RULESET: &str = "correction";
/// The alarm for the end of a suspension.
const ALARM: &str = "correction";

/// Held while the browser's rules are changed, because that takes several calls.
static RULES: LazyLock<Mutex<()>> = LazyLock::new(|| Mutex::new(()));

/// The parameters of the message.
pub struct CorrectionRequest {
    pub tab: Option<i64>,
    pub url: Option<String>,
    pub on: Option<bool>,
    /// Ids of bookmarks.
    pub ids: Vec<String>,
}

/// Performs the request of a page; `Err` is a code for the reply.
pub async fn act(action: CorrectAction, about: CorrectionRequest) -> Result<JsValue, &'static str> {
    match action {
        CorrectAction::Bookmarks => super::bookmarks::wrong().await,
        CorrectAction::RepairBookmarks => super::bookmarks::repair(&about.ids).await,
        CorrectAction::UndoBookmarks => super::bookmarks::undo().await,
        _ => {
            change(action, &about).await?;
            status(about.tab).await.map(|status| to_js(&status))
        }
    }
}

async fn change(action: CorrectAction, about: &CorrectionRequest) -> Result<(), &'static str> {
    let excepted = match action {
        CorrectAction::Status => return Ok(()),
        CorrectAction::Resume => return resume().await,
        CorrectAction::Undo => return leave_alone(about.tab).await,
        CorrectAction::Told => return told(about.tab).await,
        CorrectAction::Except => Some(last(about.tab).await.ok_or("malformed")?),
        _ => None,
    };
    storage::update(|settings: &mut Settings| {
        match action {
            CorrectAction::On => settings.correction = Some(true),
            CorrectAction::Off => settings.correction = Some(false),
            CorrectAction::HostTyping => settings.host_typing = about.on.ok_or("malformed")?,
            CorrectAction::Forget => settings.forget(about.url.as_deref().ok_or("malformed")?),
            _ => {
                if let Some(corrected) = &excepted {
                    settings.except(&corrected.from);
                }
            }
        }
        Ok(())
    })
    .await?;
    apply().await?;
    // The exception itself lets the address through; a rule for the tab would remain after the exception is removed.
    match excepted {
        Some(corrected) => open(&corrected).await,
        None => Ok(()),
    }
}

/// Updates the browser's rules from the settings; called after each change and at every start.
///
/// A failed read changes nothing; `Err` is a code for the reply.
pub async fn apply() -> Result<(), &'static str> {
    // The settings are read under the lock, so the last call leaves the rules as they should be.
    let _rules = RULES.lock().await;
    let settings: Settings = storage::read().await?;
    switch(settings.in_force()).await;
    lapse().await?;
    let noted = note_typing().await;
    let visit: BrowserSession = storage::read().await?;
    let _ = update_session_rules(&visit).await;
    let known = chrome::dynamic_rules().await.map(|rules| list(&rules)).unwrap_or_default();
    if known.is_empty() && settings.exceptions.is_empty() {
        return noted;
    }
    let gone: js_sys::Array = known.iter().filter_map(|rule| get(rule, "id")).collect();
    let rules = settings.exceptions.iter().flat_map(|url| dnr_rules::exception(url, None));
    let rules = dnr_rules::numbered(rules);
    let change = object(&[("removeRuleIds", gone.into()), ("addRules", to_js(&rules))]);
    let _ = chrome::change_dynamic_rules(&change).await;
    noted
}

/// Ends suspensions whose time is over, and sets the alarm for the next end.
async fn lapse() -> Result<(), &'static str> {
    let (before, next) = storage::update(|visit: &mut BrowserSession| {
        Ok((visit.suspended.len(), redirect_log::drop_lapsed(&mut visit.suspended, now())))
    })
    .await?;
    // Without the alarm a suspension ends with the next change of the settings, or with the session.
    let _ = match next {
        Some(at) => chrome::set_alarm(ALARM, &object(&[("when", to_js(&at))])).await,
        None if before > 0 => chrome::clear_alarm(ALARM).await,
        None => Ok(JsValue::UNDEFINED),
    };
    Ok(())
}

async fn resume() -> Result<(), &'static str> {
    storage::change(|visit: &mut BrowserSession| visit.suspended.clear()).await?;
    let _ = chrome::clear_alarm(ALARM).await;
    apply().await
}

/// Switches the ruleset, if it is in the other state.
async fn switch(on: bool) {
    let enabled = chrome::rulesets().await.map(|ids| list(&ids)).unwrap_or_default();
    let is_on = enabled.iter().any(|id| id.as_string().as_deref() == Some(RULESET));
    if is_on != on {
        let key = if on { "enableRulesetIds" } else { "disableRulesetIds" };
        let _ = chrome::switch_rulesets(&object(&[(key, texts(&[RULESET]))])).await;
    }
}

/// Opens the original address, which is then not corrected in this tab until the browser ends.
async fn leave_alone(tab: Option<i64>) -> Result<(), &'static str> {
    let last = last(tab).await.ok_or("malformed")?;
    let undo = |visit: &mut BrowserSession| {
        redirect_log::undo(&mut visit.corrected, last.tab_id, &last.from);
    };
    let _rules = RULES.lock().await;
    let visit = storage::change(undo).await?;
    update_session_rules(&visit).await.map_err(|_| "not_permitted")?;
    note_typing().await?;
    open(&last).await
}

/// Saves what the worker needs before the core has started.
async fn note_typing() -> Result<(), &'static str> {
    let locked = storage::lock().await;
    let settings = locked.load::<Settings>().await?.value;
    let visit = locked.load::<BrowserSession>().await?.value;
    let items =
        locked.load::<Option<TypoRedirect>>().await?.items(&settings.typo_redirect(&visit))?;
    locked.save(Area::Local, items).await
}

/// Updates the session rules from saved state: undone corrections per tab, and suspensions.
async fn update_session_rules(visit: &BrowserSession) -> Result<JsValue, JsValue> {
    let known = list(&chrome::session_rules().await?);
    let undone = visit.corrected.iter().filter(|known| known.undone);
    let undone = undone.flat_map(|known| dnr_rules::exception(&known.from, Some(known.tab_id)));
    let resting = visit.suspended.iter();
    let resting = resting.flat_map(|known| dnr_rules::exception(&known.page, known.tab_id));
    let rules = dnr_rules::numbered(undone.chain(resting));
    if known.is_empty() && rules.is_empty() {
        return Ok(JsValue::UNDEFINED);
    }
    let gone: js_sys::Array = known.iter().filter_map(|rule| get(rule, "id")).collect();
    let change = object(&[("removeRuleIds", gone.into()), ("addRules", to_js(&rules))]);
    chrome::change_session_rules(&change).await
}

/// Records that the person has seen the correction in this tab.
async fn told(tab: Option<i64>) -> Result<(), &'static str> {
    let tab = tab.ok_or("malformed")?;
    storage::change(|visit: &mut BrowserSession| {
        redirect_log::mark_notified(&mut visit.corrected, tab);
    })
    .await?;
    Ok(())
}

/// Opens the wrong address. Its query is not saved, but the correction left it in the tab's address.
async fn open(last: &RedirectEntry) -> Result<(), &'static str> {
    let tab = chrome::tab(id(last.tab_id)).await.ok();
    let shown = tab.and_then(|tab| text(&tab, "url")).unwrap_or_default();
    let url = with_query_of(&last.from, &last.to, &shown);
    let what = object(&[("url", url.into())]);
    chrome::change_tab(id(last.tab_id), &what).await.map_err(|_| "failed")?;
    Ok(())
}

async fn last(tab: Option<i64>) -> Option<RedirectEntry> {
    let mut log = storage::visit().await.corrected;
    Some(log.swap_remove(redirect_log::last(&log, tab?)?))
}

async fn status(tab: Option<i64>) -> Result<CorrectionStatus, &'static str> {
    let settings: Settings = storage::read().await?;
    let mut resting = storage::visit().await.suspended;
    redirect_log::drop_lapsed(&mut resting, now());
    Ok(CorrectionStatus {
        kind: "correction",
        in_force: settings.in_force(),
        forced: settings.policy().correction,
        host_typing: settings.host_typing,
        exceptions: settings.exceptions,
        suspended: resting.pop().map(|Suspension { at, page, .. }| SuspendedPage {
            at,
            until: at.saturating_add(redirect_log::RESTS),
            url: page,
        }),
        last: last(tab).await.filter(RedirectEntry::is_news).map(|c| LastRedirect {
            reason: classify_text(&c.from).reason(),
            from: c.from,
            to: c.to,
            at: c.at,
            tab_id: c.tab_id,
        }),
        tab: sorted(tab).await,
    })
}

/// Classifies the tab's full address; the full address is not passed on.
async fn sorted(tab: Option<i64>) -> Option<TabAddress> {
    let tab = chrome::tab(id(tab?)).await.ok()?;
    let found = classify_text(&text(&tab, "url")?);
    Some(TabAddress {
        verdict: found.verdict(),
        to: found.to().map(ToOwned::to_owned),
        reason: found.reason(),
    })
}
