//! The command: `karte-lab serve` runs the imitation, `karte-lab issue` issues one more client certificate.

use std::{
    io::Write,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, bail};
use karte_lab::{
    Lab,
    certificates::{Client, Folder, parse_offset},
    listen,
};
use lexopt::{Arg, Parser, ValueExt};
use tokio::io::{copy, sink, stdin};

const USAGE: &str = "\
usage: karte-lab serve --dir DIR [--until-stdin-closes]
       karte-lab issue --dir DIR --name NAME [--clinic a|b] [--account NAME] [--not-before -5m] [--not-after 825d]";

fn main() -> Result<()> {
    let mut arguments = Parser::from_env();
    match arguments.next()? {
        Some(Arg::Value(command)) if command == "serve" => serve(arguments),
        Some(Arg::Value(command)) if command == "issue" => issue(arguments),
        _ => bail!(USAGE),
    }
}

fn serve(mut arguments: Parser) -> Result<()> {
    let (mut dir, mut until_stdin_closes) = (None, false);
    while let Some(argument) = arguments.next()? {
        match argument {
            Arg::Long("dir") => dir = Some(PathBuf::from(arguments.value()?)),
            Arg::Long("until-stdin-closes") => until_stdin_closes = true,
            other => return Err(other.unexpected().into()),
        }
    }
    run(&dir.context(USAGE)?, until_stdin_closes)
}

#[tokio::main]
async fn run(dir: &Path, until_stdin_closes: bool) -> Result<()> {
    let lab = Lab::open(dir)?;
    let listening = listen(&lab).await?;
    let mut stdout = std::io::stdout();
    writeln!(stdout, "{}", serde_json::to_string(&listening)?)?;
    stdout.flush()?;
    if until_stdin_closes {
        copy(&mut stdin(), &mut sink()).await?;
        // `exit` is needed because the runtime would wait for the thread that reads stdin.
        std::process::exit(0);
    }
    std::future::pending().await
}

fn issue(mut arguments: Parser) -> Result<()> {
    let (mut dir, mut name) = (None, None);
    let (mut clinic, mut account) = (String::from("a"), String::from("reception"));
    let valid = Client::new("", "");
    let (mut not_before, mut not_after) = (valid.not_before, valid.not_after);
    while let Some(argument) = arguments.next()? {
        let Arg::Long(option) = argument else { return Err(argument.unexpected().into()) };
        let option = option.to_owned();
        let text = arguments.value()?.string()?;
        match option.as_str() {
            "dir" => dir = Some(PathBuf::from(text)),
            "name" => name = Some(text),
            "clinic" => clinic = text,
            "account" => account = text,
            "not-before" => not_before = parse_offset(&text)?,
            "not-after" => not_after = parse_offset(&text)?,
            _ => bail!("unknown option --{option}\n{USAGE}"),
        }
    }
    let (dir, name) = (dir.context(USAGE)?, name.context(USAGE)?);
    let client = Client { account: &account, not_before, not_after, ..Client::new(&name, &clinic) };
    Folder::open(&dir)?.issue(&client)?;
    Ok(())
}
