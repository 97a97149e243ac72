//! Runs the experiment with other extensions: performs the effects of `extensions::experiment`, one after the other, and
//! feeds each result back as an event.
//!
//! Called by `handlers::bisect`, by alarms and at every start of the worker. The state is loaded anew for each event from
//! outside, because Chrome may stop the worker between any two effects. Nothing is decided here.

use super::experiment_timer::{clock_set, in_session, note_session, run_on};
use super::page_check;
use crate::base::time::Millis;
use crate::browser::api::chrome;
use crate::browser::api::concurrency::{StillWanted, within};
use crate::browser::api::js_value::{id, now, object};
use crate::browser::probes::extensions;
use crate::browser::storage::{self, experiment_state, history_log};
use crate::browser::ui::icon;
use crate::extensions::experiment::{Effect, Event, Experiment, step};
use crate::extensions::toggle::ToggleState;
use crate::state::stored::Stored;
use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::pin::Pin;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;

/// The name of 0.1.0: its alarm may still be set.
const ALARM: &str = "trial";
/// A probe or a page check takes no longer: after this time alarms are handled again.
const LONGEST_CHECK_MS: f64 = 90_000.0;
/// Timeout of `management.setEnabled`. What did not happen shows in the next list.
const SWITCH_MS: u32 = 5_000;
/// Minutes after which the alarm fires again, in case the first one was lost with the worker.
const AGAIN_MIN: i64 = 1;

thread_local! {
    static EVENTS: RefCell<VecDeque<Event>> = const { RefCell::new(VecDeque::new()) };
    static RUNNING: Cell<bool> = const { Cell::new(false) };
    static AWAKE: Cell<bool> = const { Cell::new(false) };
    /// Generation counter: the result of an older probe or page check is ignored.
    static TURN: Cell<u32> = const { Cell::new(0) };
    /// When the running probe or page check began, by the monotonic clock.
    static CHECKING_SINCE: Cell<Option<f64>> = const { Cell::new(None) };
    /// Storage could not be read or written.
    static UNREAD: Cell<bool> = const { Cell::new(false) };
}

/// The person has read the notice, or starts again.
pub async fn noticed() {
    experiment_state::forget_notice().await;
    if let Some((experiment, _)) = experiment_state::saved().await {
        show(&experiment).await;
    }
}

/// Whether a probe or a page check is running.
pub fn is_checking() -> bool {
    CHECKING_SINCE.get().is_some_and(|since| chrome::steady_now() - since < LONGEST_CHECK_MS)
}

/// Cancels a running page check: its result is ignored, and it touches no tab any more.
pub fn cancel_page_check() {
    TURN.set(TURN.get().wrapping_add(1));
    CHECKING_SINCE.set(None);
}

/// Whether storage could not be read or written since the last call; resets the flag.
pub fn take_storage_error() -> bool {
    UNREAD.take()
}

/// Called on worker start: compares the actual enabled state of each extension with the target state and fixes
/// differences.
pub async fn wake() {
    if !AWAKE.get() {
        dispatch(Event::Woken).await;
    }
}

/// Checks the deadline now: it may have passed without an alarm, or the clock was set.
pub async fn keep_time() {
    dispatch(Event::Ticked).await;
}

/// Queues an event and processes the queue, unless a call is doing so already.
pub async fn dispatch(event: Event) {
    if !AWAKE.replace(true) && !matches!(event, Event::Woken | Event::Started) {
        EVENTS.with_borrow_mut(|events| events.push_back(Event::Woken));
    }
    EVENTS.with_borrow_mut(|events| events.push_back(event));
    if RUNNING.replace(true) {
        return;
    }
    while let Some(event) = EVENTS.with_borrow_mut(VecDeque::pop_front) {
        happen(event).await;
    }
    RUNNING.set(false);
}

async fn happen(event: Event) {
    let Some((mut experiment, first)) = experiment_state::saved().await else {
        // The next event, and at the latest the alarm, tries again.
        UNREAD.set(true);
        return AWAKE.set(false);
    };
    let mut effects = VecDeque::new();
    let event = in_session(event).await;
    let is_start = matches!(event, Event::WokenAnew | Event::Started);
    for event in first.into_iter().chain([event]) {
        effects.extend(take(&mut experiment, event));
    }
    let anything = !effects.is_empty();
    while let Some(effect) = effects.pop_front() {
        if let Some(event) = perform(effect, &experiment).await {
            effects.extend(take(&mut experiment, event));
        }
    }
    // Only after all effects: otherwise a worker that is stopped in between would not repeat them.
    if is_start {
        note_session().await;
    }
    if anything {
        show(&experiment).await;
    }
}

