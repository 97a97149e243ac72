//! Writes the output of a build: `dist/unpacked`, the same files as a zip, and `dist/types` for `tsc`.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, ensure};
use serde_json::{Map, Value};

use crate::archive;
use crate::tree::{self, Tree};

const NAME: &str = "karte-signin-doctor";
const CORE_WASM: &str = "karte_signin_doctor_bg.wasm";
const CORE_TYPES: &str = "karte_signin_doctor.d.ts";

/// The version and the time of a release.
pub struct Release {
    /// As in the workspace's `Cargo.toml`; Chrome takes one to four numbers with dots.
    pub version: String,
    /// The time of every file in the zip, in unix seconds.
    pub time: i64,
}

/// The output of earlier build steps.
pub struct Made<'a> {
    /// The core, as wasm-bindgen and wasm-opt leave it.
    pub bound: &'a Path,
    /// The bundled scripts, from `tools/bundle-scripts.mjs`.
    pub scripts: &'a Path,
}

/// Lays out `dist` from `root/manifest.json`, `root/extension`, the core in `bound` and the scripts in `scripts`,
/// and returns the path of the zip.
///
/// # Errors
/// When a part is missing, the manifest is not a JSON object or already names a version.
pub fn pack(root: &Path, made: &Made, dist: &Path, release: &Release) -> Result<PathBuf> {
    let extension = unpack(root, made, dist, release)?;
    let zip = dist.join(format!("{NAME}-{}.zip", release.version));
    fs::write(&zip, archive::zip(&extension, release.time)?)?;
    Ok(zip)
}

/// Lays out `dist/unpacked` and `dist/types` as [`pack`] does, without the zip, and returns what is in the former.
///
/// # Errors
/// As [`pack`].
pub fn unpack(root: &Path, made: &Made, dist: &Path, release: &Release) -> Result<Tree> {
    let extension = extension(root, made, release)?;
    tree::write(&extension, &dist.join("unpacked"))?;
    tree::write(&types(made.bound)?, &dist.join("types"))?;
    Ok(extension)
}

/// Writes the zip for the Chrome Web Store: the unpacked extension without the manifest's `key`, which the Store refuses.
///
/// # Errors
/// When a file cannot be read or written, or the manifest is not a JSON object.
pub fn store(unpacked: &Path, zip: &Path, time: i64) -> Result<()> {
    fs::write(zip, archive::zip(&without_key(tree::read(unpacked)?)?, time)?)?;
    Ok(())
}

fn without_key(mut extension: Tree) -> Result<Tree> {
    let manifest = extension.get_mut("manifest.json").context("manifest.json")?;
    let mut fields: Map<String, Value> = serde_json::from_slice(manifest)?;
    ensure!(fields.remove("key").is_some(), "manifest.json has no key to remove");
    *manifest = (serde_json::to_string_pretty(&fields)? + "\n").into();
    Ok(extension)
}

/// The extension as Chrome loads it.
fn extension(root: &Path, made: &Made, release: &Release) -> Result<Tree> {
    let mut tree = tree::read(&root.join("extension"))?;
    tree.retain(|name, _| is_shipped(name));
    for (name, words) in &mut tree {
        if name.starts_with("_locales/") {
            *words = for_readers(words).with_context(|| name.clone())?.into();
        }
    }
    tree.extend(tree::read(made.scripts)?);
    tree.insert(format!("wasm/{CORE_WASM}"), tree::read_file(&made.bound.join(CORE_WASM))?);
    let manifest = tree::read_file(&root.join("manifest.json"))?;
    tree.insert("manifest.json".to_owned(), with_version(&manifest, &release.version)?.into());
    Ok(tree)
}

/// The types of the generated modules, where `tsc` looks for them beside `extension/`.
fn types(bound: &Path) -> Result<Tree> {
    Ok(Tree::from([
        (format!("wasm/{CORE_TYPES}"), tree::read_file(&bound.join(CORE_TYPES))?),
        ("build.d.ts".to_owned(), b"export const BUILD: string;\n".to_vec()),
    ]))
}

/// Whether a source file is shipped as it is. Types, settings of tools, notes, the sources of icons and hidden files are
/// for developers only; scripts are shipped as bundles.
fn is_shipped(name: &str) -> bool {
    let file = name.rsplit('/').next().unwrap_or(name);
    let for_tools = [".js", ".ts", ".md", ".svg"].iter().any(|end| file.ends_with(end));
    let hidden = name.split('/').any(|part| part.starts_with('.'));
    !for_tools && !hidden && !file.starts_with("tsconfig")
}

/// The messages without their descriptions. These are for translators, and would be half of what Chrome reads at every start.
fn for_readers(words: &[u8]) -> Result<String> {
    let mut words: Map<String, Value> = serde_json::from_slice(words)?;
    for word in words.values_mut().filter_map(Value::as_object_mut) {
        word.remove("description");
    }
    Ok(serde_json::to_string(&words)? + "\n")
}

