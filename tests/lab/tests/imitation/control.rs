//! The control port: what it accepts, what it returns, and that a change takes effect at once.

use std::time::Duration;

use anyhow::Result;
use hyper_util::rt::{TokioExecutor, TokioIo};
use serde_json::{Value, json};
use tokio::{io::AsyncReadExt, net::TcpStream, time::timeout};

use crate::browser::{Site, exchange, request};

const SOON: Duration = Duration::from_secs(2);

#[tokio::test]
async fn settings_are_merged_refused_and_reset() -> Result<()> {
    let site = Site::start().await?;
    let (_, defaults) = site.control("GET", "/config", "").await?;
    for (body, status, holds) in [
        (r#"{"dot": "refuses", "status": 503}"#, 200, "\"dot\":\"refuses\""),
        (r#"{"age": 5}"#, 200, "\"dot\":\"refuses\""),
        (r#"{"status": null}"#, 200, "\"status\":null"),
        (r#"{"colour": 1}"#, 400, "unknown field `colour`"),
        (r#"{"hsts": "yes"}"#, 400, "invalid type"),
        ("not json", 400, "expected"),
    ] {
        let (seen, answer) = site.control("POST", "/config", body).await?;
        assert_eq!(seen, status, "{body}: {answer}");
        assert!(answer.to_string().contains(holds), "{body}: {answer}");
    }
    assert_eq!(site.control("POST", "/reset", "").await?, (200, defaults));
    assert_eq!(site.control("GET", "/nowhere", "").await?.0, 404);
    Ok(())
}

#[tokio::test]
async fn only_this_machine_is_answered() -> Result<()> {
    let site = Site::start().await?;
    for (host, status) in
        [("127.0.0.1:1", 200), ("localhost", 200), ("karte.medley.life", 403), ("", 403)]
    {
        let stream = TcpStream::connect(("127.0.0.1", site.listening.control)).await?;
        let reply = exchange(stream, request("GET", host, "/config", "", "")?).await?;
        assert_eq!(
            (reply.status, reply.header("access-control-allow-origin")),
            (status, ""),
            "{host}"
        );
    }
    Ok(())
}

#[tokio::test]
async fn the_log_tells_all_and_can_be_emptied() -> Result<()> {
    let site = Site::start().await?;
    site.browser().showing("clinic-a").get("/d").await?;
    let (_, log) = site.control("GET", "/log", "").await?;
    let expected = json!([
        {"kind": "client_hello", "sni": "karte.medley.life", "course": "asked"},
        {"kind": "request", "scheme": "https", "sni": "karte.medley.life", "host": "karte.medley.life",
         "method": "GET", "path": "/d", "cert": "clinic-a", "cert_verdict": "accepted", "answered": "redirect",
         "status": 302},
    ]);
    assert_eq!(without_time(log), expected);
    assert_eq!(site.control("DELETE", "/log", "").await?, (200, json!([])));
    assert_eq!(site.control("GET", "/log", "").await?, (200, json!([])));
    Ok(())
}

fn without_time(mut log: Value) -> Value {
    for entry in log.as_array_mut().into_iter().flatten().filter_map(Value::as_object_mut) {
        assert!(entry.remove("at_ms").is_some_and(|at| at.as_u64() > Some(1_600_000_000_000)));
    }
    log
}

#[tokio::test]
async fn a_change_closes_what_is_open() -> Result<()> {
    let site = Site::start().await?;
    let (mut idle, _) = site.browser().connect().await?;
    site.set(json!({"age": 1})).await?;
    let mut byte = [0];
    assert_eq!(timeout(SOON, idle.read(&mut byte)).await??, 0, "HTTP/1.1 before any request");

    let mut browser = site.browser();
    browser.protocol = b"h2";
    let (stream, _) = browser.connect().await?;
    let (mut sender, connection) =
        hyper::client::conn::http2::handshake(TokioExecutor::new(), TokioIo::new(stream)).await?;
    let connection = tokio::spawn(connection);
    let mut first = request("GET", "karte.medley.life", "https://karte.medley.life/d", "", "")?;
    first.headers_mut().remove("host");
    assert_eq!(sender.send_request(first).await?.status(), 302);
    site.set(json!({})).await?;
    timeout(SOON, connection).await???;
    assert!(!sender.is_ready(), "HTTP/2 after a request; even a change of nothing closes");
    Ok(())
}

#[tokio::test]
async fn no_session_is_resumed() -> Result<()> {
    let site = Site::start().await?;
    for _ in 0..2 {
        let (mut stream, _) = site.browser().connect().await?;
        // A session ticket would come with the first answer.
        let _nothing = timeout(Duration::from_millis(50), stream.read(&mut [0])).await;
        let tls = stream.get_ref().1;
        assert_eq!(
            (tls.handshake_kind(), tls.tls13_tickets_received()),
            (Some(rustls::HandshakeKind::Full), 0)
        );
    }
    Ok(())
}
