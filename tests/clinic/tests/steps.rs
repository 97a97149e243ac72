//! How many steps lead to the open karte, by the popup and by the vendor's help page; `UPDATE=1` writes `docs/clinic.md`.

#[path = "../../../crate/tests/suite/page_part.rs"]
mod page_part;

use karte_clinic::table::{Row, compare, markdown, median};
use karte_signin_doctor::diagnosis::types::Cause;
use std::collections::BTreeMap;

const SEED: u8 = 23;
const LIVES: u32 = 4_000;
const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/clinic.md");
const COMMAND: &str = "cargo test -p karte-clinic --test steps";

type Rows = BTreeMap<Cause, Row>;

fn sum(rows: &Rows, of: fn(&Row) -> u32) -> u32 {
    rows.values().map(of).sum()
}

fn middle(rows: &Rows, of: fn(&Row) -> &Vec<u32>) -> u32 {
    median(&rows.values().flat_map(of).copied().collect::<Vec<_>>()).unwrap_or(0)
}

fn part(title: &str, rows: &Rows) -> String {
    let (curable, quick) = (sum(rows, |r| r.curable), sum(rows, |r| r.quick));
    format!(
        "{title}: {quick} of {curable} curable lives are open within six steps; medians {} and {} steps.\n\n{}",
        middle(rows, |r| &r.ours),
        middle(rows, |r| &r.theirs),
        markdown(rows),
    )
}

#[test]
fn the_popup_leads_to_the_open_karte_in_few_steps() {
    let one = compare(SEED, LIVES, 1).expect("lives");
    let all = compare(SEED, LIVES, usize::MAX).expect("lives");
    let parts = [part("One thing in the way", &one), part("One or several", &all)];
    page_part::keep(PAGE, "steps", COMMAND, &parts.join("\n")).expect("the tables");
    assert_eq!(
        sum(&one, |r| r.lost) + sum(&all, |r| r.lost),
        0,
        "nobody is left without a next step"
    );
    assert!(sum(&one, |r| r.quick) * 100 >= sum(&one, |r| r.curable) * 99);
    assert!(middle(&one, |r| &r.ours) * 3 <= middle(&one, |r| &r.theirs));
}
