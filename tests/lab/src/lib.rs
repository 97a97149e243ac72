//! An imitation of a sign-in site that asks for a client certificate and fails in every way that the extension must
//! tell apart. It exists so that the end-to-end tests need neither the real site nor real accounts.
//!
//! The bird's-eye view: [`certificates`] makes the files that a browser imports, [`Lab`] holds what the tests may
//! change, `tls` decides how a connection begins, `site` decides what a request is answered, `control` lets a test
//! change the one and read what happened.

pub mod certificates;
pub mod config;
mod control;
mod lab;
mod listen;
mod log;
mod site;
mod tls;
mod verdict;

pub use lab::Lab;
pub use listen::{Listening, listen};
