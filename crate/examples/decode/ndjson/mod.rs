//! One line in, one row out: what `decode` does with its standard input, without the input itself.
//!
//! The tests and the fuzz target `report_line` compile this folder, too. docs/support-desk.md describes fields and errors.
//! Only keys, numbers and times of a line are passed on: every text is from a fixed list or has a restricted format.

mod entry;
mod error;
mod row;
mod when;

pub use error::{BadLine, LineError};
pub use row::Row;

use entry::Entry;
use karte_signin_doctor::report::decode;

/// Maximum length of a line in bytes; a report with the names of its extensions has less than a third of it.
pub const LONGEST_LINE: usize = 64 * 1024;

/// Reads a line: a code, or an object with a code and further fields. `None` for an empty line.
///
/// # Errors
/// [`BadLine`]: the line's number, and why it cannot be read.
pub fn read(line: u64, text: &[u8]) -> Result<Option<Row>, BadLine> {
    row(line, text).map_err(|error| BadLine { line, error })
}

fn row(line: u64, text: &[u8]) -> Result<Option<Row>, LineError> {
    if text.len() > LONGEST_LINE {
        return Err(LineError::TooLong);
    }
    let text = std::str::from_utf8(text).map_err(|_| LineError::NotUtf8)?;
    // A byte order mark: editors and shells on Windows write it at the start of a file, and it remains inside joined files.
    let text = text.trim_start_matches('\u{feff}').trim();
    if text.is_empty() {
        return Ok(None);
    }
    if text.starts_with('{') {
        return Entry::read(text)?.row(line).map(Some);
    }
    Ok(Some(Row::new(line, &decode(text)?)))
}
