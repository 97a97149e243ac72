//! Asks one probe and brings home its reading, whatever happens.

pub mod browser_facts;
pub mod certificate;
pub mod clock;
pub mod extensions;
pub mod permissions;
pub mod site_data;
pub mod tab;

use super::api::concurrency::within;
use super::api::fetch::redirect_date;
use super::api::js_value::now;
use crate::base::site::HTTP_URL;
use crate::diagnosis::probe_plan::{Request, failed};
use crate::evidence::{Evidence, Failure, Found, Outcome, Probe, Reading};
use std::rc::Rc;

/// Asks `request` about the tab within its time limit.
pub async fn ask(request: Request, tab: Option<i64>, so_far: Rc<Evidence>) -> Option<Reading> {
    match within(request.limit_ms, found(request.probe, tab, so_far)).await {
        Some(found) => Some(Reading { at: now(), found: found? }),
        None => failed(request.probe, Failure::TimedOut, now()),
    }
}

async fn found(probe: Probe, number: Option<i64>, so_far: Rc<Evidence>) -> Option<Found> {
    Some(match probe {
        Probe::Tab => Found::Tab(outcome(tab::active_tab(number).await)),
        Probe::Page => Found::Page(tab::page(&so_far).await),
        Probe::Navigation => Found::Navigation(outcome(tab::navigations(&so_far).await)),
        Probe::CertMain => Found::CertMain(Outcome::Ok(certificate::main().await)),
        Probe::CertDot => Found::CertDot(Outcome::Ok(certificate::dot().await)),
        Probe::HttpDate => Found::HttpDate(outcome(redirect_date(HTTP_URL).await)),
        Probe::Clock => Found::Clock(Outcome::Ok(clock::samples((*so_far).clone()).await)),
        Probe::Browser => Found::Browser(outcome(browser_facts::browser())),
        Probe::Extensions => Found::Extensions(outcome(extensions::extensions().await)),
        Probe::Windows => Found::Windows(outcome(tab::windows().await)),
        Probe::SiteData => Found::SiteData(outcome(site_data::site_data(&so_far).await)),
        Probe::Session | Probe::Answer => return None,
    })
}

pub fn outcome<T>(value: Option<T>) -> Outcome<T> {
    value.map_or(Outcome::Failed(Failure::NoAnswer), Outcome::Ok)
}
