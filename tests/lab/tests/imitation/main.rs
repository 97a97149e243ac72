//! The imitation, tested with a Rust client: every setting must have the effect that the end-to-end tests rely on.

mod browser;
mod certificates;
mod command;
mod control;
mod dot;
mod faults;
mod headers;
mod pages;
