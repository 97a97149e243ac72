//! A life while it is played: executes each step and checks the rules after each diagnosis.

use crate::chromium::{Shows, Tab};
use crate::life::{Act, Tally};
use crate::truth::true_causes;
use crate::world::{Whence, World};
use karte_signin_doctor::base::site::SIGN_IN_URL;
use karte_signin_doctor::diagnosis::types::{Cause, Diagnosis, Verdict};
use karte_signin_doctor::evidence::questions::Question;
use karte_signin_doctor::evidence::readings::PageText;
use std::collections::{BTreeMap, BTreeSet};

/// A life while it is played.
pub struct Played {
    /// The world.
    pub world: World,
    /// The latest diagnosis of the page that the tab shows.
    pub last: Option<Diagnosis>,
    /// For each page, by its time of loading, the causes that were true then.
    loaded: BTreeMap<i64, BTreeSet<Cause>>,
    /// The causes that were true at the last click.
    looked: BTreeSet<Cause>,
    lies: bool,
    /// The counts so far.
    pub tally: Tally,
}

impl Played {
    /// A life before its first step.
    #[must_use]
    pub fn new(world: World, lies: bool) -> Self {
        Self {
            world,
            last: None,
            loaded: BTreeMap::new(),
            looked: BTreeSet::new(),
            lies,
            tally: Tally::default(),
        }
    }

    /// Plays one step.
    ///
    /// # Errors
    /// A description of a diagnosis that breaks a rule.
    pub fn step(&mut self, act: &Act) -> Result<(), String> {
        let before = self.world.tab().clone();
        let diagnosis = self.act(act);
        if *self.world.tab() != before {
            // The tab shows another page, so the question about the old one is not asked any more.
            self.last = None;
            let truth = true_causes(&self.world);
            // Back restores a page as it was when it was loaded. A tab behind another can load as well.
            for document in self.world.tabs().filter_map(Tab::document) {
                self.loaded.entry(document.opened_at).or_insert_with(|| truth.clone());
            }
        }
        let Some(diagnosis) = diagnosis else { return Ok(()) };
        self.check(act, &diagnosis)?;
        self.last = Some(diagnosis);
        Ok(())
    }

    fn act(&mut self, act: &Act) -> Option<Diagnosis> {
        let world = &mut self.world;
        match act {
            Act::Open => world.open(),
            Act::OpenWrong => world.open_at("https://karte.medley.life/signin"),
            Act::Reload => world.reload(),
            Act::Back { restores } => world.back(*restores),
            Act::Choose(entry) => world.answer_dialog(Some(*entry)),
            Act::Cancel => world.answer_dialog(None),
            Act::SignIn => world.sign_in(),
            Act::Apply => world.apply(),
            Act::Install { young } => world.install(*young),
            Act::SetClock => world.pc.clock_ms = 0,
            Act::Restart => world.restart(),
            Act::OwnIncognito => {
                world.opens_after_choosing(Whence::Incognito);
            }
            Act::CloseIncognito => world.incognito = None,
            Act::SwitchTab => world.switch_tab(),
            Act::OpenWindow => world.open_window(),
            Act::SwitchWindow => world.switch_window(),
            Act::CloseWindow => world.close_window(),
            Act::Translate(by) => world.translate(*by),
            Act::Wait(ms) => world.wait(*ms),
            Act::Heal => drop(world.obstacles.pop()),
            Act::Click => {
                world.wait(2_000);
                return Some(world.click());
            }
            Act::Answer { wrong } => {
                let question = self.last.as_ref()?.next?.0;
                return self.say(question, *wrong);
            }
            Act::Experiment(question) => {
                self.last.as_ref()?;
                return self.say(*question, None);
            }
        }
        None
    }

    fn say(&mut self, question: Question, wrong: Option<usize>) -> Option<Diagnosis> {
        self.world.wait(20_000);
        let truth = self.world.truthful(question);
        let options = question.options();
        let value = match wrong.filter(|_| self.lies) {
            Some(other) => options[other % options.len()],
            None => truth,
        };
        // A restart ends the session, so the question is not answered any more.
        self.world.evidence.as_ref()?;
        self.world.answer(question, value)
    }

    /// Compares a diagnosis with the truth.
    fn check(&mut self, act: &Act, diagnosis: &Diagnosis) -> Result<(), String> {
        self.tally.looks += 1;
        let mut truth = true_causes(&self.world);
        if let Some(document) =
            self.world.tab().document().filter(|d| d.recognised() == PageText::Other)
        {
            // Only the page itself shows a status, so it is judged by what was true when the page was loaded.
            truth.extend(self.loaded.get(&document.opened_at).into_iter().flatten());
        }
        if *act == Act::Click {
            self.looked.clone_from(&truth);
        } else {
            // A diagnosis after an answer uses the evidence of the last click, so what was true then counts as well.
            truth.extend(&self.looked);
        }
        let found = diagnosis.findings.iter().filter(|f| f.verdict == Verdict::Found);
        let mut fault = None;
        for finding in found {
            let right = truth.contains(&finding.cause);
            let count = self.tally.found.entry(finding.cause).or_default();
            count.0 += 1;
            count.1 += u64::from(!right);
            if !right {
                fault = Some(format!(
                    "found {:?} ({:?}), true: {truth:?}",
                    finding.cause, finding.reason
                ));
            }
        }
        if self.lies {
            return Ok(());
        }
        if let Some(fault) = fault {
            return Err(fault);
        }
        self.has_something_to_say(diagnosis)
    }

    /// There is a primary cause while the karte is shut. Once it is open, only `Browser` or `Clock` may be the primary cause.
    fn has_something_to_say(&self, diagnosis: &Diagnosis) -> Result<(), String> {
        let Some(shut) = is_shut(&self.world) else { return Ok(()) };
        let slight = [Cause::Browser, Cause::Clock];
        match diagnosis.primary {
            None if shut => Err(format!("shut, and nothing to say: {:?}", diagnosis.state)),
            Some(cause) if !shut && !slight.contains(&cause) => {
                Err(format!("open, and yet {cause:?}: {:?}", diagnosis.state))
            }
            _ => Ok(()),
        }
    }
}

/// Whether the front tab shows to the extension that the karte is shut or open; `None` if it shows neither.
fn is_shut(world: &World) -> Option<bool> {
    let tab = world.tab();
    match &tab.shows {
        _ if tab.url != SIGN_IN_URL => None,
        Shows::Error(_) => Some(true),
        Shows::Document(document) => match document.recognised() {
            PageText::Failing => Some(true),
            PageText::SignedIn => Some(false),
            _ => None,
        },
        Shows::Nothing | Shows::Dialog(_) => None,
    }
}
