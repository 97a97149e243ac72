//! What the browser reports by itself, and what a browser session keeps of it.
//!
//! `browser/events/navigation.rs` only translates Chrome's events into [`BrowserEvent`]s; everything that follows from
//! them is decided by [`observe`], which is pure. Tests and simulations feed it the same events.

pub use super::browser_event::{BrowserEvent, RequestPhase};

use super::stuck_request;
use super::{BrowserSession, DotHostProbe};
use crate::base::time::Millis;
use crate::evidence::readings::Navigation;
use crate::url_correction::redacted_url::kept_address;
use crate::url_correction::redirect_log;

/// What an event leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Observed {
    /// The session as it is known afterwards.
    pub session: BrowserSession,
    /// Whether to send a request to the dot host now.
    pub ask_dot_host: bool,
}

/// Processes one event.
#[must_use]
pub fn observe(mut session: BrowserSession, event: BrowserEvent) -> Observed {
    session.failing_since = session.failing_since.or_else(|| event.fails_at());
    let ask_dot_host = match event {
        BrowserEvent::Request { request, tab_id, url, at, incognito, phase } => {
            if phase == RequestPhase::Begun {
                let (began_at, rest) = (at, Navigation::default());
                begin(
                    &mut session,
                    &Navigation { request, tab_id, url, began_at, incognito, ..rest },
                )
            } else {
                take_phase(&mut session, (&request, &url), tab_id, at, &phase);
                false
            }
        }
        BrowserEvent::Started { at, restart_awaited, start_check } => {
            session.started_at = Some(session.first_visit.as_ref().map_or(at, |n| n.began_at));
            session.start_check = start_check;
            let wanted = (restart_awaited || start_check) && !session.dot_asked;
            session.dot_asked |= wanted;
            wanted
        }
        BrowserEvent::DotHostAsked { at, outcome } => {
            session.first_dot.get_or_insert(DotHostProbe { at, ask: outcome });
            false
        }
        BrowserEvent::FailingPageSeen { .. } => false,
        BrowserEvent::RequestStuck { tab_id, url } => {
            stuck_request::remember(&mut session.stuck, tab_id, kept_address(&url));
            false
        }
        BrowserEvent::FailingPageGone { tab_id } => {
            stuck_request::forget(&mut session.stuck, tab_id);
            false
        }
    };
    Observed { session, ask_dot_host }
}

/// Records that a request begins or is redirected. Returns true if a request should be sent to the dot host, too.
fn begin(session: &mut BrowserSession, navigation: &Navigation) -> bool {
    let wanted = !navigation.incognito && session.wants_dot_host_probe(&navigation.url);
    session.begin(navigation);
    wanted
}

/// Records what happens to a request after its beginning.
fn take_phase(
    session: &mut BrowserSession,
    (request, url): (&str, &str),
    tab_id: i64,
    at: Millis,
    phase: &RequestPhase,
) {
    // With status 204 or 205 the tab keeps its page.
    let arrives = matches!(phase, RequestPhase::Answered { status, .. } if !matches!(status, Some(204 | 205)));
    session.complete(request, |navigation| phase.fill(navigation, at));
    if arrives {
        redirect_log::committed(&mut session.corrected, tab_id, (request, url), at);
    }
}

