//! Which probes to run next: each one as soon as what it depends on is known.
//!
//! No probe may make things worse. On a PC without a certificate, the request to the sign-in page makes Chrome remember
//! "no certificate". So it is sent only once the failing screen has been seen; the dot host has a memory of its own.

use crate::base::site::is_medley_host;
use crate::base::time::Millis;
use crate::clock::Verdict as Offset;
use crate::evidence::clock_samples::WARN;
use crate::evidence::questions::{AnswerValue, Question, UserAnswer};
use crate::evidence::readings::net_error::NetError;
use crate::evidence::session::SessionSummary;
use crate::evidence::{Evidence, Probe, ProbeResult, Reading};
use crate::url_correction::UrlClass;

/// Answers of a person, and the result of a search, count for this long, in milliseconds.
const ANSWERS_KEPT_MS: i64 = 60 * 60 * 1_000;

/// A certificate cannot be requested and installed within this, in milliseconds.
const NONE_HOLDS_MS: i64 = 60 * 1_000;

/// A probe to be asked and how long it may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Request {
    /// Which.
    pub probe: Probe,
    /// Time limit in milliseconds.
    pub limit_ms: u32,
}

/// Evidence for a new diagnosis: answers of the last hour stay, and readings are taken anew.
#[must_use]
pub fn new_evidence(old: Option<Evidence>, session: SessionSummary, now: Millis) -> Evidence {
    let is_new = |at: Millis| (0..ANSWERS_KEPT_MS).contains(&(now - at));
    let mut evidence = Evidence::new(now);
    evidence.session = session;
    evidence.session.searched.take_if(|searched| !is_new(searched.at));
    evidence.answers = old.map(|old| old.answers).unwrap_or_default();
    evidence.answers.retain(|answer| outlives_diagnosis(answer, now));
    for answer in &mut evidence.answers {
        // If the clock was set back since, the answer would date from the future.
        answer.at = answer.at.min(now);
    }
    evidence.answers.retain(|answer| is_new(answer.at));
    evidence
}

/// Whether an answer is kept for a new diagnosis. "Just now" holds for one diagnosis. That no valid certificate is in
/// the list, that it is revoked or that its account is gone holds for a minute: the person is then told to install
/// another one, which takes longer. "Don't know" is no answer. All these may be asked again.
const fn outlives_diagnosis(answer: &UserAnswer, now: Millis) -> bool {
    match answer.value {
        AnswerValue::DontKnow => false,
        // Where the clock was set back since, nobody knows how long ago it was said.
        AnswerValue::NotThere
        | AnswerValue::OutOfDate
        | AnswerValue::Revoked
        | AnswerValue::AccountGone => answer.at <= now && now - answer.at < NONE_HOLDS_MS,
        _ => !matches!(answer.question, Question::InstalledJustNow),
    }
}

/// All probes that can be asked now and were not yet.
#[must_use]
pub fn next_probes(e: &Evidence) -> Vec<Request> {
    let e = &*e.of_tabs_profile();
    ALL.iter()
        .filter(|(probe, _, wanted)| !e.asked(*probe) && wanted(e))
        .map(|&(probe, limit_ms, _)| Request { probe, limit_ms })
        .collect()
}

type Wanted = fn(&Evidence) -> bool;

/// Every probe, its time limit in milliseconds and when it is wanted.
///
/// A limit costs time only where something hangs. It is long, because a slow probe on a busy PC must not count as failed.
const ALL: [(Probe, u32, Wanted); 11] = [
    (Probe::Tab, 2_000, |_| true),
    (Probe::Page, 3_000, |e| on_medley(e)),
    (Probe::Navigation, 4_000, |e| e.asked(Probe::Tab)),
    (Probe::Browser, 2_000, |_| true),
    (Probe::Extensions, 3_000, |_| true),
    (Probe::Windows, 2_000, |_| true),
    (Probe::SiteData, 3_000, |e| on_karte(e)),
    (Probe::CertDot, 3_000, |e| page_probes_done(e) && on_karte(e) && in_trouble(e)),
    (Probe::CertMain, 4_000, |e| page_probes_done(e) && on_karte(e) && e.shows_failing_screen()),
    (Probe::HttpDate, 3_000, |e| page_probes_done(e) && on_karte(e) && needs_http_date(e)),
    (Probe::Clock, 6_000, Evidence::clock_is_open),
];

fn page_probes_done(e: &Evidence) -> bool {
    e.asked(Probe::Tab) && e.asked(Probe::Page) && e.asked(Probe::Navigation)
}

fn on_karte(e: &Evidence) -> bool {
    e.address() == Some(UrlClass::Right)
}

fn on_medley(e: &Evidence) -> bool {
    let host = e.url().and_then(|url| url.host_str().map(is_medley_host));
    host.unwrap_or(false)
}

/// Whether the page may be failing: it waits, it cannot be read, or it shows the failing or the issuing screen.
fn in_trouble(e: &Evidence) -> bool {
    use crate::evidence::readings::PageText::{Failing, Issuing};
    e.waiting() || matches!(e.text(), None | Some(Failing | Issuing))
}

/// Chrome rejects the site's dates, or a failing page leaves no other `Date` to go by.
fn needs_http_date(e: &Evidence) -> bool {
    let nothing_else =
        e.shows_failing_screen() && e.asked(Probe::CertMain) && e.clock().estimate().is_none();
    nothing_else || matches!(e.error(), Some((NetError::CertDate, _)))
}

