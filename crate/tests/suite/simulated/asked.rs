//! What the saved state asks the person to do, as the page reads it.

use karte_signin_doctor::extensions::Purpose;
use karte_signin_doctor::extensions::bisect::{Phase, Stage};
use karte_signin_doctor::extensions::experiment::Experiment;
use karte_signin_doctor::extensions::toggle::{self, Inconclusive};

/// Whether the state asks for an answer, and whether it asks for a restart.
pub fn asks(experiment: &Experiment) -> (bool, bool) {
    let run = experiment.toggle.run.as_ref().filter(|run| run.phase == toggle::Phase::Trying);
    if let Some(run) = run.filter(|run| run.purpose == Purpose::Try) {
        return match run.doubt {
            Some(Inconclusive::Remembered) => (false, true),
            Some(Inconclusive::Said) => (false, false),
            _ => (run.seen.is_some(), false),
        };
    }
    match experiment.bisect.as_ref().map(|bisect| &bisect.phase) {
        Some(Phase::Trying { stage, .. } | Phase::Proving { stage, .. }) => {
            (*stage == Stage::Asking, *stage == Stage::Restarting)
        }
        _ => (false, false),
    }
}