impl RequestPhase {
    fn fill(&self, navigation: &mut Navigation, at: Millis) {
        match self {
            Self::Begun => {}
            Self::Sent => navigation.sent_at = Some(at),
            Self::Answered { status, from_cache, date, age } => {
                navigation.answered_at = Some(at);
                navigation.status = *status;
                navigation.from_cache = *from_cache;
                navigation.date.clone_from(date);
                navigation.age = *age;
            }
            Self::Failed { error } => navigation.error.clone_from(error),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::readings::RequestOutcome;
    use crate::evidence::session::stuck_request::StuckRequest;
    use crate::url_correction::redirect_log::RedirectEntry;

    const SIGN_IN: &str = "https://karte.medley.life/d/signin";

    fn request(number: u32, at: Millis, phase: RequestPhase) -> BrowserEvent {
        let request = number.to_string();
        let (tab_id, url, incognito) = (1, SIGN_IN.into(), false);
        BrowserEvent::Request { request, tab_id, url, at, incognito, phase }
    }

    fn answered(status: u16) -> RequestPhase {
        let date = Some("Sun, 29 Nov 2026 06:00:00 GMT".to_owned());
        RequestPhase::Answered { status: Some(status), from_cache: Some(false), date, age: None }
    }

    /// The session after these events, and which of them wanted a request to the dot host.
    fn after(events: impl IntoIterator<Item = BrowserEvent>) -> (BrowserSession, Vec<bool>) {
        let mut asked = Vec::new();
        let session = events.into_iter().fold(BrowserSession::default(), |session, event| {
            let Observed { session, ask_dot_host } = observe(session, event);
            asked.push(ask_dot_host);
            session
        });
        (session, asked)
    }

    #[test]
    fn a_navigation_is_followed_from_its_begin_to_its_answer() {
        let phases = [RequestPhase::Begun, RequestPhase::Sent, answered(200)];
        let events = phases.into_iter().zip(10..).map(|(phase, at)| request(1, at, phase));
        let (session, asked) = after(events);
        assert_eq!(asked, [true, false, false]);
        let [one] = &session.navigations[..] else { panic!("{session:?}") };
        assert_eq!((one.began_at, one.sent_at, one.answered_at), (10, Some(11), Some(12)));
        assert_eq!(
            (one.status, one.from_cache, one.error.as_deref()),
            (Some(200), Some(false), None)
        );
        assert!(one.date.is_some());
        assert_eq!(session.first_visit.as_ref(), Some(one));
    }

    #[test]
    fn a_navigation_that_fails_keeps_its_error() {
        let error = Some("net::ERR_NAME_NOT_RESOLVED".to_owned());
        let failed = RequestPhase::Failed { error: error.clone() };
        let (session, _) = after([request(1, 1, RequestPhase::Begun), request(1, 2, failed)]);
        assert_eq!(session.navigations[0].error, error);
        assert_eq!(session.navigations[0].answered_at, None);
    }

    #[test]
    fn a_request_that_led_nowhere_is_kept_over_a_reload_and_ends_with_another_page() {
        let stuck = BrowserEvent::RequestStuck { tab_id: 1, url: format!("{SIGN_IN}?a=b") };
        let reload = request(2, 2, RequestPhase::Begun);
        let (session, _) = after([stuck.clone(), reload]);
        assert_eq!(session.stuck, [StuckRequest { tab_id: 1, url: SIGN_IN.to_owned() }]);
        let elsewhere = BrowserEvent::Request {
            request: "3".into(),
            tab_id: 1,
            url: "https://karte.medley.life/d/reception".into(),
            at: 3,
            incognito: false,
            phase: RequestPhase::Begun,
        };
        assert_eq!(after([stuck.clone(), elsewhere]).0.stuck, []);
        let gone = |tab_id| BrowserEvent::FailingPageGone { tab_id };
        assert_eq!(after([stuck.clone(), gone(1)]).0.stuck, []);
        assert_eq!(after([stuck, gone(2)]).0.stuck.len(), 1);
    }

    #[test]
    fn what_was_not_seen_to_begin_is_not_made_up() {
        let (session, asked) = after([request(1, 1, answered(200))]);
        assert_eq!((session, asked), (BrowserSession::default(), vec![false]));
    }

    #[test]
    fn only_a_page_that_arrives_commits_a_redirect() {
        for (status, want) in [(200, true), (404, true), (204, false), (205, false)] {
            let entry =
                RedirectEntry { request: "1".into(), tab_id: 1, ..RedirectEntry::default() };
            let session = BrowserSession { corrected: vec![entry], ..BrowserSession::default() };
            let event = request(1, 5, answered(status));
            assert_eq!(observe(session, event).session.corrected[0].committed, want, "{status}");
        }
    }

    #[test]
    fn the_first_failure_in_a_normal_window_stays() {
        let failed = |at, error: &str| {
            request(1, at, RequestPhase::Failed { error: Some(error.to_owned()) })
        };
        let seen = |at| BrowserEvent::FailingPageSeen { at };
        for (events, want) in [
            (vec![seen(5), seen(7)], Some(5)),
            (vec![request(1, 3, answered(200)), request(1, 4, answered(503)), seen(7)], Some(4)),
            (vec![failed(4, "net::ERR_ABORTED"), failed(6, "net::ERR_CONNECTION_RESET")], Some(6)),
            (vec![request(1, 3, RequestPhase::Begun), request(1, 4, answered(304))], None),
        ] {
            assert_eq!(after(events.clone()).0.failing_since, want, "{events:?}");
        }
        let mut private = failed(4, "net::ERR_CONNECTION_RESET");
        if let BrowserEvent::Request { incognito, .. } = &mut private {
            *incognito = true;
        }
        assert_eq!(after([private]).0.failing_since, None);
    }

    #[test]
    fn a_start_dates_from_the_first_visit_and_asks_once_for_an_awaited_restart() {
        let start =
            |restart_awaited| BrowserEvent::Started { at: 20, restart_awaited, start_check: false };
        let visit = request(1, 10, RequestPhase::Begun);
        for (events, started_at, want) in [
            (vec![start(false)], 20, vec![false]),
            (vec![start(true)], 20, vec![true]),
            // The worker was woken by the restored tab, which has asked already.
            (vec![visit.clone(), start(true)], 10, vec![true, false]),
            (vec![start(true), visit], 20, vec![true, false]),
        ] {
            let (session, asked) = after(events);
            assert_eq!((session.started_at, asked), (Some(started_at), want));
        }
    }

    #[test]
    fn the_first_answer_of_the_dotted_host_stays() {
        let asked = |at, outcome| BrowserEvent::DotHostAsked { at, outcome };
        let (session, _) = after([
            asked(1, RequestOutcome::CertNeeded),
            asked(2, RequestOutcome::Error { error: "net::ERR_FAILED".into() }),
            BrowserEvent::FailingPageSeen { at: 3 },
        ]);
        let first = DotHostProbe { at: 1, ask: RequestOutcome::CertNeeded };
        assert_eq!((session.first_dot, session.failing_since), (Some(first), Some(3)));
    }
}
