//! A part of a page under `docs` that a test makes. It stands between two comments, so that one page can have parts of several
//! tests and sentences written by hand. The tests of `tests/clinic` include this file as well.

/// Compares the part `name` of a page with the generated text; with `UPDATE` set, writes it. The error names the command that does.
///
/// # Errors
/// The page has no place for the part or cannot be written, or what it holds is not what the test made.
pub fn keep(page: &str, name: &str, command: &str, made: &str) -> Result<(), String> {
    let begin = format!("<!-- {name}: written by UPDATE=1 {command} -->\n");
    let end = format!("<!-- {name}: end -->");
    let kept = std::fs::read_to_string(page).map_err(|why| format!("{page}: {why}"))?;
    let (before, rest) = kept.split_once(&begin).ok_or(format!("{page} lacks {begin}"))?;
    let (_, after) = rest.split_once(&end).ok_or(format!("{page} lacks {end}"))?;
    let wanted = format!("{before}{begin}\n{}\n\n{end}{after}", made.trim_end());
    if std::env::var_os("UPDATE").is_some() {
        return std::fs::write(page, wanted).map_err(|why| format!("{page}: {why}"));
    }
    if kept == wanted { Ok(()) } else { Err(format!("UPDATE=1 {command} writes {page} anew")) }
}
