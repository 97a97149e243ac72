//! Cause 10: the PC's clock.
//!
//! Windows and macOS offer a client certificate only while the PC's clock is inside its validity.

use crate::app::TIME_ZONE;
use crate::clock::{Clock, Estimate, SECOND, Verdict as Offset};
use crate::diagnosis::{Cause, Fix, Reason};
use crate::evidence::{Evidence, Probe};
use crate::judgement::Judgement;
use crate::net_error::NetError;
use crate::sign;
use crate::times::WARN;

/// Chrome's own threshold for a wrong clock.
const ERROR: i64 = 300 * SECOND;
/// From here on it is worth a note, and no more.
const NOTE: i64 = 5 * SECOND;

/// Found from five minutes on by measurement, or for a date error with a second sign.
pub fn judge(e: &Evidence) -> Judgement {
    if matches!(e.error(), Some((NetError::CertDate, _))) {
        return by_certificate_dates(e);
    }
    let measured = by_measurement(e);
    let judgement = if e.clock_moved().is_some() { measured.by(sign::CLOCK_SET) } else { measured };
    let again = e.session.clock_off_times > 1 && judgement.accuses();
    let judgement = if again { judgement.by(sign::SESSION_CLOCK_AGAIN) } else { judgement };
    let zone = e.browser().map(|b| b.time_zone.as_str()).unwrap_or_default();
    // A note, not a fault: the time zone shifts what the clock shows, not what it is.
    if zone.is_empty() || zone == TIME_ZONE { judgement } else { judgement.by(sign::BROWSER_ZONE) }
}

fn by_measurement(e: &Evidence) -> Judgement {
    let clock = e.clock();
    if clock.estimate().is_none()
        && let Some((http, reason)) = far_off_by_http(e)
    {
        // Nobody vouches for an answer over plain HTTP.
        let suspected = Judgement::suspected(reason, &[Cause::Network]);
        return measured(&http, true, suspected).by(sign::HTTP_DATE_OFF);
    }
    if clock.estimate().is_none() && e.http_clock().is_some_and(|http| right_by_http(&http)) {
        return Judgement::clear(sign::HTTP_DATE_OK);
    }
    // A cache's own word for its age is no decisive evidence.
    let sure = |reason| {
        if clock.has_fresh() {
            Judgement::found(reason)
        } else {
            Judgement::suspected(reason, &[Cause::Network])
        }
    };
    match clock.verdict(ERROR) {
        Offset::Ahead => measured(&clock, true, sure(Reason::Ahead)),
        Offset::Behind => measured(&clock, true, sure(Reason::Behind)),
        Offset::MaybeAhead => measured(&clock, true, Judgement::suspected(Reason::Ahead, &[])),
        _ => within_minutes(e, &clock),
    }
}

fn within_minutes(e: &Evidence, clock: &Clock) -> Judgement {
    let little = |reason| measured(clock, false, Judgement::suspected(reason, &[]));
    match clock.verdict(WARN) {
        Offset::Ahead => little(Reason::LittleAhead),
        Offset::Behind => little(Reason::LittleBehind),
        Offset::Ok | Offset::MaybeOk => within_seconds(clock),
        _ if clock.estimate().is_none() => Judgement::no_reading(e.failure(Probe::CertMain)),
        _ => undecided(clock),
    }
}

/// A few seconds do no harm; whoever looks closely is told of them.
fn within_seconds(clock: &Clock) -> Judgement {
    match clock.verdict(NOTE) {
        Offset::Ahead | Offset::MaybeAhead | Offset::Behind => {
            Judgement::clear(sign::CLOCK_SECONDS_OFF)
        }
        _ => Judgement::clear(sign::CLOCK_OK),
    }
}

fn undecided(clock: &Clock) -> Judgement {
    let judgement = Judgement::unknown(Reason::NoAnswer).by(sign::CLOCK_UNDECIDED);
    if clock.frozen() { judgement.by(sign::CLOCK_FROZEN) } else { judgement }
}

/// Adds the amount and its bound: minutes where they matter, else seconds.
fn measured(clock: &Clock, in_minutes: bool, judgement: Judgement) -> Judgement {
    let Some(Estimate { offset, bound }) = clock.estimate() else { return judgement };
    let size = offset.abs();
    let sign = if offset > 0 { sign::CLOCK_AHEAD } else { sign::CLOCK_BEHIND };
    let judgement = if in_minutes {
        judgement.number("minutes", (size + 30 * SECOND) / (60 * SECOND))
    } else {
        judgement.number("seconds", (size + SECOND / 2) / SECOND)
    };
    let bound_seconds = (bound + SECOND - 1) / SECOND;
    judgement.number("boundSeconds", bound_seconds).by(sign).fix(Fix::OpenClockSettings)
}

fn right_by_http(http: &Clock) -> bool {
    matches!(http.verdict(ERROR), Offset::Ok | Offset::MaybeOk)
}

/// Minutes or more by the `Date` of the redirect from plain HTTP.
fn far_off_by_http(e: &Evidence) -> Option<(Clock, Reason)> {
    let clock = e.http_clock()?;
    match clock.verdict(ERROR) {
        Offset::Behind => Some((clock, Reason::Behind)),
        Offset::Ahead | Offset::MaybeAhead => Some((clock, Reason::Ahead)),
        _ => None,
    }
}

