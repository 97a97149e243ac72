//! Reads report codes: as arguments for a person on the telephone, or line by line for a support desk that collects
//! statistics.
//!
//! With codes as arguments it prints in Japanese what each code means. Without arguments each line of standard input
//! becomes one line of JSON on standard output, or with `--summary` all lines become one table. docs/support-desk.md
//! describes both.

mod lines;
mod ndjson;
mod summary;
mod words;

use lexopt::{Arg, Parser, ValueExt as _};
use lines::Lines;
use std::io::{BufWriter, ErrorKind, IsTerminal as _, Result, Write, stderr, stdin, stdout};
use std::process::ExitCode;
use summary::Counts;

const USAGE: &str = "\
decode CODE…          コードの意味を日本語で / what codes say, in Japanese
decode                標準入力の 1 行ごとに JSON を 1 行 / one line of JSON for each line of standard input
decode --summary      標準入力を数えて CSV に / counts of standard input as CSV
終了コード / exit status: 0; 1 読めない行があった / lines could not be read; 2 誤り / error
docs/support-desk.md";

/// Exit statuses: every line was read; some were not; reading or writing failed, or a code in the arguments was wrong.
const ALL_READ: u8 = 0;
const BAD_LINES: u8 = 1;
const FAILED: u8 = 2;

#[derive(Default)]
struct Arguments {
    codes: Vec<String>,
    summary: bool,
    help: bool,
}

fn main() -> ExitCode {
    match arguments() {
        Ok(Arguments { help: true, .. }) => {
            println!("{USAGE}");
            ExitCode::SUCCESS
        }
        Ok(Arguments { codes, summary: false, .. }) if !codes.is_empty() => words::tell(&codes),
        Ok(Arguments { codes, summary, .. }) if codes.is_empty() => ExitCode::from(stream(summary)),
        Ok(_) => refused("--summary reads standard input"),
        Err(error) => refused(&error.to_string()),
    }
}

fn refused(why: &str) -> ExitCode {
    eprintln!("{why}\n\n{USAGE}");
    ExitCode::from(FAILED)
}

fn arguments() -> std::result::Result<Arguments, lexopt::Error> {
    let mut parser = Parser::from_env();
    let mut found = Arguments::default();
    while let Some(argument) = parser.next()? {
        match argument {
            Arg::Value(code) => found.codes.push(code.string()?),
            Arg::Long("summary") => found.summary = true,
            Arg::Short('h') | Arg::Long("help") => found.help = true,
            other => return Err(other.unexpected()),
        }
    }
    Ok(found)
}

fn stream(summary: bool) -> u8 {
    if stdin().is_terminal() {
        eprintln!("1 行に 1 つ、コードを書いてください / One code a line, please: XXXX-XXXX-XXXX");
    }
    let done = if summary { count() } else { rows() };
    match done {
        Ok(0) => ALL_READ,
        Ok(_) => BAD_LINES,
        // The reader of the output has stopped reading, for example `head`.
        Err(error) if error.kind() == ErrorKind::BrokenPipe => FAILED,
        Err(error) => {
            eprintln!("読み書きできません / Reading or writing failed: {error}");
            FAILED
        }
    }
}

/// Writes one row for each line, in order; returns how many lines could not be read.
fn rows() -> Result<u64> {
    let mut out = BufWriter::new(stdout().lock());
    let mut input = Lines::new(stdin().lock());
    let mut bad = 0;
    while let Some((line, text)) = input.next(|| out.flush())? {
        match ndjson::read(line, text) {
            Ok(None) => {}
            Ok(Some(row)) => write_line(&mut out, &row)?,
            Err(error) => {
                bad += 1;
                write_line(&mut out, &error)?;
            }
        }
    }
    out.flush()?;
    Ok(bad)
}

/// Counts all lines; lines that could not be read are reported on standard error.
fn count() -> Result<u64> {
    let mut errors = BufWriter::new(stderr().lock());
    let mut input = Lines::new(stdin().lock());
    let mut counts = Counts::default();
    let mut bad = 0;
    while let Some((line, text)) = input.next(|| errors.flush())? {
        match ndjson::read(line, text) {
            Ok(None) => {}
            Ok(Some(row)) => counts.add(&row),
            Err(error) => {
                bad += 1;
                write_line(&mut errors, &error)?;
            }
        }
    }
    errors.flush()?;
    let mut out = BufWriter::new(stdout().lock());
    counts.write(&mut out)?;
    out.flush()?;
    Ok(bad)
}

fn write_line(out: &mut impl Write, value: &impl serde::Serialize) -> Result<()> {
    serde_json::to_writer(&mut *out, value)?;
    out.write_all(b"\n")
}
