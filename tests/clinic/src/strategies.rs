//! proptest strategies for lives of all kinds: mostly one thing is wrong, sometimes two, and the person does random steps.

use crate::chromium::{Profile, Translator};
use crate::life::{Act, Life};
use crate::pc::{Certificate, Issuer, MINUTE, OtherExtension, Pc};
use crate::service::{Caching, Dates, DotHost, Fault, Insists, Obstacle, Place, Service};
use karte_signin_doctor::diagnosis::types::Cause;
use karte_signin_doctor::evidence::questions::Question;
use proptest::prelude::*;

fn certificate() -> impl Strategy<Value = Certificate> {
    let issuer = prop_oneof![
        6 => Just(Issuer::ThisClinic),
        1 => Just(Issuer::OtherClinic),
        1 => Just(Issuer::OtherService),
    ];
    let rare = || prop::bool::weighted(0.15);
    (issuer, rare(), rare(), rare(), rare(), rare()).prop_map(
        |(issuer, expired, young, key_refused, revoked, account_gone)| Certificate {
            issuer,
            expired,
            young,
            key_refused,
            revoked,
            account_gone: account_gone && issuer == Issuer::ThisClinic,
        },
    )
}

fn pc() -> impl Strategy<Value = Pc> {
    let clock = prop_oneof![
        8 => Just(0_i64),
        1 => (-90_i64..90).prop_map(|s| s * 1_000),
        2 => prop_oneof![Just(-28 * MINUTE), Just(28 * MINUTE), Just(40 * 24 * 60 * MINUTE)],
        1 => prop_oneof![Just(-800 * 24 * 60 * MINUTE), Just(800 * 24 * 60 * MINUTE)],
    ];
    let extension = prop_oneof![
        6 => Just(None),
        1 => Just(Some(OtherExtension::Harmless)),
        1 => Just(Some(OtherExtension::Blocks)),
        1 => Just(Some(OtherExtension::Proxy)),
    ];
    let rare = || prop::bool::weighted(0.07);
    (
        prop::collection::vec(certificate(), 0..3),
        clock,
        extension,
        (rare(), rare(), rare(), rare()),
        (any::<bool>(), rare()),
    )
        .prop_map(|(mut certificates, clock_ms, extension, rare, (calibrated, several))| {
            // In this model all certificates of this clinic on one PC belong to one account.
            let gone = certificates.iter().any(|c| c.account_gone);
            for one in certificates.iter_mut().filter(|c| c.issuer == Issuer::ThisClinic) {
                one.account_gone = gone;
            }
            (certificates, clock_ms, extension, rare, (calibrated, several))
        })
        .prop_map(|(certificates, clock_ms, extension, rare, (calibrated, several))| Pc {
            // Only with one certificate: the diagnosis cannot tell a policy that picks one of several from a wrong choice.
            auto_select: rare.0 && certificates.len() < 2,
            certificates,
            clock_ms,
            extension,
            url_blocked: rare.1,
            incognito_blocked: rare.2,
            is_edge: rare.3,
            calibrated,
            says_several_clinics: several,
        })
}

fn service() -> impl Strategy<Value = Service> {
    (
        prop_oneof![
            6 => Just(Insists::Page),
            1 => Just(Insists::AfterPassword),
            1 => Just(Insists::BadRequest),
            1 => Just(Insists::Handshake),
        ],
        prop_oneof![6 => Just(DotHost::Asks), 1 => Just(DotHost::Answers), 1 => Just(DotHost::Refuses)],
        prop_oneof![4 => Just(Caching::NoStore), 1 => Just(Caching::Etag), 1 => Just(Caching::MaxAge)],
        prop_oneof![
            6 => Just(Dates::Right),
            1 => Just(Dates::Frozen),
            1 => Just(Dates::Aged),
            1 => Just(Dates::Absent),
        ],
        prop::bool::weighted(0.1),
        prop_oneof![4 => Just(40_i64), 1 => Just(900_i64)],
    )
        .prop_map(|(insists, dot, caching, dates, limit_reached, latency_ms)| Service {
            insists,
            dot,
            caching,
            dates,
            limit_reached,
            latency_ms,
        })
}

