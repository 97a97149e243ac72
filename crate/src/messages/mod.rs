//! Messages of pages and content scripts to the worker, who may send them, and the replies.

mod actions;
pub mod badge;
pub mod reply;
pub mod request;
mod sender;
mod settings_change;
