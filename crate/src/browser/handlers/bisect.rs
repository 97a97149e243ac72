//! Message `bisect`: disabling other extensions for a test or a search, and the status of that.
//!
//! Turns what a person does on the page into events of `flows::experiment`.

use super::history;
use crate::browser::api::chrome;
use crate::browser::api::js_value::{now, to_js};
use crate::browser::flows::{experiment, page_check};
use crate::browser::probes::extensions;
use crate::browser::storage::{self, experiment_state};
use crate::extensions::PageAnswer;
use crate::extensions::bisect::{Bisect, Phase};
use crate::extensions::candidates::{Rules, sort};
use crate::extensions::experiment::{Event, Experiment};
use crate::extensions::toggle::{self, DisableRun};
use crate::messages::reply::{ExperimentStatus, RunStatus, SearchStatus};
use crate::messages::request::BisectEvent;
use crate::state::settings::Settings;
use wasm_bindgen::JsValue;

/// Performs the request of the page, and returns the new status; `Err` is a code for the reply.
pub async fn act(
    event: BisectEvent,
    ids: Vec<String>,
    step: Option<usize>,
) -> Result<JsValue, &'static str> {
    experiment::wake().await;
    // An error of an earlier event does not belong to this one.
    experiment::take_storage_error();
    if step.is_some() && step != asked().await {
        return status().await.ok_or("failed");
    }
    if matches!(event, BisectEvent::Try | BisectEvent::Start | BisectEvent::GoOn) {
        // The notice about an earlier try is outdated.
        experiment::noticed().await;
    }
    if matches!(event, BisectEvent::Stop | BisectEvent::Good) {
        experiment::cancel_page_check();
    }
    match event {
        BisectEvent::Status => experiment::keep_time().await,
        BisectEvent::Noticed => experiment::noticed().await,
        BisectEvent::Show => page_check::show().await?,
        BisectEvent::GiveBack => {
            experiment::dispatch(Event::GiveBack(ids)).await;
            history::note_given_back().await;
        }
        event => experiment::dispatch(said(event, ids).await?).await,
    }
    if experiment::take_storage_error() {
        return Err("storage");
    }
    status().await.ok_or("failed")
}

/// The number of the open question.
async fn asked() -> Option<usize> {
    let (experiment, _) = experiment_state::saved().await?;
    Some(experiment.bisect?.present()?.step)
}

async fn said(event: BisectEvent, ids: Vec<String>) -> Result<Event, &'static str> {
    Ok(match event {
        BisectEvent::Try => {
            Event::Try(extensions::extensions().await.ok_or("failed")?, rules(ids).await?)
        }
        BisectEvent::Start => {
            Event::Find(extensions::extensions().await.ok_or("failed")?, rules(ids).await?)
        }
        BisectEvent::GoOn => Event::GoOn(extensions::extensions().await.ok_or("failed")?),
        BisectEvent::Good => Event::Answer(PageAnswer::Good),
        BisectEvent::Bad => Event::Answer(PageAnswer::Bad),
        BisectEvent::Unsure => Event::Answer(PageAnswer::Unsure),
        BisectEvent::Extend => Event::Extend,
        BisectEvent::Keep => Event::Keep(ids),
        _ => Event::Stop,
    })
}

/// What the administrator and the person have set about other extensions.
async fn rules(included_anyway: Vec<String>) -> Result<Rules, &'static str> {
    let own = chrome::OWN_ID.with(String::clone);
    let settings = storage::read::<Settings>().await?;
    Ok(Rules { own, never_touch: settings.left_alone(), included_anyway })
}

async fn status() -> Option<JsValue> {
    let (Experiment { toggle, bisect }, _) = experiment_state::saved().await?;
    Some(to_js(&ExperimentStatus {
        kind: "bisect",
        now: now(),
        extensions: sort(&extensions::extensions().await?, &rules(Vec::new()).await.ok()?),
        run: toggle.run.map(running),
        search: bisect.as_ref().map(search),
        looking: experiment::is_checking(),
        kept: toggle.kept,
        notice: experiment_state::notice().await,
    }))
}

fn running(run: DisableRun) -> RunStatus {
    RunStatus {
        purpose: run.purpose,
        phase: if run.phase == toggle::Phase::Trying { "trying" } else { "ending" },
        why: match run.phase {
            toggle::Phase::Trying => None,
            toggle::Phase::Ending { why, .. } => Some(why),
        },
        deadline: run.deadline.at(),
        left: run.deadline.left(now()),
        items: run.items,
        seen: run.seen,
        doubt: run.doubt,
    }
}

fn search(bisect: &Bisect) -> SearchStatus {
    let (outcome, cured) = match &bisect.phase {
        Phase::Over { outcome, cured } => (Some(outcome.clone()), *cured),
        Phase::Proving { outcome, .. } => (Some(outcome.clone()), false),
        Phase::Trying { .. } | Phase::Paused => (None, false),
    };
    SearchStatus {
        started: bisect.started,
        phase: bisect.phase.key(),
        stage: bisect.phase.stage(),
        question: bisect.present(),
        outcome,
        cured,
        once: bisect.is_weakly_confirmed(),
        answers: bisect.answers.len(),
    }
}
