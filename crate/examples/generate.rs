//! Writes the generated files into the project whose root is the first argument: the JSON Schemas, the rules and hosts of
//! the correction, the cause table for the pages, and the TypeScript types. A test compares them with the committed files.

use karte_signin_doctor::base::site::KARTE_HOST;
use karte_signin_doctor::diagnosis::types::{Cause, Diagnosis};
use karte_signin_doctor::evidence::Evidence;
use karte_signin_doctor::evidence::readings::PageFacts;
use karte_signin_doctor::messages::reply::{
    BackupReply, BookmarksReply, CertificatesReply, CodeReply, CorrectionStatus, ErasedReply,
    ExperimentStatus, Fixed, HistoryReply, PlannedFix, PolicyReply, Refusal, RestartStatus,
    SettingsReply,
};
use karte_signin_doctor::messages::request::Message;
use karte_signin_doctor::report::Document;
use karte_signin_doctor::url_correction::dnr_rules::rules;
use karte_signin_doctor::url_correction::typo_hosts::{
    ENTRIES, ENTRIES_OF_VENDOR, SCHEMES, typing_errors,
};
use schemars::schema_for;
use serde::Serialize;
use std::any::TypeId;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;
use ts_rs::{Config, TS, TypeVisitor};

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
        ("types/generated.d.ts", types()),
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

/// The lists for the worker's listener for typing errors.
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

/// One list; it stays on one line if that has no more than a hundred characters.
fn list(name: &str, items: &[String], first: Option<&str>) -> String {
    let quoted = items.iter().map(|item| format!("\"{item}\""));
    let all: Vec<_> = first.map(ToOwned::to_owned).into_iter().chain(quoted).collect();
    let line = format!("export const {name} = [{}];\n", all.join(", "));
    if line.len() <= 101 {
        return line;
    }
    format!("export const {name} = [\n  {},\n];\n", all.join(",\n  "))
}

/// The types of all messages, replies and readings that are exchanged between the core and JavaScript.
fn types() -> String {
    let mut types =
        Types { config: Config::new().with_large_int("number"), found: BTreeMap::new() };
    // The pages use their own table of causes, which is generated from the same enum.
    let causes = "export type Cause = keyof typeof import(\"../extension/shared/cause_table.js\").CAUSE_TABLE;\n";
    types.found.insert("Cause".to_owned(), (TypeId::of::<Cause>(), causes.to_owned()));
    types.visit::<Message>();
    types.visit::<PageFacts>();
    types.visit::<Diagnosis>();
    types.visit::<Document>();
    types.visit::<CodeReply>();
    types.visit::<Fixed>();
    types.visit::<PlannedFix>();
    types.visit::<Refusal>();
    types.visit::<BookmarksReply>();
    types.visit::<CorrectionStatus>();
    types.visit::<ExperimentStatus>();
    types.visit::<RestartStatus>();
    types.visit::<BackupReply>();
    types.visit::<CertificatesReply>();
    types.visit::<ErasedReply>();
    types.visit::<HistoryReply<'static>>();
    types.visit::<PolicyReply>();
    types.visit::<SettingsReply>();
    let head = "// What the core reads and sends, type by type. Generated from crate/src by `cargo run --example generate .`.\n\n";
    let declared: Vec<_> = types.found.values().map(|(_, text)| laid_out(text)).collect();
    head.to_owned() + &declared.join("\n")
}

/// Formats a declaration with one field per line, indented by its braces.
fn laid_out(declared: &str) -> String {
    let is_comment = |line: &str| line.starts_with(['/', '*']);
    let short = declared.replace("/**\n * ", "/** ").replace("\n */\n", " */\n");
    let split = |line: &str| match line.trim() {
        comment if is_comment(comment) => comment.to_owned(),
        fields => fields.replace('{', "{\n").replace('}', "\n}").replace(", ", ",\n"),
    };
    let lines = short.lines().map(split).collect::<Vec<_>>().join("\n");
    let mut depth = 0_usize;
    let indented = lines.lines().map(str::trim).filter(|line| !line.is_empty()).map(|line| {
        depth -= usize::from(line.starts_with('}'));
        let star = if line.starts_with('*') { " " } else { "" };
        let indented = format!("{}{star}{line}\n", "  ".repeat(depth));
        depth += usize::from(!is_comment(line) && line.ends_with('{'));
        indented
    });
    indented.collect()
}

/// Declarations by name: each visited type, and all types that it contains.
struct Types {
    config: Config,
    found: BTreeMap<String, (TypeId, String)>,
}

impl TypeVisitor for Types {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        // Lists, options and numbers have no declaration of their own.
        if T::output_path().is_none() {
            return;
        }
        let (name, id) = (T::ident(&self.config), TypeId::of::<T>());
        if let Some((known, _)) = self.found.get(&name) {
            assert_eq!(*known, id, "two types are called {name}");
            return;
        }
        let docs = T::docs().unwrap_or_default();
        let declared = format!("{docs}export {}\n", T::decl(&self.config));
        self.found.insert(name, (id, declared));
        T::visit_dependencies(self);
    }
}
