//! A tab of an incognito window belongs to another profile: with a certificate memory, cookies and a cache of its own.
//!
//! The worker's requests, its lists and what it has observed are the normal profile's (`incognito: spanning`, measured in
//! `tests/e2e/incognito.spec.js`). So none of that may be used to judge such a tab. Called by `diagnose`, by the probe plan
//! and by the report, before anything else.

use super::questions::{Question, UserAnswer};
use super::session::SessionSummary;
use super::{Evidence, Probe, ProbeFailure, ProbeResult, Reading};
use std::borrow::Cow;

/// Probes that run in the normal profile, whatever tab is diagnosed.
const OF_NORMAL_PROFILE: [Probe; 6] = [
    Probe::CertMain,
    Probe::CertDot,
    Probe::HttpDate,
    Probe::Clock,
    Probe::Extensions,
    Probe::SiteData,
];

impl Evidence {
    /// Whether the diagnosed tab is one of an incognito window.
    #[must_use]
    pub fn is_incognito(&self) -> bool {
        self.tab().is_some_and(|tab| tab.incognito)
    }

    /// The part of the evidence that belongs to the profile of the tab.
    #[must_use]
    pub fn of_tabs_profile(&self) -> Cow<'_, Self> {
        let incognito = self.is_incognito();
        let fits = |answer: &UserAnswer| {
            answer.incognito == incognito || !answer.question.is_about_profile()
        };
        if !incognito && self.answers.iter().all(fits) {
            return Cow::Borrowed(self);
        }
        let mut view = self.clone();
        view.answers.retain(fits);
        if incognito {
            view.session = SessionSummary::default();
            for probe in OF_NORMAL_PROFILE {
                let unseen = ProbeResult::failed(probe, ProbeFailure::NotVisible);
                view.readings.retain(|reading| reading.found.probe() != probe);
                view.readings.extend(unseen.map(|found| Reading { at: view.now, found }));
            }
        }
        Cow::Owned(view)
    }
}

impl Question {
    /// Whether the answer holds only for the profile in which it was given; the others are about the PC or the account.
    #[must_use]
    pub const fn is_about_profile(self) -> bool {
        match self {
            Self::Dialog
            | Self::WhichEntry
            | Self::InstalledJustNow
            | Self::AnotherClinicBefore
            | Self::ApplyStuck
            | Self::PrivateWindow
            | Self::Restart => true,
            Self::Listed | Self::ColleagueSees | Self::OtherNetwork | Self::OtherPc => false,
        }
    }

    /// Whether it can be asked about a tab of an incognito window: an experiment with a fresh memory cannot.
    #[must_use]
    pub const fn fits_incognito(self) -> bool {
        !matches!(self, Self::PrivateWindow | Self::Restart | Self::InstalledJustNow)
    }
}

#[cfg(test)]
mod tests {
    use crate::base::site::SIGN_IN_URL;
    use crate::diagnose;
    use crate::diagnosis::checks::test_check::*;
    use crate::diagnosis::probe_plan::next_probes;
    use crate::diagnosis::types::{Cause, Fix, Verdict};
    use crate::evidence::questions::{AnswerValue, Question};
    use crate::evidence::readings::TabFacts;
    use crate::evidence::session::BrowserSession;
    use crate::evidence::session::observe::{BrowserEvent, RequestPhase, observe};
    use crate::evidence::{Answered, Evidence, Probe, ProbeResult};

    impl EvidenceBuilder {
        /// The tab is one of an incognito window.
        pub fn incognito(self) -> Self {
            let tab = TabFacts { incognito: true, ..self.0.tab().cloned().expect("a tab") };
            self.take(ProbeResult::Tab(Answered::Ok(tab)))
        }

        /// Continues with another tab; the answers stay.
        pub fn at_tab(self, other: Self) -> Self {
            Self(Evidence { answers: self.0.answers, ..other.0 })
        }
    }

    /// The normal profile holds a certificate that it would ask for; the incognito window was given another clinic's.
    #[test]
    fn a_failing_tab_is_not_judged_by_the_normal_profiles_memory() {
        let normal = failing().main_cert_needed().dot_cert_needed().calibrated();
        let mut incognito = normal.incognito();
        incognito.0.session.private_opened_at = Some(NOW);
        let d = diagnose(&incognito.0);
        assert!(d.incognito);
        assert_eq!(d.primary, Some(Cause::CertificateMissing));
        assert!(d.findings.iter().all(|f| f.verdict != Verdict::Found), "{d:#?}");
        assert_eq!(d.next.map(|next| next.0), Some(Question::Dialog));
        let normals = [
            Fix::ClearCache,
            Fix::ClearKarte,
            Fix::ClearMedley,
            Fix::PrivateWindow,
            Fix::RestartAssistant,
            Fix::ExtensionsOff,
            Fix::ExtensionsBisect,
        ];
        assert!(d.findings.iter().all(|f| f.fixes.iter().all(|fix| !normals.contains(fix))));
    }

    #[test]
    fn nothing_is_asked_in_the_normal_profile() {
        let e = failing().incognito();
        let asked: Vec<_> = next_probes(&e.0).iter().map(|request| request.probe).collect();
        assert_eq!(asked, [Probe::Browser, Probe::Windows]);
    }

    #[test]
    fn what_was_said_of_the_other_profile_does_not_count() {
        let said = failing().answered(Question::Dialog, AnswerValue::Cancelled);
        assert_eq!(diagnose(&said.0).primary, Some(Cause::ChoiceRemembered));
        let incognito = diagnose(&said.clone().incognito().0);
        assert_eq!(incognito.next.map(|next| next.0), Some(Question::Dialog));

        let mut there = failing().incognito().answered(Question::Dialog, AnswerValue::Cancelled);
        assert_eq!(diagnose(&there.0).primary, Some(Cause::ChoiceRemembered));
        there = there.at_tab(failing());
        assert_eq!(diagnose(&there.0).next.map(|next| next.0), Some(Question::Dialog));
    }

    #[test]
    fn what_is_about_the_pc_or_the_account_counts_in_both() {
        let said = failing().answered(Question::ColleagueSees, AnswerValue::Revoked).incognito();
        assert_eq!(diagnose(&said.0).primary, Some(Cause::CertificateRevoked));
    }

    /// It is no first visit, and it triggers no request to the dot host.
    #[test]
    fn an_incognito_window_leaves_nothing_but_its_own_navigation() {
        let answered =
            RequestPhase::Answered { status: Some(200), from_cache: None, date: None, age: None };
        let event = |request: &str, incognito, phase: &RequestPhase| BrowserEvent::Request {
            request: request.to_owned(),
            tab_id: 1,
            url: SIGN_IN_URL.to_owned(),
            at: NOW,
            incognito,
            phase: phase.clone(),
        };
        let begun = observe(BrowserSession::default(), event("1", true, &RequestPhase::Begun));
        let there = observe(begun.session, event("1", true, &answered));
        assert!(!begun.ask_dot_host && !there.ask_dot_host);
        let navigation = &there.session.navigations[0];
        assert!(navigation.incognito && navigation.status == Some(200));
        let rest = BrowserSession { navigations: Vec::new(), ..there.session.clone() };
        assert_eq!(rest, BrowserSession::default());
        let normal = observe(there.session, event("2", false, &RequestPhase::Begun));
        assert!(normal.ask_dot_host);
        assert_eq!(normal.session.first_visit.map(|n| n.request), Some("2".to_owned()));
    }
}
