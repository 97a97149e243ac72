//! A click on the icon: the extension's own loop of probes, answered by the model instead of the browser.

use crate::chromium::{Host, Shows};
use crate::pc::OtherExtension;
use crate::service::{DotHost, Fault, Insists};
use crate::world::{Tls, Whence, World, http_date};
use karte_signin_doctor::diagnose;
use karte_signin_doctor::diagnosis::clock_history;
use karte_signin_doctor::diagnosis::probe_plan::{new_evidence, next_probes};
use karte_signin_doctor::diagnosis::types::Diagnosis;
use karte_signin_doctor::evidence::questions::{AnswerValue, Question, UserAnswer};
use karte_signin_doctor::evidence::readings::{
    BrowserFacts, DateSample, DocumentSource, ExtensionFacts, PageFacts, PageText, RequestOutcome,
    SiteDataFacts, TabFacts,
};
use karte_signin_doctor::evidence::session::SessionSummary;
use karte_signin_doctor::evidence::{
    Answered, Evidence, Probe, ProbeFailure, ProbeResult, Reading,
};

/// The error that Chrome reports for every answer of a host for which the extension has no permission.
const HIDDEN: &str = "net::ERR_FAILED";

fn answered(
    status: u16,
    (date, age): (Option<String>, Option<i64>),
    fails: Option<bool>,
    (sent_at, received_at): (i64, i64),
) -> RequestOutcome {
    RequestOutcome::Answered { status, date, age, sent_at, received_at, fails }
}

impl World {
    /// The person clicks on the icon.
    pub fn click(&mut self) -> Diagnosis {
        let summary = SessionSummary::join(&self.memory, &self.session);
        let mut evidence = new_evidence(self.evidence.take(), summary, self.now());
        loop {
            let wanted = next_probes(&evidence);
            if wanted.is_empty() {
                break;
            }
            for request in wanted {
                let found = self.probe(request.probe, &evidence);
                let at = self.now();
                evidence.take(Reading { at, found });
                self.learn_dot_host(&mut evidence);
            }
        }
        evidence.now = self.now();
        if clock_history::clock_is_wrong(&evidence) {
            clock_history::record_wrong_clock_in_session(&evidence, &mut self.session);
            clock_history::record_wrong_clock(&evidence, &mut self.memory);
        }
        if evidence.dot_host_is_unreliable() {
            self.memory.dot_works = false;
        }
        let diagnosis = diagnose(&evidence);
        self.evidence = Some(evidence);
        diagnosis
    }

    /// The person answers a question of the popup.
    pub fn answer(&mut self, question: Question, value: AnswerValue) -> Option<Diagnosis> {
        let at = self.now();
        let evidence = self.evidence.as_mut()?;
        let incognito = false;
        evidence.answers.push(UserAnswer { question, value, at, incognito });
        evidence.now = at;
        Some(diagnose(evidence))
    }

    /// As in `browser/flows/diagnose.rs`: once the dot host has asked for a certificate, its answers are trusted.
    fn learn_dot_host(&mut self, evidence: &mut Evidence) {
        if evidence.cert_dot() == Some(&RequestOutcome::CertNeeded) {
            evidence.session.dot_works = true;
            self.memory.dot_works = true;
        }
    }

    /// The result of a probe that the browser would deliver.
    fn probe(&mut self, probe: Probe, so_far: &Evidence) -> ProbeResult {
        match probe {
            Probe::Tab => ProbeResult::Tab(Answered::Ok(TabFacts {
                id: self.tab().id,
                url: self.tab().url.clone(),
                ..TabFacts::default()
            })),
            Probe::Page => ProbeResult::Page(self.page()),
            Probe::Navigation => {
                let mut all = self.session.navigations.clone();
                all.retain(|n| n.tab_id == self.tab().id);
                ProbeResult::Navigation(Answered::Ok(all))
            }
            Probe::CertMain => ProbeResult::CertMain(Answered::Ok(self.ask(Host::Main))),
            Probe::CertDot => ProbeResult::CertDot(Answered::Ok(self.ask(Host::Dot))),
            Probe::HttpDate => ProbeResult::HttpDate(self.http_date()),
            Probe::Clock => ProbeResult::Clock(Answered::Ok(self.clock_samples(so_far))),
            Probe::Browser => ProbeResult::Browser(Answered::Ok(self.browser())),
            Probe::Extensions => ProbeResult::Extensions(Answered::Ok(self.extensions())),
            Probe::Windows => ProbeResult::Windows(Answered::Ok(self.window_facts())),
            Probe::SiteData => ProbeResult::SiteData(Answered::Ok(SiteDataFacts::default())),
            Probe::Session | Probe::Answer => {
                unreachable!("these two are not asked of the browser")
            }
        }
    }

    fn page(&self) -> Answered<PageFacts> {
        let Shows::Document(document) = &self.tab().shows else {
            return Answered::Failed(ProbeFailure::NotVisible);
        };
        let is_copy = document.source == DocumentSource::HttpCache;
        let text = document.recognised();
        // The cache is read now: another tab may have fetched the page anew since this document was loaded.
        let is_stored = self.normal.has_old_copy || self.normal.has_validator;
        Answered::Ok(PageFacts {
            text,
            source: Some(document.source),
            from_cache: None,
            stored_copy_fails: (is_copy && is_stored && text == PageText::Failing).then_some(true),
            opened_at: Some(document.opened_at),
            apply_stuck: text == PageText::Failing && document.stuck_noticed,
        })
    }

