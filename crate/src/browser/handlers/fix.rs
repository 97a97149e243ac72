//! Performs a fix: records the intent in the history, acts, and runs the affected probes again.
//!
//! Of the person's tabs only the diagnosed one is touched. A fix is proven if its check becomes clear.

use crate::base::site::{SIGN_IN_URL, is_karte};
use crate::browser::api::chrome;
use crate::browser::api::js_value::{get, now, object, text, to_js};
use crate::browser::flows::{clear_data, diagnose, diagnosed_tab};
use crate::browser::storage::{self, history_log};
use crate::browser::ui::tabs;
use crate::diagnosis::types::Fix;
use crate::evidence::readings::{SiteDataFacts, TabFacts};
use crate::evidence::session::BrowserSession;
use crate::messages::reply::Fixed;
use crate::state::history::{Fact, Facts, HistoryEntry, facts};
use js_sys::Function;

/// Performs the fix. A fix that changes something is recorded before it starts and again when it is finished.
///
/// `tab`: the tab that was diagnosed. No other tab is reloaded or navigated, and data is counted in no other tab.
pub async fn act(fix: Fix, tab: Option<i64>, post: &Function) -> Fixed {
    let tab = match tab {
        Some(tab) => diagnosed_tab::find(tab).await,
        None => None,
    };
    match fix {
        Fix::OpenSignIn => open_sign_in(tab, post).await,
        Fix::OpenClockSettings => opened(fix, open_clock_settings().await),
        Fix::RestartAssistant => opened(fix, open_page("repair/repair.html#restart").await),
        Fix::ExtensionsOff => opened(fix, open_page("repair/repair.html#extensions").await),
        Fix::ExtensionsBisect => opened(fix, open_page("repair/repair.html#bisect").await),
        Fix::CorrectBookmarks => {
            opened(fix, open_page("options/options.html#bookmarks-heading").await)
        }
        Fix::PrivateWindow => with_history(fix, private_window()).await,
        Fix::ClearCache | Fix::ClearKarte | Fix::ClearMedley => match tab {
            Some(tab) if tab.incognito => Fixed::of_incognito(fix),
            Some(tab) => with_history(fix, clear_data::clear(fix, tab, post)).await,
            None => Fixed::tab_gone(fix),
        },
    }
}

/// A history entry without an outcome means that the fix was interrupted.
async fn with_history(fix: Fix, doing: impl Future<Output = Fixed>) -> Fixed {
    let begun = HistoryEntry { at: now(), fix: name(fix), ..HistoryEntry::default() };
    history_log::add(begun.clone()).await;
    let fixed = doing.await;
    let outcome = Fact::Text(fixed.reason.unwrap_or("done").to_owned());
    let mut after = counted(fixed.after.as_ref());
    after.insert("outcome".to_owned(), outcome);
    history_log::add(HistoryEntry { before: counted(fixed.before.as_ref()), after, ..begun }).await;
    fixed
}

/// The name of the fix in messages.
fn name(fix: Fix) -> String {
    to_js(&fix).as_string().unwrap_or_default()
}

fn counted(data: Option<&SiteDataFacts>) -> Facts {
    let Some(data) = data else { return Facts::new() };
    let counts = [
        ("karte_cookies", Some(data.karte_cookies)),
        ("domain_cookies", Some(data.domain_cookies)),
        ("storage_entries", data.storage_entries),
    ];
    let known = counts.into_iter().filter_map(|(name, count)| Some((name, count?)));
    facts(known.map(|(name, count)| (name, Fact::Number(count.into()))))
}

const fn opened(fix: Fix, done: bool) -> Fixed {
    Fixed::new(fix, done, if done { None } else { Some("not_permitted") })
}

/// Opens the sign-in page in the diagnosed tab if that shows the karte and nobody can be typing there, and diagnoses it again;
/// else in a new tab. From an incognito window it opens in a normal window, where more is visible to us.
async fn open_sign_in(tab: Option<TabFacts>, post: &Function) -> Fixed {
    let fix = Fix::OpenSignIn;
    if tab.as_ref().is_some_and(|tab| tab.incognito) {
        let what = object(&[("incognito", false.into()), ("url", SIGN_IN_URL.into())]);
        return opened(fix, chrome::open_window(&what).await.is_ok());
    }
    if let Some(tab) = tab.filter(|tab| is_karte(&tab.url))
        && diagnosed_tab::is_free(&tab, false).await
    {
        let sent = diagnosed_tab::send_to_sign_in(tab.id).await;
        // Nothing can be said yet while Chrome's certificate dialog is open.
        let arrived = sent && tabs::loads(tab.id).await;
        let diagnosis = if arrived {
            Some(diagnose::diagnose_tab(Some(tab.id), Some(post)).await)
        } else {
            None
        };
        return Fixed { diagnosis, ..opened(fix, sent) };
    }
    let what = object(&[("url", SIGN_IN_URL.into())]);
    opened(fix, chrome::open_tab(&what).await.is_ok())
}

async fn private_window() -> Fixed {
    let what = object(&[("incognito", true.into()), ("url", SIGN_IN_URL.into())]);
    // Resolves with null if we may not see incognito windows; the window is open in either case.
    let done = chrome::open_window(&what).await.is_ok();
    if done {
        // If it is not saved, the person is not asked how it went.
        let opened = |visit: &mut BrowserSession| {
            visit.private_opened_at = Some(now());
            visit.private_windows = visit.private_windows.saturating_add(1);
        };
        storage::ignore_failure(storage::change(opened).await);
    }
    opened(Fix::PrivateWindow, done)
}

async fn open_clock_settings() -> bool {
    let navigator = get(&js_sys::global(), "navigator");
    let data = navigator.and_then(|navigator| get(&navigator, "userAgentData"));
    let windows = data.and_then(|data| text(&data, "platform")).as_deref() == Some("Windows");
    if !windows {
        return open_page("guide/guide.html#clock").await;
    }
    chrome::open_tab(&object(&[("url", "ms-settings:dateandtime".into())])).await.is_ok()
}

/// Opens one of our own pages in a new tab.
async fn open_page(path: &str) -> bool {
    chrome::open_tab(&object(&[("url", chrome::own_url(path).into())])).await.is_ok()
}
