//! Whatever the browser reports and in whatever order: what a session keeps of it stays small and holds no query, the dotted
//! host is asked once, and a diagnosis can be made of it.

#![no_main]

use karte_signin_doctor::base::json::read;
use karte_signin_doctor::clock::date_and_age;
use karte_signin_doctor::diagnose;
use karte_signin_doctor::evidence::session::observe::{BrowserEvent, Observed, RequestPhase, observe};
use karte_signin_doctor::evidence::readings::TabFacts;
use karte_signin_doctor::evidence::session::{
    BrowserSession, KEPT_OF_TAB, PcMemory, SessionSummary,
};
use karte_signin_doctor::evidence::{Answered, Evidence, ProbeResult, Reading};
use karte_signin_doctor::base::parse_url::parse_url;
use karte_signin_doctor_fuzz::{parse, sound};
use libfuzzer_sys::fuzz_target;
use serde::de::DeserializeOwned;
use serde_json::Value;

const NOW: i64 = 1_795_370_000_000;
/// A text of an event is cut to so many UTF-16 units.
const LONGEST_TEXT: usize = 2_000;

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let Some(Value::Array(events)) = parse(&text) else { return };
    let mut session = BrowserSession::default();
    let mut asked = 0;
    for event in events.iter().filter_map(event) {
        let failing_since = session.failing_since;
        let Observed { session: next, ask_dot_host } = observe(session, event);
        session = next;
        asked += usize::from(ask_dot_host);
        assert!(failing_since.is_none() || failing_since == session.failing_since);
        bounded(&session);
    }
    assert!(asked <= 1, "the dot host is asked once");
    diagnosed(&session);
});

fn bounded(session: &BrowserSession) {
    assert!(session.navigations.len() <= 24 && session.stuck.len() <= 8);
    for one in &session.navigations {
        let of_tab = session.navigations.iter().filter(|other| other.tab_id == one.tab_id).count();
        assert!(of_tab <= KEPT_OF_TAB, "{of_tab} of one tab");
        assert!(
            one.url.chars().count() <= LONGEST_TEXT && !one.url.contains(['?', '#']),
            "{}",
            one.url
        );
    }
    assert!(session.first_visit.as_ref().is_none_or(|first| !first.incognito));
}

fn diagnosed(session: &BrowserSession) {
    let saved = serde_json::to_value(session).expect("json");
    assert_eq!(sound::<BrowserSession>(&saved).as_ref(), Some(session), "it can be kept");
    let mut evidence = Evidence::new(NOW);
    evidence.session = SessionSummary::join(&PcMemory::default(), session);
    if let Some(newest) = session.navigations.last() {
        let tab = TabFacts { id: newest.tab_id, url: newest.url.clone(), ..TabFacts::default() };
        let of_tab = session.navigations.iter().filter(|one| one.tab_id == tab.id).cloned();
        let found = ProbeResult::Navigation(Answered::Ok(of_tab.collect()));
        evidence.take(Reading { at: NOW, found });
        evidence.take(Reading { at: NOW, found: ProbeResult::Tab(Answered::Ok(tab)) });
    }
    let _ = diagnose(&evidence);
}

/// An event as the worker's listeners hand it in.
fn event(value: &Value) -> Option<BrowserEvent> {
    let (tab_id, url) = (field(value, "tabId").unwrap_or(-1), address(value));
    let at = field(value, "timeStamp").unwrap_or(NOW);
    let flag = |name| field(value, name).unwrap_or_default();
    Some(match &*text(value, "event")? {
        "started" => {
            let (restart_awaited, start_check) = (flag("restartAwaited"), flag("startCheck"));
            BrowserEvent::Started { at, restart_awaited, start_check }
        }
        "dot_host_asked" => BrowserEvent::DotHostAsked { at, outcome: field(value, "outcome")? },
        "failing_page_seen" => BrowserEvent::FailingPageSeen { at },
        "failing_page_gone" => BrowserEvent::FailingPageGone { tab_id },
        "request_stuck" => BrowserEvent::RequestStuck { tab_id, url: url? },
        phase => {
            let (request, url, incognito) = (text(value, "requestId")?, url?, flag("incognito"));
            let phase = request_phase(phase, value)?;
            BrowserEvent::Request { request, tab_id, url, at, incognito, phase }
        }
    })
}

fn request_phase(phase: &str, value: &Value) -> Option<RequestPhase> {
    Some(match phase {
        "begin" => RequestPhase::Begun,
        "sent" => RequestPhase::Sent,
        "answered" => {
            let (date, age) = date_and_age(text(value, "date"), text(value, "age").as_deref());
            let (status, from_cache) = (field(value, "statusCode"), field(value, "fromCache"));
            RequestPhase::Answered { status, from_cache, date, age }
        }
        "failed" => RequestPhase::Failed { error: text(value, "error") },
        _ => return None,
    })
}

/// As a browser reports it: parsed and written again.
fn address(value: &Value) -> Option<String> {
    let url = parse_url(&text(value, "url")?)?;
    Some(url.as_str().chars().take(LONGEST_TEXT).collect())
}

fn field<T: DeserializeOwned>(value: &Value, name: &str) -> Option<T> {
    value.get(name).and_then(read)
}

fn text(value: &Value, name: &str) -> Option<String> {
    let whole: String = field(value, name)?;
    Some(whole.chars().take(LONGEST_TEXT).collect())
}
