//! A single try with all candidates disabled: combines what the page, the person and the certificate probe say about it.
//!
//! If Chrome may remember "no certificate", or no answer comes at all, a failing page proves nothing about extensions.

use super::{DisableRun, Effect, Phase, ToggleState};
use crate::extensions::{PageAnswer, Purpose, Readiness};
use serde::{Deserialize, Serialize};

/// Why a single try has no result yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Inconclusive {
    /// The person says that it fails; the certificate probe has not agreed yet.
    Said,
    /// Chrome may remember "none": a page check counts only after a complete restart.
    Remembered,
    /// Chrome has no certificate to offer, even after a restart.
    NoCertificate,
    /// The karte's server sends no answer.
    NoAnswer,
}

impl ToggleState {
    pub(super) fn tried(&self) -> Vec<Effect> {
        let Some(run) = &self.run else { return Vec::new() };
        let mut effects = vec![Effect::Alarm(run.deadline.at())];
        let open = run.seen.is_none() || run.doubt == Some(Inconclusive::Said);
        if run.purpose == Purpose::Try && open {
            effects.push(Effect::Probe);
        }
        effects
    }

    fn tried_once(&mut self) -> Option<&mut DisableRun> {
        let once =
            |run: &&mut DisableRun| run.phase == Phase::Trying && run.purpose == Purpose::Try;
        self.run.as_mut().filter(once)
    }

    /// "It fails" counts only if the probe agrees: a person who closes the certificate dialog sees a failure whatever is
    /// disabled.
    pub(super) fn said_bad(&mut self) -> Vec<Effect> {
        let Some(run) = self.tried_once() else { return Vec::new() };
        run.doubt = Some(Inconclusive::Said);
        run.settled = true;
        vec![self.save(), Effect::Probe]
    }

    pub(super) fn probed(&mut self, readiness: Readiness) -> Vec<Effect> {
        let Some(run) = self.tried_once() else { return Vec::new() };
        let said = run.doubt == Some(Inconclusive::Said);
        if run.seen.is_some() && !said {
            return Vec::new();
        }
        let before = run.doubt;
        run.doubt = match readiness {
            Readiness::Ready => None,
            // The browser was started in between.
            Readiness::Stale if before == Some(Inconclusive::Remembered) => {
                Some(Inconclusive::NoCertificate)
            }
            Readiness::Stale => Some(Inconclusive::Remembered),
            Readiness::Failed => Some(Inconclusive::NoAnswer),
        };
        run.settled = true;
        match run.doubt {
            None if said => self.seen(Some(PageAnswer::Bad)),
            None if before.is_some() => vec![self.save(), Effect::CheckPage],
            None => vec![Effect::CheckPage],
            Some(_) => {
                run.seen = Some(PageAnswer::Unsure);
                vec![self.save()]
            }
        }
    }

    pub(super) fn seen(&mut self, answer: Option<PageAnswer>) -> Vec<Effect> {
        let Some(run) = self.run.as_mut().filter(|run| run.phase == Phase::Trying) else {
            return Vec::new();
        };
        // The page is not loaded again in either case: the person may be signing in there.
        run.seen = answer.or(Some(PageAnswer::Unsure));
        vec![self.save()]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extensions::ExtensionRef;
    use crate::extensions::toggle::{Event, step};

    /// One extension is disabled for a single try, then these events happen, each saved; returns `seen` and `doubt`.
    fn after(events: &[Event]) -> (Option<PageAnswer>, Option<Inconclusive>) {
        let all = vec![ExtensionRef { id: "a".into(), name: "A".into() }];
        let want = Event::SetTargets { purpose: Purpose::Try, all, on: Vec::new() };
        let mut state = ToggleState::default();
        for event in [want].iter().chain(events) {
            state = step(state, 5, event.clone()).0.as_saved();
        }
        state.run.map_or((None, None), |run| (run.seen, run.doubt))
    }

    #[test]
    fn a_failing_page_clears_nobody_while_none_may_be_remembered() {
        let (bad, unsure) = (Some(PageAnswer::Bad), Some(PageAnswer::Unsure));
        let probed = |readiness| Event::Probed(readiness);
        let (stale, ready) = (probed(Readiness::Stale), probed(Readiness::Ready));
        let (failed, said) = (probed(Readiness::Failed), Event::Said(PageAnswer::Bad));
        for (events, want) in [
            (vec![ready.clone(), Event::Seen(bad)], (bad, None)),
            (
                vec![ready.clone(), Event::Seen(None), said.clone()],
                (unsure, Some(Inconclusive::Said)),
            ),
            (vec![ready.clone(), Event::Seen(None), said.clone(), ready.clone()], (bad, None)),
            (vec![ready.clone(), stale.clone()], (unsure, Some(Inconclusive::Remembered))),
            (vec![stale.clone(), stale.clone()], (unsure, Some(Inconclusive::Remembered))),
            (
                vec![ready.clone(), Event::Seen(None), said, stale.clone()],
                (unsure, Some(Inconclusive::Remembered)),
            ),
            (vec![stale.clone(), Event::Started, ready, Event::Seen(bad)], (bad, None)),
            (
                vec![stale.clone(), Event::Started, stale],
                (unsure, Some(Inconclusive::NoCertificate)),
            ),
            (vec![failed], (unsure, Some(Inconclusive::NoAnswer))),
        ] {
            assert_eq!(after(&events), want, "{events:?}");
        }
    }
}
