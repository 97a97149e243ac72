//! What several readings say together about the certificate: whether one is on this PC, and what Chrome remembers.
//!
//! Called by the checks of the certificate causes. Chrome keeps its decision per host, and people never open the host
//! with a trailing dot. So Chrome still asks for a certificate there where it no longer asks for `karte.medley.life`.

use super::indicator::{self, Indicator};
use super::page::old_copy::OldCopy;
use super::questions::{AnswerValue, Question};
use super::readings::net_error::NetError;
use super::readings::request_outcome::{answered, names_the_lack};
use super::readings::{Navigation, PageText, RequestOutcome};
use crate::evidence::Evidence;
use crate::url_correction::UrlClass;

/// A page that was answered faster than this, in milliseconds, came without a dialog.
const NO_DIALOG_MS: i64 = 700;

/// What Chrome may call a connection that the server broke off.
const BROKEN_OFF: [&str; 3] =
    ["net::ERR_CONNECTION_CLOSED", "net::ERR_CONNECTION_RESET", "net::ERR_SOCKET_NOT_CONNECTED"];

/// Whether an eligible certificate is on this PC.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CertificatePresence {
    /// It is: this is how we know.
    Present(Indicator),
    /// There is none that Chrome would offer: this is how we know.
    Absent(Indicator),
    /// Not known.
    Unknown,
}

/// What Chrome remembers for the karte's host.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RememberedChoice {
    /// A decision: a certificate, or none.
    Decided,
    /// Nothing: it would ask.
    Open,
    /// Not known.
    Unknown,
}

impl Evidence {
    /// Whether an eligible certificate is on this PC, and how we know.
    #[must_use]
    pub fn certificate_presence(&self) -> CertificatePresence {
        if self.cert_dot() == Some(&RequestOutcome::CertNeeded) {
            return CertificatePresence::Present(indicator::DOT_CERT_NEEDED);
        }
        if self.cert_main() == Some(&RequestOutcome::CertNeeded) {
            return CertificatePresence::Present(indicator::MAIN_CERT_NEEDED);
        }
        if self.private_window_works() {
            return CertificatePresence::Present(indicator::ANSWER_PRIVATE_WORKS);
        }
        if self.dot_refused_for_lack() {
            return CertificatePresence::Absent(indicator::DOT_NONE);
        }
        match self.answer(Question::Dialog) {
            Some(AnswerValue::Cancelled) => {
                return CertificatePresence::Present(indicator::ANSWER_CANCELLED);
            }
            Some(AnswerValue::ChoseOk) => {
                return CertificatePresence::Present(indicator::ANSWER_CHOSE_OK);
            }
            _ => {}
        }
        if self.is_first_private()
            && self.answer(Question::PrivateWindow) == Some(AnswerValue::NoDialog)
        {
            return CertificatePresence::Absent(indicator::ANSWER_PRIVATE_NO_DIALOG);
        }
        if self.dot_answered() && self.session.dot_works {
            return CertificatePresence::Absent(indicator::DOT_ANSWERED);
        }
        if self.first_visit_without_dialog()
            && self.remembered_choice() == RememberedChoice::Decided
        {
            return CertificatePresence::Absent(indicator::SESSION_FIRST_VISIT);
        }
        CertificatePresence::Unknown
    }

    /// A second incognito window may remember what was decided in the first one.
    const fn is_first_private(&self) -> bool {
        self.session.private_windows < 2
    }

    /// What Chrome remembers for the karte's host.
    #[must_use]
    pub fn remembered_choice(&self) -> RememberedChoice {
        match self.cert_main() {
            Some(RequestOutcome::CertNeeded) => RememberedChoice::Open,
            Some(RequestOutcome::Answered { .. }) => RememberedChoice::Decided,
            Some(RequestOutcome::Error { error })
                if NetError::of(error) == NetError::BadClientCert =>
            {
                RememberedChoice::Decided
            }
            _ => RememberedChoice::Unknown,
        }
    }

