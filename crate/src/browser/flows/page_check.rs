//! Opens the sign-in page again and reports what it shows: the evidence by which an experiment with extensions is judged.
//!
//! Called by `flows::experiment`. It uses the diagnosed tab while that shows the sign-in page and nobody may be typing
//! there, else a tab that it opened itself; no other tab.

use super::{diagnose, diagnosed_tab};
use crate::base::site::SIGN_IN_URL;
use crate::base::time::Millis;
use crate::browser::api::concurrency::{StillWanted, within};
use crate::browser::api::js_value::{get, id, list, now, number, object, text, texts};
use crate::browser::api::{chrome, fetch};
use crate::browser::probes::{certificate, tab};
use crate::browser::ui::tabs;
use crate::evidence::Evidence;
use crate::evidence::readings::{RequestOutcome, TabFacts};
use crate::extensions::Readiness;
use crate::extensions::experiment::Event;
use crate::extensions::page_result::{lacks_certificate, readiness, seen};
use gloo_timers::future::TimeoutFuture;
use std::cell::{Cell, RefCell};

/// After an extension was switched, Chromium reloads an error page by itself; before that a check would see the old page.
const AFTER_SWITCH_MS: u32 = 500;
/// Time in milliseconds after which a navigation has started.
const BEGINS_MS: u32 = 100;
/// Delay before a failed request is repeated, in milliseconds: switching a proxy breaks requests in progress.
const ONCE_MORE_MS: u32 = 1_000;
/// How often to wait, about six seconds each time, while the person chooses a certificate.
const WAITS: usize = 10;
/// Timeout of a request in milliseconds: a dead proxy or tunnel never answers.
const ANSWER_MS: u32 = 6_000;
/// Chrome's timestamps of pages and ours differ by less than this, in milliseconds.
const STAMPS_MS: Millis = 250;

thread_local! {
    /// What the page showed when the probe opened it, for the page check that follows.
    static SHOWN: RefCell<Option<Evidence>> = const { RefCell::new(None) };
    /// The tab that was opened for a check, until it is shown to the person.
    static OURS: Cell<Option<i64>> = const { Cell::new(None) };
}

/// Whether a page check would show anything: Chrome will ask for a certificate, or one was accepted.
pub async fn probe(still_wanted: StillWanted) -> Readiness {
    TimeoutFuture::new(AFTER_SWITCH_MS).await;
    let mut asked = asked().await;
    if matches!(asked, RequestOutcome::Error { .. }) {
        TimeoutFuture::new(ONCE_MORE_MS).await;
        asked = self::asked().await;
    }
    let answered = matches!(asked, RequestOutcome::Answered { .. });
    SHOWN.set(if answered { open(false, &still_wanted).await } else { None });
    let html = if answered { sent_text().await } else { String::new() };
    let nothing = Evidence::new(0);
    SHOWN.with_borrow(|shown| readiness(&asked, &html, shown.as_ref().unwrap_or(&nothing)))
}

/// The result of the page check, or of a new probe if Chrome may now remember "none". `form_counts`: see [`seen`].
pub async fn check(form_counts: bool, still_wanted: StillWanted) -> Event {
    if let Some(shown) = SHOWN.take() {
        return Event::PageChecked(seen(&shown, form_counts));
    }
    TimeoutFuture::new(AFTER_SWITCH_MS).await;
    let asks = asked().await == RequestOutcome::CertNeeded;
    let Some(shown) = open(asks, &still_wanted).await else { return Event::PageChecked(None) };
    if lacks_certificate(&shown) {
        // The person may have closed the dialog.
        let html = sent_text().await;
        match readiness(&asked().await, &html, &shown) {
            Readiness::Ready => {}
            other => return Event::Probed(other),
        }
    }
    Event::PageChecked(seen(&shown, form_counts))
}

/// The certificate probe, with a timeout.
async fn asked() -> RequestOutcome {
    let asked = within(ANSWER_MS, certificate::main()).await;
    asked.unwrap_or_else(|| RequestOutcome::Error { error: "net::ERR_TIMED_OUT".to_owned() })
}

