//! A storage backend in memory that yields within each call, and a runner that polls several changes in turn.

use karte_signin_doctor::state::storage::{Area, Backend, Items, Key};
use serde_json::Value;
use std::cell::{Cell, RefCell};
use std::future::poll_fn;
use std::pin::{Pin, pin};
use std::task::{Context, Poll, Waker};

/// A storage backend in memory: every call yields `pauses` times before it completes.
#[derive(Debug, Default)]
pub struct Memory {
    pub items: RefCell<Vec<(String, Value)>>,
    /// How often each of the next calls yields; the last number applies to all later calls.
    pub pauses: RefCell<Vec<u32>>,
    /// The largest write that fits, in bytes of its JSON.
    pub room: Cell<Option<usize>>,
    pub reads_fail: Cell<bool>,
    pub writes: Cell<u32>,
}

impl Memory {
    async fn pause(&self) {
        let times = {
            let mut pauses = self.pauses.borrow_mut();
            if pauses.len() > 1 { pauses.remove(0) } else { pauses.first().copied().unwrap_or(1) }
        };
        for _ in 0..times {
            let mut waited = false;
            poll_fn(|context| {
                context.waker().wake_by_ref();
                if std::mem::replace(&mut waited, true) { Poll::Ready(()) } else { Poll::Pending }
            })
            .await;
        }
    }

    pub fn value(&self, key: &str) -> Option<Value> {
        let items = self.items.borrow();
        let found = items.iter().find(|(name, _)| name == key);
        found.map(|(_, value)| value.clone())
    }

    pub fn with(key: &str, value: Value) -> Self {
        let memory = Self::default();
        memory.items.borrow_mut().push((key.into(), value));
        memory
    }
}

impl Backend for &Memory {
    async fn get(&self, key: Key) -> Result<Option<Value>, ()> {
        self.pause().await;
        if self.reads_fail.get() {
            return Err(());
        }
        let items = self.items.borrow();
        Ok(items.iter().find(|(name, _)| *name == key.name).map(|(_, value)| value.clone()))
    }

    async fn set(&self, _: Area, new: &Items) -> Result<(), ()> {
        self.pause().await;
        let letters = serde_json::to_string(new).expect("json").len();
        if self.room.get().is_some_and(|room| letters > room) {
            return Err(());
        }
        self.writes.set(self.writes.get() + 1);
        let mut items = self.items.borrow_mut();
        for (name, value) in new {
            items.retain(|(known, _)| known != name);
            items.extend(value.clone().map(|value| (name.clone(), value)));
        }
        Ok(())
    }
}

/// Polls all futures in turn until all are done.
pub fn run(mut doing: Vec<Pin<Box<dyn Future<Output = ()> + '_>>>) {
    let mut context = Context::from_waker(Waker::noop());
    for _ in 0..10_000 {
        doing.retain_mut(|one| one.as_mut().poll(&mut context).is_pending());
        if doing.is_empty() {
            return;
        }
    }
    panic!("somebody waits for ever");
}

pub fn alone<T>(doing: impl Future<Output = T>) -> T {
    let mut doing = pin!(doing);
    let mut context = Context::from_waker(Waker::noop());
    for _ in 0..10_000 {
        if let Poll::Ready(done) = doing.as_mut().poll(&mut context) {
            return done;
        }
    }
    panic!("it waits for ever");
}
