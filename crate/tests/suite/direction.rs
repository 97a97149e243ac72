//! The folders of the core depend on each other in one direction only, and its files have no cycle. The dependencies are the
//! `crate::…` and `super::…` paths in all files under `crate/src`, tests excepted.
//!
//! A child may name the `mod.rs` above it: a folder and its `mod.rs` count as one unit.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// The folders from the bottom up. Each may use the folders of earlier lines, but no other folder of its own line.
const LEVELS: [&[&str]; 9] = [
    &["base"],
    &["clock"],
    &["url_correction"],
    &["evidence"],
    &["state"],
    &["diagnosis", "extensions"],
    &["report"],
    &["messages"],
    &["browser"],
];
/// Extra forbidden pair: a report is made from a diagnosis alone.
const APART: [(&str, &str); 1] = [("report", "extensions")];
/// The levels inside `browser/`, in the same notation.
const BROWSER: [&[&str]; 8] = [
    &["api"],
    &["storage"],
    &["probes"],
    &["ui"],
    &["flows"],
    &["handlers"],
    &["events"],
    &["dispatch"],
];

/// A module as the segments of its path: `browser::api::chrome` is three segments.
type Module = Vec<String>;

/// For each module, the modules that it names.
struct Graph(BTreeMap<Module, BTreeSet<Module>>);

impl Graph {
    /// From file names, relative to the folder of `lib.rs`, and their texts.
    fn of(files: &[(String, String)]) -> Self {
        let modules: BTreeSet<Module> = files.iter().map(|(name, _)| module(name)).collect();
        let named = |(name, text): &(String, String)| {
            let own = module(name);
            let code = without_tests(text);
            let paths = paths(&code, &own, &modules);
            let known = paths.iter().filter_map(|path| longest(path, &modules));
            let others = known.filter(|other| !own.starts_with(other)).collect();
            (own.clone(), others)
        };
        Self(files.iter().filter(|(name, _)| name != "lib.rs").map(named).collect())
    }

    /// Dependencies on a later level, on another folder of the same level, or on a pair in `APART`.
    fn upward(&self) -> Vec<String> {
        let all = self.0.iter().flat_map(|(from, to)| to.iter().map(move |to| (from, to)));
        let wrong = all.filter(|(from, to)| {
            let (below, above) = (&from[0], &to[0]);
            let inside = below == "browser" && above == "browser" && from.len() > 1 && to.len() > 1;
            let apart = APART.contains(&(below.as_str(), above.as_str()));
            apart
                || is_upward(&LEVELS, below, above)
                || inside && is_upward(&BROWSER, &from[1], &to[1])
        });
        wrong.map(|(from, to)| format!("{} -> {}", from.join("::"), to.join("::"))).collect()
    }

    /// A dependency cycle between files, if there is one.
    fn circle(&self) -> Option<Vec<String>> {
        let mut done = BTreeSet::new();
        self.0.keys().find_map(|start| self.follow(start, &mut Vec::new(), &mut done))
    }

    fn follow(
        &self,
        at: &Module,
        way: &mut Vec<Module>,
        done: &mut BTreeSet<Module>,
    ) -> Option<Vec<String>> {
        if let Some(first) = way.iter().position(|known| known == at) {
            return Some(way[first..].iter().map(|module| module.join("::")).collect());
        }
        if done.contains(at) {
            return None;
        }
        way.push(at.clone());
        let found =
            self.0.get(at).and_then(|next| next.iter().find_map(|to| self.follow(to, way, done)));
        way.pop();
        done.insert(at.clone());
        found
    }
}

fn is_upward(levels: &[&[&str]], from: &str, to: &str) -> bool {
    let level = |name: &str| levels.iter().position(|level| level.contains(&name));
    from != to && level(to).unwrap_or(levels.len()) >= level(from).unwrap_or(levels.len())
}

fn module(file: &str) -> Module {
    let path = file.trim_end_matches(".rs").trim_end_matches("/mod");
    path.split('/').map(ToOwned::to_owned).collect()
}

fn longest(path: &[String], modules: &BTreeSet<Module>) -> Option<Module> {
    (1..=path.len()).rev().map(|count| path[..count].to_vec()).find(|known| modules.contains(known))
}

/// The code without comments and without `cfg(test)` modules.
fn without_tests(text: &str) -> String {
    let mut code = String::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        if line.trim() == "#[cfg(test)]" {
            let item = lines.next().unwrap_or_default();
            if item.ends_with('{') {
                lines.by_ref().find(|line| *line == "}");
            }
        } else if !line.trim_start().starts_with("//") {
            code.push_str(line);
            code.push('\n');
        }
    }
    code
}

