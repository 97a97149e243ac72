//! Several futures at once: the next one that is ready ([`Race`]), and a time limit ([`within`]).
//!
//! The futures of a race are a dozen at most, so all are polled at each wake: `FuturesUnordered`, which wakes each by itself,
//! adds 3 KB to every start of the worker.

use gloo_timers::future::TimeoutFuture;
use std::future::poll_fn;
use std::pin::{Pin, pin};
use std::task::Poll;

/// What is under way.
pub struct Race<T>(Vec<Pin<Box<dyn Future<Output = T>>>>);

impl<T> Race<T> {
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    /// Begins at the next wake.
    pub fn push(&mut self, doing: impl Future<Output = T> + 'static) {
        self.0.push(Box::pin(doing));
    }

    /// What the next one brings; `None` once all have come.
    pub async fn next(&mut self) -> Option<T> {
        if self.0.is_empty() {
            return None;
        }
        poll_fn(|context| {
            for (at, doing) in self.0.iter_mut().enumerate() {
                if let Poll::Ready(done) = doing.as_mut().poll(context) {
                    drop(self.0.swap_remove(at));
                    return Poll::Ready(Some(done));
                }
            }
            Poll::Pending
        })
        .await
    }
}

/// What `doing` brings; `None` where `limit` is over before.
async fn before<T>(limit: impl Future, doing: impl Future<Output = T>) -> Option<T> {
    let (mut doing, mut limit) = (pin!(doing), pin!(limit));
    poll_fn(|context| match doing.as_mut().poll(context) {
        Poll::Ready(done) => Poll::Ready(Some(done)),
        Poll::Pending => limit.as_mut().poll(context).map(|_| None),
    })
    .await
}

/// What `doing` brings within `limit_ms`; `None` after that, and then it is dropped.
pub async fn within<T>(limit_ms: u32, doing: impl Future<Output = T>) -> Option<T> {
    before(TimeoutFuture::new(limit_ms), doing).await
}
