//! What pages and content scripts say to the worker, who may say it, and what is answered.

mod actions;
pub mod badge;
pub mod reply;
pub mod request;
mod sender;
mod settings_change;