fn take(experiment: &mut Experiment, event: Event) -> Vec<Effect> {
    let set = clock_set().map(Event::ClockSet);
    let mut effects = Vec::new();
    for event in set.into_iter().chain([event]) {
        let (next, more) = step(std::mem::take(experiment), now(), event);
        *experiment = next;
        effects.extend(more);
    }
    effects
}

async fn perform(effect: Effect, experiment: &Experiment) -> Option<Event> {
    match effect {
        Effect::SetAside(key) => {
            storage::set_aside(key).await;
        }
        Effect::SaveToggle(state) => {
            let rev = state.rev;
            let kept = save_toggle(state).await;
            return Some(if kept { Event::Saved(rev) } else { Event::NotSaved(rev) });
        }
        Effect::SaveSeen(state) => {
            // If it could not be saved, the next check sees and saves the same again.
            storage::put("repair", &state.as_saved()).await;
        }
        Effect::SaveBisect(state) => {
            // An answer that could not be saved does not count.
            if !storage::put("bisect", &state).await {
                UNREAD.set(true);
            }
        }
        Effect::Forget(key) => storage::forget(key).await,
        Effect::Switch { id, on } => switch(&id, on).await,
        Effect::List => return extensions::installed().await.map(Event::Listed),
        Effect::Probe => {
            run_check(|wanted| async move { Event::Probed(page_check::probe(wanted).await) });
        }
        Effect::CheckPage => {
            let form_counts = experiment.form_counts();
            run_check(move |wanted| page_check::check(form_counts, wanted));
        }
        Effect::Alarm(at) => wake_at(at).await,
        Effect::Say(notice) => experiment_state::keep_notice(notice).await,
        Effect::Log(entry) => history_log::add(entry).await,
    }
    None
}

/// Saves the undo record; true only if it reads back as written. A failed read is retried once.
async fn save_toggle(state: ToggleState) -> bool {
    let wanted = state.as_saved();
    if !storage::put("repair", &wanted).await {
        return false;
    }
    let read = match storage::try_read("repair").await {
        Err(()) => storage::try_read("repair").await.ok().flatten(),
        Ok(read) => read,
    };
    matches!(read, Some(Stored::Valid(read)) if wanted == read)
}

/// Enables or disables an extension. A refusal and an unanswered dialog show in the next list.
async fn switch(extension: &str, on: bool) {
    drop(within(SWITCH_MS, chrome::switch_extension(extension, on)).await);
}

/// Starts a probe or a page check concurrently with the event queue, so that "stop" is handled at once.
///
/// `check` gets a function that says whether the check is still wanted.
fn run_check<F: Future<Output = Event> + 'static>(check: impl FnOnce(StillWanted) -> F) {
    TURN.set(TURN.get().wrapping_add(1));
    let turn = TURN.get();
    CHECKING_SINCE.set(Some(chrome::steady_now()));
    let still_wanted: StillWanted = Rc::new(move || TURN.get() == turn);
    let check = check(Rc::clone(&still_wanted));
    spawn_local(async move {
        let seen = check.await;
        if still_wanted() {
            CHECKING_SINCE.set(None);
            dispatch(seen).await;
        }
    });
}

async fn wake_at(at: Millis) {
    let when = [("when", id(at).into()), ("periodInMinutes", id(AGAIN_MIN).into())];
    let _ = chrome::set_alarm(ALARM, &object(&when)).await;
}

/// Updates timer, alarm and icon. Without a run there is no alarm.
async fn show(experiment: &Experiment) {
    if experiment.toggle.is_timed() {
        run_on(tick);
    } else {
        let _ = chrome::clear_alarm(ALARM).await;
    }
    icon::show_state(&experiment.toggle).await;
}

/// Checks the deadline once; false when no run has a deadline any more.
fn tick() -> Pin<Box<dyn Future<Output = bool>>> {
    Box::pin(async {
        dispatch(Event::Ticked).await;
        experiment_state::saved().await.is_none_or(|(experiment, _)| experiment.toggle.is_timed())
    })
}
