//! One line in, one row out: what `decode` does with its standard input, without the input itself.
//!
//! The tests and the fuzz target `report_line` compile this folder, too. docs/support-desk.md describes fields and errors.
//! Nothing of a line is handed on but keys, numbers and times: every text is of a fixed list or of a narrow form.

mod entry;
mod error;
mod row;
mod when;

pub use error::{BadLine, LineError};
pub use row::Row;

use entry::Entry;
use karte_signin_doctor::report::decode;

/// Bytes of the longest line that is read; a report with the names of its extensions has less than a third of it.
pub const LONGEST_LINE: usize = 64 * 1024;

/// What a line says: a code, or an object with a code and what else is known. `None` for an empty line.
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
    // Editors and shells of Windows begin a file with this mark; it stays where several files were joined.
    let text = text.trim_start_matches('\u{feff}').trim();
    if text.is_empty() {
        return Ok(None);
    }
    if text.starts_with('{') {
        return Entry::read(text)?.row(line).map(Some);
    }
    Ok(Some(Row::new(line, &decode(text)?)))
}
