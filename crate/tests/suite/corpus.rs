//! The labelled corpus: diagnoses every evidence file and compares the result with the label of what was really broken.
//!
//! Right: the primary cause is the truth, or the truth is among the rivals of a suspected primary cause.
//! Precision: how often `found` was the truth. The tables are a part of `docs/confusion.md`;
//! `UPDATE=1 cargo test -p karte-signin-doctor --test suite corpus::` writes them anew.

use crate::page_part;
use karte_signin_doctor::diagnose;
use karte_signin_doctor::diagnosis::types::{Cause, Diagnosis, Verdict};
use karte_signin_doctor::evidence::Evidence;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

#[derive(Deserialize)]
struct Label {
    truth: Vec<Cause>,
}

struct Outcome {
    name: String,
    truth: Vec<Cause>,
    diagnosis: Diagnosis,
}

impl Outcome {
    fn exact(&self) -> bool {
        match self.diagnosis.primary {
            None => self.truth.is_empty(),
            Some(cause) => self.truth.contains(&cause),
        }
    }

    fn right(&self) -> bool {
        let rivals = self.diagnosis.primary_finding().map(|f| f.rivals.as_slice());
        self.exact() || rivals.unwrap_or_default().iter().any(|rival| self.truth.contains(rival))
    }

    fn verdict(&self) -> Option<Verdict> {
        self.diagnosis.primary_finding().map(|f| f.verdict)
    }
}

#[derive(Default)]
struct Tally {
    files: usize,
    exact: usize,
    right: usize,
    found: usize,
    found_right: usize,
}

impl Tally {
    fn of<'a>(outcomes: impl Iterator<Item = &'a Outcome>) -> Self {
        let mut tally = Self::default();
        for outcome in outcomes {
            let found = outcome.verdict() == Some(Verdict::Found);
            tally.files += 1;
            tally.exact += usize::from(outcome.exact());
            tally.right += usize::from(outcome.right());
            tally.found += usize::from(found);
            tally.found_right += usize::from(found && outcome.exact());
        }
        tally
    }

    fn row(&self, name: &str) -> String {
        let share = |part: usize, of: usize| {
            #[allow(clippy::cast_precision_loss, reason = "a few hundred files")]
            let percent = 100.0 * part as f64 / of.max(1) as f64;
            format!("{part} ({percent:.1} %)")
        };
        format!(
            "| {name} | {} | {} | {} | {} | {} |\n",
            self.files,
            share(self.right, self.files),
            share(self.exact, self.files),
            self.found,
            share(self.found_right, self.found),
        )
    }
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn outcomes() -> Vec<Outcome> {
    let corpus = root().join("tests/corpus");
    let labels = std::fs::read_to_string(corpus.join("labels.json")).expect("labels.json");
    let labels: BTreeMap<String, Label> = serde_json::from_str(&labels).expect("labels");
    labels
        .into_iter()
        .map(|(name, label)| {
            let text = std::fs::read_to_string(corpus.join(&name)).expect(&name);
            let evidence: Evidence =
                serde_json::from_str(&text).unwrap_or_else(|e| panic!("{name}: {e}"));
            Outcome { name, truth: label.truth, diagnosis: diagnose(&evidence) }
        })
        .collect()
}

fn confusion(outcomes: &[Outcome]) -> String {
    let mut cells: BTreeMap<(Option<Cause>, Option<Cause>), usize> = BTreeMap::new();
    for outcome in outcomes {
        let primary = outcome.diagnosis.primary;
        let truth = match primary {
            Some(cause) if outcome.truth.contains(&cause) => Some(cause),
            _ => outcome.truth.first().copied(),
        };
        *cells.entry((truth, primary)).or_default() += 1;
    }
    let all: Vec<_> = std::iter::once(None).chain(Cause::ALL.iter().copied().map(Some)).collect();
    let name = |cause: Option<Cause>| cause.map_or("(none)", Cause::id);
    let mut out = String::from("| truth \\ primary |");
    for cause in &all {
        let _ = write!(out, " {} |", name(*cause));
    }
    let _ = writeln!(out, "\n|---|{}", "--:|".repeat(all.len()));
    for truth in &all {
        let _ = write!(out, "| **{}** |", name(*truth));
        for primary in &all {
            let count = cells.get(&(*truth, *primary));
            let _ = write!(out, " {} |", count.map_or(String::from("·"), ToString::to_string));
        }
        out.push('\n');
    }
    out
}

fn report(outcomes: &[Outcome]) -> String {
    let recorded = |o: &&Outcome| o.name.starts_with("recorded/");
    let mut out = String::from(
        "| files | number | right | exact | said `found` | of these true |\n|---|--:|--:|--:|--:|--:|\n",
    );
    out += &Tally::of(outcomes.iter().filter(recorded)).row("recorded");
    out += &Tally::of(outcomes.iter().filter(|o| !recorded(o))).row("written");
    out += &Tally::of(outcomes.iter()).row("all");
    out += "\n### Confusion matrix\n\nWhere a file has several truths, the row is the one that was named, else the first.\n\n";
    out += &confusion(outcomes);
    out += "\n### Not right\n\n";
    for wrong in outcomes.iter().filter(|o| !o.right()) {
        let truth: Vec<_> = wrong.truth.iter().map(|c| c.id()).collect();
        let said = wrong.diagnosis.primary.map_or("(none)", Cause::id);
        let _ = writeln!(
            out,
            "- `{}`: truth {truth:?}, said {said} ({:?})",
            wrong.name,
            wrong.verdict()
        );
    }
    out
}

#[test]
fn right_often_enough_and_found_only_when_true() {
    let outcomes = outcomes();
    println!("{}", report(&outcomes));
    let all = Tally::of(outcomes.iter());
    assert!(all.right * 100 >= all.files * 90, "{} of {} right", all.right, all.files);
    assert!(
        all.found_right * 100 >= all.found * 98,
        "{} of {} found are true",
        all.found_right,
        all.found
    );
}

#[test]
fn the_corpus_is_large_and_mostly_real() {
    let outcomes = outcomes();
    let recorded = outcomes.iter().filter(|o| o.name.starts_with("recorded/")).count();
    assert!(outcomes.len() >= 300, "{} files", outcomes.len());
    assert!(recorded * 2 >= outcomes.len(), "{recorded} of {} recorded", outcomes.len());
}

#[test]
fn every_cause_is_in_the_corpus() {
    let outcomes = outcomes();
    for cause in Cause::ALL {
        assert!(outcomes.iter().any(|o| o.truth.contains(cause)), "{cause:?}");
    }
}

#[test]
fn the_kept_tables_are_true() {
    let page = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/confusion.md");
    let command = "cargo test -p karte-signin-doctor --test suite corpus::";
    page_part::keep(page, "corpus", command, &report(&outcomes())).expect("the tables");
}
