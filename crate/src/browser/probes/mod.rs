//! Runs one probe within its time limit and returns its reading.
//!
//! A probe that fails is a reading with its reason, never an early return. `diagnosis::probe_plan`
//! decides what to ask and when.

pub mod browser_facts;
pub mod certificate;
pub mod clock;
pub mod extensions;
pub mod incognito;
pub mod permissions;
pub mod site_data;
pub mod tab;

use super::api::concurrency::{StillWanted, within};
use super::api::fetch::redirect_date;
use super::api::js_value::now;
use crate::base::site::HTTP_URL;
use crate::diagnosis::probe_plan::{Request, failed};
use crate::evidence::{Answered, Evidence, Probe, ProbeFailure, ProbeResult, Reading};
use std::rc::Rc;

/// Asks `request` about the tab within its time limit. A result that is no longer wanted costs no further request.
pub async fn ask(
    request: Request,
    tab: Option<i64>,
    so_far: Rc<Evidence>,
    still_wanted: StillWanted,
) -> Option<Reading> {
    match within(request.limit_ms, found(request.probe, tab, so_far, still_wanted)).await {
        Some(found) => Some(Reading { at: now(), found: found? }),
        None => failed(request.probe, ProbeFailure::TimedOut, now()),
    }
}

async fn found(
    probe: Probe,
    number: Option<i64>,
    so_far: Rc<Evidence>,
    still_wanted: StillWanted,
) -> Option<ProbeResult> {
    Some(match probe {
        Probe::Tab => ProbeResult::Tab(outcome(tab::active_tab(number).await)),
        Probe::Page => ProbeResult::Page(tab::page(&so_far).await),
        Probe::Navigation => ProbeResult::Navigation(outcome(tab::navigations(&so_far).await)),
        Probe::CertMain => ProbeResult::CertMain(Answered::Ok(certificate::main().await)),
        Probe::CertDot => ProbeResult::CertDot(Answered::Ok(certificate::dot().await)),
        Probe::HttpDate => ProbeResult::HttpDate(outcome(redirect_date(HTTP_URL).await)),
        Probe::Clock => {
            let samples = clock::samples((*so_far).clone(), still_wanted).await;
            ProbeResult::Clock(Answered::Ok(samples))
        }
        Probe::Browser => ProbeResult::Browser(outcome(browser_facts::browser())),
        Probe::Extensions => ProbeResult::Extensions(outcome(extensions::extensions().await)),
        Probe::Windows => ProbeResult::Windows(outcome(tab::windows().await)),
        Probe::SiteData => ProbeResult::SiteData(outcome(site_data::site_data(&so_far).await)),
        Probe::Session | Probe::Answer => return None,
    })
}

pub fn outcome<T>(value: Option<T>) -> Answered<T> {
    value.map_or(Answered::Failed(ProbeFailure::NoAnswer), Answered::Ok)
}
