//! Lives that are replayed in real Chromium against the lab (`tests/e2e/clinic.spec.js`): the steps, and what each click must
//! show there if the model is right.
//!
//! Only lives that the lab can play: at most one certificate, a correct clock, no other extension, no policy.

use crate::chromium::{Profile, Shows, Translator};
use crate::life::{Act, Life};
use crate::pc::{Certificate, Issuer, Pc};
use crate::played::Played;
use crate::service::{Caching, Dates, DotHost, Fault, Insists, Obstacle, Place, Service};
use crate::windows::MOST_WINDOWS;
use crate::world::World;
use karte_signin_doctor::diagnosis::types::{Cause, Diagnosis};
use karte_signin_doctor::evidence::Evidence;
use karte_signin_doctor::evidence::questions::Question;
use karte_signin_doctor::evidence::readings::RequestOutcome;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use serde_json::{Value, json};

/// Generates the lives for a seed, as JSON.
///
/// # Errors
/// A description of a life that breaks a rule.
pub fn replays(seed: u8, count: usize) -> Result<Vec<Value>, String> {
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &[seed; 32]);
    let mut runner = TestRunner::new_with_rng(Config::default(), rng);
    let mut all = Vec::new();
    while all.len() < count {
        let life = life().new_tree(&mut runner).map_err(|why| why.to_string())?.current();
        all.extend(script(&life)?);
    }
    Ok(all)
}

/// An obstacle that the lab can play, or none.
fn obstacle() -> impl Strategy<Value = Option<Obstacle>> {
    let obstacle =
        |fault, causes| Just(Some(Obstacle { fault, place: Place::Office, causes, clock_ms: 0 }));
    let software: &[Cause] = &[Cause::SecuritySoftware];
    prop_oneof![
        8 => Just(None),
        1 => obstacle(Fault::TakesRequestOut, software),
        1 => obstacle(Fault::Reset, software),
        1 => obstacle(Fault::Status(503), &[Cause::Network]),
        1 => obstacle(Fault::Status(403), software),
        1 => obstacle(Fault::ForeignAuthority, software),
    ]
}

/// A step that the replay can play.
fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        2 => Just(Act::Open),
        3 => Just(Act::Reload),
        4 => Just(Act::Choose(0)),
        3 => Just(Act::Cancel),
        4 => Just(Act::Click),
        4 => Just(Act::Answer { wrong: None }),
        1 => Just(Act::Heal),
        2 => Just(Act::Translate(Translator::Chrome)),
        1 => Just(Act::Translate(Translator::Other)),
        1 => Just(Act::OpenWindow),
        2 => Just(Act::SwitchWindow),
        1 => Just(Act::CloseWindow),
    ]
}

/// The steps of a life. A few random steps seldom lead through several windows, so some lives open one anyway.
fn acts() -> impl Strategy<Value = Vec<Act>> {
    (prop::bool::weighted(0.2), prop::collection::vec(act(), 2..7)).prop_map(
        |(several_windows, mut acts)| {
            acts.insert(0, Act::Open);
            if several_windows {
                acts.insert(acts.len() / 2, Act::OpenWindow);
            }
            acts.push(Act::Click);
            acts
        },
    )
}

/// A life that the lab can play.
fn life() -> impl Strategy<Value = Life> {
    let certificate = prop_oneof![
        1 => Just(None),
        3 => Just(Some(Certificate::valid(Issuer::ThisClinic))),
        1 => Just(Some(Certificate::valid(Issuer::OtherClinic))),
        1 => Just(Some(Certificate { revoked: true, ..Certificate::valid(Issuer::ThisClinic) })),
        1 => Just(Some(Certificate { expired: true, ..Certificate::valid(Issuer::ThisClinic) })),
    ];
    let insists = prop_oneof![5 => Just(Insists::Page), 1 => Just(Insists::BadRequest), 1 => Just(Insists::Handshake)];
    let dot = prop_oneof![
        4 => Just(DotHost::Asks),
        1 => Just(DotHost::Answers),
        1 => Just(DotHost::Refuses),
    ];
    let caching = prop_oneof![3 => Just(Caching::NoStore), 1 => Just(Caching::MaxAge)];
    (certificate, obstacle(), insists, dot, caching, any::<bool>(), acts()).prop_map(
        |(certificate, obstacle, insists, dot, caching, calibrated, acts)| {
            let service =
                Service { insists, dot, caching, dates: Dates::Right, ..Service::default() };
            let pc =
                Pc { certificates: certificate.into_iter().collect(), calibrated, ..Pc::default() };
            let obstacles = obstacle.into_iter().collect();
            Life { pc, service, obstacles, profile: Profile::default(), seen: false, acts }
        },
    )
}

/// The life as steps; `None` if it has a step that the replay cannot play, has no click, ends in an open dialog, or rests on a
/// race.
fn script(life: &Life) -> Result<Option<Value>, String> {
    if breaks_off_both(life) {
        return Ok(None);
    }
    let mut played = Played::new(life.begin(), false);
    let mut steps = Vec::new();
    for act in &life.acts {
        let asks = matches!(played.world.tab().shows, Shows::Dialog(_));
        let step = match act {
            Act::Choose(_) | Act::Cancel if !asks => continue,
            // Any other step while the dialog is open is left out.
            _ if asks && !matches!(act, Act::Choose(_) | Act::Cancel) => continue,
            Act::Open => "open",
            Act::Reload => "reload",
            Act::Choose(_) => "choose",
            Act::Cancel => "cancel",
            Act::Heal if played.world.obstacles.is_empty() => continue,
            Act::Heal => "heal",
            Act::Translate(_) | Act::OpenWindow | Act::SwitchWindow | Act::CloseWindow => {
                match of_window(act, &played.world) {
                    Some(step) => step,
                    None => continue,
                }
            }
            Act::Click => "click",
            Act::Answer { .. } => {
                answer(&mut played, &mut steps)?;
                continue;
            }
            _ => return Ok(None),
        };
        played.step(act)?;
        let asks = matches!(played.world.tab().shows, Shows::Dialog(_));
        steps.push(match act {
            Act::Click => expected("click", &played),
            _ => json!({ "do": step, "dialog": asks }),
        });
    }
    let clicks = steps.iter().any(|step| step["do"] == "click");
    let is_open = matches!(played.world.tab().shows, Shows::Dialog(_));
    Ok((clicks && !is_open).then(|| json!({ "lab": lab(life), "steps": steps })))
}

