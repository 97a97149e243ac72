//! The check at the start of the browser: whether it is wanted, its notices, and when a later diagnosis ends them.
//!
//! `browser_started` and `keep_dot` of the worker begin and conclude it. It sends nothing itself: the session's first
//! request to the dot host is the only request of a start, whoever wanted it. The notices are saved with the reminder.

use crate::base::site::is_secure_karte;
use crate::base::time::built_at;
use crate::browser::api::js_value::{now, number, text};
use crate::browser::probes::tab;
use crate::browser::storage;
use crate::browser::ui::icon;
use crate::evidence::{Answered, Evidence, ProbeFailure, ProbeResult, Reading};
use crate::state::certificates::{CertificateDiary, Now, Reminder};
use crate::state::start_check::AtStart;
use gloo_timers::future::TimeoutFuture;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;

/// How often a loaded page is checked until it shows one of the karte's own texts, and the interval in milliseconds.
const READS: u32 = 6;
const READ_MS: u32 = 500;

/// Clears the notices of the last start. True if this start is to be checked.
pub async fn begin() -> bool {
    change(|reminder| reminder.start.clear()).await;
    storage::settings().await.start_check().on
}

/// Saves the notices that follow from the session's first answer of the dot host, if there is one and this start is
/// checked.
pub async fn conclude(present: Now) {
    let visit = storage::visit().await;
    let Some(probe) = visit.first_dot.filter(|_| visit.start_check) else { return };
    let diary: CertificateDiary = storage::read().await.unwrap_or_default();
    let start = AtStart {
        asked: &probe.ask,
        dot_works: storage::calibration().await.dot_works,
        diary: &diary,
        now: present.now,
        today: present.today,
        built_at: built_at(),
    };
    let notices = start.notices();
    change(|reminder| reminder.start = notices).await;
}

/// Drops the notices that a diagnosis refutes.
pub async fn drop_refuted(evidence: &Evidence) {
    change(|reminder| reminder.drop_refuted(evidence)).await;
}

/// A page was loaded: while there are notices, checks whether the karte opens.
pub fn page_loaded(details: &JsValue) {
    let of_karte = text(details, "url").is_some_and(|url| is_secure_karte(&url));
    if let Some(tab) = number(details, "tabId").filter(|_| of_karte) {
        spawn_local(drop_once_karte_opens(tab));
    }
}

async fn drop_once_karte_opens(tab: i64) {
    for _ in 0..READS {
        let told = storage::read::<Reminder>().await.is_ok_and(|known| !known.start.is_empty());
        let seen = if told { see(tab).await } else { None };
        let Some(seen) = seen else { return };
        if seen.shows_own_text() {
            return drop_refuted(&seen).await;
        }
        TimeoutFuture::new(READ_MS).await;
    }
}

/// What the tab shows, without a request; `None` if the tab is gone.
async fn see(tab: i64) -> Option<Evidence> {
    let mut seen = Evidence::new(now());
    let found = tab::active_tab(Some(tab)).await?;
    take(&mut seen, ProbeResult::Tab(Answered::Ok(found)));
    let page = tab::page(&seen).await;
    take(&mut seen, ProbeResult::Page(page));
    let navigations = tab::navigations(&seen).await;
    let navigations = navigations.map_or(Answered::Failed(ProbeFailure::NoAnswer), Answered::Ok);
    take(&mut seen, ProbeResult::Navigation(navigations));
    Some(seen)
}

fn take(seen: &mut Evidence, found: ProbeResult) {
    let at = now();
    seen.now = at;
    seen.take(Reading { at, found });
}

/// Changes the notices, and updates the icon. If the change cannot be saved, nothing changes.
async fn change(change: impl FnOnce(&mut Reminder)) {
    let told = |reminder: &mut Reminder| {
        let before = reminder.start.clone();
        change(reminder);
        Ok(before != reminder.start)
    };
    if storage::update(told).await == Ok(true) {
        icon::show_icon().await;
    }
}
