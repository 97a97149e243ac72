//! House rule: every call with which the extension can change something is in `docs/effects.md`, with its undo and its proof.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|e| panic!("{path}: {e}"))
}

/// The names of the browser calls that `browser/api/chrome.rs` binds.
fn bindings() -> BTreeSet<String> {
    let source = read("crate/src/browser/api/chrome.rs");
    let (_, calls) = source.split_once("\ncalls! {").expect("the calls");
    let (calls, others) = calls.split_once("\n}").expect("their end");
    let listed = calls.lines().filter_map(|line| Some(line.trim().split_once('(')?.0.to_owned()));
    let imported = others.lines().filter_map(|line| {
        let (_, name) = line.split_once("pub fn ").or_else(|| line.split_once("pub async fn "))?;
        Some(name.split('(').next()?.to_owned())
    });
    listed.chain(imported).collect()
}

/// Every `chrome.….…(` call in the extension's JavaScript; `addListener` does not count.
fn calls_in_scripts() -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for file in scripts(&root().join("extension")) {
        let text = fs::read_to_string(&file).expect("script");
        // Whitespace is removed first, because a call may be chained over several lines.
        let text: String = text.split_whitespace().collect();
        for at in text.match_indices("chrome.").map(|(at, _)| at) {
            let is_path = |c: char| c.is_alphanumeric() || c == '.' || c == '_';
            let end = text[at..].find(|c| !is_path(c)).map_or(text.len(), |end| at + end);
            if text[end..].starts_with('(') && !text[at..end].ends_with("Listener") {
                found.insert(text[at..end].to_owned());
            }
        }
    }
    found
}

fn scripts(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("folder").map(|entry| entry.expect("entry").path());
    let (folders, files): (Vec<_>, Vec<_>) = entries.partition(|path| path.is_dir());
    let ours = files.into_iter().filter(|path| path.extension().is_some_and(|e| e == "js"));
    ours.chain(folders.iter().flat_map(|inside| scripts(inside))).collect()
}

/// The rows of the table, cell by cell.
fn rows(page: &str) -> Vec<Vec<&str>> {
    let rows = page.lines().filter(|line| line.starts_with("| `"));
    rows.map(|row| row.trim_matches('|').split(" | ").map(str::trim).collect()).collect()
}

fn name(cell: &str) -> String {
    cell.trim_matches('`').to_owned()
}

#[test]
fn every_call_is_in_the_table_or_only_reads() {
    let page = read("docs/effects.md");
    let (_, reads) = page.split_once("These only read:").expect("what only reads");
    let reads: BTreeSet<_> = reads.split_whitespace().map(name).collect();
    let changes: BTreeSet<_> = rows(&page).iter().map(|row| name(row[0])).collect();
    let known: BTreeSet<_> = reads.union(&changes).cloned().collect();
    let used: BTreeSet<_> = bindings().union(&calls_in_scripts()).cloned().collect();
    assert!(used.len() > 50, "the sources were read: {}", used.len());
    assert_eq!(known, used);
    assert!(reads.is_disjoint(&changes));
}

#[test]
fn every_row_has_its_undo_and_a_proof_that_exists() {
    let page = read("docs/effects.md");
    for row in rows(&page) {
        let [call, what, undo, proof] = row[..] else { panic!("{row:?} has no four cells") };
        assert!(what.len() > 5 && undo.len() > 5, "{call}");
        let (file, test) = proof.split_once(": ").unwrap_or_else(|| panic!("{call}: {proof}"));
        assert!(read(file).contains(test), "{call}: {file} has no test {test}");
    }
}
