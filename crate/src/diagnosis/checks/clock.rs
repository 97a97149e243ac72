//! Cause 10: the PC's clock.
//!
//! Windows and macOS offer a client certificate only while the PC's clock is inside its validity.

mod certificate_dates;

use crate::base::{site::TIME_ZONE, time::built_at};
use crate::clock::{Clock, Estimate, SECOND, Verdict as Offset};
use crate::diagnosis::finding_builder::FindingBuilder;
use crate::diagnosis::types::{Cause, Fix, Reason};
use crate::evidence::{
    Evidence, Probe, clock_samples::WARN, indicator, readings::net_error::NetError,
};

/// Chrome's own threshold for a wrong clock.
const ERROR: i64 = 300 * SECOND;
/// From this offset on the result has a note, and no more.
const NOTE: i64 = 5 * SECOND;
/// A wider bound than this cannot decide about the threshold of 30 seconds.
const SHARP: i64 = 10 * SECOND;

/// Found from five minutes on by measurement, or for a date error with a second sign.
pub fn check(e: &Evidence) -> FindingBuilder {
    if matches!(e.error(), Some((NetError::CertDate, _))) && !e.error_is_over() {
        return certificate_dates::check(e, built_at());
    }
    let measured = by_measurement(e);
    let finding =
        if e.clock_moved().is_some() { measured.because(indicator::CLOCK_SET) } else { measured };
    let again = e.session.clock_off_times > 1 && finding.is_found_or_suspected();
    let finding = if again { finding.because(indicator::SESSION_CLOCK_AGAIN) } else { finding };
    let zone = e.browser().map(|b| b.time_zone.as_str()).unwrap_or_default();
    // A note, not a fault: the time zone changes how the time is shown, not the time itself.
    if zone.is_empty() || zone == TIME_ZONE {
        finding
    } else {
        finding.because(indicator::BROWSER_ZONE)
    }
}

fn by_measurement(e: &Evidence) -> FindingBuilder {
    let clock = e.clock();
    if clock.estimate().is_none()
        && let Some(finding) = e.http_clock().and_then(|http| by_http(&http))
    {
        return finding;
    }
    match clock.verdict(ERROR) {
        Offset::Ahead => in_minutes(&clock, FindingBuilder::found(Reason::Ahead)),
        Offset::Behind => in_minutes(&clock, FindingBuilder::found(Reason::Behind)),
        Offset::MaybeAhead => in_minutes(&clock, FindingBuilder::suspected(Reason::Ahead, &[])),
        _ => within_minutes(e, &clock),
    }
}

/// Used where nothing else tells the time; an answer over plain HTTP is not authenticated.
fn by_http(http: &Clock) -> Option<FindingBuilder> {
    if !http.has_fresh() {
        return Some(undecided(http));
    }
    if let Some(reason) = far_off(http) {
        let suspected = FindingBuilder::suspected(reason, &[Cause::Network]);
        return Some(in_minutes(http, suspected).because(indicator::HTTP_DATE_OFF));
    }
    match http.verdict(ERROR) {
        Offset::Ok | Offset::MaybeOk => Some(FindingBuilder::clear(indicator::HTTP_DATE_OK)),
        _ => None,
    }
}

fn within_minutes(e: &Evidence, clock: &Clock) -> FindingBuilder {
    let little = |reason| {
        let finding = in_seconds(clock, FindingBuilder::suspected(reason, &[]));
        finding.because(direction(clock)).fix(Fix::OpenClockSettings)
    };
    match clock.verdict(WARN) {
        Offset::Ahead => little(Reason::LittleAhead),
        Offset::Behind => little(Reason::LittleBehind),
        Offset::Ok => within_seconds(clock),
        _ if clock.estimate().is_none() && e.dated_by_copies() => undecided(clock),
        _ if clock.estimate().is_none() => {
            FindingBuilder::unknown_without(e.failure(Probe::CertMain))
        }
        _ if e.clock_is_being_measured() => FindingBuilder::unknown(Reason::Measuring),
        // For a page that loads well the clock is not measured: the page's own fresh `Date` is the only sample.
        Offset::MaybeOk if !e.asked(Probe::Clock) => within_seconds(clock),
        Offset::Near if is_sharp(clock) => near_the_border(clock),
        _ => undecided(clock),
    }
}

/// A few seconds do no harm; they are only mentioned.
fn within_seconds(clock: &Clock) -> FindingBuilder {
    match clock.verdict(NOTE) {
        Offset::Ahead | Offset::MaybeAhead => {
            in_seconds(clock, FindingBuilder::clear(indicator::CLOCK_SECONDS_AHEAD))
        }
        Offset::Behind => in_seconds(clock, FindingBuilder::clear(indicator::CLOCK_SECONDS_BEHIND)),
        _ => FindingBuilder::clear(indicator::CLOCK_OK),
    }
}

