//! Reads the first message of a handshake. rustls removes the trailing dot from the server name, but the imitation has to
//! see that dot, so the name is read from the bytes.

use std::io::Cursor;

use anyhow::{Result, bail};
use rustls::server::{Accepted, Acceptor};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

const RECORD_HANDSHAKE: u8 = 22;
const EXTENSION_SERVER_NAME: [u8; 2] = [0, 0];

/// Reads until the first message is complete; answers with an alert if it cannot be parsed.
pub(super) async fn read(stream: &mut TcpStream) -> Result<(Accepted, Option<String>)> {
    let mut acceptor = Acceptor::default();
    let mut seen = Vec::new();
    let mut chunk = [0; 4096];
    loop {
        let count = stream.read(&mut chunk).await?;
        if count == 0 {
            bail!("closed before the first message");
        }
        seen.extend_from_slice(&chunk[..count]);
        let mut unread = Cursor::new(&chunk[..count]);
        while unread.position() < count as u64 {
            acceptor.read_tls(&mut unread)?;
        }
        match acceptor.accept() {
            Ok(None) => {}
            Ok(Some(accepted)) => return Ok((accepted, server_name(&seen))),
            Err((error, mut alert)) => {
                let mut bytes = Vec::new();
                alert.write_all(&mut bytes)?;
                stream.write_all(&bytes).await?;
                return Err(error.into());
            }
        }
    }
}

/// The server name as the browser sent it, in lower case.
fn server_name(records: &[u8]) -> Option<String> {
    let handshake = payloads(records);
    let mut rest = handshake.as_slice();
    let header_version_random = 4 + 2 + 32;
    take(&mut rest, header_version_random)?;
    let _session_id = vector(&mut rest, 1)?;
    let _cipher_suites = vector(&mut rest, 2)?;
    let _compression = vector(&mut rest, 1)?;
    let mut extensions = vector(&mut rest, 2)?;
    loop {
        let kind = take(&mut extensions, 2)?;
        let mut body = vector(&mut extensions, 2)?;
        if kind == EXTENSION_SERVER_NAME {
            let mut list = vector(&mut body, 2)?;
            let _name_type = take(&mut list, 1)?;
            let name = vector(&mut list, 2)?;
            return String::from_utf8(name.to_ascii_lowercase()).ok();
        }
    }
}

fn payloads(mut records: &[u8]) -> Vec<u8> {
    let mut handshake = Vec::new();
    while let Some([RECORD_HANDSHAKE, _, _]) = take(&mut records, 3) {
        let Some(payload) = vector(&mut records, 2) else { break };
        handshake.extend_from_slice(payload);
    }
    handshake
}

fn take<'a>(rest: &mut &'a [u8], count: usize) -> Option<&'a [u8]> {
    let (taken, left) = rest.split_at_checked(count)?;
    *rest = left;
    Some(taken)
}

/// Reads bytes that are preceded by their length, big-endian.
fn vector<'a>(rest: &mut &'a [u8], length_bytes: usize) -> Option<&'a [u8]> {
    let length =
        take(rest, length_bytes)?.iter().fold(0, |length, byte| length << 8 | usize::from(*byte));
    take(rest, length)
}
