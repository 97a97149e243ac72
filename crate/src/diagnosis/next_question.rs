//! What to ask next: the one question or experiment that tells apart the causes that still look alike.

use super::types::{Cause, Finding, NextQuestion, Reason, Verdict};
use crate::evidence::Evidence;
use crate::evidence::questions::{AnswerValue, Question};

/// In milliseconds.
const HOUR: i64 = 3_600_000;
/// Requesting a certificate, the mail with its code and the installation take longer than this, in milliseconds.
const INSTALL_MS: i64 = 120_000;

/// The first question for `primary` that nobody has answered yet; easy questions stand before experiments.
#[must_use]
pub fn next(e: &Evidence, primary: Option<&Finding>) -> Option<NextQuestion> {
    let primary = primary?;
    if tried_in_private(e) {
        return Some(NextQuestion(Question::PrivateWindow));
    }
    let doubts_entry = is_about_certificate(primary.cause) && e.own_entry_in_doubt();
    if doubts_entry && !e.is_incognito() && !e.was_asked(Question::Listed) {
        return Some(NextQuestion(Question::Listed));
    }
    let questions = match primary.reason {
        // Nobody knows yet whether a dialog came.
        Reason::MaybeNone => &FROM_DIALOG[..],
        // The fix itself is the experiment, or an administrator's rule is known: no answer would change what to do.
        Reason::KeyNotUsable
        | Reason::KeyPicked
        | Reason::NetworkChanged
        | Reason::ReachedNow
        | Reason::ClockSetWhileRunning
        | Reason::SeenRevoked
        | Reason::BlockedByPolicy => &[],
        // Another PC has another clock.
        Reason::CertificateDates => &[Question::OtherPc, Question::OtherNetwork],
        // A dialog must have come: otherwise no key could have been refused.
        Reason::KeyRefused => &[Question::WhichEntry, Question::PrivateWindow],
        // Another PC decides nothing: the inspection is on this PC, or on the clinic's connection.
        // But a certificate that was installed since the page failed looks the same, and a restart cures that.
        Reason::RequestTakenOut if fails_for_long(e) => {
            &[Question::InstalledJustNow, Question::OtherNetwork, Question::ColleagueSees]
        }
        Reason::RequestTakenOut => &[Question::OtherNetwork, Question::ColleagueSees],
        _ => questions(primary.cause, primary.verdict),
    };
    // A colleague looks at the list of certificates, which says nothing about a page that does not load at all.
    let fits = |question: &Question| {
        (!e.is_incognito() || question.fits_incognito())
            && (*question != Question::ColleagueSees || e.shows_failing_screen())
    };
    let is_open =
        |question: &Question| !e.was_asked(*question) && !is_answered_by_entry(e, *question);
    questions.iter().copied().filter(fits).find(is_open).map(NextQuestion)
}

/// Whether a certificate may have been installed since the karte was first seen to fail.
fn fails_for_long(e: &Evidence) -> bool {
    e.session.failing_since.is_none_or(|at| !(0..INSTALL_MS).contains(&(e.now - at)))
}

/// Whoever says which entry was chosen has said whether it was another clinic's.
fn is_answered_by_entry(e: &Evidence, question: Question) -> bool {
    use AnswerValue::{OtherClinic, OtherKind, ThisClinic};
    question == Question::AnotherClinicBefore
        && matches!(e.said(Question::WhichEntry), Some(ThisClinic | OtherClinic | OtherKind))
}

/// Whether the list of certificates can tell more about a cause; for any other cause the question is needless.
const fn is_about_certificate(cause: Cause) -> bool {
    use Cause::{
        AccountDeleted, CertificateMissing, CertificateRevoked, ChoiceRemembered, ClinicSwitch,
    };
    matches!(
        cause,
        ChoiceRemembered | ClinicSwitch | CertificateMissing | CertificateRevoked | AccountDeleted
    )
}

/// An incognito window was opened within the hour, and nobody has said yet how it went.
fn tried_in_private(e: &Evidence) -> bool {
    let open = e.session.private_opened_at.is_some_and(|at| (0..HOUR).contains(&(e.now - at)));
    open && !e.was_asked(Question::PrivateWindow)
}

const FROM_DIALOG: [Question; 6] = [
    Question::Dialog,
    Question::Listed,
    Question::InstalledJustNow,
    Question::PrivateWindow,
    Question::Restart,
    Question::OtherNetwork,
];