fn undecided(clock: &Clock) -> FindingBuilder {
    let finding = FindingBuilder::unknown(Reason::NoAnswer).because(indicator::CLOCK_UNDECIDED);
    let misfit =
        if clock.frozen() { indicator::CLOCK_FROZEN } else { indicator::CLOCK_CONTRADICTS };
    let finding = if clock.contradicts_itself() { finding.because(misfit) } else { finding };
    if clock.has_fresh() { finding } else { finding.because(indicator::CLOCK_CACHED) }
}

fn near_the_border(clock: &Clock) -> FindingBuilder {
    let direction = direction(clock);
    let ahead = direction == indicator::CLOCK_AHEAD;
    let reason = if ahead { Reason::NearAhead } else { Reason::NearBehind };
    in_seconds(clock, FindingBuilder::unknown(reason)).because(direction)
}

fn is_sharp(clock: &Clock) -> bool {
    clock.estimate().is_some_and(|estimate| estimate.bound <= SHARP)
}

fn direction(clock: &Clock) -> indicator::Indicator {
    let ahead = clock.estimate().is_some_and(|estimate| estimate.offset > 0);
    if ahead { indicator::CLOCK_AHEAD } else { indicator::CLOCK_BEHIND }
}

/// Adds the amount in minutes with its bound, and the way to the clock's settings.
fn in_minutes(clock: &Clock, finding: FindingBuilder) -> FindingBuilder {
    let finding = amount(clock, "minutes", 60 * SECOND, finding);
    finding.because(direction(clock)).fix(Fix::OpenClockSettings)
}

fn in_seconds(clock: &Clock, finding: FindingBuilder) -> FindingBuilder {
    amount(clock, "seconds", SECOND, finding)
}

fn amount(clock: &Clock, name: &'static str, unit: i64, finding: FindingBuilder) -> FindingBuilder {
    let Some(Estimate { offset, bound }) = clock.estimate() else { return finding };
    let size = offset.saturating_abs().saturating_add(unit / 2) / unit;
    let bound_seconds = bound.saturating_add(SECOND - 1) / SECOND;
    finding.number(name, size).number("boundSeconds", bound_seconds)
}

