//! A diagnosis without a click: it starts as soon as a tab of the karte is seen to fail, so that the popup has it when it
//! opens.
//!
//! Called by `events::navigation`. Nothing is requested before a failure was seen, and incognito windows are excluded.

use super::diagnose;
use crate::browser::api::js_value::now;
use crate::browser::probes::{incognito, tab};
use crate::browser::storage::{self, experiment_state};
use crate::browser::ui::tabs;
use crate::state::recent_diagnoses::{Failure, RecentDiagnoses};

/// Diagnoses a failing tab once it shows the failure, unless that was done a moment ago.
pub fn begin(tab: i64, failure: Failure) {
    wasm_bindgen_futures::spawn_local(diagnose_failure(tab, failure));
}

async fn diagnose_failure(tab: i64, failure: Failure) {
    if tabs::shown(tab).await.is_none() || incognito::is_incognito(tab).await || is_trying().await {
        return;
    }
    let Some(navigations) = tab::of_tab(tab).await else { return };
    let request = navigations.last().map(|navigation| navigation.request.clone());
    let begin = |recent: &mut RecentDiagnoses| Ok(recent.begin((tab, request), failure, now()));
    // If this cannot be saved, the diagnosis could not be saved either.
    if storage::update(begin).await == Ok(true) {
        diagnose::diagnose_early(tab).await;
    }
}

/// Whether an experiment with extensions is running: it opens and evaluates the page itself.
async fn is_trying() -> bool {
    experiment_state::saved().await.is_none_or(|(experiment, _)| experiment.toggle.is_trying())
}

/// The failing screen has gone.
pub async fn forget(tab: i64) {
    diagnose::cancel_early();
    storage::ignore_failure(
        storage::change(|recent: &mut RecentDiagnoses| recent.forget(tab)).await,
    );
}
