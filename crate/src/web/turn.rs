//! One after the other: what is read, changed and saved again must not be read by another change in between.

use gloo_timers::future::TimeoutFuture;
use std::cell::Cell;

/// How often it is looked whether it is one's turn, in milliseconds.
const STEP_MS: u32 = 5;

thread_local! {
    static TAKEN: Cell<bool> = const { Cell::new(false) };
}

/// It is one's turn for as long as this lives.
pub struct Turn(());

/// Waits until nobody else changes settings or diary.
pub async fn turn() -> Turn {
    while TAKEN.replace(true) {
        TimeoutFuture::new(STEP_MS).await;
    }
    Turn(())
}

impl Drop for Turn {
    fn drop(&mut self) {
        TAKEN.set(false);
    }
}
