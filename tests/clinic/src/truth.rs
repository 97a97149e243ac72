//! The truth: the conditions that keep the karte shut.
//!
//! The definition is counterfactual: each condition alone keeps the karte shut while all others are cured, and the karte opens
//! once all are cured; `tests/truth.rs` plays that. A diagnosis that says `found` is right if it names one of them.

use crate::chromium::{Decision, Host};
use crate::pc::{Certificate, Issuer};
use crate::service::Fault;
use crate::world::{CLOCK_LIMIT, Whence, World};
use karte_signin_doctor::base::site::SIGN_IN_URL;
use karte_signin_doctor::diagnosis::types::Cause;
use std::collections::BTreeSet;

/// A condition that keeps the karte shut, as the causes that are a right diagnosis of it.
pub type Condition = &'static [Cause];

/// Everything that keeps the karte shut in the normal profile now.
#[must_use]
pub fn conditions(world: &World) -> Vec<Condition> {
    let mut all: Vec<Condition> = Vec::new();
    if !world.tab().url.is_empty() && world.tab().url != SIGN_IN_URL && !is_of_app(&world.tab().url)
    {
        all.push(&[Cause::Url]);
    }
    // A change of the network is over before the next attempt.
    all.extend(world.obstacles.iter().filter(|o| o.fault != Fault::Changed).map(|o| o.causes));
    if world.stopped_here() == Some("net::ERR_BLOCKED_BY_ADMINISTRATOR") {
        all.push(&[Cause::SecuritySoftware]);
    }
    if world.stopped_here() == Some("net::ERR_BLOCKED_BY_CLIENT") || world.proxy_is_broken() {
        all.push(&[Cause::Extensions]);
    }
    let clock_ms = world.pc.clock_ms;
    if clock_ms.abs() >= CLOCK_LIMIT {
        all.push(&[Cause::Clock]);
    }
    let profile = &world.normal;
    if profile.cookies_too_big || profile.has_old_copy || profile.worker_answers {
        all.push(&[Cause::SiteData]);
    }
    // By contract the diagnosis believes the person that a certificate was just installed; inspection hides whether that matters.
    if world.installed_in_session && world.is_taken_out(Whence::Here) {
        all.push(&[Cause::ChoiceRemembered]);
    }
    all.extend(of_certificates(world));
    all.extend(of_decision(world));
    all
}

/// The causes that may be called `found` now.
#[must_use]
pub fn true_causes(world: &World) -> BTreeSet<Cause> {
    conditions(world).into_iter().flatten().copied().collect()
}

fn is_of_app(url: &str) -> bool {
    url.starts_with("https://karte.medley.life/d/") && !url.contains("sign")
}

fn of_certificates(world: &World) -> Vec<Condition> {
    let certificates = &world.pc.certificates;
    if certificates.iter().any(Certificate::is_good) {
        return Vec::new();
    }
    let ours = || certificates.iter().filter(|c| c.issuer == Issuer::ThisClinic && !c.expired);
    let first: Condition = if ours().any(|c| c.account_gone) {
        &[Cause::AccountDeleted]
    } else if ours().any(|c| c.revoked) {
        &[Cause::CertificateRevoked]
    } else if ours().any(|c| c.key_refused) {
        &[Cause::ChoiceRemembered, Cause::CertificateMissing]
    } else if certificates.iter().any(|c| c.issuer == Issuer::ThisClinic && c.revoked) {
        // The certificate has expired as well. A new one cures both, and without a new one the karte stays shut.
        &[Cause::CertificateMissing, Cause::CertificateRevoked]
    } else {
        &[Cause::CertificateMissing]
    };
    // If the account is gone, no new certificate can replace an expired one.
    let gone = certificates.iter().any(|c| c.account_gone).then_some(GONE);
    let limit = world.service.limit_reached.then_some(LIMIT);
    [first].into_iter().chain(gone).chain(limit).collect()
}

const LIMIT: Condition = &[Cause::CertificateLimit];
const GONE: Condition = &[Cause::AccountDeleted];

fn of_decision(world: &World) -> Option<Condition> {
    match world.normal.decisions.get(&Host::Main)? {
        Decision::Nothing => Some(&[Cause::ChoiceRemembered]),
        Decision::Certificate(place) => {
            let chosen = &world.pc.certificates[*place];
            match chosen.issuer {
                _ if chosen.is_good() => None,
                Issuer::OtherClinic => Some(&[Cause::ClinicSwitch, Cause::ChoiceRemembered]),
                Issuer::ThisClinic | Issuer::OtherService => Some(&[Cause::ChoiceRemembered]),
            }
        }
    }
}
