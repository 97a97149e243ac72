//! Tables of the notices at a start, and of what ends them.

use super::*;
use crate::evidence::readings::DocumentSource::{HttpCache, Network};
use crate::evidence::session::BrowserSession;
use crate::evidence::session::observe::{BrowserEvent, RequestPhase, observe};
use crate::evidence::test_evidence::*;
use crate::state::stored::Version;
use RequestOutcome::CertNeeded;

const DATE: &str = "Tue, 14 Nov 2023 22:41:00 GMT";
const DATE_MS: Millis = 1_700_001_660_000;

fn day(text: &str) -> CalendarDate {
    CalendarDate::read(text).expect("a day")
}

/// The failing page, from a PC whose clock is this many seconds ahead.
fn fails(ahead: i64) -> RequestOutcome {
    answered_with(ahead, 200, None)
}

fn answered_with(ahead: i64, status: u16, age: Option<i64>) -> RequestOutcome {
    let (sent_at, date) = (DATE_MS + ahead * 1_000 + 500, Some(DATE.into()));
    let received_at = sent_at + 40;
    RequestOutcome::Answered { status, date, age, sent_at, received_at, fails: None }
}

fn error(name: &str) -> RequestOutcome {
    RequestOutcome::Error { error: format!("net::{name}") }
}

fn diary(issued: &[(&str, &str)]) -> CertificateDiary {
    let entry = |(clinic, issued): &(&str, &str)| CertificateEntry {
        clinic: (*clinic).into(),
        issued: day(issued),
        confirmed: 1,
        dismissed: None,
        dismissed_on: None,
    };
    CertificateDiary { v: Version, entries: issued.iter().map(entry).collect() }
}

fn told(asked: &RequestOutcome, dot_works: bool, diary: &CertificateDiary) -> Vec<StartNotice> {
    let (now, today) = (DATE_MS, day("2026-11-30"));
    let built_at = Some(DATE_MS + 90_000);
    AtStart { asked, dot_works, diary, now, today, built_at }.notices()
}

/// `c`: the clock with its seconds, `e`: expired, `m`: missing.
fn check(asked: &RequestOutcome, dot_works: bool, issued: &[(&str, &str)], want: &str) {
    let letter = |notice: StartNotice| match notice {
        StartNotice::Clock(seconds) => format!("c{seconds}"),
        StartNotice::Expired { expires, .. } => format!("e{}", expires.written("-")),
        StartNotice::Missing {} => "m".to_owned(),
    };
    let told = told(asked, dot_works, &diary(issued));
    let told: Vec<_> = told.into_iter().map(letter).collect();
    assert_eq!(told.join(" "), want, "{asked:?} {dot_works} {issued:?}");
}

#[test]
fn nothing_where_a_certificate_is_seen_or_nobody_answers() {
    check(&CertNeeded, true, &[], "");
    for name in ["ERR_INTERNET_DISCONNECTED", "ERR_NAME_NOT_RESOLVED", "ERR_TIMED_OUT"] {
        check(&error(name), true, &[("", "2020-01-01")], "");
    }
}

#[test]
fn no_certificate_is_told_only_by_a_host_that_was_seen_to_ask() {
    check(&fails(0), true, &[], "m");
    check(&fails(0), false, &[], "");
    check(&error("ERR_BAD_SSL_CLIENT_AUTH_CERT"), true, &[], "m");
    check(&error("ERR_BAD_SSL_CLIENT_AUTH_CERT"), false, &[], "");
    // The server's refusal without a certificate; the refusal of a filter or a failing server; an answer that stayed
    // hidden.
    check(&answered_with(0, 400, None), true, &[], "m");
    for status in [403, 407, 502, 503] {
        check(&answered_with(0, status, None), true, &[], "");
    }
    check(&error("ERR_FAILED"), true, &[], "");
}

#[test]
fn a_clock_is_told_from_thirty_seconds_on_by_the_kartes_own_answer() {
    for (ahead, want) in [
        (20, "m"),
        (-20, "m"),
        (60, "m c58"),
        (-60, "m c-59"),
        (1_680, "c1678 m"),
        (-1_680, "c-1679 m"),
    ] {
        check(&fails(ahead), true, &[], want);
        // Something else may answer in the host's place, with a clock of its own.
        check(&fails(ahead), false, &[], "");
    }
    // A refusal, and a cached copy.
    check(&answered_with(1_680, 400, None), true, &[], "m");
    check(&answered_with(1_680, 200, Some(0)), true, &[], "m");
}

