//! Chrome keeps an earlier certificate decision: a cancelled dialog, one hidden behind a window, a wrong entry,
//! or "none" from before a certificate was installed.

use super::choose_anew;
use crate::diagnosis::clock_history;
use crate::diagnosis::finding_builder::FindingBuilder;
use crate::diagnosis::types::{Cause, Fix, Reason};
use crate::evidence::certificate::{CertificatePresence, RememberedChoice};
use crate::evidence::questions::{AnswerValue, Question};
use crate::evidence::readings::RequestOutcome;
use crate::evidence::readings::net_error::NetError;
use crate::evidence::{Evidence, indicator};

const LOOK_ALIKES: [Cause; 3] =
    [Cause::CertificateRevoked, Cause::AccountDeleted, Cause::ClinicSwitch];

/// The same, and the clinic's own certificate may not be here at all.
const OR_MISSING: [Cause; 4] = [
    Cause::CertificateRevoked,
    Cause::AccountDeleted,
    Cause::ClinicSwitch,
    Cause::CertificateMissing,
];

/// Suspected while a certificate is here and the page says otherwise; found once a person or an earlier reading tells why.
pub fn check(e: &Evidence) -> FindingBuilder {
    if !e.shows_failing_screen() {
        return not_failing(e);
    }
    if let Some(finding) = of_error(e) {
        return finding;
    }
    if e.explained_otherwise() || (super::all_pcs_fail(e) && !super::own_was_not_sent(e)) {
        return FindingBuilder::unknown(Reason::Narrowed);
    }
    if let Some(found) = installed_while_running(e) {
        return choose_anew(e, found);
    }
    if let Some(found) = clock_set_while_running(e) {
        return choose_anew(e, found);
    }
    match e.certificate_presence() {
        CertificatePresence::Absent(sign) => FindingBuilder::clear(sign),
        CertificatePresence::Unknown => FindingBuilder::unknown(Reason::NotToldApart),
        CertificatePresence::Present(sign) => present(e).because(sign),
    }
}

fn not_failing(e: &Evidence) -> FindingBuilder {
    let CertificatePresence::Present(sign) = e.certificate_presence() else {
        return super::without_failing_screen(e);
    };
    if e.waiting() {
        return FindingBuilder::suspected(Reason::DialogWaiting, &[Cause::Network])
            .because(indicator::NAVIGATION_WAITING)
            .because(sign);
    }
    super::without_failing_screen(e)
}

/// The chosen key was refused, or the tab ended where Chrome would have asked.
fn of_error(e: &Evidence) -> Option<FindingBuilder> {
    let (kind, name) = e.error()?;
    let finding = match kind {
        NetError::KeyRefused if e.unusable_key().is_some() => {
            FindingBuilder::unknown(Reason::Narrowed)
        }
        NetError::KeyRefused => {
            let rivals = [Cause::CertificateMissing, Cause::ClinicSwitch];
            choose_anew(
                e,
                FindingBuilder::suspected(Reason::KeyRefused, &rivals).text("error", name),
            )
        }
        NetError::CertNeeded => {
            FindingBuilder::suspected(Reason::WillAskAgain, &[]).fix(Fix::OpenSignIn)
        }
        _ => return None,
    };
    Some(finding.because(indicator::NAVIGATION_ERROR))
}

fn installed_while_running(e: &Evidence) -> Option<FindingBuilder> {
    if e.answer(Question::InstalledJustNow) == Some(AnswerValue::Yes) {
        // With a broken-off handshake nothing is remembered: opening the page again brings the dialog.
        let forgotten = matches!(e.error(), Some((NetError::BadClientCert, _)));
        let asks = FindingBuilder::suspected(Reason::WillAskAgain, &[Cause::CertificateMissing]);
        let finding = if forgotten {
            asks.fix(Fix::OpenSignIn)
        } else if clock_history::clock_may_be_wrong(e) {
            // Chrome may send the new certificate already, and the karte refuses it by its dates.
            FindingBuilder::suspected(Reason::InstalledWhileRunning, &[Cause::Clock])
        } else {
            found_or_suspected(e, Reason::InstalledWhileRunning)
        };
        return Some(finding.because(indicator::ANSWER_INSTALLED));
    }
    let none_before = e.first_probe_found_none()?;
    let here_now = e.cert_dot() == Some(&RequestOutcome::CertNeeded)
        && e.remembered_choice() == RememberedChoice::Decided
        && e.opened_without_dialog()
        && !choice_may_be_right(e)
        && !e.choice_is_contradicted();
    here_now.then(|| {
        FindingBuilder::found(Reason::InstalledWhileRunning)
            .because(none_before)
            .because(indicator::DOT_CERT_NEEDED)
    })
}

/// The clock was wrong in this session and is right now: what Chrome found under the wrong clock still holds.
fn clock_set_while_running(e: &Evidence) -> Option<FindingBuilder> {
    let tried =
        matches!(e.answer(Question::Dialog), Some(AnswerValue::Cancelled | AnswerValue::ChoseOk))
            || e.answer(Question::PrivateWindow).is_some()
            || e.choice_is_contradicted();
    // Where a fresh answer no longer fails, it is enough to reload the page.
    let holds =
        e.remembered_choice() != RememberedChoice::Open && !tried && !e.fresh_answer_works();
    let was_off = e.session.clock_off_at.is_some() && clock_history::clock_is_right(e);
    let rivals = [Cause::CertificateMissing, Cause::SecuritySoftware];
    (holds && was_off).then(|| {
        let reason = Reason::ClockSetWhileRunning;
        let here = e.cert_dot() == Some(&RequestOutcome::CertNeeded);
        let finding = if here && clock_history::clock_is_proven_right(e) {
            FindingBuilder::found(reason).because(indicator::DOT_CERT_NEEDED)
        } else {
            FindingBuilder::suspected(reason, &rivals)
        };
        finding.because(indicator::SESSION_CLOCK_OFF).because(indicator::CLOCK_OK)
    })
}