/// Whether both hosts break the handshake off for lack of a certificate. Which errors Chrome then reports is a race, and the
/// verdict rests on them.
fn breaks_off_both(life: &Life) -> bool {
    let has_one = life.pc.certificates.iter().any(|one| one.is_eligible(life.pc.clock_ms));
    life.service.insists == Insists::Handshake && life.service.dot == DotHost::Asks && !has_one
}

/// Answers the question on the screen, if there is one; after an answer the popup makes a new diagnosis.
fn answer(played: &mut Played, steps: &mut Vec<Value>) -> Result<(), String> {
    let Some(question) = asked(played) else { return Ok(()) };
    let value = played.world.truthful(question);
    steps.push(json!({ "do": "answer", "question": question, "value": value }));
    played.world.answer(question, value);
    played.step(&Act::Click)?;
    steps.push(expected("looked", played));
    Ok(())
}

/// The name of a step that translates the page or changes the window; `None` if it would do nothing.
fn of_window(act: &Act, world: &World) -> Option<&'static str> {
    let is_alone = world.windows.len() == 1;
    match act {
        Act::Translate(by) if world.tab().document().is_some_and(|d| d.translated.is_none()) => {
            Some(match by {
                Translator::Chrome => "translate",
                Translator::Other => "translate_unmarked",
            })
        }
        Act::OpenWindow if world.windows.len() < MOST_WINDOWS => Some("open_window"),
        Act::SwitchWindow if !is_alone => Some("switch_window"),
        Act::CloseWindow if !is_alone => Some("close_window"),
        _ => None,
    }
}

/// The question on the screen, unless it is an experiment.
fn asked(played: &Played) -> Option<Question> {
    let question = played.last.as_ref()?.next?.0;
    (!question.is_experiment()).then_some(question)
}

/// The diagnosis that the extension must show there, and the evidence for it.
fn expected(step: &str, played: &Played) -> Value {
    let diagnosis = played.last.as_ref();
    json!({ "do": step, "expect": diagnosis.map(|d| said(d, &played.world)) })
}

fn said(diagnosis: &Diagnosis, world: &World) -> Value {
    let evidence = world.evidence.as_ref();
    let asked = |outcome: Option<&RequestOutcome>| match outcome {
        None => json!(null),
        Some(RequestOutcome::CertNeeded) => json!("cert_needed"),
        Some(RequestOutcome::Answered { fails, .. }) => json!({ "answered": fails }),
        Some(RequestOutcome::Error { error }) => json!(error),
    };
    let primary = diagnosis.primary_finding();
    json!({
        "state": diagnosis.state,
        "primary": diagnosis.primary,
        "verdict": primary.map(|f| f.verdict),
        "reason": primary.map(|f| f.reason),
        "next": diagnosis.next.map(|next| next.0),
        "text": evidence.and_then(Evidence::text),
        "source": evidence.and_then(|e| e.page().and_then(|page| page.source)),
        "error": evidence.and_then(|e| e.tab_error().map(str::to_owned)),
        "main": asked(evidence.and_then(|e| e.cert_main())),
        "dot": asked(evidence.and_then(|e| e.cert_dot())),
        "windows": evidence.and_then(Evidence::windows).map(|w| w.windows),
        "karteTabs": evidence.and_then(Evidence::windows).map(|w| w.karte_tabs),
    })
}

/// The lab's settings and the certificate for a life.
fn lab(life: &Life) -> Value {
    let fault = life.obstacles.first().map(|obstacle| obstacle.fault);
    let certificate = life.pc.certificates.first().map(|one| match one {
        Certificate { revoked: true, .. } => "revoked",
        Certificate { expired: true, .. } => "expired",
        Certificate { issuer: Issuer::OtherClinic, .. } => "clinic-b",
        _ => "clinic-a",
    });
    json!({
        "certificate": certificate,
        "dotWorks": life.pc.calibrated,
        "settings": {
            "expect_clinic": "a",
            "client_auth": match life.service.insists {
                Insists::BadRequest => "required",
                Insists::Handshake => "tls_refuse",
                Insists::Page | Insists::AfterPassword => "optional",
            },
            "dot": match life.service.dot {
                DotHost::Asks => "asks",
                DotHost::Answers => "does_not_ask",
                DotHost::Refuses => "refuses",
            },
            "failing_cacheable": life.service.caching == Caching::MaxAge,
        },
        "fault": match fault {
            Some(Fault::TakesRequestOut) => json!({ "inspection": true }),
            Some(Fault::Reset) => json!({ "reset": "client_hello" }),
            // Whoever answers in place of the karte asks for no certificate.
            Some(Fault::Status(status)) => {
                json!({ "status": status, "client_auth": "off", "dot": "does_not_ask" })
            }
            Some(Fault::ForeignAuthority) => {
                json!({ "server_certificate": "foreign", "dot": "does_not_ask" })
            },
            _ => json!({}),
        },
    })
}