const fn questions(cause: Cause, verdict: Verdict) -> &'static [Question] {
    use Question::{
        AnotherClinicBefore, ApplyStuck, ColleagueSees, Dialog, InstalledJustNow, Listed,
        OtherNetwork, OtherPc, PrivateWindow, Restart, WhichEntry,
    };
    match (cause, verdict) {
        (Cause::CertificateMissing, Verdict::Found) => &[InstalledJustNow, ApplyStuck],
        (Cause::CertificateMissing, _) => {
            &[Listed, InstalledJustNow, PrivateWindow, Restart, OtherNetwork]
        }
        (Cause::ChoiceRemembered, Verdict::Suspected) => {
            &[Dialog, AnotherClinicBefore, PrivateWindow, Restart]
        }
        (Cause::ClinicSwitch, _) => &[PrivateWindow, WhichEntry, ColleagueSees],
        (Cause::CertificateRevoked, Verdict::Suspected) => {
            &[WhichEntry, AnotherClinicBefore, ColleagueSees, OtherPc]
        }
        (Cause::Extensions | Cause::SiteData, Verdict::Suspected) => &[PrivateWindow],
        (Cause::AccountDeleted, Verdict::Suspected) => &[ColleagueSees],
        (Cause::SecuritySoftware, Verdict::Suspected) => &[OtherNetwork, OtherPc, ColleagueSees],
        (Cause::Network, _) => &[OtherPc, OtherNetwork],
        _ => &[],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnose;
    use crate::diagnosis::checks::test_check::*;

    fn asked(opened_at: Option<i64>) -> Option<Question> {
        let mut e = failing().main_answered().dot_cert_needed().0;
        e.session.private_opened_at = opened_at;
        diagnose(&e).next.map(|next| next.0)
    }

    #[test]
    fn what_was_just_tried_is_asked_first() {
        let now = failing().0.now;
        assert_eq!(asked(None), Some(Question::Dialog));
        assert_eq!(asked(Some(now - 5_000)), Some(Question::PrivateWindow));
        assert_eq!(asked(Some(now - 2 * HOUR)), Some(Question::Dialog));
    }

    #[test]
    fn a_certificate_in_date_may_have_been_installed_since_the_page_failed() {
        use crate::evidence::questions::AnswerValue::{InDate, Yes};
        let e = failing().main_answered().dot_answered().calibrated();
        let listed = e.answered(Question::Listed, InDate);
        let asked = |since_ms: Option<i64>| {
            let mut e = listed.clone();
            e.0.session.failing_since = since_ms.map(|ms| e.0.now - ms);
            diagnose(&e.0).next.map(|next| next.0)
        };
        assert_eq!(asked(Some(10_000)), Some(Question::OtherNetwork));
        assert_eq!(asked(Some(HOUR)), Some(Question::InstalledJustNow));
        assert_eq!(asked(None), Some(Question::InstalledJustNow));
        let told = diagnose(&listed.answered(Question::InstalledJustNow, Yes).0);
        assert_eq!(told.primary, Some(Cause::ChoiceRemembered));
    }

    #[test]
    fn another_clinic_is_not_asked_about_once_the_entry_is_known() {
        let revoked = |e: EvidenceBuilder| diagnose(&e.0).next.map(|next| next.0);
        let chose = failing().main_answered().dot_cert_needed();
        let chose = chose.answered(Question::Dialog, AnswerValue::ChoseOk);
        assert_eq!(revoked(chose.clone()), Some(Question::WhichEntry));
        let unsure = chose.clone().answered(Question::WhichEntry, AnswerValue::DontKnow);
        assert_eq!(revoked(unsure), Some(Question::AnotherClinicBefore));
        let ours = chose.answered(Question::WhichEntry, AnswerValue::ThisClinic);
        assert_eq!(revoked(ours), Some(Question::ColleagueSees));
    }

    #[test]
    fn the_list_is_asked_about_only_where_a_certificate_may_be_the_cause() {
        use crate::evidence::questions::AnswerValue::{OtherClinic, StillFails};
        let asked = |offset_s| {
            let e = failing().main_answered_at_offset(offset_s).dot_cert_needed();
            let e = e.answered(Question::WhichEntry, OtherClinic);
            let diagnosis = diagnose(&e.answered(Question::PrivateWindow, StillFails).0);
            (diagnosis.primary, diagnosis.next.map(|next| next.0))
        };
        assert_eq!(asked(0).1, Some(Question::Listed));
        assert_eq!(asked(-28 * 60), (Some(Cause::Clock), None));
    }
}