/// A certificate is on this PC, and yet the page says that one is required.
fn present(e: &Evidence) -> FindingBuilder {
    let dialog = e.answer(Question::Dialog);
    let forgotten = e.remembered_choice() == RememberedChoice::Open;
    let opens_now = e.text().is_none() && e.fresh_answer_works();
    if dialog == Some(AnswerValue::Cancelled) && !forgotten && !opens_now {
        return choose_anew(e, found_or_suspected(e, Reason::DialogCancelled));
    }
    if e.answer(Question::WhichEntry) == Some(AnswerValue::OtherKind) {
        let asks = FindingBuilder::suspected(Reason::WillAskAgain, &[Cause::CertificateMissing]);
        let finding = if forgotten {
            asks.fix(Fix::OpenSignIn)
        } else {
            choose_anew(e, found_or_suspected(e, Reason::WrongEntry))
        };
        return finding.because(indicator::ANSWER_OTHER_KIND);
    }
    if e.private_window_works() {
        return if forgotten { will_ask_again(e) } else { works_in_private(e) };
    }
    if narrowed(e, dialog) {
        return FindingBuilder::unknown(Reason::Narrowed);
    }
    if forgotten {
        return will_ask_again(e);
    }
    if dialog == Some(AnswerValue::NoDialog)
        && e.cert_dot() == Some(&RequestOutcome::CertNeeded)
        && !choice_may_be_right(e)
    {
        return choose_anew(e, found_or_suspected(e, Reason::NoDialogCame))
            .because(indicator::ANSWER_NO_DIALOG);
    }
    choose_anew(e, FindingBuilder::suspected(Reason::ChoiceKept, &LOOK_ALIKES))
        .because(e.failing_sign())
}

/// Found by the person's word, unless another word or a measurement speaks against it.
fn found_or_suspected(e: &Evidence, reason: Reason) -> FindingBuilder {
    let none_offered = e.dot_answered() && e.session.dot_works;
    let none_offered = none_offered && reason != Reason::InstalledWhileRunning;
    if !none_offered && !e.choice_is_contradicted() && !super::all_pcs_fail(e) {
        return FindingBuilder::found(reason);
    }
    FindingBuilder::suspected(reason, &OR_MISSING)
}

/// Whether another, narrower finding covers this situation.
fn narrowed(e: &Evidence, dialog: Option<AnswerValue>) -> bool {
    use AnswerValue::{AccountGone, Cancelled, ChoseOk, Revoked, Valid};
    let colleague = e.answer(Question::ColleagueSees);
    (dialog == Some(ChoseOk) && colleague != Some(Valid))
        || (super::clinic_switch::is_reported(e) && dialog != Some(Cancelled))
        || matches!(colleague, Some(Revoked | AccountGone))
        || e.private_window_fails()
}

/// In an incognito window nothing is remembered, no extension runs, and another entry can be chosen: it cures all three causes.
fn works_in_private(e: &Evidence) -> FindingBuilder {
    let mut rivals = Vec::new();
    if e.unsearched_suspects().is_none_or(|list| !list.is_empty()) {
        rivals.push(Cause::Extensions);
    }
    if e.answer(Question::AnotherClinicBefore) != Some(AnswerValue::No) {
        rivals.push(Cause::ClinicSwitch);
    }
    // If the karte was not seen to ask for a certificate, an inspection may have ended before the incognito window was opened.
    if e.cert_dot() != Some(&RequestOutcome::CertNeeded) {
        rivals.push(Cause::SecuritySoftware);
    }
    let builder = if rivals.is_empty() && !e.fresh_answer_works() {
        FindingBuilder::found(Reason::PrivateWindowWorks)
    } else {
        FindingBuilder::suspected(Reason::PrivateWindowWorks, &rivals)
    };
    choose_anew(e, builder).because(indicator::ANSWER_PRIVATE_WORKS)
}

/// The next visit brings the dialog, unless the page's source is unknown or an unsearched extension may have made the page.
fn will_ask_again(e: &Evidence) -> FindingBuilder {
    // No extension can break off a TLS handshake.
    let broken_off = e.text().is_none();
    if !broken_off && (e.from_cache().is_none() || e.has_unsearched()) {
        return FindingBuilder::unknown(Reason::NotToldApart);
    }
    let mut rivals = LOOK_ALIKES.to_vec();
    if e.unsearched_suspects().is_some_and(|left_on| !left_on.is_empty()) {
        rivals.push(Cause::Extensions);
    }
    FindingBuilder::suspected(Reason::WillAskAgain, &rivals)
        .because(indicator::MAIN_CERT_NEEDED)
        .fix(Fix::OpenSignIn)
}

/// Whether the remembered choice may be right: a fresh answer no longer fails, or the karte may refuse because of the clock.
fn choice_may_be_right(e: &Evidence) -> bool {
    e.fresh_answer_works() || clock_history::clock_may_be_wrong(e)
}

#[cfg(test)]
mod answer_tests;
#[cfg(test)]
mod clock_tests;
#[cfg(test)]
mod tests;
