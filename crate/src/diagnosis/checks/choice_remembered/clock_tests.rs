//! A remembered choice beside a clock that was wrong.

use super::{Cause, LOOK_ALIKES, check};
use crate::diagnosis::checks::test_check::*;
use crate::diagnosis::types::{Reason, Verdict};
use crate::evidence::questions::{AnswerValue, Question};

#[test]
fn a_clock_that_was_set_while_chrome_ran_needs_a_restart() {
    let mut e = failing().main_answered_at_offset(0);
    e.0.session.clock_off_at = Some(NOW - 60_000);
    let rivals = [Cause::CertificateMissing, Cause::SecuritySoftware];
    expect(check, &e, Verdict::Suspected, Reason::ClockSetWhileRunning, &rivals);
    let here = e.dot_cert_needed();
    // A server that always sends the same date proves nothing.
    expect(check, &here, Verdict::Suspected, Reason::ClockSetWhileRunning, &rivals);
    let here = here.clock_answered(0, 1_500, None);
    expect(check, &here, Verdict::Found, Reason::ClockSetWhileRunning, &[]);
    let works = here.main_text(false);
    expect(check, &works, Verdict::Suspected, Reason::ChoiceKept, &LOOK_ALIKES);
}

#[test]
fn not_while_it_is_still_wrong_nor_where_chrome_will_ask() {
    let mut wrong = failing().main_answered_at_offset(-1_680);
    wrong.0.session.clock_off_at = Some(NOW - 60_000);
    expect(check, &wrong, Verdict::Unknown, Reason::NotToldApart, &[]);
    let mut asks = failing().main_cert_needed();
    asks.0.session.clock_off_at = Some(NOW - 60_000);
    expect(check, &asks, Verdict::Suspected, Reason::WillAskAgain, &LOOK_ALIKES);
    // An extension that a search left on is still a rival; one that the search had off is not.
    let searched = asks.clone().extensions(&["a", "b"]).searched(&["a"], &["b"]);
    let rivals: Vec<_> = LOOK_ALIKES.into_iter().chain([Cause::Extensions]).collect();
    expect(check, &searched, Verdict::Suspected, Reason::WillAskAgain, &rivals);
    let all_off = asks.clone().extensions(&["a"]).searched(&["a"], &[]);
    expect(check, &all_off, Verdict::Suspected, Reason::WillAskAgain, &LOOK_ALIKES);
}

/// A server whose date stands still may show an old one: a clock that is behind it is behind by at least as much.
#[test]
fn no_dialog_is_decisive_only_beside_a_clock_that_is_surely_right_to_minutes() {
    let said =
        |e: EvidenceBuilder| e.dot_cert_needed().answered(Question::Dialog, AnswerValue::NoDialog);
    let right = said(failing().main_answered_at_offset(0));
    expect(check, &right, Verdict::Found, Reason::NoDialogCame, &[]);
    let behind = failing().main_answered_at_offset(-110);
    expect(check, &said(behind.clone()), Verdict::Suspected, Reason::ChoiceKept, &LOOK_ALIKES);
    let moved = said(behind.clock_answered(-110, 1_500, None));
    expect(check, &moved, Verdict::Found, Reason::NoDialogCame, &[]);
}

#[test]
fn an_installation_is_decisive_only_beside_a_clock_that_may_be_right() {
    let installed = |e: EvidenceBuilder| {
        e.dot_answered().calibrated().answered(Question::InstalledJustNow, AnswerValue::Yes)
    };
    let reason = Reason::InstalledWhileRunning;
    let right = failing().main_answered_at_offset(0).clock_answered(0, 2_000, None);
    expect(check, &installed(right), Verdict::Found, reason, &[]);
    // The second answer has the date of the first one.
    let frozen = failing().main_answered_at_offset(1_680).clock_answered(1_682, 2_000, None);
    expect(check, &installed(frozen), Verdict::Suspected, reason, &[Cause::Clock]);
}
