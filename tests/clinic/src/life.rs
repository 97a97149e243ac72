//! A life: a clinic and what happens in it, generated and shrunk by proptest (`strategies`).

use crate::chromium::Profile;
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
        let mut played = Played::new(self.begin(), lies);
        for act in self.acts.iter().chain([&Act::Click]) {
            played.step(act)?;
        }
        Ok(played.tally)
    }
}
