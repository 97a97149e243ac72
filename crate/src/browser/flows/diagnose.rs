//! The loop of a look: ask what can be asked, take each reading in, save, show, until nothing is left to ask.

use crate::browser::api::concurrency::Race;
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
use js_sys::Function;
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::JsValue;

thread_local! {
    /// Counts the looks: only the newest one goes on.
    static TURN: Cell<u32> = const { Cell::new(0) };
    /// Whether the newest one is still under way.
    static UNDER_WAY: Cell<bool> = const { Cell::new(false) };
}

/// Looks at a tab from the beginning; answers that a person gave within the hour stay.
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

/// What a look at a tab brings home; `None` where a newer look took over.
pub async fn evidence(tab: i64) -> Option<Evidence> {
    gather(Some(tab), None).await
}

/// `None`: a newer look has begun, and what there is to say comes from that one.
async fn gather(tab: Option<i64>, post: Option<&Function>) -> Option<Evidence> {
    evidence_cache::begin().await;
    complete(tab, post).await
}

/// Takes in what a person said and concludes anew, from saved evidence; `Err` is a code for the reply.
pub async fn answered(question: Question, value: AnswerValue) -> Result<Diagnosis, &'static str> {
    if evidence_cache::known().await?.is_none() {
        evidence_cache::begin().await;
    }
    let at = now();
    let evidence = evidence_cache::change(|evidence| {
        evidence.answers.push(UserAnswer { question, value, at });
        evidence.now = at;
    });
    evidence_cache::save().await;
    Ok(conclude(&evidence))
}

/// What is known now, whether or not a look is under way.
fn conclude(evidence: &Evidence) -> Diagnosis {
    if UNDER_WAY.get() { so_far(evidence, &[]) } else { diagnose(evidence) }
}

/// Asks everything that is still missing; each reading is saved and shown as it comes.
async fn complete(tab: Option<i64>, post: Option<&Function>) -> Option<Evidence> {
    let turn = next_turn();
    let mut under_way = Race::new();
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
            // A newer look has begun, and asks all this itself.
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
    // What was answered meanwhile counts.
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
        // The diagnosis itself says it; what is kept is for later ones.
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

/// The whole diagnosis once only such probes are under way as it does not wait for.
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
        storage::mark_dot_host_reliable().await;
    }
    evidence_cache::current()
}

/// Nobody listening is no fault: the popup may be closed already.
fn show(diagnosis: &Diagnosis, post: Option<&Function>) {
    let Some(post) = post else { return };
    drop(post.call1(&JsValue::NULL, &to_js(diagnosis)));
}
