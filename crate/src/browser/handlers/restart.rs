//! Message `restart`: guides through a complete restart of Chrome.
//!
//! Lists what keeps Chrome alive, closes the karte's tabs that the person was shown, and saves what was seen afterwards.

use crate::browser::api::chrome;
use crate::browser::api::js_value::{
    flag, from_js, get, id, list, now, number, object, text, texts, to_js,
};
use crate::browser::probes::tab::karte_tabs;
use crate::browser::storage;
use crate::browser::ui::{icon, tabs};
use crate::evidence::readings::RequestOutcome;
use crate::messages::badge;
use crate::messages::reply::{KarteTab, OpenWindow, RestartStatus};
use crate::messages::request::RestartAction;
use crate::state::restart::{ListedTab, Restart, are_listed, title_to_show};
use crate::url_correction::redacted_url::kept_address;
use wasm_bindgen::JsValue;

/// Performs the request of the page; `Err` is a code for the reply.
pub async fn act(
    action: RestartAction,
    tab: Option<i64>,
    listed: Vec<ListedTab>,
) -> Result<JsValue, &'static str> {
    let mut tabs_changed = false;
    match action {
        RestartAction::Status => {}
        RestartAction::Show => show(tab.ok_or("malformed")?).await?,
        RestartAction::CloseTabs => tabs_changed = !close_tabs(&listed).await?,
        RestartAction::Announce => save(&Restart::announced(now())).await?,
        RestartAction::Finish => save(&Restart::default()).await?,
    }
    let status = status().await.ok_or("failed")?;
    Ok(to_js(&RestartStatus { tabs_changed, ..status }))
}

async fn save(restart: &Restart) -> Result<(), &'static str> {
    storage::change(|known: &mut Restart| known.clone_from(restart)).await.map(drop)
}

async fn status() -> Option<RestartStatus> {
    let restart = storage::restart().await;
    let query = object(&[("populate", true.into()), ("windowTypes", texts(&KINDS))]);
    let windows = list(&chrome::windows_of(&query).await.ok()?);
    let windows: Vec<_> = windows.iter().map(window).collect();
    let sees = chrome::sees_private_windows().await.ok().and_then(|yes| yes.as_bool());
    let private = windows.iter().filter(|window| window.private).count();
    Some(RestartStatus {
        kind: "restart",
        windows,
        private_windows: (sees == Some(true)).then_some(private),
        background: background().await.unwrap_or_default(),
        karte_tabs: karte_tabs().await.map(|tabs| tabs.iter().filter_map(karte_tab).collect()),
        tabs_changed: false,
        announced_at: restart.announced_at,
        after: restart.result(now(), &storage::visit().await),
    })
}

const KINDS: [&str; 4] = ["normal", "popup", "app", "panel"];

fn window(found: &JsValue) -> OpenWindow {
    OpenWindow {
        kind: text(found, "type").unwrap_or_default(),
        tabs: get(found, "tabs").map_or(0, |tabs| list(&tabs).len()),
        private: flag(found, "incognito").unwrap_or(false),
    }
}

/// Extensions that keep the browser running after its last window was closed.
async fn background() -> Option<Vec<String>> {
    let all = list(&chrome::extensions().await.ok()?);
    let stays = |info: &&JsValue| {
        let permissions = get(info, "permissions").map(|found| list(&found)).unwrap_or_default();
        flag(info, "enabled") == Some(true)
            && permissions.iter().any(|name| name.as_string().as_deref() == Some("background"))
    };
    let names = all.iter().filter(stays).filter_map(|info| text(info, "name"));
    Some(names.map(|name| name.chars().take(80).collect()).collect())
}

fn karte_tab(tab: &JsValue) -> Option<KarteTab> {
    Some(KarteTab {
        tab_id: number(tab, "id")?,
        title: title_to_show(&text(tab, "title").unwrap_or_default()),
        url: kept_address(&text(tab, "url")?),
    })
}

/// Brings a tab to the front, if it shows the karte.
async fn show(tab: i64) -> Result<(), &'static str> {
    let known = karte_tabs().await.unwrap_or_default();
    let of_karte = known.iter().any(|one| number(one, "id") == Some(tab));
    if of_karte && tabs::bring_to_front(tab).await { Ok(()) } else { Err("no_tab") }
}

/// Closes the karte's tabs, because Chrome would restore them, each with its certificate dialog. False, and nothing is
/// closed, if an open tab was not listed or shows another page by now.
async fn close_tabs(listed: &[ListedTab]) -> Result<bool, &'static str> {
    let open = karte_tabs().await.ok_or("not_permitted")?;
    let open: Vec<_> = open.iter().filter_map(listed_tab).collect();
    if !are_listed(&open, listed) {
        return Ok(false);
    }
    for tab in open {
        // A tab that was closed meanwhile needs nothing; a tab that navigated meanwhile stays open.
        let now = chrome::tab(id(tab.tab_id)).await.ok();
        if now.and_then(|now| listed_tab(&now)).is_some_and(|now| now == tab) {
            let _ = chrome::close_tab(id(tab.tab_id)).await;
        }
    }
    Ok(true)
}

fn listed_tab(tab: &JsValue) -> Option<ListedTab> {
    Some(ListedTab { tab_id: number(tab, "id")?, url: kept_address(&text(tab, "url")?) })
}

/// Whether this start of the browser is the one that was announced.
pub async fn is_awaited() -> bool {
    storage::restart().await.awaits(now())
}

/// Saves the answer of the dot host after the announced restart, and shows it on the icon.
pub async fn record_answer(asked: &JsValue) {
    let Some(ask) = from_js::<RequestOutcome>(asked) else { return };
    let dot_works = storage::calibration().await.dot_works;
    let seen = Restart::seen(now(), &ask, dot_works);
    // If it could not be saved, the dot host is asked again at the next start of the browser.
    storage::ignore_failure(save(&seen).await);
    if let Some(after) = seen.after {
        icon::mark_all(&badge::after_restart(after.will)).await;
    }
}
