//! What the diagnosis named at each look while the karte was shut, beside what was true: the tables for `docs/confusion.md`.

use crate::chromium::{Profile, Shows, Window};
use crate::life::{Act, Life};
use crate::pc::Pc;
use crate::played::Played;
use crate::strategies::life;
use crate::truth::{Condition, conditions};
use crate::world::World;
use karte_signin_doctor::diagnosis::types::{Cause, Verdict};
use karte_signin_doctor::evidence::questions::Question;
use karte_signin_doctor::evidence::readings::PageText;
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use std::collections::BTreeMap;

/// The last act before a look that may change what the extension sees; opening, reloading and waiting are looked past.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum History {
    /// The page was opened or reloaded, and nothing else happened.
    Opening,
    /// An entry of the dialog was chosen.
    Choice,
    /// The dialog was cancelled.
    Cancelled,
    /// Mail address and password were entered.
    SignIn,
    /// 「申請する」 was pressed.
    Apply,
    /// Back.
    Back,
    /// Another tab came to the front.
    Tab,
    /// Another window came to the front, or one was closed.
    Window,
    /// The page was translated.
    Translation,
    /// A certificate was installed.
    Installation,
    /// The clock was set.
    Clock,
    /// Chrome was restarted, by the person or by the popup's experiment.
    Restart,
    /// An incognito window of the person was opened or closed.
    Incognito,
    /// An obstacle went away.
    Healed,
    /// A question of the popup was answered.
    Answer,
    /// Another experiment of the popup was done and reported.
    Experiment,
}

impl History {
    /// How the table names it.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Opening => "nothing but opening and reloading",
            Self::Choice => "an entry chosen in the dialog",
            Self::Cancelled => "the dialog cancelled",
            Self::SignIn => "mail address and password entered",
            Self::Apply => "「申請する」 pressed",
            Self::Back => "Back",
            Self::Tab => "a switch of tabs",
            Self::Window => "another window",
            Self::Translation => "a translation of the page",
            Self::Installation => "an installation of a certificate",
            Self::Clock => "the clock set",
            Self::Restart => "a restart",
            Self::Incognito => "an incognito window opened or closed",
            Self::Healed => "an obstacle gone",
            Self::Answer => "an answer",
            Self::Experiment => "another experiment of the popup",
        }
    }

    /// What an act adds to the history, where it has an effect; `asked` is the question that an answer answers.
    fn of(act: &Act, asked: Option<Question>) -> Option<Self> {
        Some(match act {
            Act::Open | Act::OpenWrong | Act::Reload | Act::Wait(_) | Act::Click => return None,
            Act::Back { .. } => Self::Back,
            Act::Choose(_) => Self::Choice,
            Act::Cancel => Self::Cancelled,
            Act::SignIn => Self::SignIn,
            Act::Apply => Self::Apply,
            Act::Install { .. } => Self::Installation,
            Act::SetClock => Self::Clock,
            Act::Restart => Self::Restart,
            Act::OwnIncognito | Act::CloseIncognito => Self::Incognito,
            Act::SwitchTab => Self::Tab,
            Act::OpenWindow | Act::SwitchWindow | Act::CloseWindow => Self::Window,
            Act::Translate(_) => Self::Translation,
            Act::Heal => Self::Healed,
            Act::Answer { .. } | Act::Experiment(_) => match asked? {
                Question::Restart => Self::Restart,
                question if question.is_experiment() => Self::Experiment,
                _ => Self::Answer,
            },
        })
    }
}

/// A diagnosis while the karte was shut.
#[derive(Debug, Clone)]
pub struct Look {
    /// The conditions that kept it shut.
    pub truth: Vec<Condition>,
    /// The primary cause.
    pub primary: Option<Cause>,
    /// The causes that the primary finding names beside it.
    pub rivals: Vec<Cause>,
    /// How sure the primary finding is.
    pub verdict: Option<Verdict>,
    /// What went before.
    pub history: History,
}

impl Look {
    /// Whether a cause is a right name for one of the conditions.
    fn is_true(&self, cause: Cause) -> bool {
        self.truth.iter().any(|condition| condition.contains(&cause))
    }

    /// Whether the primary cause is true.
    #[must_use]
    pub fn is_exact(&self) -> bool {
        self.primary.is_some_and(|cause| self.is_true(cause))
    }

