//! Writes the files that are made from the core into the project whose root is the first argument: the JSON Schemas, the
//! correction's rules and hosts, and the causes for the pages. A test compares them with those that are kept.

use karte_signin_doctor::base::site::KARTE_HOST;
use karte_signin_doctor::diagnosis::types::{Cause, Diagnosis};
use karte_signin_doctor::evidence::Evidence;
use karte_signin_doctor::report::Document;
use karte_signin_doctor::url_correction::dnr_rules::rules;
use karte_signin_doctor::url_correction::typo_hosts::{
    ENTRIES, ENTRIES_OF_VENDOR, SCHEMES, typing_errors,
};
use schemars::schema_for;
use serde::Serialize;
use std::fmt::Write as _;
use std::path::Path;

type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

fn main() -> Outcome<()> {
    let root = std::env::args().nth(1).ok_or("name the project's root")?;
    for (path, text) in [
        ("schema/evidence.schema.json", pretty(&schema_for!(Evidence))?),
        ("schema/diagnosis.schema.json", pretty(&schema_for!(Diagnosis))?),
        ("schema/report.schema.json", pretty(&schema_for!(Document))?),
        ("extension/rules/correction.json", pretty(&rules())?),
        ("extension/rules/hosts.js", hosts()),
        ("extension/shared/cause_table.js", causes()?),
    ] {
        let file = Path::new(&root).join(path);
        std::fs::create_dir_all(file.parent().ok_or("no folder")?)?;
        std::fs::write(file, text)?;
    }
    Ok(())
}

fn pretty(value: &impl Serialize) -> Outcome<String> {
    Ok(serde_json::to_string_pretty(value)? + "\n")
}

/// The properties of each cause, in order of rank.
fn causes() -> Outcome<String> {
    let mut text = "// The causes in order of rank. Generated from crate/src/diagnosis/cause.rs by `cargo run --example generate .`.\n\n\
        /** `number`: on the vendor's help page; 0 is its precondition, null is not on that page. */\n\
        export const CAUSE_TABLE = {\n"
        .to_owned();
    for cause in Cause::ALL {
        let (id, number) = (cause.id(), serde_json::to_string(&cause.number())?);
        let (visible, incognito) = (cause.is_fully_visible(), cause.is_solved_by_incognito());
        writeln!(
            text,
            "  {id}: {{ number: {number}, fullyVisible: {visible}, solvedByIncognito: {incognito} }},"
        )?;
    }
    Ok(text + "};\n")
}

/// The lists of the worker's listener for typing errors.
fn hosts() -> String {
    let schemes = SCHEMES.iter().map(ToString::to_string);
    let others: Vec<_> = schemes.chain([format!("{KARTE_HOST}.")]).collect();
    let mut text =
        "// Typing errors in the karte's host, made from the core's table: navigations to these \
                    alone wake the worker.\n"
            .to_owned();
    text += &list("TYPED", typing_errors(), None);
    text += "/** Schemes in the place of the host, and the karte's name with a dot behind it. */\n";
    text += &list("HOSTS", &others, Some("...TYPED"));
    text += "/** Under a mistyped host, these are surely meant to be the sign-in page. */\n";
    text += &list("ENTRIES", &ENTRIES.map(ToOwned::to_owned), None);
    text += "/** The same under the vendor's own domain, where the browser's rules take the other ones. */\n";
    text + &list("ENTRIES_OF_VENDOR", &ENTRIES_OF_VENDOR.map(ToOwned::to_owned), None)
}

/// One list, in one line where that has no more than a hundred characters.
fn list(name: &str, items: &[String], first: Option<&str>) -> String {
    let quoted = items.iter().map(|item| format!("\"{item}\""));
    let all: Vec<_> = first.map(ToOwned::to_owned).into_iter().chain(quoted).collect();
    let line = format!("export const {name} = [{}];\n", all.join(", "));
    if line.len() <= 101 {
        return line;
    }
    format!("export const {name} = [\n  {},\n];\n", all.join(",\n  "))
}
