//! A life while it is played: each step, and what must hold after each diagnosis.

use crate::chromium::Shows;
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
    /// The last diagnosis of what the tab shows now.
    pub last: Option<Diagnosis>,
    /// What was true when each page was loaded, by when that was.
    loaded: BTreeMap<i64, BTreeSet<Cause>>,
    /// What was true at the last click.
    looked: BTreeSet<Cause>,
    lies: bool,
    /// What it came to so far.
    pub tally: Tally,
}

impl Played {
    /// Nothing has happened yet.
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

    /// One step.
    ///
    /// # Errors
    /// A diagnosis that breaks a rule, in words.
    pub fn step(&mut self, act: &Act) -> Result<(), String> {
        let before = self.world.tab().clone();
        let diagnosis = self.act(act);
        if *self.world.tab() != before {
            // Another page: its question is not asked yet.
            self.last = None;
            let truth = true_causes(&self.world);
            // Back brings a page as it was.
            let opened_at = self.world.tab().document().map(|document| document.opened_at);
            opened_at.map(|at| self.loaded.entry(at).or_insert(truth));
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
        // A restart ends the session: nobody is asked any more.
        self.world.evidence.as_ref()?;
        self.world.answer(question, value)
    }

    /// Holds a diagnosis against the truth.
    fn check(&mut self, act: &Act, diagnosis: &Diagnosis) -> Result<(), String> {
        self.tally.looks += 1;
        let mut truth = true_causes(&self.world);
        if let Some(document) = self.world.tab().document().filter(|d| d.text == PageText::Other) {
            // Nothing but the page itself tells of a status, so it is judged as of when it was loaded.
            truth.extend(self.loaded.get(&document.opened_at).into_iter().flatten());
        }
        if *act == Act::Click {
            self.looked.clone_from(&truth);
        } else {
            // An answer is judged with what the look before it has seen.
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

    /// While the karte is shut there is a primary cause; once it is open there is none.
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

/// Whether the page in front shows that the karte is shut (or open); `None` where it shows neither.
fn is_shut(world: &World) -> Option<bool> {
    let tab = world.tab();
    match &tab.shows {
        _ if tab.url != SIGN_IN_URL => None,
        Shows::Error(_) => Some(true),
        Shows::Document(document) => match document.text {
            PageText::Failing => Some(true),
            PageText::SignedIn => Some(false),
            _ => None,
        },
        Shows::Nothing | Shows::Dialog(_) => None,
    }
}
