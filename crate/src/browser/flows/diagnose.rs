//! The diagnosis loop: runs the probes that `diagnosis::probe_plan` wants, saves each reading, and posts the result so
//! far.
//!
//! Called by `dispatch` and by the other flows. A newer diagnosis supersedes an older one. It judges nothing: `diagnose`
//! does.

use super::start_check;
use crate::browser::api::js_value::{now, to_js};
use crate::browser::api::monotonic_clock;
use crate::browser::probes;
use crate::browser::storage::{self, evidence_cache};
use crate::browser::ui::icon;
use crate::diagnosis::types::Diagnosis;
use crate::diagnosis::{clock_history, probe_plan};
use crate::evidence::questions::{AnswerValue, Question, UserAnswer};
use crate::evidence::readings::RequestOutcome;
use crate::evidence::session::{BrowserSession, PcMemory};
use crate::evidence::{Evidence, Probe, Reading};
use crate::{diagnose, diagnose_so_far};
use futures_util::StreamExt as _;
use futures_util::stream::FuturesUnordered;
use js_sys::Function;
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::JsValue;

thread_local! {
    /// Generation counter: a newer diagnosis cancels the older one.
    static TURN: Cell<u32> = const { Cell::new(0) };
    /// Whether the newest diagnosis is still running.
    static UNDER_WAY: Cell<bool> = const { Cell::new(false) };
}

/// Diagnoses a tab from the beginning. Answers that a person gave within the last hour stay.
pub async fn look(tab: Option<i64>, post: Option<&Function>) -> Diagnosis {
    monotonic_clock::begin();
    if storage::restart().await.after.is_some() {
        icon::show_icon().await;
    }
    match gather(tab, post).await {
        Some(evidence) => diagnose(&evidence),
        None => conclude(&evidence_cache::current()),
    }
}

/// Collects evidence for one tab. Returns `None` if a newer diagnosis superseded this one.
pub async fn evidence(tab: i64) -> Option<Evidence> {
    gather(Some(tab), None).await
}

/// Returns `None` if a newer diagnosis superseded this one.
async fn gather(tab: Option<i64>, post: Option<&Function>) -> Option<Evidence> {
    evidence_cache::begin().await;
    complete(tab, post).await
}

/// Adds a person's answer to the saved evidence and diagnoses again, without probes. `Err` is a code for the reply.
pub async fn answered(question: Question, value: AnswerValue) -> Result<Diagnosis, &'static str> {
    if evidence_cache::known().await?.is_none() {
        evidence_cache::begin().await;
    }
    let at = now();
    let evidence = evidence_cache::change(|evidence| {
        let incognito = evidence.is_incognito();
        evidence.answers.push(UserAnswer { question, value, at, incognito });
        evidence.now = at;
    });
    evidence_cache::save().await;
    Ok(conclude(&evidence))
}

/// The diagnosis of what is known now, while probes are running or not.
fn conclude(evidence: &Evidence) -> Diagnosis {
    if UNDER_WAY.get() { so_far(evidence, &[]) } else { diagnose(evidence) }
}

/// Runs every probe that is still wanted. Saves and posts each reading as it arrives.
async fn complete(tab: Option<i64>, post: Option<&Function>) -> Option<Evidence> {
    let turn = next_turn();
    let mut under_way = FuturesUnordered::new();
    let mut asked = Vec::new();
    loop {
        let evidence = Rc::new(evidence_cache::current());
        for request in probe_plan::next_probes(&evidence) {
            if !asked.contains(&request.probe) {
                asked.push(request.probe);
                under_way.push(probes::ask(request, tab, Rc::clone(&evidence)));
            }
        }
        let Some(reading) = under_way.next().await else { break };
        if TURN.get() != turn {
            // A newer diagnosis has begun and runs these probes itself.
            return None;
        }
        if let Some(reading) = reading {
            let evidence = take(reading).await;
            if TURN.get() == turn {
                show(&so_far(&evidence, &asked), post);
            }
        }
    }
    let evidence = evidence_cache::change(|evidence| evidence.now = now());
    evidence_cache::save().await;
    note_drift(&evidence).await;
    start_check::drop_refuted(&evidence).await;
    if evidence.dot_host_is_unreliable() {
        storage::mark_dot_host(false).await;
    }
    // Answers given meanwhile count.
    let evidence = evidence_cache::current();
    if TURN.get() != turn {
        return None;
    }
    UNDER_WAY.set(false);
    show(&diagnose(&evidence), post);
    Some(evidence)
}

async fn note_drift(evidence: &Evidence) {
    if clock_history::clock_is_wrong(evidence) {
        // This diagnosis shows it already; the record is for later ones.
        storage::ignore_failure(
            storage::change(|visit: &mut BrowserSession| {
                clock_history::record_wrong_clock_in_session(evidence, visit);
            })
            .await,
        );
        storage::ignore_failure(
            storage::change(|pc: &mut PcMemory| clock_history::record_wrong_clock(evidence, pc))
                .await,
        );
    }
}

fn next_turn() -> u32 {
    UNDER_WAY.set(true);
    TURN.set(TURN.get().wrapping_add(1));
    TURN.get()
}

/// The final diagnosis if no running probe blocks the result (`probe_plan::blocks_result`), else the one so far.
fn so_far(evidence: &Evidence, asked: &[Probe]) -> Diagnosis {
    let next = probe_plan::next_probes(evidence);
    let all = asked.iter().copied().chain(next.into_iter().map(|request| request.probe));
    let mut open = all.filter(|probe| !evidence.asked(*probe));
    if open.any(|probe| probe_plan::blocks_result(probe, evidence)) {
        diagnose_so_far(evidence)
    } else {
        diagnose(&Evidence { now: now(), ..evidence.clone() })
    }
}

async fn take(reading: Reading) -> Evidence {
    let mut learnt = false;
    evidence_cache::change(|evidence| {
        evidence.take(reading);
        learnt =
            evidence.cert_dot() == Some(&RequestOutcome::CertNeeded) && !evidence.session.dot_works;
        evidence.session.dot_works |= learnt;
    });
    evidence_cache::save().await;
    if learnt {
        storage::mark_dot_host(true).await;
    }
    evidence_cache::current()
}

/// Posts a diagnosis. A closed popup is no error.
fn show(diagnosis: &Diagnosis, post: Option<&Function>) {
    let Some(post) = post else { return };
    drop(post.call1(&JsValue::NULL, &to_js(diagnosis)));
}