    /// Whether the dot host sent an answer, perhaps one that Chrome does not show to us.
    #[must_use]
    pub fn dot_answered(&self) -> bool {
        self.cert_dot().is_some_and(answered)
    }

    /// Whether the dot host sent an answer, or asks for a certificate first.
    #[must_use]
    pub fn dot_gets_through(&self) -> bool {
        self.dot_answered() || self.cert_dot() == Some(&RequestOutcome::CertNeeded)
    }

    /// A request that was sent just now got as far as the service, whatever the tab shows.
    fn host_is_reached_now(&self) -> bool {
        let broke_there = match self.cert_dot() {
            Some(RequestOutcome::Error { error }) => NetError::of(error).comes_from_the_host(),
            _ => false,
        };
        self.dot_gets_through() || broke_there
    }

    /// Whether the dot host does not end with `kind` now: something in between would have refused it in the same way.
    #[must_use]
    pub fn dot_ends_otherwise(&self, kind: NetError) -> bool {
        match self.cert_dot() {
            Some(RequestOutcome::Error { error }) => NetError::of(error) != kind,
            Some(_) => true,
            None => false,
        }
    }

    /// Whether the tab's error is outdated: a request that was sent just now got further than the tab's.
    #[must_use]
    pub fn error_is_over(&self) -> bool {
        let Some((kind, _)) = self.error() else { return false };
        (kind.ends_before_the_host() && self.host_is_reached_now())
            || (kind.rejects_the_server() && self.dot_gets_through())
    }

    /// Whether the dot host asked for a certificate, got none and broke off. This needs no calibration.
    ///
    /// It is a race which error Chrome reports for a connection that is broken off. So other errors count, too, if one of these
    /// names the missing certificate: the session's first probe, or the tab where the dot host is known to ask.
    fn dot_refused_for_lack(&self) -> bool {
        let first = self.session.first_dot.as_ref().map(|probe| &probe.ask);
        match self.cert_dot() {
            Some(RequestOutcome::Error { error }) if BROKEN_OFF.contains(&error.as_str()) => {
                let of_tab = self.tab_error().map(NetError::of) == Some(NetError::BadClientCert);
                first.is_some_and(names_the_lack) || (of_tab && self.session.dot_works)
            }
            asked => asked.is_some_and(names_the_lack),
        }
    }

    /// Whether the dot host's answers say nothing about certificates on this PC, whatever it did before: somebody is
    /// signed in on a page from the server, so with a certificate, and the dot host did not ask for one.
    #[must_use]
    pub fn dot_host_is_unreliable(&self) -> bool {
        let first = self.session.first_dot.as_ref().is_some_and(|probe| answered(&probe.ask));
        self.session.dot_works
            && (first || self.dot_answered())
            && self.text() == Some(PageText::SignedIn)
            && self.from_cache() == Some(false)
            && !self.is_incognito()
    }

    /// What shows that the karte refuses: the failing screen, or the broken-off connection.
    #[must_use]
    pub fn failing_sign(&self) -> Indicator {
        if self.text() == Some(PageText::Failing) {
            indicator::PAGE_FAILING
        } else {
            indicator::NAVIGATION_ERROR
        }
    }

    /// Whether the failing screen has an explanation that leaves nothing to say about certificates:
    /// a copy from the cache, a request that led nowhere, a page of another address.
    #[must_use]
    pub fn explained_otherwise(&self) -> bool {
        // A stuck request for a certificate explains nothing where a certificate works.
        (self.apply_stuck().is_some() && !self.private_window_works())
            || self.old_copy() == OldCopy::Yes
            || self.address().is_some_and(|address| address != UrlClass::Right)
    }

    /// The error of a refused key, if the right entry was chosen or the entry was chosen once more.
    #[must_use]
    pub fn unusable_key(&self) -> Option<&str> {
        let (kind, name) = self.error()?;
        let again = match self.answer(Question::PrivateWindow) {
            Some(AnswerValue::StillFails) => true,
            Some(AnswerValue::Works) => false,
            Some(AnswerValue::NoDialog) => self.is_first_private(),
            _ => self.answer(Question::WhichEntry) == Some(AnswerValue::ThisClinic),
        };
        (kind == NetError::KeyRefused && again).then_some(name)
    }

