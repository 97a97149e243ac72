//! A browser that writes to its disk with a delay and can be killed at any moment. Its storage survives, its workers do not.

use super::{Case, Chance};
use karte_signin_doctor::base::time::Millis;
use karte_signin_doctor::evidence::readings::ExtensionFacts;
use karte_signin_doctor::extensions::bisect::ExtensionSet;
use karte_signin_doctor::extensions::experiment::{Effect, Event};
use karte_signin_doctor::extensions::{PageAnswer, Readiness};
use std::collections::BTreeMap;

/// Delay until a switched state is on the disk.
const LATE_MS: Millis = 10_000;

#[derive(Debug, Clone)]
pub struct Installed {
    pub enabled: bool,
    pub on_disk: bool,
    pub may_disable: bool,
    pub may_enable: bool,
    /// When the present state is written to the disk, in real time.
    pub written_at: Option<Millis>,
}

impl Installed {
    pub const fn new() -> Self {
        Self { enabled: true, on_disk: true, may_disable: true, may_enable: true, written_at: None }
    }
}

#[derive(Debug, Clone)]
pub struct Chrome {
    /// What the PC's clock shows.
    pub now: Millis,
    /// How much real time has passed, whatever the clock shows.
    pub time: Millis,
    pub installed: BTreeMap<String, Installed>,
    /// As JSON.
    pub storage: BTreeMap<String, String>,
    pub alarm: Option<Millis>,
    pub storage_full: bool,
    /// Chrome remembers "no certificate" until a restart.
    pub stale: bool,
    /// The network connection is cut until then, in real time.
    pub cut_until: Millis,
}

/// The id of a candidate.
pub fn id(number: u16) -> String {
    let letter = |n: u16| char::from(b'a' + u8::try_from(n % 16).expect("small"));
    let head: String = [letter(number / 16), letter(number)].iter().collect();
    head + &"p".repeat(30)
}

/// The candidate of an id.
pub fn number(id: &str) -> u16 {
    let value = |c: char| u16::try_from(u32::from(c) - u32::from('a')).expect("small");
    let head: Vec<u16> = id.chars().take(2).map(value).collect();
    head[0] * 16 + head[1]
}

impl Chrome {
    pub fn new(n: u16) -> Self {
        let installed = (0..n).map(|number| (id(number), Installed::new())).collect();
        let storage = BTreeMap::new();
        let now = 1_000_000;
        Self {
            now,
            time: 0,
            installed,
            storage,
            alarm: None,
            storage_full: false,
            stale: false,
            cut_until: 0,
        }
    }

    pub fn list(&self) -> Vec<ExtensionFacts> {
        let facts = |(id, installed): (&String, &Installed)| ExtensionFacts {
            id: id.clone(),
            name: format!("Extension {}", number(id)),
            enabled: installed.enabled,
            may_disable: installed.may_disable,
            ..ExtensionFacts::default()
        };
        self.installed.iter().map(facts).collect()
    }

    pub fn on(&self) -> ExtensionSet {
        self.installed.iter().filter(|(_, i)| i.enabled).map(|(id, _)| number(id)).collect()
    }

    pub fn pass(&mut self, time: Millis) {
        self.now += time;
        self.time += time;
        for installed in self.installed.values_mut() {
            if installed.written_at.is_some_and(|at| at <= self.time) {
                installed.on_disk = installed.enabled;
                installed.written_at = None;
            }
        }
    }

    pub fn switch(&mut self, id: &str, on: bool) {
        self.pass(60);
        let Some(installed) = self.installed.get_mut(id) else { return };
        if installed.enabled == on
            || (on && !installed.may_enable)
            || (!on && !installed.may_disable)
        {
            return;
        }
        installed.enabled = on;
        installed.written_at = Some(self.time + LATE_MS);
    }

    /// Somebody switches an extension in Chrome's own list. Returns the new state, or `None` if Chrome does not allow it.
    pub fn switch_by_hand(&mut self, id: &str) -> Option<bool> {
        let installed = self.installed.get_mut(id)?;
        let on = !installed.enabled;
        if (on && !installed.may_enable) || (!on && !installed.may_disable) {
            return None;
        }
        installed.enabled = on;
        installed.written_at = Some(self.time + LATE_MS);
        Some(on)
    }

