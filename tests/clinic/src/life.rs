//! A life: a clinic and the steps that are played in it, generated and shrunk by proptest (`strategies`).

use crate::chromium::{Profile, Translator};
use crate::pc::Pc;
use crate::played::Played;
use crate::service::{Obstacle, Service};
use crate::world::World;
use karte_signin_doctor::diagnosis::types::Cause;
use karte_signin_doctor::evidence::questions::Question;
use std::collections::BTreeMap;

/// One step of a life.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Act {
    /// The sign-in page is opened.
    Open,
    /// A wrong address is opened.
    OpenWrong,
    /// The tab is reloaded.
    Reload,
    /// Back: the previous page is restored or requested again.
    Back {
        /// Whether it is restored.
        restores: bool,
    },
    /// An entry of the dialog is chosen.
    Choose(usize),
    /// The dialog is cancelled.
    Cancel,
    /// Mail address and password are entered.
    SignIn,
    /// 「申請する」 is pressed.
    Apply,
    /// A new certificate is installed.
    Install {
        /// Whether its validity begins now.
        young: bool,
    },
    /// The clock is set to the true time.
    SetClock,
    /// Chrome is restarted.
    Restart,
    /// The person opens an incognito window of their own, and leaves it open.
    OwnIncognito,
    /// All incognito windows are closed.
    CloseIncognito,
    /// The other tab of the window comes to the front.
    SwitchTab,
    /// A new window is opened.
    OpenWindow,
    /// Another window comes to the front.
    SwitchWindow,
    /// The window in front is closed, unless it is the only one.
    CloseWindow,
    /// The page is translated.
    Translate(Translator),
    /// Time passes, in milliseconds.
    Wait(i64),
    /// One obstacle goes away.
    Heal,
    /// A click on the icon.
    Click,
    /// The person answers the question that was asked: truthfully, or with another value where wrong answers are allowed.
    Answer {
        /// The index of the wrong value.
        wrong: Option<usize>,
    },
    /// The experiment is done from its own page and its result reported.
    Experiment(Question),
}

/// A clinic and what happens in it.
#[derive(Debug, Clone)]
pub struct Life {
    /// The PC.
    pub pc: Pc,
    /// The service.
    pub service: Service,
    /// What stands between PC and service.
    pub obstacles: Vec<Obstacle>,
    /// What the normal profile contains at the beginning.
    pub profile: Profile,
    /// Whether the extension was there when Chrome started.
    pub seen: bool,
    /// The steps; a click follows the last one.
    pub acts: Vec<Act>,
}

/// The results of a life.
#[derive(Debug, Clone, Default)]
pub struct Tally {
    /// Number of diagnoses.
    pub looks: u64,
    /// For each cause, how often it was called `found`, and how often wrongly.
    pub found: BTreeMap<Cause, (u64, u64)>,
}

impl Tally {
    /// Adds the counts of another tally.
    pub fn add(&mut self, other: &Self) {
        self.looks += other.looks;
        for (cause, (all, wrong)) in &other.found {
            let sum = self.found.entry(*cause).or_default();
            sum.0 += all;
            sum.1 += wrong;
        }
    }

    /// How many findings were `found`, and how many of these were wrong.
    #[must_use]
    pub fn total(&self) -> (u64, u64) {
        self.found.values().fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1))
    }
}

impl Life {
    /// The same failure with as few steps and as ordinary a clinic as possible. proptest shrinks values only, and keeps steps
    /// that only let time pass.
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

    /// The world before the first step.
    #[must_use]
    pub fn begin(&self) -> World {
        let mut world =
            World::new(self.pc.clone(), self.service.clone(), self.obstacles.clone(), self.seen);
        world.normal = self.profile.clone();
        world
    }

    /// Plays the life; `lies` allows wrong answers, which are then not checked.
    ///
    /// # Errors
    /// A description of the first diagnosis that breaks a rule.
    pub fn play(&self, lies: bool) -> Result<Tally, String> {
        let mut played = Played::new(self.begin(), lies);
        for act in self.acts.iter().chain([&Act::Click]) {
            played.step(act)?;
        }
        Ok(played.tally)
    }
}
