//! The loop of a look: ask what can be asked, take each reading in, save, show, until nothing is left to ask.

use super::convert::{now, to_js};
use super::{ask, store, watch};
use crate::diagnosis::Diagnosis;
use crate::evidence::{Evidence, Reading};
use crate::question::{Answer, Question, Value};
use crate::session::Calibration;
use crate::{diagnose, diagnose_so_far, facts::Ask, probes};
use futures_util::stream::{FuturesUnordered, StreamExt};
use js_sys::Function;
use wasm_bindgen::JsValue;

/// Looks at a tab from the beginning; answers that a person gave within the hour stay.
pub async fn look(tab: Option<i64>, post: &Function) -> Diagnosis {
    if store::restart().await.after.is_some() {
        watch::unmark_all().await;
    }
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
async fn complete(mut evidence: Evidence, tab: Option<i64>, post: &Function) -> Diagnosis {
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
        if let Some(reading) = reading {
            take(&mut evidence, reading).await;
            show(&diagnose_so_far(&evidence), post);
        }
    }
    evidence.now = now();
    store::save_evidence(&evidence).await;
    let diagnosis = diagnose(&evidence);
    show(&diagnosis, post);
    diagnosis
}

async fn take(evidence: &mut Evidence, reading: Reading) {
    evidence.take(reading);
    store::save_evidence(evidence).await;
    if evidence.cert_dot() == Some(&Ask::CertNeeded) && !evidence.session.dot_works {
        evidence.session.dot_works = true;
        let known = store::calibration().await;
        store::save_calibration(&Calibration { dot_works: true, ..known }).await;
    }
}

/// Nobody listening is no fault: the popup may be closed already.
fn show(diagnosis: &Diagnosis, post: &Function) {
    drop(post.call1(&JsValue::NULL, &to_js(diagnosis)));
}