    /// Whether this clinic's own entry may not be on this PC at all: another entry was chosen, and a new choice failed,
    /// was not possible, or is still to come.
    #[must_use]
    pub fn own_entry_in_doubt(&self) -> bool {
        use AnswerValue::{Blocked, NoDialog, OtherClinic, OtherKind, StillFails};
        let failed_anew =
            matches!(self.answer(Question::PrivateWindow), Some(StillFails | NoDialog | Blocked));
        match self.said(Question::WhichEntry) {
            Some(OtherClinic) => failed_anew,
            Some(OtherKind) => failed_anew || self.remembered_choice() == RememberedChoice::Open,
            _ => false,
        }
    }

    /// The sign that this session's first probe of the dot host, or its first visit, found no certificate.
    #[must_use]
    pub fn first_probe_found_none(&self) -> Option<Indicator> {
        // A filter or a failing server gives the dot host the same answer as the page.
        let served =
            |n: &Navigation| n.error.is_none() && n.status.is_none_or(|status| status < 400);
        let first = &self.session.first_visit;
        if !first.as_ref().is_none_or(served) {
            return None;
        }
        let dot = self.session.first_dot.as_ref().is_some_and(|probe| answered(&probe.ask));
        if dot && self.session.dot_works {
            return Some(indicator::SESSION_FIRST_NONE);
        }
        let asked_then = self.session.first_dot.as_ref().map(|probe| &probe.ask);
        // If the dot host asked then, a policy picked a certificate without a dialog: none was installed later.
        let none_then =
            self.first_visit_without_dialog() && asked_then != Some(&RequestOutcome::CertNeeded);
        none_then.then_some(indicator::SESSION_FIRST_VISIT)
    }

    /// The page that is shown came too quickly for a dialog before it.
    #[must_use]
    pub fn opened_without_dialog(&self) -> bool {
        self.shown_navigation().is_some_and(is_quick)
    }

    /// We saw the browser start, and its first visit to the karte was too quick for a dialog.
    fn first_visit_without_dialog(&self) -> bool {
        let session = &self.session;
        let Some(first) = &session.first_visit else { return false };
        let after_start = session.started_at.is_some_and(|start| start <= first.began_at);
        after_start && is_quick(first)
    }
}

fn is_quick(navigation: &Navigation) -> bool {
    let took = navigation.answered_at.map(|at| at - navigation.began_at);
    navigation.from_cache == Some(false) && took.is_some_and(|ms| ms < NO_DIALOG_MS)
}

#[cfg(test)]
mod tests {
    use crate::evidence::readings::DocumentSource::{HttpCache, Network};
    use crate::evidence::readings::RequestOutcome;
    use crate::evidence::session::DotHostProbe;
    use crate::evidence::test_evidence::*;

    fn first_probe(mut e: EvidenceBuilder, error: &str) -> EvidenceBuilder {
        let failed = RequestOutcome::Error { error: error.to_owned() };
        let ask = if error.is_empty() { RequestOutcome::CertNeeded } else { failed };
        e.0.session.first_dot = Some(DotHostProbe { at: NOW - 1_000, ask });
        e
    }

    #[test]
    fn a_dotted_host_that_answers_beside_a_sign_in_is_believed_no_longer() {
        let from = |source| signed_in().came_from(source, None).calibrated();
        // Chrome reports this error instead of the answer of a host without a permission.
        let answered = "net::ERR_FAILED";
        assert!(first_probe(from(Network), answered).0.dot_host_is_unreliable());
        for e in [
            first_probe(from(Network), ""),
            first_probe(from(Network), "net::ERR_TIMED_OUT"),
            first_probe(from(HttpCache), answered),
            first_probe(from(Network).incognito(), answered),
            first_probe(failing().calibrated(), answered),
            first_probe(signed_in().came_from(Network, None), answered),
        ] {
            assert!(!e.0.dot_host_is_unreliable(), "{:?}", e.0);
        }
    }
}
