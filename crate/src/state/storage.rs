//! Saved state has one entry point: every read-modify-write of a record goes through [`Storage::update`], one after the
//! other.
//!
//! `chrome.storage` has no transactions: of two updates that both read before either writes, one is lost.
//! One async mutex guards all keys, so that a change of several keys is one update, too. The backend is a trait, so that
//! native tests can interleave updates; `browser/storage/mod.rs` implements it for Chrome.
//!
//! If a key cannot be read, nothing is written. A record that is damaged or of another version is set aside under
//! `<key>.aside` in the same write. A failed write is retried without the oldest part if the record can drop it; otherwise
//! it is an error.

use crate::base::json;
use crate::url_correction::redacted_url::cut_addresses;
use futures_util::lock::{Mutex, MutexGuard};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

/// The reply code if the storage could not be read or written.
pub const FAILED: &str = "storage";

/// Which part of Chrome's storage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Area {
    /// Persists after the browser ends.
    Local,
    /// Is cleared when the browser ends.
    Session,
}

/// Where a record is stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Key {
    /// In which area.
    pub area: Area,
    pub name: &'static str,
}

impl Key {
    /// A key of `chrome.storage.local`.
    #[must_use]
    pub const fn local(name: &'static str) -> Self {
        Self { area: Area::Local, name }
    }

    /// A key of `chrome.storage.session`.
    #[must_use]
    pub const fn session(name: &'static str) -> Self {
        Self { area: Area::Session, name }
    }
}

/// The new values by name; `None` removes the name.
pub type Items = Vec<(String, Option<Value>)>;

/// Chrome's storage, or its stand-in in a test. `Err`: the call failed.
pub trait Backend {
    /// Reads the value of a key.
    fn get(&self, key: Key) -> impl Future<Output = Result<Option<Value>, ()>>;
    /// Writes all values in one call, so all or none of them are saved; removals may need further calls.
    fn set(&self, area: Area, items: &Items) -> impl Future<Output = Result<(), ()>>;
}

/// State that is kept under one key.
pub trait Record: Default + Clone + PartialEq + Serialize + DeserializeOwned {
    const KEY: Key;
    /// Whether an unreadable record is set aside as soon as it is read, because the person is told about it.
    const ASIDE_AT_ONCE: bool = false;

    /// Whether it has this version, and its parts are consistent.
    fn is_known(&self) -> bool {
        true
    }

    /// Whether it is empty; then its key is removed.
    fn is_nothing(&self) -> bool {
        false
    }

    /// Drops the oldest part that is not needed, if there is no room; false if there is none.
    fn drop_oldest(&mut self) -> bool {
        false
    }
}

/// A record as it was found.
#[derive(Debug)]
pub struct Loaded<R> {
    /// The record; its default if there is none or it is unreadable.
    pub value: R,
    raw: Option<Value>,
    is_known: bool,
}

impl<R: Record> Loaded<R> {
    /// Reads the record from a stored value.
    #[must_use]
    pub fn of(raw: Option<Value>) -> Self {
        let known = raw.as_ref().and_then(read_known);
        Self { is_known: known.is_some(), value: known.unwrap_or_default(), raw }
    }

    /// What has to be written to store `after`; empty if it is stored already.
    ///
    /// # Errors
    /// [`FAILED`], if JavaScript cannot represent a number, or `after` would be unreadable and so would be lost silently.
    pub fn items(&self, after: &R) -> Result<Items, &'static str> {
        let written = json::write(after).filter(|written| read_known::<R>(written).is_some());
        let written = written.ok_or(FAILED)?;
        let mut items = Items::new();
        let stays = match &self.raw {
            Some(raw) if self.is_known => is_same(raw, &written),
            Some(_) => !R::ASIDE_AT_ONCE && *after == self.value,
            None => *after == self.value,
        };
        if stays {
            return Ok(items);
        }
        if let Some(raw) = self.raw.as_ref().filter(|_| !self.is_known) {
            let mut aside = raw.clone();
            cut_addresses(&mut aside);
            items.push((format!("{}.aside", R::KEY.name), Some(aside)));
        }
        items.push((R::KEY.name.to_owned(), (!after.is_nothing()).then_some(written)));
        Ok(items)
    }
}

fn read_known<R: Record>(raw: &Value) -> Option<R> {
    json::read(raw).filter(R::is_known)
}

