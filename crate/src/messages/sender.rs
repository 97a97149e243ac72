//! Who may send a message, and the errors for a refused message.

use serde::Serialize;

/// Who sent a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sender {
    /// One of our own pages.
    Page,
    /// Our content script in a tab of the vendor's domain.
    ContentScript,
    Stranger,
}

/// Why a message was refused; nothing was changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum MessageError {
    /// It cannot be read.
    Malformed,
    UnknownKind,
    /// The sender may not send it.
    ForbiddenSender,
}

impl MessageError {
    /// The name in replies and message keys.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Malformed => "malformed",
            Self::UnknownKind => "unknown_kind",
            Self::ForbiddenSender => "forbidden_sender",
        }
    }

    /// One sentence for developers; people see the message of the code instead.
    #[must_use]
    pub const fn message(self) -> &'static str {
        match self {
            Self::Malformed => "The message has the wrong form.",
            Self::UnknownKind => "There is no message of this kind.",
            Self::ForbiddenSender => "Only the extension's own pages may ask this.",
        }
    }
}

const KNOWN: [&str; 16] = [
    "diagnose",
    "answer",
    "fix",
    "correct",
    "restart",
    "bisect",
    "history",
    "undo",
    "settings",
    "policy",
    "report",
    "read_code",
    "seen",
    "diary",
    "backup",
    "erase",
];

/// Checks a `kind` before the rest of the message is read.
///
/// # Errors
/// [`MessageError::UnknownKind`].
pub fn check_kind(kind: &str) -> Result<(), MessageError> {
    if KNOWN.contains(&kind) { Ok(()) } else { Err(MessageError::UnknownKind) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::messages::request::Message;
    use serde_json::json;

    #[test]
    fn senders_are_checked() {
        let diagnose = Message::read(json!({"kind": "diagnose"})).expect("message");
        let seen = Message::read(json!({"kind": "seen", "what": "failing"})).expect("message");
        for (message, sender, allowed) in [
            (&diagnose, Sender::Page, true),
            (&diagnose, Sender::ContentScript, false),
            (&diagnose, Sender::Stranger, false),
            (&seen, Sender::ContentScript, true),
            (&seen, Sender::Page, false),
        ] {
            assert_eq!(message.check(sender).is_ok(), allowed, "{message:?} {sender:?}");
        }
    }

    #[test]
    fn kinds() {
        assert_eq!(check_kind("diagnose"), Ok(()));
        assert_eq!(check_kind("bisect"), Ok(()));
        assert_eq!(check_kind("erase"), Ok(()));
        assert_eq!(check_kind("eval"), Err(MessageError::UnknownKind));
    }
}