    /// SIGKILL and a new start with the state on the disk.
    pub fn die(&mut self, alarm_too: bool) {
        for installed in self.installed.values_mut() {
            installed.enabled = installed.on_disk;
            installed.written_at = None;
        }
        if alarm_too {
            self.alarm = None;
        }
        self.stale = false;
        self.pass(3_000);
    }

    /// An orderly restart.
    pub fn restart(&mut self) {
        for installed in self.installed.values_mut() {
            installed.on_disk = installed.enabled;
            installed.written_at = None;
        }
        self.stale = false;
        self.pass(5_000);
    }
}

/// The person at the PC.
pub struct Person {
    pub case: Case,
    pub chance: Chance,
    pub asked: usize,
    /// Which answers are false.
    pub false_at: Vec<usize>,
    /// One answer in this many is "cannot tell"; 0: none.
    pub unsure_in: u64,
    /// The page itself shows whether it works.
    pub page_answers: bool,
    /// One time in this many the person closes the certificate dialog without an answer; 0: never.
    pub cancels_in: u64,
    /// One time in this many the connection is cut for some seconds; 0: never.
    pub cuts_in: u64,
    /// The guilty extensions cut the connection instead of breaking the page.
    pub guilty_cut: bool,
    /// The person keeps the found extensions off.
    pub keeps: bool,
    /// The person does nothing more.
    pub gone: bool,
}

impl Person {
    pub fn new(case: Case, seed: u64) -> Self {
        Self {
            case,
            chance: Chance::new(seed),
            asked: 0,
            false_at: Vec::new(),
            unsure_in: 0,
            page_answers: false,
            cancels_in: 0,
            cuts_in: 0,
            guilty_cut: false,
            keeps: false,
            gone: false,
        }
    }

    /// What this person answers after looking at the page.
    pub fn answer(&mut self, chrome: &mut Chrome) -> PageAnswer {
        if self.unsure_in > 0 && self.chance.once_in(self.unsure_in) {
            return PageAnswer::Unsure;
        }
        self.meets(chrome);
        if chrome.stale || chrome.time < chrome.cut_until {
            return PageAnswer::Bad;
        }
        let lie = self.false_at.contains(&self.asked);
        self.asked += 1;
        if self.case.fails(chrome.on()) == lie { PageAnswer::Good } else { PageAnswer::Bad }
    }

    /// What the page shows after Chrome asked for a certificate. If it fails, the probe is asked as well.
    pub fn check_page(&mut self, chrome: &mut Chrome) -> Event {
        let said = self.page_answers.then(|| self.answer(chrome));
        match (said, self.probe(chrome)) {
            (Some(PageAnswer::Bad), readiness) if readiness != Readiness::Ready => {
                Event::Probed(readiness)
            }
            _ => Event::PageChecked(said),
        }
    }

    pub fn probe(&self, chrome: &Chrome) -> Readiness {
        let cut = self.guilty_cut && self.case.fails(chrome.on());
        if cut || chrome.time < chrome.cut_until {
            Readiness::Failed
        } else if chrome.stale {
            Readiness::Stale
        } else {
            Readiness::Ready
        }
    }

    /// Random trouble: the dialog is closed, or the connection is cut.
    fn meets(&mut self, chrome: &mut Chrome) {
        chrome.stale |= self.cancels_in > 0 && self.chance.once_in(self.cancels_in);
        if self.cuts_in > 0 && self.chance.once_in(self.cuts_in) {
            let long = 1_000 * i64::try_from(self.chance.below(30)).expect("small");
            chrome.cut_until = chrome.time + long;
        }
    }
}

/// The extension that an effect switches off, if any.
pub fn switches_off(effect: &Effect) -> Option<&str> {
    match effect {
        Effect::Switch { id, on: false } => Some(id),
        _ => None,
    }
}
