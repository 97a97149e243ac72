//! House rule: every kind of message declares who may send it; a message from any other sender is refused.

use karte_signin_doctor::messages::request::{Message, MessageError, Sender, check_kind};
use serde_json::{Value, from_value, json};
use std::collections::BTreeSet;

/// One message of each kind, and the only one who may send it.
fn one_of_each() -> Vec<(Value, Sender)> {
    let page = |message: Value| (message, Sender::Page);
    vec![
        page(json!({"kind": "diagnose"})),
        page(json!({"kind": "answer", "question": "dialog", "value": "cancelled"})),
        page(json!({"kind": "fix", "fix": "clear_cache", "tabId": 7})),
        page(json!({"kind": "correct", "action": "status"})),
        page(json!({"kind": "restart", "action": "status"})),
        page(json!({"kind": "bisect", "event": "status"})),
        page(json!({"kind": "history", "action": "list"})),
        page(json!({"kind": "undo", "at": 1, "fix": "extensions_off"})),
        page(json!({"kind": "settings"})),
        page(json!({"kind": "report"})),
        page(json!({"kind": "read_code", "text": "240B-DA62-01S9"})),
        page(json!({"kind": "diary", "action": "list"})),
        page(json!({"kind": "backup", "action": "export"})),
        page(json!({"kind": "erase"})),
        page(json!({"kind": "policy"})),
        (json!({"kind": "seen", "what": "failing"}), Sender::ContentScript),
    ]
}

/// The kinds that can be read: serde's error about an unknown kind lists all of them.
fn kinds_read() -> BTreeSet<String> {
    let refused = from_value::<Message>(json!({"?": {}})).expect_err("no such kind").to_string();
    let (_, kinds) = refused.split_once("expected one of").expect("the kinds");
    kinds.split('`').skip(1).step_by(2).map(str::to_owned).collect()
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
        let message = Message::read(json.clone()).unwrap_or_else(|e| panic!("{json}: {e:?}"));
        for sender in [Sender::Page, Sender::ContentScript, Sender::Stranger] {
            let want =
                if sender == meant_for { Ok(()) } else { Err(MessageError::ForbiddenSender) };
            assert_eq!(message.check(sender), want, "{json} from {sender:?}");
        }
    }
}

#[test]
fn a_fix_that_touches_a_tab_says_which() {
    for (message, ok) in [
        (json!({"kind": "fix", "fix": "clear_cache"}), false),
        (json!({"kind": "fix", "fix": "clear_karte"}), false),
        (json!({"kind": "fix", "fix": "clear_medley", "dry": true}), false),
        (json!({"kind": "fix", "fix": "open_sign_in"}), false),
        (json!({"kind": "fix", "fix": "private_window", "dry": true}), false),
        (json!({"kind": "fix", "fix": "clear_cache", "tabId": 7}), true),
        (json!({"kind": "fix", "fix": "clear_medley", "tabId": 7, "dry": true}), true),
        (json!({"kind": "fix", "fix": "open_sign_in", "tabId": 7}), true),
        (json!({"kind": "fix", "fix": "private_window"}), true),
    ] {
        let read = Message::read(message.clone()).unwrap_or_else(|e| panic!("{message}: {e:?}"));
        assert_eq!(read.check(Sender::Page).is_ok(), ok, "{message}");
    }
}

#[test]
fn the_tabs_to_close_are_read_with_their_addresses() {
    let tabs = json!([{"tabId": 7, "url": "https://karte.medley.life/d/signin"}]);
    for (message, listed) in [
        (json!({"kind": "restart", "action": "close_tabs", "tabs": tabs}), Some(1)),
        (json!({"kind": "restart", "action": "close_tabs"}), Some(0)),
        (json!({"kind": "restart", "action": "close_tabs", "tabs": [{"tabId": 7}]}), None),
        (json!({"kind": "restart", "action": "close_tabs", "tabs": [7]}), None),
    ] {
        let read = Message::read(message.clone()).ok();
        let count = read.map(|read| match read {
            Message::Restart { tabs, .. } => tabs.len(),
            other => panic!("{other:?}"),
        });
        assert_eq!(count, listed, "{message}");
    }
}