/// Chrome calls the site's certificate out of date: either the clock is wrong or the certificate really is.
fn by_certificate_dates(e: &Evidence) -> Judgement {
    if let Some((clock, reason)) = far_off_by_http(e) {
        let found = measured(&clock, true, Judgement::found(reason));
        return found.by(sign::HTTP_DATE_OFF).by(sign::NAVIGATION_ERROR);
    }
    if let Some(minutes) = minutes_before_build(e.now) {
        return Judgement::found(Reason::Behind)
            .number("minutes", minutes)
            .number("boundSeconds", 0)
            .by(sign::SESSION_BUILT_LATER)
            .by(sign::NAVIGATION_ERROR)
            .fix(Fix::OpenClockSettings);
    }
    Judgement::suspected(Reason::CertificateDates, &[Cause::Network])
        .by(sign::NAVIGATION_ERROR)
        .fix(Fix::OpenClockSettings)
}

/// How many minutes `now` lies before this build was made: the clock cannot be right then.
fn minutes_before_build(now: i64) -> Option<i64> {
    let built: i64 = option_env!("KSD_BUILD_TIME")?.parse().ok()?;
    let minutes = built.checked_mul(1_000)?.checked_sub(now)? / 60_000;
    (minutes > 0).then_some(minutes)
}

#[cfg(test)]
mod tests {
    use super::judge;
    use crate::checks::testing::*;
    use crate::diagnosis::{Cause, Param, Reason, Verdict};
    use crate::sign;

    #[test]
    fn fires() {
        let behind = failing().main_answered_at_offset(-28 * 60);
        check(judge, &behind, Verdict::Found, Reason::Behind, &[]);
        let ahead = failing().main_answered_at_offset(28 * 60).page_answered_at_offset(28 * 60);
        check(judge, &ahead, Verdict::Found, Reason::Ahead, &[]);
        let minutes = judge(&ahead.0).finding(Cause::Clock).params.get("minutes").cloned();
        assert_eq!(minutes, Some(Param::Number(28)));
        let little = failing().main_answered_at_offset(-90);
        check(judge, &little, Verdict::Suspected, Reason::LittleBehind, &[]);
    }

    #[test]
    fn one_answer_alone_cannot_prove_ahead() {
        let ahead = failing().main_answered_at_offset(28 * 60);
        check(judge, &ahead, Verdict::Suspected, Reason::Ahead, &[]);
    }

    #[test]
    fn a_date_error_needs_a_second_sign() {
        let e = unreachable("net::ERR_CERT_DATE_INVALID");
        check(judge, &e, Verdict::Suspected, Reason::CertificateDates, &[Cause::Network]);
        check(judge, &e.clone().http_offset(-86_400 * 60), Verdict::Found, Reason::Behind, &[]);
        check(
            judge,
            &e.http_offset(0),
            Verdict::Suspected,
            Reason::CertificateDates,
            &[Cause::Network],
        );
    }

    #[test]
    fn plain_http_alone_only_raises_a_suspicion() {
        let e = failing().main_cert_needed().http_offset(-86_400);
        check(judge, &e, Verdict::Suspected, Reason::Behind, &[Cause::Network]);
        let right = failing().main_cert_needed().http_offset(0);
        check(judge, &right, Verdict::Clear, Reason::SeenOtherwise, &[]);
    }

    #[test]
    fn stays_quiet() {
        let right = failing().main_answered_at_offset(0);
        check(judge, &right, Verdict::Clear, Reason::SeenOtherwise, &[]);
    }

    #[test]
    fn a_few_seconds_are_only_a_note() {
        let signs = |offset| {
            let e = failing().main_answered_at_offset(offset).clock_answered(offset, 1_050, None);
            check(judge, &e, Verdict::Clear, Reason::SeenOtherwise, &[]);
            judge(&e.0).finding(Cause::Clock).evidence
        };
        assert_eq!(signs(3), [sign::CLOCK_OK]);
        assert_eq!(signs(12), [sign::CLOCK_SECONDS_OFF]);
        assert_eq!(signs(-12), [sign::CLOCK_SECONDS_OFF]);
    }

    #[test]
    fn a_date_that_stands_still_decides_nothing() {
        // 200 s later the same date: the second answer is that much further ahead.
        let frozen = failing().main_answered_at_offset(0).clock_answered(200, 200_000, None);
        check(judge, &frozen, Verdict::Unknown, Reason::NoAnswer, &[]);
        let found = judge(&frozen.0).finding(Cause::Clock).evidence;
        assert_eq!(found, [sign::CLOCK_UNDECIDED, sign::CLOCK_FROZEN]);
    }

    #[test]
    fn a_clock_that_was_set_meanwhile_is_said() {
        let e = failing().main_answered_at_offset(0).clock_answered(0, 1_050, Some(700));
        check(judge, &e, Verdict::Clear, Reason::SeenOtherwise, &[]);
        let found = judge(&e.0).finding(Cause::Clock).evidence;
        assert_eq!(found, [sign::CLOCK_OK, sign::CLOCK_SET]);
    }

    #[test]
    fn unknown_without_a_date() {
        check(judge, &failing(), Verdict::Unknown, Reason::NotAsked, &[]);
        check(judge, &failing().main_timed_out(), Verdict::Unknown, Reason::TimedOut, &[]);
    }
}
