//! A folder as a map from path to bytes, so that `dist/unpacked` and the zip have the same content.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

/// Files by their path relative to the folder, with `/` between the parts; sorted by bytes.
pub type Tree = BTreeMap<String, Vec<u8>>;

/// Reads every file under `folder`.
///
/// # Errors
/// When a file or folder cannot be read or a name is not UTF-8.
pub fn read(folder: &Path) -> Result<Tree> {
    let files = names(folder)?;
    files.into_iter().map(|name| Ok((name.clone(), read_file(&folder.join(name))?))).collect()
}

/// Reads one file; the error names it.
///
/// # Errors
/// When it cannot be read.
pub fn read_file(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).with_context(|| path.display().to_string())
}

/// Makes `folder` hold exactly `tree`. A file that is already right is left alone: a browser may have it open.
///
/// # Errors
/// When a file cannot be written or removed.
pub fn write(tree: &Tree, folder: &Path) -> Result<()> {
    fs::create_dir_all(folder)?;
    for name in names(folder)?.iter().filter(|name| !tree.contains_key(*name)) {
        fs::remove_file(folder.join(name))?;
    }
    for (name, bytes) in tree {
        let path = folder.join(name);
        if fs::read(&path).ok().as_ref() != Some(bytes) {
            fs::create_dir_all(path.parent().context("a file has a folder")?)?;
            fs::write(&path, bytes).with_context(|| path.display().to_string())?;
        }
    }
    Ok(())
}

fn names(folder: &Path) -> Result<Vec<String>> {
    let mut found = Vec::new();
    let mut open = vec![PathBuf::new()];
    while let Some(inside) = open.pop() {
        let here = folder.join(&inside);
        for entry in fs::read_dir(&here).with_context(|| here.display().to_string())? {
            let entry = entry?;
            let path = inside.join(entry.file_name());
            if entry.file_type()?.is_dir() {
                open.push(path);
            } else {
                found.push(portable(&path)?);
            }
        }
    }
    Ok(found)
}

fn portable(path: &Path) -> Result<String> {
    let parts: Option<Vec<&str>> = path.iter().map(|part| part.to_str()).collect();
    Ok(parts.context("a file name is not UTF-8")?.join("/"))
}
