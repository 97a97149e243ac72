//! Turns evidence into a diagnosis. Every check runs; the first found cause, or else the first suspected one, is primary.

#[cfg(test)]
mod answer_tests;
mod cause;
pub mod checks;
pub mod clock_history;
pub mod finding_builder;
mod next_question;
pub mod probe_plan;
mod reason;
pub mod types;

use crate::evidence::Evidence;
use crate::evidence::page::tab_state::TabState;
use crate::evidence::questions::{AnswerValue, Question};
use next_question::next;
use types::{Cause, Diagnosis, Finding, SCHEMA, Verdict};

/// Name of this build, or `dev` where none was given.
pub const BUILD: &str = match option_env!("KSD_BUILD") {
    Some(build) => build,
    None => "dev",
};

/// Diagnoses from all the evidence that belongs to the tab's profile.
#[must_use]
pub fn diagnose(e: &Evidence) -> Diagnosis {
    let e = &*e.of_tabs_profile();
    let mut findings: Vec<Finding> =
        Cause::ALL.iter().map(|cause| checks::check(*cause, e).finding(*cause)).collect();
    for finding in &mut findings {
        finding.rivals.retain(|rival| !is_excluded(e, *rival));
    }
    let incognito = e.is_incognito();
    if incognito {
        for finding in &mut findings {
            finding.fixes.retain(|fix| fix.fits_incognito());
        }
    }
    let state = e.tab_state();
    let first = |wanted: &dyn Fn(&Finding) -> bool| findings.iter().find(|f| wanted(f));
    let primary = first(&|f| f.verdict == Verdict::Found)
        .or_else(|| first(&|f| f.verdict == Verdict::Suspected && !f.reason.is_slight()))
        .or_else(|| first(&|f| f.verdict == Verdict::Suspected));
    Diagnosis {
        kind: "diagnosis",
        schema: SCHEMA,
        build: BUILD,
        at: e.now,
        incognito,
        state,
        primary: primary.map(|f| f.cause),
        next: next(e, primary),
        findings,
    }
}

/// Whether an answer excludes a cause, so that it is no rival of another one.
fn is_excluded(e: &Evidence, cause: Cause) -> bool {
    let works = e.private_window_works();
    match cause {
        Cause::CertificateMissing | Cause::CertificateLimit | Cause::Network => works,
        Cause::CertificateRevoked | Cause::AccountDeleted => {
            let seen_valid = e.answer(Question::ColleagueSees) == Some(AnswerValue::Valid);
            works || (seen_valid && !e.private_window_fails())
        }
        Cause::ClinicSwitch => e.answer(Question::WhichEntry) == Some(AnswerValue::ThisClinic),
        _ => false,
    }
}

/// Diagnoses while probes are still running: the same, with the state `running` and without a next question.
#[must_use]
pub fn diagnose_so_far(e: &Evidence) -> Diagnosis {
    Diagnosis { state: TabState::Running, next: None, ..diagnose(e) }
}

#[cfg(test)]
mod tests {
    use super::checks::test_check::*;
    use super::types::Reason;
    use super::*;
    use crate::evidence::Answered;
    use crate::evidence::questions::{AnswerValue, Question};
    use crate::evidence::readings::Navigation;

    /// What the contract expects: primary, its verdict, its rivals and what is asked next.
    fn expect(
        name: &str,
        e: &EvidenceBuilder,
        primary: Option<(Cause, Verdict)>,
        rivals: &[Cause],
        asked: Option<Question>,
    ) {
        let d = diagnose(&e.0);
        let got = d.primary_finding().map(|f| (f.cause, f.verdict));
        assert_eq!(got, primary, "{name}: {d:#?}");
        let got = d.primary_finding().map(|f| f.rivals.as_slice()).unwrap_or_default();
        assert_eq!(got, rivals, "{name}");
        assert_eq!(d.next.map(|n| n.0), asked, "{name}");
        let order: Vec<_> = d.findings.iter().map(|f| f.cause).collect();
        assert_eq!(order, Cause::ALL, "{name}");
    }

    fn certificate_here() -> EvidenceBuilder {
        failing().main_answered().dot_cert_needed().no_extensions()
    }

    #[test]
    fn healthy() {
        expect("signed in", &signed_in(), None, &[], None);
        expect("sign-in page", &sign_in_page(), None, &[], None);
        assert_eq!(diagnose(&signed_in().0).state, TabState::SignedIn);
    }

    #[test]
    #[expect(clippy::too_many_lines, reason = "a table of cases")]
    fn certificate_cases() {
        use Cause::{
            AccountDeleted, CertificateMissing, CertificateRevoked, ChoiceRemembered, ClinicSwitch,
            SecuritySoftware,
        };
        use Verdict::{Found, Suspected};
        let none = failing().main_answered().dot_answered();
        expect(
            "none, calibrated",
            &none.clone().calibrated(),
            Some((CertificateMissing, Suspected)),
            &[SecuritySoftware],
            Some(Question::Listed),
        );
        expect(
            "none, not calibrated",
            &none,
            Some((CertificateMissing, Suspected)),
            &[ChoiceRemembered, SecuritySoftware],
            Some(Question::Dialog),
        );
        let trio = [CertificateRevoked, AccountDeleted, ClinicSwitch];
        expect(
            "cancelled",
            &certificate_here(),
            Some((ChoiceRemembered, Suspected)),
            &trio,
            Some(Question::Dialog),
        );
        let said = certificate_here().answered(Question::Dialog, AnswerValue::Cancelled);
        expect("said cancelled", &said, Some((ChoiceRemembered, Found)), &[], None);
        let chose = certificate_here().answered(Question::Dialog, AnswerValue::ChoseOk);
        expect(
            "said chosen",
            &chose,
            Some((CertificateRevoked, Suspected)),
            &trio[1..],
            Some(Question::WhichEntry),
        );
        let other = certificate_here().answered(Question::AnotherClinicBefore, AnswerValue::Yes);
        expect(
            "another clinic",
            &other,
            Some((ClinicSwitch, Suspected)),
            &[ChoiceRemembered, CertificateRevoked, AccountDeleted],
            Some(Question::PrivateWindow),
        );
        let installed = none.calibrated().answered(Question::InstalledJustNow, AnswerValue::Yes);
        expect("installed just now", &installed, Some((ChoiceRemembered, Found)), &[], None);
    }

