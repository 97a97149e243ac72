//! A time limit for a future, and a sign that its result is no longer wanted.
//!
//! Concurrent futures use `futures_util`: `FuturesUnordered` in `flows::diagnose`, and its async mutex for the storage.

use futures_util::future::{Either, select};
use gloo_timers::future::TimeoutFuture;
use std::pin::pin;
use std::rc::Rc;

/// Whether somebody still waits for the result; if not, no tab is touched and no further request is sent.
pub type StillWanted = Rc<dyn Fn() -> bool>;

/// The result of `doing` if it is ready within `limit_ms`; otherwise `None`, and `doing` is dropped.
pub async fn within<T>(limit_ms: u32, doing: impl Future<Output = T>) -> Option<T> {
    match select(pin!(doing), TimeoutFuture::new(limit_ms)).await {
        Either::Left((done, _)) => Some(done),
        Either::Right(_) => None,
    }
}
