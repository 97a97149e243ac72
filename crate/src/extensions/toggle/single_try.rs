//! One try without them all: what the page, the person and the certificate probe say about it together.
//!
//! Where Chrome may remember "none", or no answer comes at all, a failing page says nothing about extensions.

use super::{Effect, Phase, Repair, Run};
use crate::extensions::{Answer, Purpose, Readiness};
use serde::{Deserialize, Serialize};

/// Why a try says nothing yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Doubt {
    /// The person says that it fails; the certificate probe has not agreed yet.
    Said,
    /// Chrome may remember "none": only a complete restart makes a look count.
    Remembered,
    /// Chrome has no certificate to offer, also after a restart.
    NoCertificate,
    /// The karte's server sends no answer.
    NoAnswer,
}

impl Repair {
    pub(super) fn tried(&self) -> Vec<Effect> {
        let Some(run) = &self.run else { return Vec::new() };
        let mut effects = vec![Effect::Alarm(run.deadline.at())];
        let open = run.seen.is_none() || run.doubt == Some(Doubt::Said);
        if run.purpose == Purpose::Try && open {
            effects.push(Effect::Probe);
        }
        effects
    }

    fn tried_once(&mut self) -> Option<&mut Run> {
        let once = |run: &&mut Run| run.phase == Phase::Trying && run.purpose == Purpose::Try;
        self.run.as_mut().filter(once)
    }

    /// That it fails counts once the probe has agreed: a person who closes the certificate dialog sees it fail, whatever is off.
    pub(super) fn said_bad(&mut self) -> Vec<Effect> {
        let Some(run) = self.tried_once() else { return Vec::new() };
        run.doubt = Some(Doubt::Said);
        run.settled = true;
        vec![self.save(), Effect::Probe]
    }

    pub(super) fn probed(&mut self, readiness: Readiness) -> Vec<Effect> {
        let Some(run) = self.tried_once() else { return Vec::new() };
        let said = run.doubt == Some(Doubt::Said);
        if run.seen.is_some() && !said {
            return Vec::new();
        }
        let before = run.doubt;
        run.doubt = match readiness {
            Readiness::Ready => None,
            // A start came between.
            Readiness::Stale if before == Some(Doubt::Remembered) => Some(Doubt::NoCertificate),
            Readiness::Stale => Some(Doubt::Remembered),
            Readiness::Failed => Some(Doubt::NoAnswer),
        };
        run.settled = true;
        match run.doubt {
            None if said => self.seen(Some(Answer::Bad)),
            None if before.is_some() => vec![self.save(), Effect::Look],
            None => vec![Effect::Look],
            Some(doubt) => {
                run.seen = Some(Answer::Unsure);
                let asked =
                    if doubt == Doubt::Remembered { Effect::AskRestart } else { Effect::Ask };
                vec![self.save(), asked]
            }
        }
    }

    pub(super) fn seen(&mut self, answer: Option<Answer>) -> Vec<Effect> {
        let Some(run) = self.run.as_mut().filter(|run| run.phase == Phase::Trying) else {
            return Vec::new();
        };
        // Seen or not: the page is not loaded anew under the hands of a person who may be signing in there.
        run.seen = answer.or(Some(Answer::Unsure));
        vec![self.save(), Effect::Ask]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extensions::Named;
    use crate::extensions::toggle::{Event, step};

    /// One extension is off for a try, and then this happens, each saved; what is seen and doubted.
    fn after(events: &[Event]) -> (Option<Answer>, Option<Doubt>) {
        let all = vec![Named { id: "a".into(), name: "A".into() }];
        let want = Event::Want { purpose: Purpose::Try, all, on: Vec::new() };
        let mut state = Repair::default();
        for event in [want].iter().chain(events) {
            state = step(state, 5, event.clone()).0.as_saved();
        }
        state.run.map_or((None, None), |run| (run.seen, run.doubt))
    }

    #[test]
    fn a_failing_page_clears_nobody_while_none_may_be_remembered() {
        let (bad, unsure) = (Some(Answer::Bad), Some(Answer::Unsure));
        let probed = |readiness| Event::Probed(readiness);
        let (stale, ready) = (probed(Readiness::Stale), probed(Readiness::Ready));
        let (failed, said) = (probed(Readiness::Failed), Event::Said(Answer::Bad));
        for (events, want) in [
            (vec![ready.clone(), Event::Seen(bad)], (bad, None)),
            (vec![ready.clone(), Event::Seen(None), said.clone()], (unsure, Some(Doubt::Said))),
            (vec![ready.clone(), Event::Seen(None), said.clone(), ready.clone()], (bad, None)),
            (vec![ready.clone(), stale.clone()], (unsure, Some(Doubt::Remembered))),
            (vec![stale.clone(), stale.clone()], (unsure, Some(Doubt::Remembered))),
            (
                vec![ready.clone(), Event::Seen(None), said, stale.clone()],
                (unsure, Some(Doubt::Remembered)),
            ),
            (vec![stale.clone(), Event::Started, ready, Event::Seen(bad)], (bad, None)),
            (vec![stale.clone(), Event::Started, stale], (unsure, Some(Doubt::NoCertificate))),
            (vec![failed], (unsure, Some(Doubt::NoAnswer))),
        ] {
            assert_eq!(after(&events), want, "{events:?}");
        }
    }
}