    /// Whether the primary cause or one of its rivals is true.
    #[must_use]
    pub fn is_right(&self) -> bool {
        self.is_exact() || self.rivals.iter().any(|rival| self.is_true(*rival))
    }

    /// Whether the primary cause was called `found`.
    #[must_use]
    pub fn is_found(&self) -> bool {
        self.verdict == Some(Verdict::Found)
    }
}

/// What an act may change.
type State = (Pc, usize, Profile, bool, Vec<Window>, usize);

/// A life while its looks are taken down.
struct Watched {
    played: Played,
    /// For each page, by its time of loading, the conditions then.
    loaded: BTreeMap<i64, Vec<Condition>>,
    /// The conditions at the last click.
    clicked: Vec<Condition>,
    history: History,
}

impl Watched {
    fn new(life: &Life) -> Self {
        let played = Played::new(life.begin(), false);
        let history = History::Opening;
        Self { played, loaded: BTreeMap::new(), clicked: Vec::new(), history }
    }

    fn state(&self) -> State {
        let world = &self.played.world;
        let (pc, normal, windows) = (world.pc.clone(), world.normal.clone(), world.windows.clone());
        (pc, world.obstacles.len(), normal, world.incognito.is_some(), windows, world.front)
    }

    /// Plays an act, and returns the look if it led to a diagnosis while the karte was shut.
    fn step(&mut self, act: &Act) -> Result<Option<Look>, String> {
        let last = self.played.last.as_ref();
        let asked = match act {
            Act::Experiment(question) => last.map(|_| *question),
            _ => last.and_then(|diagnosis| diagnosis.next).map(|next| next.0),
        };
        let (before, looks) = (self.state(), self.played.tally.looks);
        self.played.step(act)?;
        let (after, looked) = (self.state(), self.played.tally.looks > looks);
        if let Some(history) = History::of(act, asked).filter(|_| looked || before != after) {
            self.history = history;
        }
        let world = &self.played.world;
        if let Some(document) = world.tab().document() {
            self.loaded.entry(document.opened_at).or_insert_with(|| conditions(world));
        }
        Ok(if looked { self.look(act) } else { None })
    }

    fn look(&mut self, act: &Act) -> Option<Look> {
        let truth = self.truth(act);
        let diagnosis = self.played.last.as_ref()?;
        let finding = diagnosis.primary_finding();
        (is_shut(&self.played.world) && !truth.is_empty()).then(|| Look {
            truth,
            primary: diagnosis.primary,
            rivals: finding.map(|f| f.rivals.clone()).unwrap_or_default(),
            verdict: finding.map(|f| f.verdict),
            history: self.history,
        })
    }

    /// The conditions by which a look is judged, as in `Played::check`: those of now, those at the loading of somebody else's
    /// page, and for an answer those at the last click.
    fn truth(&mut self, act: &Act) -> Vec<Condition> {
        let world = &self.played.world;
        let mut truth = conditions(world);
        if let Some(page) = world.tab().document().filter(|d| d.recognised() == PageText::Other) {
            truth.extend(self.loaded.get(&page.opened_at).into_iter().flatten());
        }
        if *act == Act::Click {
            self.clicked.clone_from(&truth);
        } else {
            truth.extend(&self.clicked);
        }
        // An account that is gone is a condition by itself and by its certificate.
        truth.sort_unstable();
        truth.dedup();
        truth
    }
}

/// Whether the tab in front shows that something is wrong.
fn is_shut(world: &World) -> bool {
    match &world.tab().shows {
        Shows::Error(_) => true,
        Shows::Document(page) => matches!(page.recognised(), PageText::Failing | PageText::Other),
        Shows::Nothing | Shows::Dialog(_) => false,
    }
}

/// The looks of `lives` generated lives, with truthful answers.
///
/// # Errors
/// A life cannot be generated, or a diagnosis breaks a rule of [`Played`].
pub fn looks(seed: u8, lives: u32) -> Result<Vec<Look>, String> {
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &[seed; 32]);
    let mut runner = TestRunner::new_with_rng(Config::default(), rng);
    let (kinds, mut looks) = (life(), Vec::new());
    for _ in 0..lives {
        let life = kinds.new_tree(&mut runner).map_err(|why| why.to_string())?.current();
        let mut watched = Watched::new(&life);
        for act in life.acts.iter().chain([&Act::Click]) {
            looks.extend(watched.step(act)?);
        }
    }
    Ok(looks)
}