    #[test]
    fn each_cause_alone_is_ranked_first() {
        let here = certificate_here;
        for (cause, e) in [
            (Cause::Network, unreachable("net::ERR_NAME_NOT_RESOLVED")),
            (Cause::Url, failing().at("https://karte.medley.life/signin")),
            (Cause::Clock, here().main_answered_at_offset(-1680)),
            (Cause::SiteData, here().cached(true)),
            (
                Cause::Extensions,
                unreachable("net::ERR_BLOCKED_BY_CLIENT").extension("x", "<all_urls>"),
            ),
            (Cause::ChoiceRemembered, here()),
            (Cause::ClinicSwitch, here().several_clinics()),
            (Cause::CertificateMissing, failing().main_answered().dot_answered().calibrated()),
            (Cause::SecuritySoftware, unreachable("net::ERR_CERT_AUTHORITY_INVALID")),
            (
                Cause::CertificateRevoked,
                here().answered(Question::ColleagueSees, AnswerValue::Revoked),
            ),
            (
                Cause::AccountDeleted,
                here().answered(Question::ColleagueSees, AnswerValue::AccountGone),
            ),
            (Cause::CertificateLimit, here().stuck()),
            (Cause::Browser, sign_in_page().brands(&["Chromium", "Microsoft Edge"])),
        ] {
            assert_eq!(diagnose(&e.0).primary, Some(cause), "{cause:?}");
        }
    }

    #[test]
    fn a_failing_page_always_has_a_primary_cause() {
        let pages =
            [failing(), failing_unseen(), failing().cached(true), failing().main_timed_out()];
        for page in pages {
            for e in [page.clone(), page.clone().main_cert_needed(), page.main_answered()] {
                for e in [e.clone(), e.clone().dot_cert_needed(), e.dot_answered()] {
                    let (x, none) = (e.clone().extensions(&["x"]), e.clone().no_extensions());
                    let (off, on) =
                        (x.clone().searched(&["x"], &[]), x.clone().searched(&[], &["x"]));
                    for e in [e, none, x, off, on] {
                        assert!(diagnose(&e.0).primary.is_some(), "{:#?}", e.0);
                    }
                }
            }
        }
    }

    /// A real case: a click in the second in which Chrome reloads its error page.
    #[test]
    fn an_error_page_that_is_being_loaded_anew_is_still_that_error() {
        let broken = unreachable("net::ERR_CONNECTION_RESET");
        let before = broken.0.latest().cloned().into_iter();
        let again =
            Navigation { request: "2".into(), began_at: NOW - 200, ..Navigation::default() };
        let both = before.chain([again]).collect();
        let e = broken.take(crate::evidence::ProbeResult::Navigation(Answered::Ok(both)));
        let d = diagnose(&e.0);
        assert_eq!((d.state, d.primary), (TabState::Unreachable, Some(Cause::SecuritySoftware)));
    }

    /// A real case: a busy PC, on which Chrome takes longer than usual to follow twenty redirects once more.
    #[test]
    fn redirects_that_go_on_are_no_dialog_that_waits() {
        let again = Navigation {
            request: "2".into(),
            began_at: NOW - 5_000,
            redirects: 9,
            ..Navigation::default()
        };
        let alone = unread().dot_cert_needed().navigations(vec![again.clone()]);
        let reasons: Vec<_> = diagnose(&alone.0).findings.iter().map(|f| f.reason).collect();
        assert!(!reasons.contains(&Reason::DialogWaiting), "{reasons:?}");
        let broken = unreachable("net::ERR_TOO_MANY_REDIRECTS").dot_cert_needed();
        let before = broken.0.latest().cloned().into_iter();
        let both = before.chain([again]).collect();
        let d = diagnose(&broken.navigations(both).0);
        assert_eq!(d.primary_finding().map(|f| f.reason), Some(Reason::RedirectLoop));
    }

    #[test]
    fn an_unlisted_error_is_unreachable() {
        let d = diagnose(&unreachable("net::ERR_NEW").0);
        assert_eq!((d.state, d.primary), (TabState::Unreachable, Some(Cause::Network)));
        assert_eq!(d.primary_finding().map(|f| f.reason), Some(Reason::UnknownError));
    }

    /// A clock that is off by some seconds hides no other suspicion, and none of its questions.
    #[test]
    fn a_small_clock_error_comes_after_every_other_suspicion() {
        let e = certificate_here().main_answered_at_offset(40);
        expect(
            "cancelled, and 40 seconds",
            &e,
            Some((Cause::ChoiceRemembered, Verdict::Suspected)),
            &[Cause::CertificateRevoked, Cause::AccountDeleted, Cause::ClinicSwitch],
            Some(Question::Dialog),
        );
    }
}