/// Whether two values are equal; Chrome returns fields in another order and omits absent ones.
fn is_same(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Array(one), Value::Array(other)) => {
            one.len() == other.len()
                && one.iter().zip(other).all(|(one, other)| is_same(one, other))
        }
        (Value::Object(one), Value::Object(other)) => {
            let has = |fields: &Map<String, Value>, (name, value): (&String, &Value)| {
                is_same(fields.get(name).unwrap_or(&Value::Null), value)
            };
            other.iter().all(|field| has(one, field)) && one.iter().all(|field| has(other, field))
        }
        (one, other) => one == other,
    }
}

/// Saved state behind one async mutex.
#[derive(Debug)]
pub struct Storage<B> {
    backend: B,
    turn: Mutex<()>,
}

/// Exclusive access while this lives: for a change of several keys.
#[derive(Debug)]
pub struct Locked<'a, B> {
    /// What holds the data.
    pub backend: &'a B,
    _turn: MutexGuard<'a, ()>,
}

impl<B: Backend> Storage<B> {
    /// A storage that is not locked.
    pub fn new(backend: B) -> Self {
        Self { backend, turn: Mutex::new(()) }
    }

    /// Waits until no other change is under way.
    pub async fn lock(&self) -> Locked<'_, B> {
        Locked { _turn: self.turn.lock().await, backend: &self.backend }
    }

    /// The record as it is now. It may change at any time, so changes are made by [`Self::update`].
    ///
    /// # Errors
    /// [`FAILED`], if it could not be read; that does not mean that there is none.
    pub async fn read<R: Record>(&self) -> Result<R, &'static str> {
        let raw = self.backend.get(R::KEY).await.map_err(|()| FAILED)?;
        Ok(Loaded::of(raw).value)
    }

    /// Reads, changes and writes as one step.
    ///
    /// # Errors
    /// Those of `change`, after which nothing is written, and [`FAILED`] if the storage could not be read or written.
    pub async fn update<R: Record, T>(
        &self,
        change: impl FnOnce(&mut R) -> Result<T, &'static str>,
    ) -> Result<T, &'static str> {
        let mut update = Update { change: Some(change), state: None, outcome: None };
        self.apply(R::KEY, &mut update).await?;
        update.outcome.ok_or(FAILED)
    }

    /// Takes a trait object, so that this code is compiled once for all records.
    async fn apply(&self, key: Key, change: &mut dyn Change) -> Result<(), &'static str> {
        let locked = self.lock().await;
        let raw = locked.backend.get(key).await.map_err(|()| FAILED)?;
        let mut items = change.make(raw)?;
        while !items.is_empty() && locked.backend.set(key.area, &items).await.is_err() {
            items = change.smaller()?;
        }
        Ok(())
    }
}

impl<B: Backend> Locked<'_, B> {
    /// The record, which nobody else changes until this lock is dropped.
    ///
    /// # Errors
    /// [`FAILED`], where it could not be read.
    pub async fn load<R: Record>(&self) -> Result<Loaded<R>, &'static str> {
        self.backend.get(R::KEY).await.map(Loaded::of).map_err(|()| FAILED)
    }

    /// Writes several changes of one area together, see [`Backend::set`].
    ///
    /// # Errors
    /// [`FAILED`], where they could not be written.
    pub async fn save(&self, area: Area, items: Items) -> Result<(), &'static str> {
        if items.is_empty() {
            return Ok(());
        }
        self.backend.set(area, &items).await.map_err(|()| FAILED)
    }
}

/// A change of one record, independent of its type.
trait Change {
    /// What has to be written.
    fn make(&mut self, raw: Option<Value>) -> Result<Items, &'static str>;
    /// The same without the oldest part.
    fn smaller(&mut self) -> Result<Items, &'static str>;
}

struct Update<R, C, T> {
    change: Option<C>,
    /// The record as read, and as it is to be.
    state: Option<(Loaded<R>, R)>,
    outcome: Option<T>,
}

impl<R: Record, T, C: FnOnce(&mut R) -> Result<T, &'static str>> Change for Update<R, C, T> {
    fn make(&mut self, raw: Option<Value>) -> Result<Items, &'static str> {
        let change = self.change.take().ok_or(FAILED)?;
        let loaded = Loaded::<R>::of(raw);
        let mut after = loaded.value.clone();
        self.outcome = Some(change(&mut after)?);
        let items = loaded.items(&after);
        self.state = Some((loaded, after));
        items
    }

    fn smaller(&mut self) -> Result<Items, &'static str> {
        let (loaded, after) = self.state.as_mut().ok_or(FAILED)?;
        if after.drop_oldest() { loaded.items(after) } else { Err(FAILED) }
    }
}
