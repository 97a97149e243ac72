//! A zip that depends on its files' names and bytes alone: sorted, one time, one mode for all.

use std::io::{Cursor, Write as _};

use anyhow::{Context as _, Result};
use chrono::DateTime;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::tree::Tree;

/// Zopfli's search, gone through once: 4 % smaller than zlib's best, in some four seconds; fifteen rounds gain 0.3 % more in ten.
const PRESSED_ONCE: i64 = 10;

/// The zip of `tree`; every file carries `time`, in unix seconds.
///
/// # Errors
/// When `time` is outside the years 1980 to 2107 of the format.
pub fn zip(tree: &Tree, time: i64) -> Result<Vec<u8>> {
    let time = DateTime::from_timestamp(time, 0).context("time out of range")?.naive_utc();
    let options = SimpleFileOptions::default()
        .last_modified_time(time.try_into().context("a zip holds the years 1980 to 2107")?)
        .compression_level(Some(PRESSED_ONCE))
        .unix_permissions(0o644);
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in tree {
        archive.start_file(name.as_str(), options)?;
        archive.write_all(bytes)?;
    }
    Ok(archive.finish()?.into_inner())
}
