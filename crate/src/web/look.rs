//! The loop of a look: ask what can be asked, take each reading in, save, show, until nothing is left to ask.

use super::convert::{now, to_js};
use super::{ask, stamps, store, trial};
use crate::diagnosis::Diagnosis;
use crate::evidence::{Evidence, Probe, Reading};
use crate::question::{Answer, Question, Value};
use crate::session::Calibration;
use crate::{diagnose, diagnose_so_far, drift, facts::Ask, probes};
use futures_util::stream::{FuturesUnordered, StreamExt};
use js_sys::Function;
use std::cell::Cell;
use wasm_bindgen::JsValue;

thread_local! {
    /// Counts the looks: only the newest one goes on.
    static TURN: Cell<u32> = const { Cell::new(0) };
}

/// Looks at a tab from the beginning; answers that a person gave within the hour stay.
pub async fn look(tab: Option<i64>, post: Option<&Function>) -> Diagnosis {
    stamps::begin();
    if store::restart().await.after.is_some() {
        trial::show_icon().await;
    }
    match gather(tab, post).await {
        Ok(evidence) => diagnose(&evidence),
        Err(evidence) => diagnose_so_far(&evidence),
    }
}

/// What a look at a tab brings home; `None` where a newer look took over.
pub async fn evidence(tab: i64) -> Option<Evidence> {
    gather(Some(tab), None).await.ok()
}

/// `Err`: a newer look has begun, so this one is not whole.
async fn gather(tab: Option<i64>, post: Option<&Function>) -> Result<Evidence, Evidence> {
    let evidence = probes::begin(store::evidence().await, store::session().await, now());
    complete(evidence, tab, post).await
}

/// Takes in what a person said and concludes anew, from saved evidence.
pub async fn answered(question: Question, value: Value) -> Diagnosis {
    let at = now();
    let mut evidence = match store::evidence().await {
        Some(saved) => saved,
        None => probes::begin(None, store::session().await, at),
    };
    evidence.answers.push(Answer { question, value, at });
    evidence.now = at;
    store::save_evidence(&evidence).await;
    diagnose(&evidence)
}

/// Asks everything that is still missing; each reading is saved and shown as it comes.
async fn complete(
    mut evidence: Evidence,
    tab: Option<i64>,
    post: Option<&Function>,
) -> Result<Evidence, Evidence> {
    let turn = next_turn();
    let mut under_way = FuturesUnordered::new();
    let mut asked = Vec::new();
    loop {
        for request in probes::next_probes(&evidence) {
            if !asked.contains(&request.probe) {
                asked.push(request.probe);
                under_way.push(ask::ask(request, tab, evidence.clone()));
            }
        }
        let Some(reading) = under_way.next().await else { break };
        if TURN.get() != turn {
            // A newer look has begun, and asks all this itself.
            return Err(evidence);
        }
        if let Some(reading) = reading {
            take(&mut evidence, reading).await;
            show(&so_far(&evidence, &asked), post);
        }
    }
    evidence.now = now();
    store::save_evidence(&evidence).await;
    note_drift(&evidence).await;
    show(&diagnose(&evidence), post);
    Ok(evidence)
}

async fn note_drift(evidence: &Evidence) {
    let (mut visit, mut known) = (store::visit().await, store::calibration().await);
    if drift::note(evidence, &mut visit, &mut known) {
        store::save_visit(&visit).await;
        store::save_calibration(&known).await;
    }
}

fn next_turn() -> u32 {
    TURN.set(TURN.get().wrapping_add(1));
    TURN.get()
}

/// The whole diagnosis once only such probes are under way as it does not wait for.
fn so_far(evidence: &Evidence, asked: &[Probe]) -> Diagnosis {
    let next = probes::next_probes(evidence);
    let all = asked.iter().copied().chain(next.into_iter().map(|request| request.probe));
    let open: Vec<_> = all.filter(|probe| !evidence.asked(*probe)).collect();
    let waits = open.iter().any(|probe| probes::is_waited_for(*probe, evidence));
    if waits || open.is_empty() {
        diagnose_so_far(evidence)
    } else {
        diagnose(&Evidence { now: now(), ..evidence.clone() })
    }
}

async fn take(evidence: &mut Evidence, reading: Reading) {
    if reading.found.probe() == Probe::Clock
        && let Some(saved) = store::evidence().await
    {
        // While the clock went on, questions could be answered already.
        evidence.answers = saved.answers;
    }
    evidence.take(reading);
    store::save_evidence(evidence).await;
    if evidence.cert_dot() == Some(&Ask::CertNeeded) && !evidence.session.dot_works {
        evidence.session.dot_works = true;
        let known = store::calibration().await;
        store::save_calibration(&Calibration { dot_works: true, ..known }).await;
    }
}

/// Nobody listening is no fault: the popup may be closed already.
fn show(diagnosis: &Diagnosis, post: Option<&Function>) {
    let Some(post) = post else { return };
    drop(post.call1(&JsValue::NULL, &to_js(diagnosis)));
}
