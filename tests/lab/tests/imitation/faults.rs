//! Faults of the connection and of HTTP.

use std::time::{Duration, Instant};

use anyhow::Result;
use serde_json::json;

use crate::browser::Site;

#[tokio::test]
async fn the_server_certificate_is_what_the_settings_say() -> Result<()> {
    let site = Site::start().await?;
    for (kind, root, fault) in [
        ("good", "ca", None),
        ("foreign", "ca", Some("UnknownIssuer")),
        ("foreign", "foreign-ca", None),
        ("expired", "ca", Some("certificate expired")),
    ] {
        site.set(json!({ "server_certificate": kind })).await?;
        for host in ["karte.medley.life", "app.medley.life", "deep.app.medley.life", "example.com"]
        {
            let mut browser = site.browser().at(host).showing("clinic-a");
            browser.root = root;
            let outcome = browser.get("/").await;
            assert!(
                kind != "foreign"
                    || outcome.as_ref().is_ok_and(|reply| !reply.asked)
                    || outcome.is_err()
            );
            let error = outcome.err().map(|error| format!("{error:?}"));
            assert_eq!(error.is_some(), fault.is_some(), "{kind} {host}: {error:?}");
            assert!(error.unwrap_or_default().contains(fault.unwrap_or_default()), "{kind} {host}");
        }
    }
    Ok(())
}

#[tokio::test]
async fn the_connection_is_reset() -> Result<()> {
    let site = Site::start().await?;
    for (when, seen) in [("accept", "turned_away"), ("client_hello", "client_hello")] {
        site.control("DELETE", "/log", "").await?;
        site.set(json!({ "reset": when })).await?;
        let error = site
            .browser()
            .get("/d")
            .await
            .err()
            .map(|error| format!("{error:?}"))
            .unwrap_or_default();
        assert!(error.contains("reset"), "{when}: {error}");
        assert_eq!(site.log(seen).await?.len(), 1, "{when}");
    }
    Ok(())
}

#[tokio::test]
async fn faults_strike_every_address() -> Result<()> {
    let site = Site::start().await?;
    for (settings, cookie, path, status, location) in [
        (json!({"status": 503}), "", "/d/signin", 503, ""),
        (json!({"redirect_loop": true}), "", "/d", 302, "/d/signin"),
        (json!({"redirect_loop": true}), "", "/d/signin", 302, "/d"),
        (json!({"redirect_loop": true, "faults_only_with_cookie": true}), "", "/d/signin", 200, ""),
        (json!({"sign_in_leads_back": "redirect"}), "", "/d/signin", 302, "/login"),
        (json!({"sign_in_leads_back": "redirect"}), "", "/d", 302, "/d/signin"),
        (
            json!({"redirect_loop": true, "faults_only_with_cookie": true}),
            "a=b",
            "/d/signin",
            302,
            "/d",
        ),
    ] {
        site.control("POST", "/reset", "").await?;
        site.set(settings.clone()).await?;
        let mut browser = site.browser();
        browser.cookie = cookie;
        let reply = browser.get(path).await?;
        assert_eq!(
            (reply.status, reply.header("location")),
            (status, location),
            "{settings} {path}"
        );
    }
    Ok(())
}

#[tokio::test]
async fn the_sign_in_page_can_lead_back_by_itself() -> Result<()> {
    let site = Site::start().await?;
    for (how, says) in [("script", "location = \"/login\""), ("refresh", "url=/login")] {
        site.set(json!({ "sign_in_leads_back": how })).await?;
        let reply = site.browser().get("/d/signin").await?;
        assert!(reply.status == 200 && reply.text.contains(says), "{how}: {}", reply.text);
        assert!(!site.browser().get("/d/signout").await?.text.contains(says), "{how}");
    }
    Ok(())
}

#[tokio::test]
async fn headers_can_be_more_than_a_browser_takes() -> Result<()> {
    let site = Site::start().await?;
    for (big, many) in [(false, false), (true, true)] {
        site.set(json!({ "big_headers": big })).await?;
        let reply = site.browser().get("/d/signin").await?;
        let bytes: usize = reply.headers.values().map(hyper::header::HeaderValue::len).sum();
        assert_eq!(bytes > 256 * 1024, many, "{bytes}");
    }
    let mut browser = site.browser();
    browser.protocol = b"h2";
    assert!(browser.connect().await.is_err(), "HTTP/2 is not offered then");
    Ok(())
}

#[tokio::test]
async fn answers_can_be_slow() -> Result<()> {
    let site = Site::with(json!({"latency_ms": 250})).await?;
    let begun = Instant::now();
    site.browser().get("/d/signin").await?;
    assert!(begun.elapsed() >= Duration::from_millis(250));
    Ok(())
}

#[tokio::test]
async fn the_plain_port_is_what_the_settings_say() -> Result<()> {
    let site = Site::start().await?;
    let reply = site.browser().plain("/d/signin?a=b").await?;
    assert_eq!(
        (reply.status, reply.header("location")),
        (301, "https://karte.medley.life/d/signin?a=b")
    );
    assert!(!reply.header("date").is_empty());
    site.set(json!({"http": "serve"})).await?;
    let reply = site.browser().plain("/").await?;
    assert!(reply.status == 200 && reply.text.contains("暗号化されていない"));
    site.set(json!({"http": "off"})).await?;
    assert!(site.browser().plain("/").await.is_err());
    assert_eq!(site.log("turned_away").await?.len(), 1);
    Ok(())
}
