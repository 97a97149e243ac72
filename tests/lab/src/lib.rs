//! An imitation of a sign-in site that asks for a client certificate and fails in every way that the extension has to
//! distinguish. With it the end-to-end tests need neither the real site nor real accounts.
//!
//! Overview: [`certificates`] creates the files that a browser imports, [`Lab`] holds the state that tests may change, `tls`
//! decides how a connection is treated, `site` answers the requests, and `control` lets a test change the settings and read
//! the log.

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
