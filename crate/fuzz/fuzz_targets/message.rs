//! Any message to the worker from any sender: only a known kind is read, and only from the sender that it is meant for.

#![no_main]

use karte_signin_doctor::messages::request::{Message, MessageError, Sender, check_kind};
use karte_signin_doctor_fuzz::parse;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let said = parse(&text);
    let kind = said.as_ref().and_then(|said| said["kind"].as_str()).map(str::to_owned);
    let by = |sender| Message::parse(said.clone(), sender);
    let (page, script, stranger) =
        (by(Sender::Page), by(Sender::ContentScript), by(Sender::Stranger));
    assert!(stranger.is_err(), "{stranger:?}");
    assert!(page.is_err() || script.is_err(), "{page:?} {script:?}");
    if let Ok(message) = &script {
        assert!(matches!(message, Message::Seen { .. }), "{message:?}");
    }
    if let Ok(message) = page.as_ref().or(script.as_ref()) {
        let kind = kind.as_deref().expect("a kind");
        assert_eq!(check_kind(kind), Ok(()), "{kind}");
        assert_eq!(stranger, Err(MessageError::ForbiddenSender), "{kind}");
        assert!(format!("{message:?}").len() <= 1_000 + 40 * text.len(), "{kind} grew");
    }
    if let Some(Err(error)) = kind.as_deref().map(check_kind) {
        assert_eq!([page, script, stranger].map(Result::err), [Some(error); 3]);
    }
});
