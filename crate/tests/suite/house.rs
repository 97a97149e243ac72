//! The house rules as tests: a machine checks what must hold everywhere.

use karte_signin_doctor::base::site;
use karte_signin_doctor::diagnosis::types::{Cause, Reason};
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|e| panic!("{path}: {e}"))
}

fn json(path: &str) -> Value {
    serde_json::from_str(&read(path)).unwrap_or_else(|e| panic!("{path}: {e}"))
}

fn rust_files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("folder") {
        let path = entry.expect("entry").path();
        if path.is_dir() {
            rust_files(&path, found);
        } else if path.extension().is_some_and(|e| e == "rs") {
            found.push(path);
        }
    }
}

fn sources() -> Vec<(String, String)> {
    let mut found = Vec::new();
    rust_files(&root().join("crate/src"), &mut found);
    let base = root().join("crate/src");
    let name = |p: &PathBuf| p.strip_prefix(&base).expect("inside").display().to_string();
    found.iter().map(|p| (name(p), fs::read_to_string(p).expect("source"))).collect()
}

#[test]
fn every_module_says_what_and_why() {
    for (name, text) in sources() {
        assert!(text.starts_with("//! "), "{name} does not begin with //!");
    }
}

/// Fields and variants whose names say it all need no sentence; a public type does.
#[test]
fn public_types_of_the_core_are_described() {
    let core = sources().into_iter().filter(|(name, _)| !name.starts_with("browser"));
    for (name, text) in core {
        let lines: Vec<&str> = text.lines().map(str::trim).collect();
        let types = ["pub struct ", "pub enum ", "pub trait ", "pub type "];
        for (at, line) in lines.iter().enumerate() {
            if types.iter().any(|keyword| line.starts_with(keyword)) {
                let mut above = lines[..at].iter().rev().take_while(|line| !line.is_empty());
                let described = above.any(|line| line.starts_with("///"));
                assert!(described, "{name}: {line} has no comment");
            }
        }
    }
}

#[test]
fn the_core_names_no_crate_of_the_browser() {
    let foreign = ["wasm_bindgen", "js_sys", "web_sys", "gloo", "serde_wasm_bindgen", "async fn"];
    let core = sources().into_iter().filter(|(name, _)| !name.starts_with("browser"));
    for (name, text) in core {
        // `state/storage.rs` is asynchronous because it awaits a storage backend; native tests pass their own backend.
        let waits = |word: &str| name == "state/storage.rs" && word == "async fn";
        for word in foreign.into_iter().filter(|word| !waits(word)) {
            assert!(!text.contains(word), "{name} names {word}");
        }
    }
}

#[test]
fn only_the_door_writes_to_the_storage() {
    let writes = ["local_set", "local_remove", "local_clear", "session_set", "session_remove"];
    let others = sources().into_iter().filter(|(name, _)| {
        name.starts_with("browser")
            && !name.ends_with("storage/mod.rs")
            && !name.ends_with("chrome.rs")
    });
    for (name, text) in others {
        for call in writes.iter().chain(&["session_clear"]) {
            assert!(!text.contains(&format!("{call}(")), "{name} calls {call}");
        }
    }
}

#[test]
fn the_interpreter_knows_no_cause() {
    let interpreter = sources().into_iter().filter(|(name, _)| name.starts_with("browser"));
    for (name, text) in interpreter {
        let known = Cause::ALL.iter().filter(|c| text.contains(&format!("Cause::{c:?}"))).count();
        // `clear_data.rs` may name one cause: a cleared cache is proven when the check of that cause turns clear.
        let allowed = usize::from(name.ends_with("clear_data.rs"));
        assert!(known <= allowed, "{name} names {known} causes");
    }
}

#[test]
fn files_stay_small() {
    for (name, text) in sources() {
        let lines = text.lines().count();
        assert!(lines <= 300, "{name} has {lines} lines");
    }
}

#[test]
fn each_cause_has_its_file_its_row_and_its_own_code() {
    let codes: BTreeSet<_> = Cause::ALL.iter().map(|cause| cause.code()).collect();
    assert_eq!(codes.len(), Cause::ALL.len(), "no number of the report code stands for two causes");
    for cause in Cause::ALL {
        let file = root().join(format!("crate/src/diagnosis/checks/{}.rs", cause.id()));
        assert!(file.exists(), "{}", file.display());
        assert!(read("README.md").contains(&format!("`{}`", cause.id())), "README: {cause:?}");
    }
}

#[test]
fn names_in_json_are_the_names_in_keys() {
    for cause in Cause::ALL {
        assert_eq!(serde_json::to_value(cause).expect("json"), cause.id());
    }
    for reason in Reason::ALL {
        assert_eq!(serde_json::to_value(reason).expect("json"), reason.key());
    }
}

#[test]
fn the_manifest_asks_for_what_the_table_explains_and_no_more() {
    let manifest = json("manifest.json");
    let list = |key: &str| -> Vec<String> {
        let items = manifest[key].as_array().unwrap_or_else(|| panic!("{key}"));
        items.iter().map(|item| item.as_str().expect("text").to_owned()).collect()
    };
    let required = "storage scripting activeTab alarms browsingData cookies management \
                    declarativeNetRequestWithHostAccess webRequest";
    assert_eq!(list("permissions").join(" "), required);
    assert_eq!(list("optional_permissions").join(" "), "webNavigation bookmarks");
    let hosts = format!("*://*.{}/*", site::DOMAIN);
    assert_eq!(list("host_permissions"), [hosts.as_str()]);
    assert_eq!(manifest["content_scripts"][0]["matches"], serde_json::json!([hosts]));
    assert!(manifest.get("optional_host_permissions").is_none());
    assert!(manifest.get("web_accessible_resources").is_none());
    let table = read("docs/permissions.md");
    for name in list("permissions").iter().chain(&list("optional_permissions")).chain([&hosts]) {
        assert!(table.contains(&format!("`{name}`")), "docs/permissions.md lacks {name}");
    }
}

#[test]
fn the_version_stands_in_one_place() {
    assert!(json("manifest.json").get("version").is_none());
    assert!(json("package.json").get("version").is_none());
    let changes = read("CHANGELOG.md");
    let version = env!("CARGO_PKG_VERSION");
    assert!(changes.contains(&format!("\n## [{version}] - ")), "CHANGELOG.md lacks {version}");
}
