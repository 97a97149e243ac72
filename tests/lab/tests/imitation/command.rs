//! The command as the end-to-end tests start it.

use std::{
    io::{BufRead, BufReader},
    path::Path,
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use anyhow::{Context, Result};
use serde_json::Value;

use crate::browser::Site;

fn command(arguments: &[&str], dir: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_karte-lab"));
    command.args(arguments).arg("--dir").arg(dir);
    command
}

#[test]
fn serves_until_stdin_closes() -> Result<()> {
    let dir = tempfile::tempdir()?;
    let mut child = command(&["serve", "--until-stdin-closes"], dir.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()?;
    let mut line = String::new();
    BufReader::new(child.stdout.take().context("stdout")?).read_line(&mut line)?;
    let listening: Value = serde_json::from_str(&line)?;
    for port in ["tls", "http", "control"] {
        assert!(listening[port].as_u64() > Some(0), "{line}");
    }
    assert_eq!(listening["dir"].as_str().map(Path::new), Some(dir.path()));
    assert!(child.try_wait()?.is_none(), "still serving");
    drop(child.stdin.take());
    let begun = Instant::now();
    while child.try_wait()?.is_none() {
        assert!(begun.elapsed() < Duration::from_secs(5), "does not end");
        std::thread::sleep(Duration::from_millis(10));
    }
    Ok(())
}

#[tokio::test]
async fn issues_while_the_site_runs() -> Result<()> {
    let site = Site::start().await?;
    for (options, verdict) in [
        (&["--name", "young", "--not-before", "-5m"][..], "accepted"),
        (&["--name", "future", "--not-before", "10m", "--not-after", "825d"], "not_yet_valid"),
        (&["--name", "gone", "--clinic", "b", "--account", "deleted"], "account_deleted"),
    ] {
        let issued = command(&[&["issue"], options].concat(), site.dir.path()).status()?;
        assert!(issued.success() && site.dir.path().join(format!("{}.p12", options[1])).exists());
        site.browser().showing(options[1]).get("/d").await?;
        let log = site.log("request").await?;
        let last = log.last().context("a request")?;
        assert_eq!(
            (last["cert"].as_str(), last["cert_verdict"].as_str()),
            (Some(options[1]), Some(verdict))
        );
    }
    Ok(())
}

#[test]
fn says_what_is_wrong_with_a_command() -> Result<()> {
    let dir = tempfile::tempdir()?;
    for (arguments, text) in [
        (&["dance"][..], "usage"),
        (&["serve", "--loud"], "loud"),
        (&["issue"], "usage"),
        (&["issue", "--name", "x", "--not-after", "5w"], "units"),
        (&["issue", "--name", "x", "--colour", "1"], "unknown option --colour"),
    ] {
        let output = command(arguments, dir.path()).output()?;
        let errors = String::from_utf8_lossy(&output.stderr);
        assert!(!output.status.success() && errors.contains(text), "{arguments:?}: {errors}");
    }
    Ok(())
}
