//! The diagnosis loop: runs the probes that `diagnosis::probe_plan` wants, and posts the result so far after each reading.
//!
//! Called by `dispatch` and by the other flows. A newer diagnosis supersedes an older one. It judges nothing: `diagnose`
//! does.

use super::start_check;
use crate::base::json;
use crate::browser::api::concurrency::StillWanted;
use crate::browser::api::js_value::{now, to_js};
use crate::browser::api::monotonic_clock;
use crate::browser::probes;
use crate::browser::storage::{self, evidence_cache};
use crate::browser::ui::icon;
use crate::diagnosis::types::Diagnosis;
use crate::diagnosis::{clock_history, probe_plan};
use crate::evidence::page::tab_state::TabState;
use crate::evidence::questions::{AnswerValue, Question, UserAnswer};
use crate::evidence::readings::RequestOutcome;
use crate::evidence::session::{BrowserSession, PcMemory};
use crate::evidence::{Evidence, Probe, Reading};
use crate::state::recent_diagnoses::RecentDiagnoses;
use crate::{diagnose, diagnose_so_far};
use futures_util::StreamExt as _;
use futures_util::stream::FuturesUnordered;
use js_sys::Function;
use std::cell::Cell;
use std::pin::Pin;
use std::rc::Rc;
use wasm_bindgen::JsValue;

thread_local! {
    /// Generation counter: a newer diagnosis cancels the older one.
    static TURN: Cell<u32> = const { Cell::new(0) };
    /// Whether the newest diagnosis is still running.
    static UNDER_WAY: Cell<bool> = const { Cell::new(false) };
}

/// Diagnoses a tab from the beginning. A person's answers of the last hour are kept.
pub async fn diagnose_tab(tab: Option<i64>, post: Option<&Function>) -> Diagnosis {
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
    let diagnosis = conclude(&evidence);
    keep(&evidence, &diagnosis).await;
    Ok(diagnosis)
}

/// The diagnosis of the present evidence; preliminary while probes are running.
fn conclude(evidence: &Evidence) -> Diagnosis {
    if UNDER_WAY.get() { so_far(evidence, &[]) } else { diagnose(evidence) }
}

/// Runs every probe that is still wanted, and posts the result after each reading. Saves the evidence when the state of the
/// result changes, and at the end: with many extensions a save takes longer than most probes.
async fn complete(tab: Option<i64>, post: Option<&Function>) -> Option<Evidence> {
    let turn = next_turn();
    let is_newest = move || TURN.get() == turn;
    let (mut run, mut is_kept) = (ProbeRun::new(tab, Rc::new(is_newest)), false);
    let mut saved_in = None;
    while let Some(reading) = run.next(evidence_cache::current()).await {
        if !is_newest() {
            // A newer diagnosis has begun and runs these probes itself.
            return None;
        }
        let Some(reading) = reading else { continue };
        let evidence = take(reading).await;
        if is_newest() {
            let diagnosis = so_far(&evidence, &run.asked);
            show(&diagnosis, post);
            if saved_in.replace(diagnosis.state) != Some(diagnosis.state) {
                evidence_cache::save().await;
            }
            is_kept = is_kept || keep_if_final(&evidence, &diagnosis).await;
        }
    }
    let evidence = evidence_cache::change(|evidence| evidence.now = now());
    evidence_cache::save().await;
    learn(&evidence).await;
    // Answers that were given meanwhile are included.
    let evidence = evidence_cache::current();
    if !is_newest() {
        return None;
    }
    UNDER_WAY.set(false);
    let diagnosis = diagnose(&evidence);
    show(&diagnosis, post);
    keep(&evidence, &diagnosis).await;
    Some(evidence)
}

