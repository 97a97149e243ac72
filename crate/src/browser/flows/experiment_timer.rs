//! Time while extensions are disabled: detects a clock that was set, detects a new browser session, keeps the worker
//! awake.
//!
//! Chrome's alarms follow the PC's clock: after the clock is set back they fire hours late. So while a deadline runs the
//! worker checks it every [`CHECK_MS`] itself. Each check reads `chrome.storage`, and each call of an extension API
//! extends the worker's life by thirty seconds (Chrome 110 and later). It ends by itself: a run takes fifteen minutes at
//! most.

use crate::base::deadline::CHECK_MS;
use crate::base::time::Millis;
use crate::browser::api::js_value::get;
use crate::browser::api::{chrome, monotonic_clock};
use crate::browser::storage;
use crate::clock::Anchor;
use crate::extensions::experiment::Event;
use crate::state::storage::Area;
use gloo_timers::future::TimeoutFuture;
use std::cell::Cell;
use wasm_bindgen_futures::spawn_local;

/// Key in `chrome.storage.session`: set once a worker has done its first work in this browser session.
const AWAKE: &str = "awake";

thread_local! {
    /// The wall clock relative to the monotonic clock, at the last check.
    static CLOCKS: Cell<Option<Anchor>> = const { Cell::new(None) };
    /// The worker keeps itself awake.
    static RUNS_ON: Cell<bool> = const { Cell::new(false) };
}

/// Calls `tick` every [`CHECK_MS`] until it returns false.
pub fn run_on<F: Future<Output = bool>>(tick: impl Fn() -> F + 'static) {
    if RUNS_ON.replace(true) {
        return;
    }
    spawn_local(async move {
        loop {
            TimeoutFuture::new(CHECK_MS).await;
            if !tick().await {
                return RUNS_ON.set(false);
            }
        }
    });
}

/// How far the clock was set since the last call in this life of the worker, in milliseconds, if it was.
pub fn clock_set() -> Option<Millis> {
    let present = monotonic_clock::present()?;
    let before = CLOCKS.replace(Some(present))?;
    Some(before.moved(present)? / 1_000)
}

/// Turns `Woken` into `WokenAnew` for the first work in a browser session. `chrome.storage.session` ends with that session,
/// as Chrome's memory of certificates does, so this also works where Chrome reports no start.
pub async fn in_session(event: Event) -> Event {
    let Event::Woken = event else { return event };
    let known = chrome::session_get(AWAKE).await;
    let is_first = known.is_ok_and(|found| get(&found, AWAKE).is_none());
    if is_first { Event::WokenAnew } else { Event::Woken }
}

/// Marks the browser session: later starts of the worker are not starts of the browser.
pub async fn note_session() {
    storage::put_in(Area::Session, AWAKE, &true).await;
}
