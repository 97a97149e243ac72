//! A remembered choice beside what a person says of the dialog and of an incognito window.

use super::{Cause, Fix, check};
use crate::diagnosis::checks::test_check::*;
use crate::diagnosis::types::{Reason, Verdict};
use crate::evidence::questions::{AnswerValue, Question};

fn cancelled() -> EvidenceBuilder {
    failing().main_answered().dot_cert_needed().no_extensions()
}

#[test]
fn a_wrong_entry() {
    let e = cancelled()
        .answered(Question::Dialog, AnswerValue::ChoseOk)
        .answered(Question::WhichEntry, AnswerValue::OtherKind);
    expect(check, &e, Verdict::Found, Reason::WrongEntry, &[]);
    // With a broken-off handshake the choice is forgotten, and the next visit asks anew.
    let e = unreachable("net::ERR_BAD_SSL_CLIENT_AUTH_CERT")
        .main_cert_needed()
        .dot_cert_needed()
        .answered(Question::Dialog, AnswerValue::ChoseOk)
        .answered(Question::WhichEntry, AnswerValue::OtherKind);
    expect(check, &e, Verdict::Suspected, Reason::WillAskAgain, &[Cause::CertificateMissing]);
}

#[test]
fn where_private_windows_are_blocked_a_restart_lets_choose_anew() {
    let blocked = cancelled().answered(Question::PrivateWindow, AnswerValue::Blocked);
    for (e, fixes) in [
        (cancelled(), &[Fix::PrivateWindow, Fix::RestartAssistant][..]),
        (blocked, &[Fix::RestartAssistant]),
    ] {
        assert_eq!(check(&e.0).finding(Cause::ChoiceRemembered).fixes, fixes);
    }
}