/// Diagnoses a failing tab without a click, and stores the result for the click. It runs the same probes as a click, stops
/// when a person starts a diagnosis, and does not change the evidence of the last diagnosis.
pub async fn diagnose_early(tab: i64) {
    if UNDER_WAY.get() {
        return;
    }
    let turn = TURN.get();
    let mut evidence = evidence_cache::fresh_evidence().await;
    let is_newest = move || TURN.get() == turn;
    let (mut run, mut is_kept) = (ProbeRun::new(Some(tab), Rc::new(is_newest)), false);
    while let Some(reading) = run.next(evidence.clone()).await {
        if !is_newest() {
            return;
        }
        if let Some(reading) = reading {
            if take_reading(&mut evidence, reading) {
                storage::mark_dot_host(true).await;
            }
            is_kept = is_kept || keep_if_final(&evidence, &so_far(&evidence, &run.asked)).await;
        }
    }
    evidence.now = now();
    learn(&evidence).await;
    if is_newest() {
        keep(&evidence, &diagnose(&evidence)).await;
    }
}

/// Cancels a diagnosis without a click: the failure has gone, and a late result would describe a page that works.
pub fn cancel_early() {
    if !UNDER_WAY.get() {
        TURN.set(TURN.get().wrapping_add(1));
    }
}

/// The probes of one diagnosis; several run concurrently.
struct ProbeRun {
    tab: Option<i64>,
    asked: Vec<Probe>,
    still_wanted: StillWanted,
    under_way: FuturesUnordered<Pin<Box<dyn Future<Output = Option<Reading>>>>>,
}

impl ProbeRun {
    fn new(tab: Option<i64>, still_wanted: StillWanted) -> Self {
        Self { tab, asked: Vec::new(), still_wanted, under_way: FuturesUnordered::new() }
    }

    /// Starts the probes that are wanted after `evidence`, and waits for the next reading. `None`: no probe is running any
    /// more; `Some(None)`: a probe ended without a reading.
    async fn next(&mut self, evidence: Evidence) -> Option<Option<Reading>> {
        let evidence = Rc::new(evidence);
        for request in probe_plan::next_probes(&evidence) {
            if !self.asked.contains(&request.probe) {
                self.asked.push(request.probe);
                let (so_far, still_wanted) = (Rc::clone(&evidence), Rc::clone(&self.still_wanted));
                let asking = probes::ask(request, self.tab, so_far, still_wanted);
                self.under_way.push(Box::pin(asking));
            }
        }
        self.under_way.next().await
    }
}

/// Stores the result as soon as it is final, because the clock is still measured after that. False if it is not final yet.
async fn keep_if_final(evidence: &Evidence, diagnosis: &Diagnosis) -> bool {
    let is_final = diagnosis.state != TabState::Running;
    if is_final {
        keep(evidence, diagnosis).await;
    }
    is_final
}

/// Stores the diagnosis of a failing tab, so that the next popup shows it at once.
async fn keep(evidence: &Evidence, diagnosis: &Diagnosis) {
    let Some(tab) = evidence.tab().filter(|tab| !tab.incognito) else { return };
    let request = evidence.navigation().and_then(|all| Some(all.last()?.request.clone()));
    let change = |recent: &mut RecentDiagnoses| match json::write(diagnosis) {
        Some(written) if diagnosis.primary.is_some() => {
            recent.keep((tab.id, request), tab.url.clone(), written);
        }
        _ => recent.forget(tab.id),
    };
    // If it cannot be stored, the next popup waits for its own diagnosis.
    storage::ignore_failure(storage::change(change).await);
}

/// Saves what the diagnosis shows about this PC and this session.
async fn learn(evidence: &Evidence) {
    note_drift(evidence).await;
    start_check::drop_refuted(evidence).await;
    if evidence.dot_host_is_unreliable() {
        storage::mark_dot_host(false).await;
    }
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
    evidence_cache::change(|evidence| learnt = take_reading(evidence, reading));
    if learnt {
        storage::mark_dot_host(true).await;
    }
    evidence_cache::current()
}

/// True if this reading is the first that shows the dot host asking for a certificate on this PC.
fn take_reading(evidence: &mut Evidence, reading: Reading) -> bool {
    evidence.take(reading);
    let learnt =
        evidence.cert_dot() == Some(&RequestOutcome::CertNeeded) && !evidence.session.dot_works;
    evidence.session.dot_works |= learnt;
    learnt
}

/// Posts a diagnosis. A closed popup is no error.
fn show(diagnosis: &Diagnosis, post: Option<&Function>) {
    let Some(post) = post else { return };
    drop(post.call1(&JsValue::NULL, &to_js(diagnosis)));
}
