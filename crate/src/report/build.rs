//! Copies into the report what it may contain of evidence and diagnosis.

use super::environment::{Brand, Platform};
use super::fields::{
    CertProbeStatus, Counts, Extensions, FailedProbe, Report, ReportAnswer, ReportFinding,
    SeenError, Windows, WrongPolicy,
};
use super::{Options, SCHEMA};
use crate::base::sanitize::sanitize;
use crate::diagnosis::types::{Diagnosis, Finding, Param, Params};
use crate::evidence::extension_access::powerful;
use crate::evidence::questions::Question;
use crate::evidence::readings::net_error::NetError;
use crate::evidence::readings::{ExtensionFacts, RequestOutcome, SiteDataFacts, WindowFacts};
use crate::evidence::{Evidence, Probe};
use crate::state::policy::{PolicyError, ReportSection};

/// The names of the numbers that a finding may contain.
const NUMBERS: [&str; 5] = ["boundSeconds", "count", "minutes", "seconds", "status"];

impl Report {
    /// Makes the report from this evidence and diagnosis.
    #[must_use]
    pub fn new(e: &Evidence, d: &Diagnosis, options: Options<'_>) -> Self {
        let browser = e.browser();
        let may_hold = |part| !options.policy.excluded_sections.contains(&part);
        let names = options.with_extension_names && may_hold(ReportSection::ExtensionNames);
        Self {
            schema: SCHEMA,
            build: d.build,
            at: d.at,
            utc_offset_minutes: options.utc_offset_minutes,
            browser: browser.map_or(Brand::Unknown, Brand::of),
            browser_version: browser.and_then(|facts| facts.version),
            platform: browser.map_or(Platform::Unknown, Platform::of),
            system: Some(options.system).filter(|_| may_hold(ReportSection::System)),
            state: d.state,
            primary: d.primary,
            failing_since: e
                .session
                .failing_since
                .filter(|_| may_hold(ReportSection::FailingSince)),
            findings: d.findings.iter().map(line).collect(),
            answers: answers(e),
            failed: failed(e),
            errors: errors(e),
            from_cache: e.from_cache(),
            cert_main: asked(e.cert_main()),
            cert_dot: asked(e.cert_dot()),
            dot_works: e.session.dot_works,
            several_clinics: e.session.several_clinics,
            clock_off_times: e.session.clock_off_times,
            site_data: e.site_data().filter(|_| may_hold(ReportSection::SiteData)).map(counts),
            windows: e.windows().filter(|_| may_hold(ReportSection::Windows)).map(windows),
            extensions: e.extensions().map(|list| extensions(list, names)),
            repairs: Some(options.repairs).filter(|_| may_hold(ReportSection::Repairs)),
            memo: None,
            excluded_sections: options.policy.excluded_sections.clone(),
            policy_errors: options.policy.errors.iter().map(wrong).collect(),
        }
    }
}

/// The name of an unknown key is left out, because it can be any text.
const fn wrong(error: &PolicyError) -> WrongPolicy {
    WrongPolicy { key: error.key, why: error.why }
}

fn line(finding: &Finding) -> ReportFinding {
    ReportFinding {
        cause: finding.cause,
        number: finding.number,
        verdict: finding.verdict,
        reason: finding.reason,
        params: params(&finding.params),
        evidence: finding.evidence.clone(),
        rivals: finding.rivals.clone(),
    }
}

fn params(all: &Params) -> Params {
    let allowed = NUMBERS.into_iter().chain(["error"]);
    let mut kept = Params::new();
    kept.extend(allowed.filter_map(|name| Some((name, param(name, all.get(name)?)?))));
    kept
}

fn param(name: &str, value: &Param) -> Option<Param> {
    match value {
        Param::Number(number) => Some(Param::Number(*number)),
        Param::Text(error) if name == "error" => known(error).map(Param::Text),
        Param::Text(_) => None,
    }
}

/// The name of a known error, without `net::`; an unknown name is left out, because it can be any text.
fn known(error: &str) -> Option<String> {
    let listed = NetError::of(error) != NetError::Other;
    listed.then(|| error.strip_prefix("net::").unwrap_or(error).to_owned())
}

fn answers(e: &Evidence) -> Vec<ReportAnswer> {
    let said = |question| e.answer(question).map(|value| ReportAnswer { question, value });
    Question::ALL.into_iter().filter_map(said).collect()
}

fn failed(e: &Evidence) -> Vec<FailedProbe> {
    let all = e.readings.iter().map(|reading| &reading.found);
    all.filter_map(|found| Some(FailedProbe { probe: found.probe(), why: found.failure()? }))
        .collect()
}

fn errors(e: &Evidence) -> Vec<SeenError> {
    let of = |ask: Option<&RequestOutcome>| match ask {
        Some(RequestOutcome::Error { error }) => known(error),
        _ => None,
    };
    [
        (Probe::Navigation, e.tab_error().and_then(known)),
        (Probe::CertMain, of(e.cert_main())),
        (Probe::CertDot, of(e.cert_dot())),
    ]
    .into_iter()
    .filter_map(|(probe, name)| Some(SeenError { probe, name: name? }))
    .collect()
}

const fn asked(ask: Option<&RequestOutcome>) -> CertProbeStatus {
    match ask {
        None => CertProbeStatus::None,
        Some(RequestOutcome::Answered { .. }) => CertProbeStatus::Answered,
        Some(RequestOutcome::CertNeeded) => CertProbeStatus::CertNeeded,
        Some(RequestOutcome::Error { .. }) => CertProbeStatus::Error,
    }
}

const fn counts(facts: &SiteDataFacts) -> Counts {
    Counts {
        karte_cookies: facts.karte_cookies,
        domain_cookies: facts.domain_cookies,
        storage_entries: facts.storage_entries,
    }
}

const fn windows(facts: &WindowFacts) -> Windows {
    Windows {
        windows: facts.windows,
        karte_tabs: facts.karte_tabs,
        private_windows: facts.private_windows,
    }
}

fn extensions(list: &[ExtensionFacts], with_names: bool) -> Extensions {
    let powerful = powerful(list);
    let names = || powerful.iter().map(|one| sanitize(&one.name)).collect();
    Extensions {
        on: list.iter().filter(|one| one.enabled).count(),
        powerful: powerful.len(),
        names: with_names.then(names),
    }
}
