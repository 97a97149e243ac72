//! Dispatches each kind of message to its handler, and turns an error into a reply of kind `error`.

use super::api::js_value::to_js;
use super::events::navigation;
use super::flows::{clear_data, diagnose};
use super::handlers::{
    backup, bisect, certificates, correction, fix, history, policy, report, restart, settings,
};
use crate::messages::reply::{CodeReply, Refusal, SeenReply};
use crate::messages::request::Message;
use js_sys::Function;
use std::pin::Pin;
use wasm_bindgen::JsValue;

type Answering<'a> = Pin<Box<dyn Future<Output = JsValue> + 'a>>;

/// One boxed future per kind: a single future for all kinds would make every start of the worker compile all of them.
pub fn answer<'a>(message: Message, sender: &'a JsValue, post: &'a Function) -> Answering<'a> {
    match message {
        Message::Diagnose { tab_id } => {
            Box::pin(async move { to_js(&diagnose::diagnose_tab(tab_id, Some(post)).await) })
        }
        Message::Answer { question, value } => {
            attempt(async move { Ok(to_js(&diagnose::answered(question, value).await?)) })
        }
        Message::Fix { fix, tab_id, dry: true } => {
            Box::pin(async move { clear_data::plan(fix, tab_id).await })
        }
        Message::Fix { fix, tab_id, dry: false } => {
            Box::pin(async move { to_js(&fix::act(fix, tab_id, post).await) })
        }
        Message::Correct { action, tab_id, url, on, ids } => attempt(correction::act(
            action,
            correction::CorrectionRequest { tab: tab_id, url, on, ids },
        )),
        Message::Restart { action, tab_id, tabs } => attempt(restart::act(action, tab_id, tabs)),
        Message::Bisect { event, ids, step } => attempt(bisect::act(event, ids, step)),
        Message::History { action } => attempt(history::act(action)),
        Message::Undo { at, fix } => attempt(async move { history::undo(at, &fix).await }),
        Message::Diary { action, clinic, issued, confirmed } => attempt(certificates::act(
            action,
            certificates::DiaryRequest { clinic, issued, confirmed },
        )),
        Message::Backup { action, text } => {
            attempt(async move { backup::act(action, &text).await })
        }
        Message::Erase {} => attempt(backup::erase()),
        Message::Settings { set } => attempt(settings::settings(set)),
        Message::Policy {} => attempt(policy::reply()),
        Message::Report { with_extension_names } => attempt(report::report(with_extension_names)),
        Message::ReadCode { text } => Box::pin(async move { to_js(&CodeReply::read(&text)) }),
        Message::Seen { what } => Box::pin(async move {
            navigation::seen(what, sender).await;
            to_js(&SeenReply { kind: "seen" })
        }),
    }
}

/// A handler that can fail; its error code becomes the reply.
fn attempt<'a>(doing: impl Future<Output = Result<JsValue, &'static str>> + 'a) -> Answering<'a> {
    Box::pin(async { doing.await.unwrap_or_else(refused) })
}

/// The reply for a request that failed; people see the message of the code.
fn refused(code: &'static str) -> JsValue {
    to_js(&Refusal { kind: "error", code, message: "It could not be done." })
}
