//! A life: a clinic and what happens in it, generated and shrunk by proptest (`strategies`); and what must hold after each click.

use crate::chromium::{Profile, Shows};
use crate::pc::Pc;
use crate::service::{Obstacle, Service};
use crate::truth::true_causes;
use crate::world::World;
use karte_signin_doctor::base::site::SIGN_IN_URL;
use karte_signin_doctor::diagnosis::types::{Cause, Diagnosis, Verdict};
use karte_signin_doctor::evidence::questions::Question;
use karte_signin_doctor::evidence::readings::PageText;
use std::collections::{BTreeMap, BTreeSet};

/// One step of a life.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Act {
    /// The sign-in page is opened.
    Open,
    /// A wrong address is opened.
    OpenWrong,
    /// The tab is loaded anew.
    Reload,
    /// Back; the page before is restored, or asked for again.
    Back {
        /// Whether it is restored.
        restores: bool,
    },
    /// An entry of the dialog is chosen.
    Choose(usize),
    /// The dialog is cancelled.
    Cancel,
    /// Mail address and password.
    SignIn,
    /// 「申請する」.
    Apply,
    /// A new certificate is installed.
    Install {
        /// Whether its validity begins now.
        young: bool,
    },
    /// The clock is set right.
    SetClock,
    /// Chrome is restarted.
    Restart,
    /// The person opens an incognito window of their own, and leaves it open.
    OwnIncognito,
    /// All incognito windows are closed.
    CloseIncognito,
    /// The other tab comes to the front.
    SwitchTab,
    /// Time passes, in milliseconds.
    Wait(i64),
    /// One obstacle is gone.
    Heal,
    /// A click on the icon.
    Click,
    /// The question that was asked is answered: truthfully, or with this one of its values where lies are allowed.
    Answer {
        /// Which of the values is said where lies are allowed.
        wrong: Option<usize>,
    },
    /// An experiment is tried from its own page, and its outcome told.
    Experiment(Question),
}

/// A clinic and what happens in it.
#[derive(Debug, Clone)]
pub struct Life {
    /// The PC.
    pub pc: Pc,
    /// The service.
    pub service: Service,
    /// What stands in between.
    pub obstacles: Vec<Obstacle>,
    /// What the normal profile holds already.
    pub profile: Profile,
    /// Whether the extension saw Chrome start.
    pub seen: bool,
    /// The steps; a last click follows.
    pub acts: Vec<Act>,
}

/// What a life came to.
#[derive(Debug, Clone, Default)]
pub struct Tally {
    /// Diagnoses.
    pub looks: u64,
    /// How often each cause was called `found`, and how often wrongly.
    pub found: BTreeMap<Cause, (u64, u64)>,
}

impl Tally {
    /// Adds another one.
    pub fn add(&mut self, other: &Self) {
        self.looks += other.looks;
        for (cause, (all, wrong)) in &other.found {
            let sum = self.found.entry(*cause).or_default();
            sum.0 += all;
            sum.1 += wrong;
        }
    }

    /// How many were called `found`, and how many of them wrongly.
    #[must_use]
    pub fn total(&self) -> (u64, u64) {
        self.found.values().fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1))
    }
}

impl Life {
    /// The same fault in as few steps, and on as ordinary a clinic, as can be: proptest shrinks values, and keeps steps that
    /// only let time pass.
    #[must_use]
    pub fn shortest(mut self) -> Self {
        let fails = |life: &Self| life.play(false).is_err();
        loop {
            let without = |place: usize| {
                let mut acts = self.acts.clone();
                acts.remove(place);
                Self { acts, ..self.clone() }
            };
            let ordinary = [
                Self { service: Service::default(), ..self.clone() },
                Self { obstacles: Vec::new(), ..self.clone() },
                Self { profile: Profile::default(), ..self.clone() },
                Self {
                    pc: Pc { certificates: self.pc.certificates.clone(), ..Pc::default() },
                    ..self.clone()
                },
                Self { pc: Pc { certificates: Vec::new(), ..self.pc.clone() }, ..self.clone() },
            ];
            let simpler = ordinary.into_iter().filter(|one| !one.is_like(&self));
            let shorter = (0..self.acts.len()).map(without);
            let Some(next) = shorter.chain(simpler).find(fails) else { return self };
            self = next;
        }
    }

    fn is_like(&self, other: &Self) -> bool {
        format!("{self:?}") == format!("{other:?}")
    }

    /// The world at its beginning.
    #[must_use]
    pub fn begin(&self) -> World {
        let mut world =
            World::new(self.pc.clone(), self.service.clone(), self.obstacles.clone(), self.seen);
        world.normal = self.profile.clone();
        world
    }

    /// Plays it; `lies` tells whether wrong answers count. `Err` says what must not be.
    ///
    /// # Errors
    /// The first diagnosis that breaks a rule, in words.
    pub fn play(&self, lies: bool) -> Result<Tally, String> {
        let mut played = Played { lies, ..Played::new(self.begin()) };
        for act in self.acts.iter().chain([&Act::Click]) {
            played.step(act)?;
        }
        Ok(played.tally)
    }
}

/// A life while it is played.
pub struct Played {
    /// The world.
    pub world: World,
    /// The last diagnosis of what the tab shows now.
    pub last: Option<Diagnosis>,
    /// What was true when each tab's page was loaded.
    loaded: BTreeMap<i64, BTreeSet<Cause>>,
    /// What was true at the last click.
    looked: BTreeSet<Cause>,
    lies: bool,
    tally: Tally,
}

impl Played {
    /// Nothing has happened yet.
    #[must_use]
    pub fn new(world: World) -> Self {
        Self {
            world,
            last: None,
            loaded: BTreeMap::new(),
            looked: BTreeSet::new(),
            lies: false,
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
            self.loaded.insert(self.world.tab().id, true_causes(&self.world));
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
                world.opens_after_choosing(crate::world::Whence::Incognito);
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
        if self.world.tab().document().is_some_and(|d| d.text == PageText::Other) {
            // Nothing but the page itself tells of a status, so it is judged as of when it was loaded.
            truth.extend(self.loaded.get(&self.world.tab().id).into_iter().flatten());
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
