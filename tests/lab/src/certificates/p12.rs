//! Writes a `.p12` (PKCS #12) with one certificate and its key under one friendly name, by `openssl pkcs12`.
//!
//! The crate `p12-keystore` gives the certificate its subject for a friendly name, and NSS takes that one; the tests pick
//! certificates by name. Key and certificate are encrypted with AES-256-CBC under PBKDF2, the file is sealed with
//! HMAC-SHA-256: NSS, Windows and macOS read that.

use anyhow::{Context, Result, ensure};
use std::io::Write as _;
use std::process::{Command, Stdio};

/// Few rounds, because the password is public and the certificates are made at every test run.
const OPTIONS: &str =
    "pkcs12 -export -keypbe AES-256-CBC -certpbe AES-256-CBC -macalg sha256 -iter 2048";

/// The file's bytes, from a certificate and a PKCS #8 key, both PEM.
pub(super) fn write(name: &str, certificate: &str, key: &str, password: &str) -> Result<Vec<u8>> {
    let mut openssl = Command::new("openssl")
        .args(OPTIONS.split(' '))
        .args(["-name", name, "-passout", &format!("pass:{password}")])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .context("openssl cannot be run")?;
    let mut input = openssl.stdin.take().context("openssl has no input")?;
    input.write_all([key, certificate].concat().as_bytes())?;
    drop(input);
    let output = openssl.wait_with_output()?;
    ensure!(output.status.success(), "openssl pkcs12 failed for {name}");
    Ok(output.stdout)
}
