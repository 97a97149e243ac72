//! A limit for what may never answer.

use super::race::before;
use gloo_timers::future::TimeoutFuture;

/// What `doing` brings within `limit_ms`; `None` after that, and then it is dropped.
pub async fn within<T>(limit_ms: u32, doing: impl Future<Output = T>) -> Option<T> {
    before(TimeoutFuture::new(limit_ms), doing).await
}
