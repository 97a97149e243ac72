//! House rule: every kind of message says who may send it, and nobody else is heard.

#![allow(clippy::expect_used, clippy::panic, reason = "a test may stop at once")]

use karte_signin_doctor::message::{Message, MessageError, Sender, check_kind};
use serde_json::{Value, from_value, json};
use std::collections::BTreeSet;

/// One message of each kind, and the only one who may send it.
fn one_of_each() -> Vec<(Value, Sender)> {
    let page = |message: Value| (message, Sender::Page);
    vec![
        page(json!({"kind": "diagnose"})),
        page(json!({"kind": "answer", "question": "dialog", "value": "cancelled"})),
        page(json!({"kind": "fix", "fix": "clear_cache"})),
        page(json!({"kind": "correct", "action": "status"})),
        page(json!({"kind": "restart", "action": "status"})),
        page(json!({"kind": "bisect", "event": "status"})),
        page(json!({"kind": "history", "action": "list"})),
        page(json!({"kind": "undo", "at": 1, "fix": "extensions_off"})),
        page(json!({"kind": "settings"})),
        page(json!({"kind": "report"})),
        page(json!({"kind": "diary", "action": "list"})),
        page(json!({"kind": "backup", "action": "export"})),
        page(json!({"kind": "erase"})),
        page(json!({"kind": "policy"})),
        (json!({"kind": "seen", "what": "failing"}), Sender::ContentScript),
    ]
}

/// The kinds that the reader of messages has an arm for, from its source.
fn kinds_read() -> BTreeSet<String> {
    let source = include_str!("../src/message/read.rs");
    let (_, arms) = source.split_once("take::<String>(\"kind\")").expect("the match");
    let (arms, _) = arms.split_once("_ => return").expect("its end");
    let is_arm = |line: &&str| line.trim_start().starts_with('"') && line.contains("\" =>");
    let name = |line: &str| line.split('"').nth(1).map(str::to_owned);
    arms.lines().filter(is_arm).filter_map(name).collect()
}

#[test]
fn each_kind_is_tried() {
    let tried: BTreeSet<_> =
        one_of_each().iter().map(|(m, _)| m["kind"].as_str().expect("kind").to_owned()).collect();
    assert_eq!(tried, kinds_read());
    for kind in &tried {
        assert_eq!(check_kind(kind), Ok(()));
    }
}

#[test]
fn each_kind_has_one_sender() {
    for (json, meant_for) in one_of_each() {
        let message: Message = from_value(json.clone()).unwrap_or_else(|e| panic!("{json}: {e}"));
        for sender in [Sender::Page, Sender::ContentScript, Sender::Stranger] {
            let want =
                if sender == meant_for { Ok(()) } else { Err(MessageError::ForbiddenSender) };
            assert_eq!(message.check(sender), want, "{json} from {sender:?}");
        }
    }
}