#[test]
fn out_of_date_by_a_clock_before_the_build_is_the_clock() {
    check(&error("ERR_CERT_DATE_INVALID"), true, &[("", "2020-01-01")], "c-90");
    let asked = &error("ERR_CERT_DATE_INVALID");
    let (now, today, diary) = (DATE_MS, day("2026-11-30"), &CertificateDiary::default());
    for built_at in [None, Some(DATE_MS - 1)] {
        let start = AtStart { asked, dot_works: true, diary, now, today, built_at };
        assert_eq!(start.notices(), []);
    }
}

#[test]
fn a_certificate_that_ran_out_is_told_unless_a_newer_one_is_written_in() {
    let (old, new) = ("2024-01-01", "2026-05-01");
    check(&CertNeeded, false, &[("", old)], "e2026-04-05");
    check(&CertNeeded, false, &[("", new)], "");
    check(&CertNeeded, false, &[("", old), ("", new)], "");
    check(&CertNeeded, false, &[("東", old), ("西", new)], "e2026-04-05");
    check(&CertNeeded, false, &[("", "2023-01-01"), ("", old)], "e2026-04-05");
}

#[test]
fn minutes_come_first_and_seconds_last() {
    let old = &[("", "2024-01-01")];
    check(&fails(60), true, old, "e2026-04-05 m c58");
    // Then the day is not known either.
    check(&fails(1_680), true, old, "c1678 m");
}

fn left(e: &EvidenceBuilder) -> String {
    let (clinic, expires) = (String::new(), day("2026-04-05"));
    let over = StartNotice::Expired { clinic, expires };
    let start = vec![StartNotice::Clock(-1_680), over, StartNotice::Missing {}];
    let mut reminder = Reminder { start, ..Reminder::default() };
    reminder.drop_refuted(&e.0);
    let letter = |notice: &StartNotice| match notice {
        StartNotice::Clock(_) => 'c',
        StartNotice::Expired { .. } => 'e',
        StartNotice::Missing {} => 'm',
    };
    reminder.start.iter().map(letter).collect()
}

#[test]
fn what_a_later_look_shows_to_be_over_goes() {
    let right = |e: EvidenceBuilder| e.navigation(|n| n.from_cache = Some(false));
    for (e, want) in [
        (failing(), "cem"),
        (signed_in().came_from(Network, None), "c"),
        (sign_in_page().came_from(Network, None), "c"),
        (signed_in().came_from(HttpCache, None), "cem"),
        (signed_in().came_from(Network, None).incognito(), "cem"),
        (signed_in().came_from(Network, None).at("https://training.medley.life/d"), "cem"),
        (failing().dot_cert_needed(), "ce"),
        (failing().main_answered_at_offset(0), "em"),
        (failing().main_answered_at_offset(-1_680), "cem"),
        (right(sign_in_page()).page_answered_at_offset(0), ""),
    ] {
        assert_eq!(left(&e), want, "{:?}", e.0);
    }
}

#[test]
fn what_the_diary_says_no_more_goes() {
    let today = day("2026-11-30");
    for (issued, left) in [("2024-01-01", 1), ("2026-05-01", 0), ("2023-01-01", 0)] {
        let start = told(&CertNeeded, false, &diary(&[("", "2024-01-01")]));
        let mut reminder = Reminder { start, ..Reminder::default() };
        reminder.drop_renewed(&diary(&[("", issued)]), today);
        assert_eq!(reminder.start.len(), left, "{issued}");
    }
}

#[test]
fn a_start_asks_the_dotted_host_once_whoever_wants_it() {
    let started = |restart_awaited, start_check| BrowserEvent::Started {
        at: 1,
        restart_awaited,
        start_check,
    };
    for (restart, check, asks) in
        [(false, false, false), (false, true, true), (true, false, true), (true, true, true)]
    {
        let first = observe(BrowserSession::default(), started(restart, check));
        assert_eq!((first.ask_dot_host, first.session.start_check), (asks, check));
        // The first page of the karte triggers the request where the start did not.
        let visit = |session| {
            let event = BrowserEvent::Request {
                request: "1".into(),
                tab_id: 1,
                url: "https://karte.medley.life/d/signin".into(),
                at: 2,
                incognito: false,
                phase: RequestPhase::Begun,
            };
            observe(session, event)
        };
        assert_eq!(visit(first.session).ask_dot_host, !asks);
        // A page that was opened before Chrome reported its start has triggered the request already.
        let opened = visit(BrowserSession::default());
        let started = observe(opened.session, started(restart, check));
        assert!(opened.ask_dot_host && !started.ask_dot_host);
        assert_eq!(started.session.start_check, check);
    }
}