/// An obstacle, with the causes that are a right diagnosis of it.
fn obstacle() -> impl Strategy<Value = Obstacle> {
    const NETWORK: &[Cause] = &[Cause::Network];
    const SOFTWARE: &[Cause] = &[Cause::SecuritySoftware];
    // A gateway of the clinic is part of its network, and may also be its web filter.
    const GATEWAY: &[Cause] = &[Cause::Network, Cause::SecuritySoftware];
    let here = |fault, places: &'static [Place], causes| {
        prop::sample::select(places).prop_map(move |place| (fault, place, causes))
    };
    let near: &[Place] = &[Place::Pc, Place::Office];
    let kind = prop_oneof![
        here(Fault::Name, &[Place::Pc, Place::Office, Place::Service], NETWORK),
        here(Fault::Line, near, NETWORK),
        here(Fault::Refused, &[Place::Service], NETWORK),
        here(Fault::TimedOut, &[Place::Office, Place::Service], NETWORK),
        here(Fault::TimedOut, near, SOFTWARE),
        here(Fault::Reset, near, SOFTWARE),
        here(Fault::Reset, &[Place::Service], NETWORK),
        here(Fault::Empty, near, SOFTWARE),
        here(Fault::Empty, &[Place::Service], NETWORK),
        here(Fault::Unroutable, near, NETWORK),
        here(Fault::Changed, near, NETWORK),
        here(Fault::Proxy, &[Place::Office], NETWORK),
        here(Fault::ForeignAuthority, near, GATEWAY),
        here(Fault::Status(503), &[Place::Service], NETWORK),
        here(Fault::Status(502), &[Place::Office], GATEWAY),
        here(Fault::Status(403), near, SOFTWARE),
        here(Fault::Status(451), &[Place::Office], SOFTWARE),
        here(Fault::Status(511), &[Place::Office], NETWORK),
        here(Fault::Status(407), &[Place::Office], NETWORK),
        here(Fault::OtherPage, &[Place::Office], SOFTWARE),
        here(Fault::OtherPage, &[Place::Service], NETWORK),
        here(Fault::TakesRequestOut, near, SOFTWARE),
    ];
    let clock = prop_oneof![3 => Just(0_i64), 1 => Just(20 * MINUTE), 1 => Just(-20 * MINUTE)];
    (kind, clock).prop_map(|((fault, place, causes), clock_ms)| Obstacle {
        fault,
        place,
        causes,
        clock_ms,
    })
}

fn profile() -> impl Strategy<Value = Profile> {
    let rare = || prop::bool::weighted(0.06);
    (rare(), rare(), rare()).prop_map(|(has_old_copy, worker_answers, cookies_too_big)| Profile {
        has_old_copy,
        worker_answers,
        cookies_too_big,
        ..Profile::default()
    })
}

fn act() -> impl Strategy<Value = Act> {
    let experiments = [Question::PrivateWindow, Question::OtherNetwork];
    let wrong = prop::option::weighted(0.1, 0_usize..4);
    let translator = prop_oneof![3 => Just(Translator::Chrome), 1 => Just(Translator::Other)];
    prop_oneof![
        3 => Just(Act::Open),
        1 => Just(Act::OpenWrong),
        3 => Just(Act::Reload),
        1 => any::<bool>().prop_map(|restores| Act::Back { restores }),
        4 => (0_usize..3).prop_map(Act::Choose),
        2 => Just(Act::Cancel),
        3 => Just(Act::SignIn),
        1 => Just(Act::Apply),
        2 => any::<bool>().prop_map(|young| Act::Install { young }),
        1 => Just(Act::SetClock),
        2 => Just(Act::Restart),
        1 => Just(Act::OwnIncognito),
        1 => Just(Act::CloseIncognito),
        1 => Just(Act::SwitchTab),
        1 => Just(Act::OpenWindow),
        1 => Just(Act::SwitchWindow),
        1 => Just(Act::CloseWindow),
        1 => translator.prop_map(Act::Translate),
        1 => prop_oneof![Just(3_000_i64), Just(6 * MINUTE), Just(70 * MINUTE)].prop_map(Act::Wait),
        1 => Just(Act::Heal),
        6 => Just(Act::Click),
        6 => wrong.prop_map(|wrong| Act::Answer { wrong }),
        1 => prop::sample::select(experiments.to_vec()).prop_map(Act::Experiment),
    ]
}

/// Lives of all kinds.
pub fn life() -> impl Strategy<Value = Life> {
    let obstacles = prop_oneof![
        3 => Just(0_usize..1),
        2 => Just(1_usize..2),
    ]
    .prop_flat_map(|count| prop::collection::vec(obstacle(), count));
    (pc(), service(), obstacles, profile(), any::<bool>(), prop::collection::vec(act(), 1..14))
        .prop_map(|(pc, service, obstacles, profile, seen, mut acts)| {
            acts.insert(0, Act::Open);
            Life { pc, service, obstacles, profile, seen, acts }
        })
}
