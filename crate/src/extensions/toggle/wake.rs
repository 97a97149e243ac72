//! Effects of time: a restarted worker, an alarm, a deadline, a clock that was set.

use super::{DisableRun, Effect, Event, Phase, ToggleState};
use crate::base::time::Millis;

impl ToggleState {
    /// Adjusts the run to a clock that was set, and checks the deadline; a change is saved at once.
    pub(super) fn keep_time(&mut self, now: Millis, event: &Event) -> Vec<Effect> {
        let Some(run) = &mut self.run else { return Vec::new() };
        let before = run.next_alarm();
        if let Event::ClockSet(by) = event {
            run.clock_set(*by);
        }
        let recorded = run.phase == Phase::Trying && run.deadline.record_check(now);
        let after = run.next_alarm();
        // A run that was never saved needs no second save.
        if run.new || (before == after && !recorded) {
            return Vec::new();
        }
        let alarm = after.filter(|_| before != after).map(Effect::Alarm);
        [Effect::SaveSeen(self.clone())].into_iter().chain(alarm).collect()
    }

    /// `anew`: the browser session may be new.
    pub(super) fn woken(&mut self, anew: bool) -> Vec<Effect> {
        let Some(run) = &mut self.run else { return Vec::new() };
        run.wait_anew();
        if !anew {
            return self.list_anew();
        }
        run.maybe_started();
        self.save_and_list_anew()
    }

    /// First saves that the observed states are void. Otherwise the next start of the worker would attribute a change that
    /// Chrome had not yet written to somebody else.
    fn save_and_list_anew(&mut self) -> Vec<Effect> {
        let list = self.list_anew();
        [Effect::SaveSeen(self.clone())].into_iter().chain(list).collect()
    }

    pub(super) fn list_anew(&mut self) -> Vec<Effect> {
        let Some(run) = &mut self.run else { return Vec::new() };
        run.wake();
        vec![Effect::List]
    }

    /// An alarm follows the PC's clock and may fire late, so the deadline is checked here as well.
    pub(super) fn ticked(&mut self, now: Millis) -> Vec<Effect> {
        let due = self.run.as_ref().and_then(DisableRun::next_alarm).is_some_and(|at| at <= now);
        if due { self.list_anew() } else { Vec::new() }
    }

    pub(super) fn started(&mut self) -> Vec<Effect> {
        let Some(run) = &mut self.run else { return Vec::new() };
        run.wait_anew();
        run.start();
        // Saved, so that the next probe knows that the doubt is older than the start.
        let doubts = run.doubt.is_some();
        let effects = self.save_and_list_anew();
        if doubts { vec![self.save()] } else { effects }
    }
}