/// Which way a clock is off by minutes or more.
fn far_off(clock: &Clock) -> Option<Reason> {
    match clock.verdict(ERROR) {
        Offset::Behind => Some(Reason::Behind),
        Offset::Ahead | Offset::MaybeAhead => Some(Reason::Ahead),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::diagnosis::checks::test_check::*;
    use crate::diagnosis::types::{Cause, Param, Reason, Verdict};
    use crate::evidence::{Answered, ProbeResult, indicator};

    /// Two answers, more than a second apart.
    fn measured(offset_s: i64) -> EvidenceBuilder {
        failing().main_answered_at_offset(offset_s).clock_answered(offset_s, 1_050, None)
    }

    fn number(e: &EvidenceBuilder, name: &str) -> Option<i64> {
        match check(&e.0).finding(Cause::Clock).params.get(name) {
            Some(Param::Number(number)) => Some(*number),
            _ => None,
        }
    }

    #[test]
    fn fires() {
        let behind = failing().main_answered_at_offset(-28 * 60);
        expect(check, &behind, Verdict::Found, Reason::Behind, &[]);
        let ahead = failing().main_answered_at_offset(28 * 60).page_answered_at_offset(28 * 60);
        expect(check, &ahead, Verdict::Found, Reason::Ahead, &[]);
        assert_eq!(number(&ahead, "minutes"), Some(28));
        let little = failing().main_answered_at_offset(-90);
        expect(check, &little, Verdict::Suspected, Reason::LittleBehind, &[]);
    }

    #[test]
    fn one_answer_alone_cannot_prove_ahead() {
        let ahead = failing().main_answered_at_offset(28 * 60);
        expect(check, &ahead, Verdict::Suspected, Reason::Ahead, &[]);
    }

    #[test]
    fn plain_http_alone_only_raises_a_suspicion() {
        let e = failing().main_cert_needed().http_offset(-86_400);
        expect(check, &e, Verdict::Suspected, Reason::Behind, &[Cause::Network]);
        let right = failing().main_cert_needed().http_offset(0);
        expect(check, &right, Verdict::Clear, Reason::SeenOtherwise, &[]);
        for offset in [0, -86_400, 86_400] {
            let copy = failing().main_cert_needed().http_copy(offset);
            expect(check, &copy, Verdict::Unknown, Reason::NoAnswer, &[]);
        }
    }

    #[test]
    fn stays_quiet() {
        expect(check, &measured(0), Verdict::Clear, Reason::SeenOtherwise, &[]);
    }

    #[test]
    fn a_few_seconds_are_only_a_note() {
        for (offset, sign, seconds) in [
            (3, indicator::CLOCK_OK, None),
            (12, indicator::CLOCK_SECONDS_AHEAD, Some(12)),
            (-12, indicator::CLOCK_SECONDS_BEHIND, Some(12)),
        ] {
            let e = measured(offset);
            expect(check, &e, Verdict::Clear, Reason::SeenOtherwise, &[]);
            assert_eq!(check(&e.0).finding(Cause::Clock).evidence, [sign]);
            assert_eq!(number(&e, "seconds"), seconds);
            assert_eq!(number(&e, "boundSeconds"), seconds.map(|_| 2));
        }
    }

    #[test]
    fn on_the_border_it_says_how_much() {
        for (offset, reason, sign) in [
            (30, Reason::NearAhead, indicator::CLOCK_AHEAD),
            (-30, Reason::NearBehind, indicator::CLOCK_BEHIND),
        ] {
            let e = measured(offset);
            expect(check, &e, Verdict::Unknown, reason, &[]);
            assert_eq!(check(&e.0).finding(Cause::Clock).evidence, [sign]);
            assert_eq!((number(&e, "seconds"), number(&e, "boundSeconds")), (Some(30), Some(2)));
        }
        // An answer that took half a minute says nothing about the border.
        let slow = sign_in_page().navigation(|n| {
            n.from_cache = Some(false);
            n.began_at = NOW - 40_000;
            n.answered_at = Some(NOW - 9_000);
            n.date = Some(date(n.began_at + 20, 0));
        });
        expect(check, &slow, Verdict::Unknown, Reason::NoAnswer, &[]);
    }

    #[test]
    fn right_is_said_once_the_date_was_seen_to_move() {
        let measuring = failing().main_answered_at_offset(0);
        expect(check, &measuring, Verdict::Unknown, Reason::Measuring, &[]);
        // No further answer came, so the clock stays unknown.
        let alone = measuring.take(ProbeResult::Clock(Answered::Ok(Vec::new())));
        expect(check, &alone, Verdict::Unknown, Reason::NoAnswer, &[]);
        assert_eq!(check(&alone.0).finding(Cause::Clock).evidence, [indicator::CLOCK_UNDECIDED]);
    }

    #[test]
    fn a_page_that_came_well_is_no_occasion_to_measure() {
        let well = sign_in_page().navigation(|n| n.from_cache = Some(false));
        let fresh = well.page_answered_at_offset(0);
        expect(check, &fresh, Verdict::Clear, Reason::SeenOtherwise, &[]);
        let copy = fresh.navigation(|n| {
            n.date = Some(date(n.began_at - 3_600_000, 0));
            n.age = Some(3_600);
        });
        expect(check, &copy, Verdict::Unknown, Reason::NoAnswer, &[]);
        let signs = [indicator::CLOCK_UNDECIDED, indicator::CLOCK_CACHED];
        assert_eq!(check(&copy.0).finding(Cause::Clock).evidence, signs);
    }

    #[test]
    fn dates_that_do_not_fit_decide_nothing() {
        for (offset_s, after_ms, why) in [
            // 200 s later the same date: the second answer is that much further ahead.
            (200, 200_000, indicator::CLOCK_FROZEN),
            (100, 1_050, indicator::CLOCK_CONTRADICTS),
            (-100, 1_050, indicator::CLOCK_CONTRADICTS),
        ] {
            let e = failing().main_answered_at_offset(0).clock_answered(offset_s, after_ms, None);
            expect(check, &e, Verdict::Unknown, Reason::NoAnswer, &[]);
            let found = check(&e.0).finding(Cause::Clock).evidence;
            assert_eq!(found, [indicator::CLOCK_UNDECIDED, why], "{offset_s}");
        }
    }

    #[test]
    fn a_clock_that_was_set_meanwhile_is_said() {
        let e = failing().main_answered_at_offset(0).clock_answered(0, 1_050, Some(700));
        expect(check, &e, Verdict::Clear, Reason::SeenOtherwise, &[]);
        let found = check(&e.0).finding(Cause::Clock).evidence;
        assert_eq!(found, [indicator::CLOCK_OK, indicator::CLOCK_SET]);
    }

    #[test]
    fn unknown_without_a_date() {
        expect(check, &failing(), Verdict::Unknown, Reason::NotAsked, &[]);
        expect(check, &failing().main_timed_out(), Verdict::Unknown, Reason::TimedOut, &[]);
    }
}
