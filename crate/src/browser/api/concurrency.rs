//! A time limit for a future.
//!
//! Several futures at once are `futures_util`'s: `FuturesUnordered` in `flows::diagnose`, its mutex before the storage.

use futures_util::future::{Either, select};
use gloo_timers::future::TimeoutFuture;
use std::pin::pin;

/// What `doing` brings within `limit_ms`; `None` after that, and then it is dropped.
pub async fn within<T>(limit_ms: u32, doing: impl Future<Output = T>) -> Option<T> {
    match select(pin!(doing), TimeoutFuture::new(limit_ms)).await {
        Either::Left((done, _)) => Some(done),
        Either::Right(_) => None,
    }
}
