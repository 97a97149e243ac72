//! The host with a trailing dot. A Rust client removes the dot from the server name, so the test writes the first message by
//! hand, for TLS 1.2, where the request for a certificate is not encrypted.

use anyhow::Result;
use serde_json::json;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

use crate::browser::{KARTE, Site};

const HANDSHAKE: u8 = 22;
const CERTIFICATE_REQUEST: u8 = 13;
const SERVER_HELLO_DONE: u8 = 14;
const UNRECOGNISED_NAME: u8 = 112;

#[derive(Debug, PartialEq, Eq)]
enum Treatment {
    Asked,
    NotAsked,
    Alert(u8),
}

#[tokio::test]
async fn is_treated_as_the_settings_say() -> Result<()> {
    let site = Site::start().await?;
    for (dot, name, treatment) in [
        ("asks", "karte.medley.life.", Treatment::Asked),
        ("asks", KARTE, Treatment::Asked),
        ("does_not_ask", "karte.medley.life.", Treatment::NotAsked),
        ("does_not_ask", KARTE, Treatment::Asked),
        ("refuses", "karte.medley.life.", Treatment::Alert(UNRECOGNISED_NAME)),
        ("refuses", KARTE, Treatment::Asked),
    ] {
        site.set(json!({ "dot": dot })).await?;
        assert_eq!(treatment_of(&site, name).await?, treatment, "{dot} {name}");
        let log = site.log("client_hello").await?;
        assert_eq!(
            log.last().map(|entry| &entry["sni"]),
            Some(&json!(name)),
            "the log keeps the dot"
        );
    }
    Ok(())
}

async fn treatment_of(site: &Site, name: &str) -> Result<Treatment> {
    let mut stream = TcpStream::connect(("127.0.0.1", site.listening.tls)).await?;
    // Sent in two pieces, as a long first message arrives.
    let hello = client_hello(name);
    let (first, second) = hello.split_at(hello.len() / 2);
    stream.write_all(first).await?;
    stream.flush().await?;
    tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    stream.write_all(second).await?;
    let mut messages = Vec::new();
    loop {
        let mut header = [0; 5];
        stream.read_exact(&mut header).await?;
        let mut payload = vec![0; usize::from(u16::from_be_bytes([header[3], header[4]]))];
        stream.read_exact(&mut payload).await?;
        if header[0] != HANDSHAKE {
            return Ok(Treatment::Alert(payload[1]));
        }
        messages.extend(payload);
        let kinds = kinds(&messages);
        if kinds.contains(&SERVER_HELLO_DONE) {
            let asked = kinds.contains(&CERTIFICATE_REQUEST);
            return Ok(if asked { Treatment::Asked } else { Treatment::NotAsked });
        }
    }
}

/// The types of the handshake messages that have arrived, completely or in part.
fn kinds(mut messages: &[u8]) -> Vec<u8> {
    let mut kinds = Vec::new();
    while let [kind, high, middle, low, rest @ ..] = messages {
        kinds.push(*kind);
        let length = u32::from_be_bytes([0, *high, *middle, *low]) as usize;
        messages = rest.get(length..).unwrap_or_default();
    }
    kinds
}

fn client_hello(name: &str) -> Vec<u8> {
    let server_name = sized2(&[&[0], sized2(name.as_bytes()).as_slice()].concat());
    let extensions = [
        extension(0, &server_name),
        extension(10, &sized2(&[0, 0x1d])),
        extension(11, &[1, 0]),
        extension(13, &sized2(&[4, 3])),
        extension(23, &[]),
    ];
    let ecdsa_aes128_gcm = [0xc0, 0x2b];
    let body = [
        &[3, 3],
        [7; 32].as_slice(),
        &[0],
        &sized2(&ecdsa_aes128_gcm),
        &[1, 0],
        &sized2(&extensions.concat()),
    ];
    let body = body.concat();
    let message = [&[1, 0], sized2(&body).as_slice()].concat();
    [&[HANDSHAKE, 3, 1], sized2(&message).as_slice()].concat()
}

fn extension(kind: u8, body: &[u8]) -> Vec<u8> {
    [&[0, kind], sized2(body).as_slice()].concat()
}

fn sized2(bytes: &[u8]) -> Vec<u8> {
    let length = u16::try_from(bytes.len()).unwrap_or(u16::MAX);
    [length.to_be_bytes().as_slice(), bytes].concat()
}
