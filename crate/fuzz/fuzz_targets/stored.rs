//! Any stored value, whoever wrote it: it is state of this version, or only the extension ids in it are known. The effects
//! that follow from it come to an end at every wake.
//!
//! Each value is read as each kind of state, so that one corpus serves all of them.

#![no_main]

use karte_signin_doctor::base::json::read;
use karte_signin_doctor::evidence::Evidence;
use karte_signin_doctor::evidence::readings::ExtensionFacts;
use karte_signin_doctor::evidence::session::{BrowserSession, PcMemory, SessionSummary};
use karte_signin_doctor::extensions::bisect::Bisect;
use karte_signin_doctor::extensions::experiment::{Effect, Event, Experiment, load, step};
use karte_signin_doctor::extensions::toggle::{Notice, ToggleState};
use karte_signin_doctor::report::{Document, Options, System};
use karte_signin_doctor::state::certificates::{CalendarDate, CalendarText, CertificateDiary, ics};
use karte_signin_doctor::state::extension_id::is_extension;
use karte_signin_doctor::state::history::History;
use karte_signin_doctor::state::policy::Policy;
use karte_signin_doctor::state::restart::Restart;
use karte_signin_doctor::state::settings::{Settings, TypoRedirect};
use karte_signin_doctor::state::stored::{Salvage, Stored, Validate};
use karte_signin_doctor::{diagnose, diagnose_so_far};
use karte_signin_doctor_fuzz::{in_proportion, parse, sound};
use libfuzzer_sys::fuzz_target;
use serde_json::Value;

const NOW: i64 = 1_795_370_000_000;

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let Some(Value::Object(all)) = parse(&text) else { return };
    for value in all.values() {
        simple(value);
        history(value);
        diary(value);
        evidence(value);
    }
    experiment(all.get("repair"), all.get("bisect"));
});

fn simple(value: &Value) {
    let _ = sound::<Notice>(value);
    let _ = sound::<TypoRedirect>(value);
    if let Some(restart) = sound::<Restart>(value) {
        let _ = restart.awaits(NOW);
    }
    if let Some(mut settings) = sound::<Settings>(value) {
        settings.except("https://karte.medley.life/login");
        assert!(!settings.corrects("https://karte.medley.life/login"));
    }
    let visit = sound::<BrowserSession>(value).unwrap_or_default();
    let calibration = sound::<PcMemory>(value).unwrap_or_default();
    let _ = SessionSummary::join(&calibration, &visit);
}

fn history(value: &Value) {
    let Some((mut history, aside)) = read(value).map(History::load) else { return };
    assert!(!aside || history == History::default());
    history.prune(NOW);
    in_proportion(&history, value);
    let once = history.clone();
    history.prune(NOW);
    assert_eq!(history, once, "pruned twice is pruned once");
}

fn diary(value: &Value) {
    let Some(mut diary) = sound::<CertificateDiary>(value).filter(CertificateDiary::is_sound)
    else {
        return;
    };
    let today = CalendarDate::at(NOW, -540);
    assert!(diary.next_due(today).is_none_or(|day| day > today));
    let calendar = ics(&diary, &CalendarText::default());
    assert!(calendar.split("\r\n").all(|line| line.len() <= 75 && !line.contains(['\r', '\n'])));
    diary.dismiss(today);
    assert_eq!(diary.due(today), None, "what was put off is not due");
}

fn evidence(value: &Value) {
    let Some(evidence) = sound::<Evidence>(value) else { return };
    let _ = diagnose_so_far(&evidence);
    let diagnosis = diagnose(&evidence);
    let policy = &Policy::default();
    let options = Options { with_extension_names: true, policy, utc_offset_minutes: 540, repairs: Vec::new(), system: System::default() };
    let document = Document::new(&evidence, &diagnosis, options);
    in_proportion(&document.report.findings.len(), value);
    assert!(serde_json::to_string(&document).expect("json").len() < 20_000);
}

fn experiment(repair: Option<&Value>, bisect: Option<&Value>) {
    for stored in [repair, bisect] {
        whole(stored);
    }
    let repair = repair.map(|value| read(value).expect("anything can be read"));
    let bisect = bisect.map(|value| read(value).expect("anything can be read"));
    let (mut experiment, first) = load(repair, bisect);
    let damaged = first.is_some();
    let events = [Some(Event::Started), Some(Event::Listed(installed())), Some(Event::Woken)];
    for event in [first].into_iter().chain(events).flatten() {
        experiment = wake(experiment, event, damaged);
    }
}

/// Only a value with our version number is read as state; of anything else only the extension ids are known.
fn whole(stored: Option<&Value>) {
    let Some(value) = stored else { return };
    let (repair, bisect) = (read(value), read(value));
    for parts in [parts::<ToggleState>(repair), parts::<Bisect>(bisect)].into_iter().flatten() {
        assert!(parts.ids.len() <= 1_000 && parts.kept.len() <= 1_000);
        assert!(parts.ids.iter().chain(&parts.kept).all(|id| is_extension(id)));
        assert!(parts.ids.iter().all(|id| !parts.kept.contains(id)));
    }
    let version = |n: i64| value["v"] == n;
    assert!(sound::<ToggleState>(value).is_none() || version(2));
    assert!(sound::<Bisect>(value).is_none() || version(1));
}

fn parts<T: Validate>(stored: Option<Stored<T>>) -> Option<Salvage> {
    match stored.expect("anything can be read") {
        Stored::Salvaged(parts) => Some(parts),
        Stored::Valid(_) => None,
    }
}

/// Answers each effect at once, as the interpreter does; damaged state switches nothing off.
fn wake(experiment: Experiment, event: Event, damaged: bool) -> Experiment {
    let (mut experiment, mut effects) = step(experiment, NOW, event);
    for _ in 0..200 {
        if effects.is_empty() {
            break;
        }
        let answers: Vec<_> = effects.iter().filter_map(|effect| answer(effect, damaged)).collect();
        effects.clear();
        for answer in answers {
            let (next, more) = step(experiment, NOW, answer);
            experiment = next;
            effects.extend(more);
        }
    }
    assert!(effects.is_empty(), "it never ends: {effects:?}");
    experiment
}

fn answer(effect: &Effect, damaged: bool) -> Option<Event> {
    match effect {
        Effect::SaveToggle(state) => Some(Event::Saved(state.rev)),
        Effect::List => Some(Event::Listed(installed())),
        Effect::Switch { on, .. } => {
            assert!(*on || !damaged, "{effect:?}");
            None
        }
        _ => None,
    }
}

fn installed() -> Vec<ExtensionFacts> {
    let one = |letter: &str| ExtensionFacts {
        id: letter.repeat(32),
        name: letter.into(),
        ..ExtensionFacts::default()
    };
    ["a", "b", "c"].map(one).to_vec()
}
