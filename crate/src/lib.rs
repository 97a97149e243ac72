//! Karte Sign-in Doctor: finds out why CLINICSカルテ says 「クライアント証明書が必要です」.
//!
//! A pure core turns evidence into findings as data; [`browser`] (wasm32 only) asks the browser and acts.
//! The core uses no JavaScript type, no current time and no storage, so it also runs natively without changes.

pub mod base;
#[cfg(target_arch = "wasm32")]
pub mod browser;
pub mod clock;
pub mod diagnosis;
pub mod evidence;
pub mod extensions;
pub mod messages;
pub mod report;
pub mod state;
pub mod url_correction;

pub use crate::diagnosis::{diagnose, diagnose_so_far};