/// Every path that begins with `crate`, `super` or a child module of this one, resolved from the crate root.
fn paths(code: &str, own: &[String], modules: &BTreeSet<Module>) -> Vec<Module> {
    let mut found = Vec::new();
    for (at, _) in code.match_indices("::") {
        let before = &code[..at];
        let start = before.rfind(|c: char| !is_word(c)).map_or(0, |at| at + 1);
        let head = &before[start..];
        let begins = !before[..start].ends_with("::");
        let child = [own, &[head.to_owned()]].concat();
        let base = match head {
            "crate" if begins => Vec::new(),
            "super" => own[..own.len() - 1].to_vec(),
            _ if begins && modules.contains(&child) => child,
            _ => continue,
        };
        tree(&code[at + 2..], &base, &mut found);
    }
    found
}

const fn is_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_'
}

/// Parses a use tree, `a::b` or `{a, b::{c, d}}`, and returns the rest of the code.
fn tree<'a>(code: &'a str, base: &[String], found: &mut Vec<Module>) -> &'a str {
    let code = code.trim_start();
    if let Some(mut rest) = code.strip_prefix('{') {
        loop {
            rest = tree(rest, base, found).trim_start();
            match rest.strip_prefix(',') {
                Some(more) => rest = more,
                None => return rest.strip_prefix('}').unwrap_or(rest),
            }
        }
    }
    let end = code.find(|c: char| !is_word(c)).unwrap_or(code.len());
    let path = [base, &[code[..end].to_owned()]].concat();
    if let Some(rest) = code[end..].strip_prefix("::") {
        return tree(rest, &path, found);
    }
    found.push(path);
    &code[end..]
}

fn sources(folder: &Path, prefix: &str, found: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(folder).expect("folder") {
        let path = entry.expect("entry").path();
        let name = path.file_name().and_then(|name| name.to_str()).expect("name").to_owned();
        if path.is_dir() {
            sources(&path, &format!("{prefix}{name}/"), found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push((format!("{prefix}{name}"), fs::read_to_string(&path).expect("source")));
        }
    }
}

#[test]
fn the_folders_have_one_direction_and_the_files_no_circle() {
    let mut files = Vec::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), "", &mut files);
    let graph = Graph::of(&files);
    let edges: usize = graph.0.values().map(BTreeSet::len).sum();
    assert!(edges > 300, "only {edges} imports were found");
    assert_eq!(graph.upward(), Vec::<String>::new(), "imports upward");
    assert_eq!(graph.circle(), None, "a circle of files");
}

fn graph(files: &[(&str, &str)]) -> Graph {
    let owned = |(name, text): &(&str, &str)| ((*name).to_owned(), (*text).to_owned());
    Graph::of(&files.iter().map(owned).collect::<Vec<_>>())
}

#[test]
fn an_import_upward_is_seen() {
    let check = |file: &str, text: &str, wrong: bool| {
        let all = [
            ("base/site.rs", ""),
            ("diagnosis/types.rs", ""),
            ("extensions/mod.rs", ""),
            ("browser/api/chrome.rs", ""),
            ("browser/flows/diagnose.rs", ""),
            (file, text),
        ];
        assert_eq!(graph(&all).upward().len(), usize::from(wrong), "{file}: {text}");
    };
    check("evidence/session/mod.rs", "use crate::base::site::KARTE;", false);
    check("evidence/session/mod.rs", "use crate::{base::site, diagnosis::types::Cause};", true);
    check("evidence/session/mod.rs", "fn f() -> crate::diagnosis::types::Cause {}", true);
    check("evidence/session/mod.rs", "/// See [`crate::diagnosis::types`].", false);
    let test = "#[cfg(test)]\nmod tests {\n    use crate::diagnosis::types::Cause;\n}\n";
    check("evidence/session/mod.rs", test, false);
    check("diagnosis/checks/url.rs", "use crate::extensions::ExtensionRef;", true);
    check("report/build.rs", "use crate::diagnosis::types;", false);
    check("report/build.rs", "use crate::extensions::ExtensionRef;", true);
    check("messages/reply.rs", "use crate::extensions::ExtensionRef;", false);
    check("browser/flows/page_check.rs", "use super::super::api::chrome;", false);
    check("browser/flows/page_check.rs", "use crate::browser::api::chrome;", false);
    check("browser/api/fetch.rs", "use crate::browser::flows::diagnose::f;", true);
}

#[test]
fn a_circle_is_seen() {
    let check = |first: &str, second: &str, head: &str, circle: bool| {
        let all = [("clock/mod.rs", head), ("clock/a.rs", first), ("clock/b.rs", second)];
        assert_eq!(graph(&all).circle().is_some(), circle, "{first} {second} {head}");
    };
    check("use super::b::B;", "", "", false);
    check("use super::b::B;", "use super::a::A;", "", true);
    check("use super::b::B;", "fn f() { crate::clock::a::f() }", "", true);
    check("use super::Clock;", "use super::Clock;", "pub use a::A;\npub use b::B;", false);
    let others = [
        ("clock/mod.rs", "use a::A;"),
        ("clock/a.rs", "use crate::base::B;"),
        ("base/mod.rs", "use crate::clock::Clock;"),
    ];
    assert!(graph(&others).circle().is_some());
}