fn with_version(manifest: &[u8], version: &str) -> Result<String> {
    let mut manifest: Map<String, Value> =
        serde_json::from_slice(manifest).context("manifest.json")?;
    ensure!(
        !manifest.contains_key("version"),
        "manifest.json names a version; it stands in Cargo.toml only"
    );
    manifest.insert("version".to_owned(), version.into());
    Ok(serde_json::to_string_pretty(&manifest)? + "\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A minimal repository that can be packed. The extension's files are written in the given order.
    fn repository(extension: &[&str]) -> Result<tempfile::TempDir> {
        let root = tempfile::tempdir()?;
        let made = [CORE_WASM, CORE_TYPES].map(|name| format!("bound/{name}"));
        let extension = extension.iter().map(|name| format!("extension/{name}"));
        for name in made.into_iter().chain(["scripts/worker.js".to_owned()]).chain(extension) {
            let path = root.path().join(&name);
            fs::create_dir_all(path.parent().context("parent")?)?;
            fs::write(path, name)?;
        }
        fs::write(root.path().join("manifest.json"), r#"{"manifest_version":3,"name":"x"}"#)?;
        Ok(root)
    }

    fn packed(root: &Path) -> Result<PathBuf> {
        let release = Release { version: "1.2.3".to_owned(), time: 1_700_000_000 };
        let made = Made { bound: &root.join("bound"), scripts: &root.join("scripts") };
        pack(root, &made, &root.join("dist"), &release)
    }

    #[test]
    fn ships_what_the_browser_loads_and_nothing_else() -> Result<()> {
        let root = repository(&["popup/popup.html", "popup/x.d.ts", "a.js", ".x/y.css", "a.md"])?;
        let unpacked = root.path().join("dist/unpacked");
        fs::create_dir_all(unpacked.join("old"))?;
        fs::write(unpacked.join("old/old.js"), "left from an earlier build")?;
        packed(root.path())?;
        let shipped: Vec<String> = tree::read(&unpacked)?.into_keys().collect();
        let core = format!("wasm/{CORE_WASM}");
        assert_eq!(shipped, ["manifest.json", "popup/popup.html", &core, "worker.js"]);
        Ok(())
    }

    #[test]
    fn the_store_gets_the_same_without_the_key() -> Result<()> {
        let root = repository(&["a.css"])?;
        let manifest = r#"{"manifest_version":3,"name":"x","key":"k"}"#;
        fs::write(root.path().join("manifest.json"), manifest)?;
        packed(root.path())?;
        let (unpacked, zip) = (root.path().join("dist/unpacked"), root.path().join("store.zip"));
        store(&unpacked, &zip, 1_700_000_000)?;
        let zip = zip::ZipArchive::new(fs::File::open(zip)?)?;
        let sent = without_key(tree::read(&unpacked)?)?;
        assert!(zip.file_names().eq(sent.keys()), "all of it, in the same order");
        let manifest: Value = serde_json::from_slice(&sent["manifest.json"])?;
        let want = serde_json::json!({"manifest_version": 3, "name": "x", "version": "1.2.3"});
        assert_eq!(manifest, want);
        Ok(())
    }

    #[test]
    fn sentences_are_shipped_without_the_translators_notes() -> Result<()> {
        let root = repository(&["a.css"])?;
        let words = root.path().join("extension/_locales/ja/messages.json");
        fs::create_dir_all(words.parent().context("parent")?)?;
        fs::write(
            &words,
            r#"{"b": {"message": "い $1", "description": "x"}, "a": {"message": "ろ"}}"#,
        )?;
        packed(root.path())?;
        let shipped = tree::read(&root.path().join("dist/unpacked"))?;
        let want = "{\"b\":{\"message\":\"い $1\"},\"a\":{\"message\":\"ろ\"}}\n";
        assert_eq!(String::from_utf8_lossy(&shipped["_locales/ja/messages.json"]), want);
        Ok(())
    }

    #[test]
    fn the_version_reaches_the_extension() -> Result<()> {
        let root = repository(&["a.css"])?;
        let zip = packed(root.path())?;
        assert!(zip.ends_with("dist/karte-signin-doctor-1.2.3.zip"));
        let unpacked = tree::read(&root.path().join("dist/unpacked"))?;
        let manifest: Value = serde_json::from_slice(&unpacked["manifest.json"])?;
        assert_eq!(manifest["version"], "1.2.3");
        Ok(())
    }

    #[test]
    fn two_builds_give_the_same_bytes_whatever_the_order_on_disk() -> Result<()> {
        let (one, two) = (repository(&["a.css", "b.css"])?, repository(&["b.css", "a.css"])?);
        assert_eq!(fs::read(packed(one.path())?)?, fs::read(packed(two.path())?)?);
        Ok(())
    }

    #[test]
    fn the_zip_is_the_unpacked_folder_with_the_manifest_at_its_root() -> Result<()> {
        let root = repository(&["a.css"])?;
        let zip = zip::ZipArchive::new(fs::File::open(packed(root.path())?)?)?;
        let names: Vec<&str> = zip.file_names().collect();
        assert!(names.contains(&"manifest.json"));
        assert_eq!(names.len(), tree::read(&root.path().join("dist/unpacked"))?.len());
        Ok(())
    }

    #[test]
    fn a_second_place_for_the_version_is_refused() {
        assert!(with_version(br#"{"version":"9"}"#, "1.2.3").is_err());
    }
}