    /// A request of the worker to one of the two hosts. It never opens a dialog; other extensions and policies do not affect it.
    pub fn ask(&mut self, host: Host) -> RequestOutcome {
        let error = |name: &str| RequestOutcome::Error { error: name.to_owned() };
        let sent_at = self.now();
        if self.proxy_is_broken() {
            return error("net::ERR_PROXY_CONNECTION_FAILED");
        }
        self.wait(self.service.latency_ms);
        let received_at = self.now();
        if let Some(obstacle) = self.obstacle(Whence::Here) {
            let date = http_date(self.true_ms + obstacle.clock_ms);
            let status = match obstacle.fault {
                _ if host == Host::Dot && obstacle.fault.error().is_none() => {
                    return error(HIDDEN);
                }
                Fault::Status(status) => status,
                Fault::OtherPage => 200,
                other => return error(other.error().unwrap_or(HIDDEN)),
            };
            return answered(status, (Some(date), None), None, (sent_at, received_at));
        }
        if host == Host::Dot && self.service.dot == DotHost::Refuses {
            return error("net::ERR_SSL_UNRECOGNIZED_NAME_ALERT");
        }
        if self.rejects_server_date() {
            return error("net::ERR_CERT_DATE_INVALID");
        }
        let sent = match self.tls(Whence::Here, host) {
            Tls::Asks(_) => return RequestOutcome::CertNeeded,
            Tls::Sent(sent) => sent,
        };
        if let Some(name) = self.breaks_off(Whence::Here, host, sent) {
            return error(name);
        }
        if host == Host::Dot {
            return error(HIDDEN);
        }
        self.page_for(sent, (sent_at, received_at))
    }

    /// The answer of the sign-in page to the worker.
    fn page_for(&self, sent: Option<usize>, times: (i64, i64)) -> RequestOutcome {
        let fails = !self.accepts(sent)
            && self.service.insists != Insists::AfterPassword
            && !self.normal.cookies_too_big;
        let status = match self.service.insists {
            _ if self.normal.cookies_too_big => 431,
            Insists::BadRequest if fails => 400,
            _ => 200,
        };
        let read = (!self.normal.cookies_too_big).then_some(fails);
        answered(status, self.date(), read, times)
    }

    /// The `Date` of the redirect from plain HTTP, from whoever answers there.
    fn http_date(&mut self) -> Answered<DateSample> {
        let sent_at = self.now();
        self.wait(self.service.latency_ms);
        let skew = match self.obstacle(Whence::Here) {
            Some(o) if o.fault.error().is_some_and(|e| !e.contains("CERT_AUTHORITY")) => {
                return Answered::Failed(ProbeFailure::NoAnswer);
            }
            Some(o) => o.clock_ms,
            None => 0,
        };
        let (date, age) = self.date();
        let own = http_date(self.true_ms + skew);
        Answered::Ok(DateSample {
            sent_at,
            received_at: self.now(),
            date: if skew == 0 { date.unwrap_or(own) } else { own },
            age,
            moved_ms: None,
        })
    }

    /// Further samples for the clock, at the times that the extension's planner asks for.
    fn clock_samples(&mut self, so_far: &Evidence) -> Vec<DateSample> {
        let mut evidence = so_far.clone();
        let mut samples = Vec::new();
        for _ in 0..6 {
            let Some(at) = evidence.plan_clock(self.now() * 1_000) else { break };
            self.wait((at / 1_000 - self.now()).max(0) + 1);
            let RequestOutcome::Answered { date: Some(date), age, sent_at, received_at, .. } =
                self.ask(Host::Main)
            else {
                break;
            };
            samples.push(DateSample { sent_at, received_at, date, age, moved_ms: None });
            let found = ProbeResult::Clock(Answered::Ok(samples.clone()));
            evidence.take(Reading { at: self.now(), found });
        }
        samples
    }

    fn browser(&self) -> BrowserFacts {
        let brand = if self.pc.is_edge { "Microsoft Edge" } else { "Google Chrome" };
        BrowserFacts {
            brands: vec!["Chromium".to_owned(), brand.to_owned(), "Not)A;Brand".to_owned()],
            version: Some(156),
            platform: "Windows".to_owned(),
            brave: false,
            time_zone: "Asia/Tokyo".to_owned(),
        }
    }

    fn extensions(&self) -> Vec<ExtensionFacts> {
        let Some(kind) = self.pc.extension else { return Vec::new() };
        let permissions: &[&str] = match kind {
            OtherExtension::Harmless => &["scripting"],
            OtherExtension::Blocks => &["declarativeNetRequest"],
            OtherExtension::Proxy => &["proxy"],
        };
        vec![ExtensionFacts {
            id: "abcdefghijklmnopabcdefghijklmnop".to_owned(),
            name: "other".to_owned(),
            enabled: true,
            may_disable: true,
            install_type: "normal".to_owned(),
            permissions: permissions.iter().map(|name| (*name).to_owned()).collect(),
            host_permissions: vec!["<all_urls>".to_owned()],
            warnings: Some(1),
        }]
    }
}
