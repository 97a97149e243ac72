//! How often the diagnosis is right while the karte is shut: by condition, by pairs of conditions and by what went before.
//! `UPDATE=1 cargo test -p karte-clinic --test confusion` writes the part of `docs/confusion.md`.

#[path = "../../../crate/tests/suite/page_part.rs"]
mod page_part;

use karte_clinic::confusion::{Look, looks};
use karte_clinic::truth::Condition;
use karte_signin_doctor::diagnosis::types::Cause;
use std::collections::BTreeMap;
use std::fmt::Write as _;

const SEED: u8 = 29;
const LIVES: u32 = 20_000;
const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/confusion.md");
const COMMAND: &str = "cargo test -p karte-clinic --test confusion";

/// In percent, how many primary causes have to be true where one, two and any number of conditions keep the karte shut: what was
/// measured, less one point. They only tell that a rule was lost; the numbers themselves are in the page.
const LEAST_EXACT: [f64; 3] = [73.4, 86.8, 85.9];

/// The columns of [`Tally::cells`].
const COLUMNS: &str = " looks | right | exact | neither | said `found` | of these true |\n|---|--:|--:|--:|--:|--:|--:|\n";

#[derive(Default)]
struct Tally {
    looks: u32,
    right: u32,
    exact: u32,
    found: u32,
    found_true: u32,
}

impl Tally {
    fn of<'a>(looks: impl IntoIterator<Item = &'a Look>) -> Self {
        let mut tally = Self::default();
        for look in looks {
            tally.looks += 1;
            tally.right += u32::from(look.is_right());
            tally.exact += u32::from(look.is_exact());
            tally.found += u32::from(look.is_found());
            tally.found_true += u32::from(look.is_found() && look.is_exact());
        }
        tally
    }

    fn exact_percent(&self) -> f64 {
        percent(self.exact, self.looks)
    }

    fn cells(&self) -> String {
        let share = |part: u32, of: u32| match of {
            0 => "–".to_owned(),
            _ => format!("{part} ({:.1} %)", percent(part, of)),
        };
        format!(
            " {} | {} | {} | {} | {} | {} |\n",
            self.looks,
            share(self.right, self.looks),
            share(self.exact, self.looks),
            self.looks - self.right,
            self.found,
            share(self.found_true, self.found),
        )
    }
}

fn percent(part: u32, of: u32) -> f64 {
    f64::from(part) * 100.0 / f64::from(of.max(1))
}

fn grouped<K: Ord>(looks: &[Look], key: impl Fn(&Look) -> Option<K>) -> BTreeMap<K, Vec<&Look>> {
    let mut groups = BTreeMap::<K, Vec<&Look>>::new();
    for look in looks {
        if let Some(key) = key(look) {
            groups.entry(key).or_default().push(look);
        }
    }
    groups
}

/// A table with one row for each group.
fn table<K: Ord>(first: &str, groups: BTreeMap<K, Vec<&Look>>, name: fn(&K) -> String) -> String {
    let mut out = format!("| {first} |{COLUMNS}");
    for (key, looks) in groups {
        let _ = write!(out, "| {} |{}", name(&key), Tally::of(looks).cells());
    }
    out
}

fn only(look: &Look) -> Option<Condition> {
    if let [one] = look.truth.as_slice() { Some(*one) } else { None }
}

fn pair(look: &Look) -> Option<[Cause; 2]> {
    let &[one, other] = look.truth.as_slice() else { return None };
    let mut pair = [*one.first()?, *other.first()?];
    pair.sort_unstable();
    Some(pair)
}

fn names(causes: &[Cause], between: &str) -> String {
    causes.iter().map(|cause| cause.id()).collect::<Vec<_>>().join(between)
}

fn matrix(looks: &[Look]) -> String {
    let named: Vec<_> = std::iter::once(None).chain(Cause::ALL.iter().copied().map(Some)).collect();
    let mut out = String::from("| truth \\ primary |");
    for cause in &named {
        let _ = write!(out, " {} |", cause.map_or("(none)", Cause::id));
    }
    let _ = writeln!(out, "\n|---|{}", "--:|".repeat(named.len()));
    for (truth, looks) in grouped(looks, only) {
        let _ = write!(out, "| **{}** |", names(truth, " / "));
        for cause in &named {
            let tally = Tally::of(looks.iter().copied().filter(|look| look.primary == *cause));
            let _ = match tally {
                Tally { looks: 0, .. } => write!(out, " · |"),
                Tally { looks, found: 0, .. } => write!(out, " {looks} |"),
                Tally { looks, found, .. } => write!(out, " {looks} ({found}) |"),
            };
        }
        out.push('\n');
    }
    out
}

fn report(looks: &[Look]) -> String {
    let number = |look: &Look| Some(look.truth.len().min(3));
    let counted = table("conditions", grouped(looks, number), |number| {
        ["none", "one", "two", "three and more"][*number].to_owned()
    });
    let pairs = table("pair", grouped(looks, pair), |pair| names(pair, " + "));
    let histories = table("history", grouped(looks, |look| Some(look.history)), |history| {
        history.label().to_owned()
    });
    format!(
        "{LIVES} lives with seed {SEED}.\n\
         Neither: neither the primary cause nor a rival is the truth.\n\n{counted}| all |{all}\n\
         ### One condition\n\n\
         A row with several names is a condition for which each of them is right.\n\
         In brackets: how many of them were said to be `found`.\n\n{matrix}\n\
         ### Pairs of conditions\n\n\
         Exactly two conditions, each under its first name; naming one of the two is right.\n\n{pairs}\n\
         ### Histories\n\n\
         The last thing before the look that can change what the extension sees, with any number of conditions; opening, reloading and waiting are looked past.\n\n{histories}",
        all = Tally::of(looks).cells(),
        matrix = matrix(looks),
    )
}

#[test]
fn the_kept_tables_are_true_and_found_always_is() {
    let looks = looks(SEED, LIVES).expect("lives");
    page_part::keep(PAGE, "clinic", COMMAND, &report(&looks)).expect("the tables");
    let all = Tally::of(&looks);
    assert_eq!(all.found_true, all.found, "found, and not true");
    let with = |number| Tally::of(looks.iter().filter(|look| look.truth.len() == number));
    let exact = [with(1), with(2), all].map(|tally| tally.exact_percent());
    println!("exact: {exact:?}");
    assert!(exact.iter().zip(LEAST_EXACT).all(|(is, least)| *is >= least), "{exact:?}");
}
