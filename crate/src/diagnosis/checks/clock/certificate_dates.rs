//! Chrome calls the site's certificate out of date: either the clock is wrong or the certificate really is.
//!
//! A second sign decides: the `Date` of the redirect from plain HTTP, a time before this build was made, or the title of
//! Chrome's own page about clocks, unless that `Date` says that the clock is right.

use super::{far_off, in_minutes};
use crate::base::time::Millis;
use crate::clock::{Clock, SECOND, Verdict as Offset};
use crate::diagnosis::finding_builder::FindingBuilder;
use crate::diagnosis::types::{Cause, Fix, Reason};
use crate::evidence::readings::net_error::is_clock_page;
use crate::evidence::{Evidence, Probe, indicator};

/// In microseconds.
const DAY: i64 = 24 * 60 * 60 * SECOND;

/// `built_at`: when this build was made, where that is known.
pub fn check(e: &Evidence, built_at: Option<Millis>) -> FindingBuilder {
    let second = by_http(e).or_else(|| before_build(e.now, built_at)).or_else(|| by_title(e));
    let builder = second.unwrap_or_else(|| {
        if clock_is_right(e) && e.fails_elsewhere() {
            return FindingBuilder::clear(indicator::HTTP_DATE_OK);
        }
        let rivals: &[Cause] = if e.works_elsewhere() { &[] } else { &[Cause::Network] };
        let suspected = FindingBuilder::suspected(Reason::CertificateDates, rivals);
        suspected.fix(Fix::OpenClockSettings)
    });
    builder.because(indicator::NAVIGATION_ERROR)
}

/// Whether the fresh `Date` of the redirect from plain HTTP says that the PC's clock is right to minutes.
fn clock_is_right(e: &Evidence) -> bool {
    let right = |http: &Clock| matches!(http.verdict(super::ERROR), Offset::Ok | Offset::MaybeOk);
    e.http_clock().filter(Clock::has_fresh).as_ref().is_some_and(right)
}

/// A clock that is off by less than a day rarely makes a certificate invalid, and plain HTTP is not authenticated.
fn by_http(e: &Evidence) -> Option<FindingBuilder> {
    let http = e.http_clock().filter(Clock::has_fresh)?;
    http.estimate().filter(|estimate| estimate.offset.abs() >= DAY)?;
    let found = in_minutes(&http, FindingBuilder::found(far_off(&http)?));
    Some(found.because(indicator::HTTP_DATE_OFF))
}

/// A clock that shows a time before this build was made is wrong, at least by the difference.
fn before_build(now: Millis, built_at: Option<Millis>) -> Option<FindingBuilder> {
    let minutes = built_at?.saturating_sub(now) / 60_000;
    (minutes > 0).then(|| {
        FindingBuilder::found(Reason::BehindAtLeast)
            .number("minutes", minutes)
            .because(indicator::SESSION_BUILT_LATER)
            .fix(Fix::OpenClockSettings)
    })
}

/// Chrome shows its clock page by its own knowledge of the time; the title does not say which way the clock is off.
fn by_title(e: &Evidence) -> Option<FindingBuilder> {
    let of_clock = e.tab().is_some_and(|tab| is_clock_page(&tab.title));
    // A browser that was not updated for a year takes every later time for wrong, so the server's `Date` counts more.
    let counts = e.asked(Probe::HttpDate) && !clock_is_right(e);
    (of_clock && counts).then(|| {
        let found = FindingBuilder::found(Reason::ClockPage).because(indicator::TAB_CLOCK_PAGE);
        found.fix(Fix::OpenClockSettings)
    })
}

#[cfg(test)]
mod tests {
    use super::check as check_at;
    use crate::diagnosis::checks::test_check::*;
    use crate::diagnosis::finding_builder::FindingBuilder;
    use crate::diagnosis::types::{Cause, Param, Reason, Verdict};
    use crate::evidence::questions::{AnswerValue, Question};
    use crate::evidence::{Answered, Evidence, ProbeFailure, ProbeResult, indicator};

    const DAY_S: i64 = 86_400;
    const DAY_MS: i64 = DAY_S * 1_000;

    fn check(e: &Evidence) -> FindingBuilder {
        check_at(e, Some(NOW - DAY_MS))
    }

    fn failed() -> EvidenceBuilder {
        unreachable("net::ERR_CERT_DATE_INVALID")
    }

    fn no_http(e: EvidenceBuilder) -> EvidenceBuilder {
        e.take(ProbeResult::HttpDate(Answered::Failed(ProbeFailure::NoAnswer)))
    }

    fn suspected(e: &EvidenceBuilder) {
        expect(check, e, Verdict::Suspected, Reason::CertificateDates, &[Cause::Network]);
    }

    #[test]
    fn alone_it_is_a_suspicion() {
        suspected(&failed());
        suspected(&no_http(failed()));
        suspected(&failed().http_offset(0));
        let elsewhere = failed().answered(Question::OtherPc, AnswerValue::StillFails);
        suspected(&elsewhere);
        expect(check, &elsewhere.http_offset(0), Verdict::Clear, Reason::SeenOtherwise, &[]);
        // A cached copy, which names its own age, is no decisive evidence.
        suspected(&failed().http_copy(-60 * DAY_S));
    }

    #[test]
    fn plain_http_decides() {
        for (offset, reason) in [(-60 * DAY_S, Reason::Behind), (60 * DAY_S, Reason::Ahead)] {
            expect(check, &failed().http_offset(offset), Verdict::Found, reason, &[]);
        }
    }

    #[test]
    fn the_build_sets_a_floor() {
        let minutes = |built_at| {
            let found = check_at(&failed().0, built_at).finding(Cause::Clock);
            let least = (found.verdict, found.reason) == (Verdict::Found, Reason::BehindAtLeast);
            assert_eq!(least, found.evidence.contains(&indicator::SESSION_BUILT_LATER));
            assert_eq!(found.params.get("boundSeconds"), None);
            found.params.get("minutes").filter(|_| least).cloned()
        };
        for (later, least) in [
            (None, None),
            (Some(-DAY_MS), None),
            (Some(0), None),
            (Some(59_999), None),
            (Some(60_000), Some(1)),
            (Some(179_999), Some(2)),
            (Some(730 * DAY_MS), Some(730 * 1_440)),
            (Some(i64::MAX - NOW), Some((i64::MAX - NOW) / 60_000)),
        ] {
            assert_eq!(minutes(later.map(|later| NOW + later)), least.map(Param::Number));
        }
        // The offset that plain HTTP shows is more exact.
        let both = failed().http_offset(-60 * DAY_S);
        let found = check_at(&both.0, Some(NOW + DAY_MS)).finding(Cause::Clock);
        assert_eq!(found.reason, Reason::Behind);
    }

    #[test]
    fn the_title_of_chromes_clock_page_decides_unless_the_server_contradicts_it() {
        for title in ["時計のエラー", "Clock error"] {
            let page = failed().titled(title);
            expect(check, &no_http(page.clone()), Verdict::Found, Reason::ClockPage, &[]);
            let (right, off) = (page.clone().http_offset(0), page.clone().http_offset(60 * DAY_S));
            suspected(&right);
            expect(check, &off, Verdict::Found, Reason::Ahead, &[]);
            // Not before plain HTTP was asked.
            suspected(&page);
        }
        for title in ["", "プライバシー エラー", "Privacy error", "時計のエラー 1"] {
            suspected(&no_http(failed().titled(title)));
        }
    }
}
