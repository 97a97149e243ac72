//! Compares both ways to the karte over many lives, per cause, as numbers and as a table for `docs/clinic.md`.

use crate::player::{
    Actions, Way, cause_of, follow_help_page, follow_popup, is_curable, ordinary, trouble,
};
use crate::strategies::life;
use crate::truth::conditions;
use karte_signin_doctor::diagnosis::types::Cause;
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// How many steps a person at the reception has patience for.
pub const PATIENCE: u32 = 6;

/// The lives of one cause.
#[derive(Debug, Clone, Default)]
pub struct Row {
    /// Lives in which somebody at the clinic can solve the problem.
    pub curable: u32,
    /// Of these, opened by following the popup within [`PATIENCE`] steps.
    pub quick: u32,
    /// Of these, opened later.
    pub late: u32,
    /// Of these, referred to whoever can help.
    pub handed: u32,
    /// Of these, not solved.
    pub lost: u32,
    /// Lives in which only the vendor can solve the problem; they are counted, but not played.
    pub vendor: u32,
    /// Steps by following the popup, where that opened the karte.
    pub ours: Vec<u32>,
    /// Steps by following the help page, where that opened the karte.
    pub theirs: Vec<u32>,
}

/// Plays `count` lives that begin with a failing page in both ways; each has at most `most` conditions that keep the karte shut.
///
/// # Errors
/// The table of actions cannot be read, or a life cannot be generated.
pub fn compare(seed: u8, count: u32, most: usize) -> Result<BTreeMap<Cause, Row>, String> {
    let actions = Actions::kept().map_err(|why| why.to_string())?;
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &[seed; 32]);
    let mut runner = TestRunner::new_with_rng(Config::default(), rng);
    let mut rows = BTreeMap::<Cause, Row>::new();
    let mut played = 0;
    while played < count {
        let life = life().new_tree(&mut runner).map_err(|why| why.to_string())?.current();
        let Some(world) = trouble(&ordinary(&life)) else { continue };
        let Some(cause) = cause_of(&world) else { continue };
        if conditions(&world).len() > most {
            continue;
        }
        played += 1;
        let row = rows.entry(cause).or_default();
        if !is_curable(&world) {
            row.vendor += 1;
            continue;
        }
        row.curable += 1;
        match follow_popup(world.clone(), &actions) {
            Way::Open(steps) => {
                row.ours.push(steps);
                if steps <= PATIENCE { row.quick += 1 } else { row.late += 1 }
            }
            Way::Handed(_) => row.handed += 1,
            Way::Lost => row.lost += 1,
        }
        if let Way::Open(steps) = follow_help_page(world) {
            row.theirs.push(steps);
        }
    }
    Ok(rows)
}

/// The median; of an even number of values the upper one.
#[must_use]
pub fn median(numbers: &[u32]) -> Option<u32> {
    let mut sorted = numbers.to_vec();
    sorted.sort_unstable();
    sorted.get(sorted.len() / 2).copied()
}

/// The rows as a Markdown table.
#[must_use]
pub fn markdown(rows: &BTreeMap<Cause, Row>) -> String {
    let mut text = String::from(
        "| first cause | curable lives | open within 6 steps | later | handed on | lost | steps, median | help page: open | steps, median | vendor's |\n\
         |---|--:|--:|--:|--:|--:|--:|--:|--:|--:|\n",
    );
    let shown = |number: Option<u32>| number.map_or("–".to_owned(), |n| n.to_string());
    for (cause, row) in rows {
        let name = serde_json::to_value(cause).unwrap_or_default();
        let share = f64::from(row.quick) * 100.0 / f64::from(row.curable.max(1));
        let _ = writeln!(
            text,
            "| {} | {} | {share:.1} % | {} | {} | {} | {} | {} | {} | {} |",
            name.as_str().unwrap_or_default(),
            row.curable,
            row.late,
            row.handed,
            row.lost,
            shown(median(&row.ours)),
            row.theirs.len(),
            shown(median(&row.theirs)),
            row.vendor,
        );
    }
    text
}