async fn sent_text() -> String {
    within(ANSWER_MS, fetch::text_of(SIGN_IN_URL)).await.unwrap_or_default()
}

/// Opens and checks the page; in the foreground if Chrome will ask the person for a certificate there.
async fn open(front: bool, still_wanted: &StillWanted) -> Option<Evidence> {
    let mut seen = once(front, false).await?;
    if seen.from_cache() == Some(true) {
        seen = once(front, true).await?;
    }
    if front && still_wanted() {
        show_own_page().await;
    }
    Some(seen)
}

async fn once(front: bool, past_cache: bool) -> Option<Evidence> {
    let began = now();
    let tab = sent_there(past_cache).await?;
    if front {
        tabs::bring_to_front(tab).await;
    }
    for _ in 0..if front { WAITS } else { 1 } {
        let shown = tabs::shown(tab).await?;
        if text(&shown, "status").as_deref() == Some("complete") {
            break;
        }
    }
    let found = diagnose::evidence(tab).await?;
    // A page from before this navigation, which a dialog may hold up, is not an answer.
    let new = found.latest().is_some_and(|newest| newest.began_at >= began - STAMPS_MS);
    (new && found.tab().is_some_and(|shown| shown.id == tab)).then_some(found)
}

/// Navigates a tab to the sign-in page.
async fn sent_there(past_cache: bool) -> Option<i64> {
    let tab = match usable_tab().await {
        Some(tab) if past_cache => {
            let anew = object(&[("bypassCache", true.into())]);
            chrome::reload_tab_with(id(tab), &anew).await.ok()?;
            tab
        }
        Some(tab) => diagnosed_tab::send_to_sign_in(tab).await.then_some(tab)?,
        None => {
            let behind = object(&[("url", SIGN_IN_URL.into()), ("active", false.into())]);
            let tab = number(&chrome::open_tab(&behind).await.ok()?, "id")?;
            OURS.set(Some(tab));
            tab
        }
    };
    // At first the tab still shows the previous page.
    TimeoutFuture::new(BEGINS_MS).await;
    Some(tab)
}

/// The tab that was opened for checks, else the diagnosed one; either only if nobody can be typing there.
async fn usable_tab() -> Option<i64> {
    if let Some(tab) = our_tab().await {
        return diagnosed_tab::is_free(&tab, true).await.then_some(tab.id);
    }
    let tab = sign_in_tab().await?;
    diagnosed_tab::is_free(&tab, false).await.then_some(tab.id)
}

/// The tab that was opened for checks, in its present state.
async fn our_tab() -> Option<TabFacts> {
    tab::active_tab(Some(OURS.get()?)).await
}

/// The diagnosed tab, if it shows the sign-in page and is not in an incognito window.
async fn sign_in_tab() -> Option<TabFacts> {
    let known = diagnosed_tab::last().await?;
    let tab = tab::active_tab(Some(known.id)).await.filter(|tab| tab.url == SIGN_IN_URL)?;
    (!tab.incognito).then_some(tab)
}

/// Brings the sign-in page to the front; opens it if it is not open.
pub async fn show() -> Result<(), &'static str> {
    let known = match our_tab().await {
        Some(tab) => Some(tab),
        None => sign_in_tab().await,
    };
    let tab = match known {
        Some(tab) => tab.id,
        None => sent_there(false).await.ok_or("no_tab")?,
    };
    // From now on the tab belongs to the person.
    OURS.set(None);
    tabs::bring_to_front(tab).await;
    Ok(())
}

/// Brings our own page back to the front, if it is still open.
async fn show_own_page() {
    let filter = object(&[("contextTypes", texts(&["TAB"]))]);
    let Ok(pages) = chrome::own_pages(&filter).await else { return };
    let repair = list(&pages).into_iter().find(|page| {
        get(page, "documentUrl")
            .and_then(|url| url.as_string())
            .is_some_and(|url| url.contains("/repair/repair.html"))
    });
    if let Some(tab) = repair.and_then(|page| number(&page, "tabId")) {
        tabs::bring_to_front(tab).await;
    }
}
