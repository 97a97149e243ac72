//! Writes a `.p12` (PKCS #12) with one certificate and its key under one friendly name, by `openssl pkcs12`.
//!
//! The crate `p12-keystore` uses the certificate's subject as its friendly name, and NSS takes that one; but the tests choose
//! certificates by name. Key and certificate are encrypted with AES-256-CBC under PBKDF2, and the file has an
//! HMAC-SHA-256: NSS, Windows and macOS can read that.

use anyhow::{Context, Result, ensure};
use std::io::Write as _;
use std::process::{Command, Stdio};

/// Few iterations, because the password is public and the certificates are created in every test run.
const OPTIONS: &str =
    "pkcs12 -export -keypbe AES-256-CBC -certpbe AES-256-CBC -macalg sha256 -iter 2048";

/// Returns the file's bytes; `certificate` and `key` (PKCS #8) are PEM.
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
