//! A remembered choice as the readings show it, and the first words about it.

use super::*;
use crate::diagnosis::checks::test_check::*;
use crate::diagnosis::types::Verdict;

fn cancelled() -> EvidenceBuilder {
    failing().main_answered().dot_cert_needed().no_extensions()
}

#[test]
fn fires() {
    expect(check, &cancelled(), Verdict::Suspected, Reason::ChoiceKept, &LOOK_ALIKES);
    for (value, reason) in [
        (AnswerValue::Cancelled, Reason::DialogCancelled),
        (AnswerValue::NoDialog, Reason::NoDialogCame),
    ] {
        let e = cancelled().answered(Question::Dialog, value);
        expect(check, &e, Verdict::Found, reason, &[]);
    }
    let e = cancelled().answered(Question::PrivateWindow, AnswerValue::Works);
    let rivals = [Cause::ClinicSwitch];
    expect(check, &e, Verdict::Suspected, Reason::PrivateWindowWorks, &rivals);
    let e = e.answered(Question::AnotherClinicBefore, AnswerValue::No);
    expect(check, &e, Verdict::Found, Reason::PrivateWindowWorks, &[]);
}

#[test]
fn a_private_window_leaves_out_extensions_too() {
    let e = cancelled().extension("Helper", "<all_urls>");
    let e = e.answered(Question::PrivateWindow, AnswerValue::Works);
    let rivals = [Cause::Extensions, Cause::ClinicSwitch];
    expect(check, &e, Verdict::Suspected, Reason::PrivateWindowWorks, &rivals);
}

#[test]
fn installed_while_chrome_ran() {
    let e = cancelled().first_visit_quick();
    // The first visit may have shown a portal's page; the page now was slow, so a dialog may have come.
    let slow = e.clone().answered_after(4_000);
    expect(check, &slow, Verdict::Suspected, Reason::ChoiceKept, &LOOK_ALIKES);
    let e = e.answered_after(40);
    expect(check, &e, Verdict::Found, Reason::InstalledWhileRunning, &[]);
    let e = failing().main_answered().dot_answered().calibrated();
    expect(check, &e, Verdict::Clear, Reason::SeenOtherwise, &[]);
    let e = e.answered(Question::InstalledJustNow, AnswerValue::Yes);
    expect(check, &e, Verdict::Found, Reason::InstalledWhileRunning, &[]);
}

#[test]
fn errors_that_tell_what_was_chosen() {
    let refused = unreachable("net::ERR_SSL_CLIENT_AUTH_PRIVATE_KEY_ACCESS_DENIED");
    let rivals = [Cause::CertificateMissing, Cause::ClinicSwitch];
    expect(check, &refused, Verdict::Suspected, Reason::KeyRefused, &rivals);
    let ended = unreachable("net::ERR_SSL_CLIENT_AUTH_CERT_NEEDED");
    expect(check, &ended, Verdict::Suspected, Reason::WillAskAgain, &[]);
    let broken = unreachable("net::ERR_BAD_SSL_CLIENT_AUTH_CERT").main_cert_needed();
    expect(check, &broken, Verdict::Suspected, Reason::WillAskAgain, &LOOK_ALIKES);
}

#[test]
fn what_all_pcs_of_the_clinic_have_is_no_choice_of_this_one() {
    let e = cancelled().answered(Question::OtherPc, AnswerValue::StillFails);
    expect(check, &e, Verdict::Unknown, Reason::Narrowed, &[]);
}

#[test]
fn a_dialog_behind_a_window() {
    let waiting = unread().navigation(|n| n.status = None).dot_cert_needed();
    expect(check, &waiting, Verdict::Suspected, Reason::DialogWaiting, &[Cause::Network]);
    let slow = unread().navigation(|n| n.status = None).dot_answered();
    expect(check, &slow, Verdict::Unknown, Reason::NotAsked, &[]);
}

#[test]
fn stays_quiet() {
    let e = cancelled().answered(Question::Dialog, AnswerValue::ChoseOk);
    expect(check, &e, Verdict::Unknown, Reason::Narrowed, &[]);
    expect(check, &cancelled().cached(true), Verdict::Unknown, Reason::Narrowed, &[]);
    expect(check, &signed_in(), Verdict::Clear, Reason::SeenOtherwise, &[]);
    expect(check, &failing().main_answered(), Verdict::Unknown, Reason::NotToldApart, &[]);
}

/// Nothing was sent from here, whatever the other PCs show; but their failing speaks against it as the only cause.
#[test]
fn a_word_that_nothing_was_sent_is_lowered_and_not_dropped_by_what_speaks_against_it() {
    use AnswerValue::{Cancelled, OutOfDate, Revoked, StillFails};
    let said = |question, value| {
        // The stronger answer came first, so the person's word counts.
        cancelled().answered(question, value).answered(Question::Dialog, Cancelled)
    };
    for e in [
        said(Question::OtherPc, StillFails),
        said(Question::PrivateWindow, StillFails),
        said(Question::ColleagueSees, Revoked),
        said(Question::Listed, OutOfDate),
        said(Question::Restart, StillFails),
    ] {
        expect(check, &e, Verdict::Suspected, Reason::DialogCancelled, &OR_MISSING);
    }
}

#[test]
fn an_incognito_window_that_works_is_believed_whatever_the_other_pcs_show() {
    let e = cancelled().answered(Question::OtherPc, AnswerValue::StillFails);
    let e = e.answered(Question::PrivateWindow, AnswerValue::Works);
    let rivals = [Cause::ClinicSwitch];
    expect(check, &e, Verdict::Suspected, Reason::PrivateWindowWorks, &rivals);
}

#[test]
fn installed_while_running_is_lowered_by_a_later_look() {
    use AnswerValue::{NotThere, StillFails, Yes};
    let e = failing().main_answered().dot_answered().calibrated();
    let e = e.answered(Question::InstalledJustNow, Yes);
    for (question, value) in [
        (Question::Listed, NotThere),
        (Question::PrivateWindow, StillFails),
        (Question::Restart, StillFails),
    ] {
        let finding = check(&e.clone().answered(question, value).0);
        assert!(!finding.is_found_or_suspected(), "{question:?}");
    }
}