/// Whether a diagnosis waits for this probe. The clock is measured in the background, unless it may be ahead: an old
/// copy could give that impression, too.
#[must_use]
pub fn blocks_result(probe: Probe, e: &Evidence) -> bool {
    probe != Probe::Clock || e.clock().verdict(WARN) == Offset::MaybeAhead
}

/// The reading of a probe whose time limit passed or that broke.
#[must_use]
pub fn failed(probe: Probe, why: crate::evidence::ProbeFailure, at: Millis) -> Option<Reading> {
    ProbeResult::failed(probe, why).map(|found| Reading { at, found })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnosis::checks::test_check::*;
    use crate::evidence::Answered;

    fn asks(e: &EvidenceBuilder, probe: Probe) -> bool {
        next_probes(&e.0).iter().any(|request| request.probe == probe)
    }

    #[test]
    fn the_sign_in_page_is_asked_only_after_a_failing_screen() {
        assert!(asks(&failing(), Probe::CertMain));
        for e in [sign_in_page(), signed_in(), unreachable("net::ERR_NAME_NOT_RESOLVED"), unread()]
        {
            assert!(!asks(&e, Probe::CertMain), "{:#?}", e.0);
        }
    }

    #[test]
    fn nothing_is_asked_of_the_network_elsewhere() {
        for url in ["https://example.com/", "chrome://newtab", "https://clinics.medley.life/"] {
            let e = unread().at(url);
            let network = [Probe::CertMain, Probe::CertDot, Probe::HttpDate, Probe::Clock];
            assert!(network.into_iter().all(|probe| !asks(&e, probe)), "{url}");
        }
    }

    #[test]
    fn answers_stay_for_an_hour_also_where_the_clock_was_set_back() {
        use crate::evidence::questions::{AnswerValue, Question};
        let hour = 3_600_000;
        let (old, asked) = (failing().answered(Question::Dialog, AnswerValue::NoDialog), NOW);
        for (now, left) in
            [(asked, 1), (asked + hour - 1, 1), (asked + hour, 0), (asked - hour, 1), (0, 1)]
        {
            let new = new_evidence(Some(old.0.clone()), SessionSummary::default(), now);
            assert_eq!(new.answers.len(), left, "{now}");
            assert!(new.answers.iter().all(|answer| answer.at <= now));
        }
    }

    #[test]
    fn that_no_certificate_is_valid_holds_for_a_minute() {
        use crate::evidence::questions::{AnswerValue, Question};
        for (value, later, left) in [
            (AnswerValue::NotThere, 59_999, 1),
            (AnswerValue::NotThere, 60_000, 0),
            (AnswerValue::OutOfDate, 60_000, 0),
            (AnswerValue::OutOfDate, -1, 0),
            (AnswerValue::InDate, 60_000, 1),
            (AnswerValue::Revoked, 59_999, 1),
            (AnswerValue::Revoked, 60_000, 0),
            (AnswerValue::AccountGone, 60_000, 0),
            (AnswerValue::Valid, 60_000, 1),
        ] {
            // Which question it answers does not matter here.
            let old = failing().answered(Question::Listed, value).0;
            let new = new_evidence(Some(old), SessionSummary::default(), NOW + later);
            assert_eq!(new.answers.len(), left, "{value:?} {later}");
        }
    }

    #[test]
    fn it_comes_to_an_end() {
        let mut e = failing();
        for _ in 0..20 {
            for request in next_probes(&e.0) {
                let why = crate::evidence::ProbeFailure::NoAnswer;
                e.0.take(failed(request.probe, why, NOW).expect("a browser probe"));
            }
        }
        assert_eq!(next_probes(&e.0), []);
    }

    #[test]
    fn a_stop_at_any_step_loses_nothing() {
        let full =
            failing().main_answered().dot_cert_needed().no_extensions().brands(&["Chromium"]);
        for cut in 0..=full.0.readings.len() {
            let mut resumed = full.0.clone();
            resumed.readings.truncate(cut);
            let text = serde_json::to_string(&resumed).expect("json");
            let mut resumed: Evidence = serde_json::from_str(&text).expect("evidence");
            for reading in &full.0.readings[cut..] {
                resumed.take(reading.clone());
            }
            assert_eq!(resumed, full.0);
        }
    }

    #[test]
    fn plain_http_is_asked_for_the_time_only_when_nothing_else_tells_it() {
        assert!(asks(&failing().main_cert_needed(), Probe::HttpDate));
        assert!(asks(&unreachable("net::ERR_CERT_DATE_INVALID"), Probe::HttpDate));
        assert!(!asks(&failing().main_answered_at_offset(0), Probe::HttpDate));
        assert!(!asks(&unreachable("net::ERR_NAME_NOT_RESOLVED"), Probe::HttpDate));
    }

    #[test]
    fn the_clock_is_asked_on_only_while_it_is_open_and_waited_for_only_when_ahead() {
        for (offset, asked, waited_for) in
            [(-1_680, false, false), (0, true, false), (30, true, false), (1_680, true, true)]
        {
            let e = failing().main_answered_at_offset(offset);
            assert_eq!(asks(&e, Probe::Clock), asked, "{offset}");
            assert_eq!(blocks_result(Probe::Clock, &e.0), waited_for, "{offset}");
            let e = e.take(ProbeResult::Clock(Answered::Ok(Vec::new())));
            assert!(!asks(&e, Probe::Clock));
        }
        assert!(blocks_result(Probe::CertMain, &failing().0));
    }
}
