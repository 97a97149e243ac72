//! Which answers date the PC, and what they say together.

use super::*;
use crate::evidence::readings::DocumentSource;
use crate::evidence::test_evidence::*;
use crate::evidence::{Answered, ProbeResult};

fn verdict(e: &EvidenceBuilder) -> Verdict {
    e.0.clock().verdict(300 * SECOND)
}

#[test]
fn a_page_that_back_restored_dates_nothing() {
    let page = failing().page_answered_at_offset(-1_680);
    let came_from = |source| page.clone().came_from(source, None);
    assert_eq!(verdict(&came_from(DocumentSource::Network)), Verdict::Behind);
    let restored = came_from(DocumentSource::BackForwardCache);
    assert_eq!(restored.0.clock().estimate(), None);
}

#[test]
fn a_page_that_says_right_contradicts_an_answer_that_says_off() {
    let at = |page, ours| {
        verdict(&failing().page_answered_at_offset(page).main_answered_at_offset(ours))
    };
    assert_eq!(at(0, -1_680), Verdict::Unreliable);
    assert_eq!(at(0, 1_680), Verdict::Unreliable);
    // A wrong clock was set right since, or to another wrong time.
    assert_eq!(at(-1_680, 0), Verdict::MaybeOk);
    assert_eq!(at(-1_680, -600), Verdict::Behind);
}

#[test]
fn behind_needs_no_second_answer_and_ahead_and_right_do() {
    for (offset, open) in [(-1_680, false), (1_680, true), (0, true), (30, true)] {
        assert_eq!(failing().main_answered_at_offset(offset).0.clock_is_open(), open, "{offset}");
    }
    assert!(!failing().0.clock_is_open());
}

#[test]
fn the_second_answer_decides() {
    for offset in [0, 1_680] {
        let e = failing().main_answered_at_offset(offset).clock_answered(offset, 1_050, None);
        assert_eq!(e.0.plan_clock((NOW + 1_100) * 1_000), None, "{offset}");
    }
}

#[test]
fn no_more_than_six_are_asked_for() {
    let mut e = failing().main_answered_at_offset(30);
    let mut asked = 1;
    while let Some(send) = e.0.plan_clock((NOW + 50 + asked * 60) * 1_000) {
        e = e.clock_answered(30, send / 1_000 - NOW, None);
        asked += 1;
        assert!(asked <= 6);
    }
}

#[test]
fn a_small_step_is_added() {
    let e = failing().main_answered_at_offset(0).clock_answered(0, 1_050, Some(500));
    let (clock, region) = (e.0.clock(), e.0.clock().feasible_region().expect("samples"));
    assert_eq!((clock.samples().len(), region.consistent), (2, true));
    assert!(region.interval.contains(500_000));
}

#[test]
fn a_large_one_begins_anew() {
    let e = failing().main_answered_at_offset(-1_680);
    assert_eq!(verdict(&e), Verdict::Behind);
    let e = e.clock_answered(-1_680, 1_050, Some(1_680_000));
    assert_eq!((verdict(&e), e.0.clock().samples().len()), (Verdict::MaybeOk, 1));
}

#[test]
fn every_step_counts_not_only_the_first() {
    let e = failing().main_answered_at_offset(0).clock_answered(0, 1_050, Some(500));
    let e = e.clock_answered(0, 2_100, Some(800));
    let region = e.0.clock().feasible_region().expect("samples");
    assert!(region.consistent && region.interval.contains(800_000), "{region:?}");
    let slept = e.clock_answered(0, 3_150, Some(60_000));
    assert_eq!(slept.0.clock().samples().len(), 1);
}

/// A sign-in page that came from the server, dated while this PC's clock seemed to be `offset_s` seconds off.
fn dated(offset_s: i64, change: impl Fn(&mut Navigation)) -> EvidenceBuilder {
    let e = sign_in_page().navigation(|n| n.from_cache = Some(false));
    e.page_answered_at_offset(offset_s).navigation(change)
}

#[test]
fn only_a_fresh_answer_of_the_karte_itself_dates_this_pc() {
    for (offset, alone) in [(-1_680, Verdict::Behind), (1_680, Verdict::MaybeAhead)] {
        assert_eq!(verdict(&dated(offset, |_| {})), alone);
        for url in [
            "http://karte.medley.life/d/signin",
            "https://karte.medley.life:8443/d/signin",
            "https://karte.medley.life./d/signin",
            "https://training.medley.life/d/signin",
            "https://www.karte.medley.life/d/signin",
            "https://medley.life/",
            "https://karte.medley.life.evil.example/",
        ] {
            let elsewhere = dated(offset, |n| url.clone_into(&mut n.url));
            assert_eq!(elsewhere.0.clock().samples(), [], "{url}");
        }
        for status in [400, 403, 407, 451, 503, 511] {
            let refused = dated(offset, |n| n.status = Some(status));
            assert_eq!(refused.0.clock().samples(), [], "{status}");
        }
        let copy = dated(offset, |n| n.age = Some(3_600));
        assert_eq!(copy.0.clock().samples(), []);
    }
}

#[test]
fn an_answer_to_us_that_is_a_refusal_or_a_copy_dates_nobody() {
    let answered = |status, age| {
        let date = Some(date(NOW, -1_680));
        let ask = RequestOutcome::Answered {
            status,
            date,
            age,
            sent_at: NOW,
            received_at: NOW + 40,
            fails: None,
        };
        failing().take(ProbeResult::CertMain(Answered::Ok(ask)))
    };
    assert_eq!(verdict(&answered(200, None)), Verdict::Behind);
    // A redirect that was not followed has no status of its own.
    assert_eq!(verdict(&answered(0, None)), Verdict::Behind);
    for (status, age) in [(403, None), (502, None), (200, Some(0)), (200, Some(3_600))] {
        let e = answered(status, age);
        assert_eq!((e.0.clock().samples().len(), e.0.clock_is_open()), (0, false), "{status}");
    }
    let e = failing().main_answered_at_offset(0);
    let more = |age| {
        let (sent_at, date) = (NOW + 1_050, date(NOW + 1_050, -1_680));
        let sample = DateSample { sent_at, received_at: sent_at + 40, date, age, moved_ms: None };
        e.clone().take(ProbeResult::Clock(Answered::Ok(vec![sample]))).0.clock().samples().len()
    };
    assert_eq!((more(None), more(Some(60))), (2, 1));
}

/// A real case: somebody sets the clock, and diagnoses again before reloading the page.
#[test]
fn a_page_from_before_the_clock_was_set_accuses_nobody() {
    for was_off in [-1_680, 1_680] {
        let set = failing().navigation(|n| {
            n.began_at += was_off * 1_000;
            n.answered_at = Some(n.began_at + 40);
            n.date = Some(date(NOW - 5_000, 0));
        });
        assert_eq!(verdict(&set.clone().main_cert_needed()), Verdict::Unreliable);
        assert_eq!(verdict(&set.main_answered_at_offset(0)), Verdict::MaybeOk);
    }
}
