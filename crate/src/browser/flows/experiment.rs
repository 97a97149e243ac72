//! Does what switching and searching ask for, one effect after the other, and hands every answer back.
//!
//! The state is loaded anew for each event from outside: the worker may be stopped between any two effects.

use super::experiment_timer::{clock_set, in_session, note_session, run_on};
use super::page_check::{self, StillWanted};
use crate::base::time::Millis;
use crate::browser::api::chrome;
use crate::browser::api::concurrency::within;
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

const ALARM: &str = "trial";
/// No look takes longer: after this an alarm is heard all the same.
const LONGEST_LOOK_MS: f64 = 90_000.0;
/// What could not be switched within this is seen in the next list.
const SWITCH_MS: u32 = 5_000;
/// The alarm rings again after so many minutes, in case the first ringing is lost with the worker.
const AGAIN_MIN: i64 = 1;

thread_local! {
    static EVENTS: RefCell<VecDeque<Event>> = const { RefCell::new(VecDeque::new()) };
    static RUNNING: Cell<bool> = const { Cell::new(false) };
    static AWAKE: Cell<bool> = const { Cell::new(false) };
    /// Counts the looks: only the newest one is heard.
    static TURN: Cell<u32> = const { Cell::new(0) };
    /// Since when the page is being looked at, by the steady clock.
    static LOOKING: Cell<Option<f64>> = const { Cell::new(None) };
    /// Something could not be done, because Chrome could not read or keep what is saved.
    static UNREAD: Cell<bool> = const { Cell::new(false) };
}

/// The person has read it, or begins anew.
pub async fn noticed() {
    experiment_state::forget_notice().await;
    if let Some((trial, _)) = experiment_state::saved().await {
        show(&trial).await;
    }
}

/// Whether the page is being looked at.
pub fn is_looking() -> bool {
    LOOKING.get().is_some_and(|since| chrome::steady_now() - since < LONGEST_LOOK_MS)
}

/// The person has done with it: a look that still goes on is not heard, and touches no tab any more.
pub fn cancel_page_check() {
    TURN.set(TURN.get().wrapping_add(1));
    LOOKING.set(None);
}

/// Whether something could not be done since this was asked last, because Chrome could not read or keep what is saved.
pub fn take_storage_error() -> bool {
    UNREAD.take()
}

/// The worker runs again: what is off is held against what is wished.
pub async fn wake() {
    if !AWAKE.get() {
        dispatch(Event::Woken).await;
    }
}

/// Where the deadline has passed unheard, or the clock was set, that is seen now.
pub async fn keep_time() {
    dispatch(Event::Ticked).await;
}

/// Takes an event in and does what follows, unless that is under way already: then it waits its turn there.
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
    let Some((mut trial, first)) = experiment_state::saved().await else {
        // The next event, and at the latest the alarm, tries again.
        UNREAD.set(true);
        return AWAKE.set(false);
    };
    let mut effects = VecDeque::new();
    let event = in_session(event).await;
    let is_start = matches!(event, Event::WokenAnew | Event::Started);
    for event in first.into_iter().chain([event]) {
        effects.extend(take(&mut trial, event));
    }
    let anything = !effects.is_empty();
    while let Some(effect) = effects.pop_front() {
        if let Some(event) = perform(effect, &trial).await {
            effects.extend(take(&mut trial, event));
        }
    }
    // Not before all of it is done: else what is killed in its midst would not be done again.
    if is_start {
        note_session().await;
    }
    if anything {
        show(&trial).await;
    }
}

fn take(trial: &mut Experiment, event: Event) -> Vec<Effect> {
    let set = clock_set().map(Event::ClockSet);
    let mut effects = Vec::new();
    for event in set.into_iter().chain([event]) {
        let (next, more) = step(std::mem::take(trial), now(), event);
        *trial = next;
        effects.extend(more);
    }
    effects
}

async fn perform(effect: Effect, trial: &Experiment) -> Option<Event> {
    match effect {
        Effect::SetAside(key) => {
            storage::set_aside(key).await;
        }
        Effect::SaveRepair(state) => {
            let rev = state.rev;
            let kept = save_repair(state).await;
            return Some(if kept { Event::Saved(rev) } else { Event::NotSaved(rev) });
        }
        Effect::SaveSeen(state) => {
            // Where it could not be kept, the next look sees and saves the same again.
            storage::put("repair", &state.as_saved()).await;
        }
        Effect::SaveBisect(state) => {
            // An answer that could not be kept was not heard.
            if !storage::put("bisect", &state).await {
                UNREAD.set(true);
            }
        }
        Effect::Forget(key) => storage::forget(key).await,
        Effect::Switch { id, on } => switch(&id, on).await,
        Effect::List => return extensions::installed().await.map(Event::Listed),
        Effect::Probe => {
            look(|wanted| async move { Event::Probed(page_check::probe(wanted).await) });
        }
        Effect::Look => {
            let form_counts = trial.form_counts();
            look(move |wanted| page_check::look(form_counts, wanted));
        }
        Effect::Alarm(at) => wake_at(at).await,
        Effect::Say(notice) => experiment_state::keep_notice(notice).await,
        Effect::Log(entry) => history_log::add(entry).await,
        // The page reads all this from the saved state.
        Effect::AskRestart
        | Effect::Ask(_)
        | Effect::Paused
        | Effect::Result(_)
        | Effect::Cured => {}
    }
    None
}

/// Saved only when it reads back as it was written. A read that fails once is no word about what was written.
async fn save_repair(state: ToggleState) -> bool {
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

/// A refusal, and a dialog that nobody answers, are seen in the next list.
async fn switch(extension: &str, on: bool) {
    drop(within(SWITCH_MS, chrome::switch_extension(extension, on)).await);
}

/// Looks beside the events: a person who stops is heard at once.
///
/// `looking` gets a function that says whether this look is still wanted.
fn look<F: Future<Output = Event> + 'static>(looking: impl FnOnce(StillWanted) -> F) {
    TURN.set(TURN.get().wrapping_add(1));
    let turn = TURN.get();
    LOOKING.set(Some(chrome::steady_now()));
    let still_wanted: StillWanted = Rc::new(move || TURN.get() == turn);
    let looking = looking(Rc::clone(&still_wanted));
    spawn_local(async move {
        let seen = looking.await;
        if still_wanted() {
            LOOKING.set(None);
            dispatch(seen).await;
        }
    });
}

async fn wake_at(at: Millis) {
    let when = [("when", id(at).into()), ("periodInMinutes", id(AGAIN_MIN).into())];
    let _ = chrome::set_alarm(ALARM, &object(&when)).await;
}

/// Without a run nothing has to wake us.
async fn show(trial: &Experiment) {
    if trial.repair.is_timed() {
        run_on(tick);
    } else {
        let _ = chrome::clear_alarm(ALARM).await;
    }
    icon::show_state(&trial.repair).await;
}

/// Looks at the time once; false when nothing is left that has to happen in time.
fn tick() -> Pin<Box<dyn Future<Output = bool>>> {
    Box::pin(async {
        dispatch(Event::Ticked).await;
        experiment_state::saved().await.is_none_or(|(trial, _)| trial.repair.is_timed())
    })
}
