//! The loop of a look: ask what can be asked, take each reading in, save, show, until nothing is left to ask.

use super::concurrency::Race;
use super::convert::{now, to_js};
use super::{ask, at_hand, icon, stamps, store};
use crate::diagnosis::types::Diagnosis;
use crate::diagnosis::{clock_history, probe_plan};
use crate::evidence::questions::{Answer, Question, Value};
use crate::evidence::readings::Ask;
use crate::evidence::session::{Calibration, Visit};
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
    stamps::begin();
    if store::restart().await.after.is_some() {
        icon::show_icon().await;
    }
    match gather(tab, post).await {
        Some(evidence) => diagnose(&evidence),
        None => conclude(&at_hand::current()),
    }
}

/// What a look at a tab brings home; `None` where a newer look took over.
pub async fn evidence(tab: i64) -> Option<Evidence> {
    gather(Some(tab), None).await
}

/// `None`: a newer look has begun, and what there is to say comes from that one.
async fn gather(tab: Option<i64>, post: Option<&Function>) -> Option<Evidence> {
    at_hand::begin().await;
    complete(tab, post).await
}

/// Takes in what a person said and concludes anew, from saved evidence; `Err` is a code for the reply.
pub async fn answered(question: Question, value: Value) -> Result<Diagnosis, &'static str> {
    if at_hand::known().await?.is_none() {
        at_hand::begin().await;
    }
    let at = now();
    let evidence = at_hand::change(|evidence| {
        evidence.answers.push(Answer { question, value, at });
        evidence.now = at;
    });
    at_hand::save().await;
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
        let evidence = Rc::new(at_hand::current());
        for request in probe_plan::next_probes(&evidence) {
            if !asked.contains(&request.probe) {
                asked.push(request.probe);
                under_way.push(ask::ask(request, tab, Rc::clone(&evidence)));
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
    let evidence = at_hand::change(|evidence| evidence.now = now());
    at_hand::save().await;
    note_drift(&evidence).await;
    // What was answered meanwhile counts.
    let evidence = at_hand::current();
    if TURN.get() != turn {
        return None;
    }
    UNDER_WAY.set(false);
    show(&diagnose(&evidence), post);
    Some(evidence)
}

async fn note_drift(evidence: &Evidence) {
    if clock_history::is_off(evidence) {
        // The diagnosis itself says it; what is kept is for later ones.
        store::ignore(
            store::change(|visit: &mut Visit| clock_history::note_visit(evidence, visit)).await,
        );
        store::ignore(
            store::change(|pc: &mut Calibration| clock_history::note_pc(evidence, pc)).await,
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
    if open.any(|probe| probe_plan::is_waited_for(probe, evidence)) {
        diagnose_so_far(evidence)
    } else {
        diagnose(&Evidence { now: now(), ..evidence.clone() })
    }
}

async fn take(reading: Reading) -> Evidence {
    let mut learnt = false;
    at_hand::change(|evidence| {
        evidence.take(reading);
        learnt = evidence.cert_dot() == Some(&Ask::CertNeeded) && !evidence.session.dot_works;
        evidence.session.dot_works |= learnt;
    });
    at_hand::save().await;
    if learnt {
        store::learn_dot().await;
    }
    at_hand::current()
}

/// Nobody listening is no fault: the popup may be closed already.
fn show(diagnosis: &Diagnosis, post: Option<&Function>) {
    let Some(post) = post else { return };
    drop(post.call1(&JsValue::NULL, &to_js(diagnosis)));
}
