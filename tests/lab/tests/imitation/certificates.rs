//! Which client certificate gets which answer, for every setting of `client_auth`.

use std::process::Command;

use anyhow::Result;
use karte_lab::certificates::{CLIENTS, Client, Folder, PASSWORD};
use serde_json::json;

use crate::browser::Site;

const FORM: &str = "ログイン</button>";
const FAILING: &str = "クライアント証明書が必要です";
const NOT_SENT: &str = "No required SSL certificate was sent";
const NOT_GOOD: &str = "The SSL certificate error";

#[tokio::test]
async fn each_certificate_gets_its_screen() -> Result<()> {
    let site = Site::start().await?;
    for (certificate, optional, required, verdict) in [
        ("", FAILING, NOT_SENT, "none"),
        ("clinic-a", FORM, FORM, "accepted"),
        ("clinic-b", FORM, FORM, "accepted"),
        ("revoked", FAILING, NOT_GOOD, "revoked"),
        ("deleted", FAILING, FAILING, "account_deleted"),
        ("expired", FAILING, NOT_GOOD, "expired"),
        ("not-yet-valid", FAILING, NOT_GOOD, "not_yet_valid"),
        ("other-ca", FAILING, NOT_GOOD, "unknown_issuer"),
    ] {
        for (client_auth, text) in [("optional", optional), ("required", required)] {
            site.set(json!({ "client_auth": client_auth })).await?;
            let reply = site.browser().showing(certificate).get("/d/signin").await?;
            assert!(
                reply.asked && reply.text.contains(text),
                "{certificate} {client_auth}: {}",
                reply.text
            );
            let refused = [NOT_SENT, NOT_GOOD].contains(&text);
            assert_eq!(
                reply.status,
                if refused { 400 } else { 200 },
                "{certificate} {client_auth}"
            );
        }
        let log = site.log("request").await?;
        let last = log.last().map(|entry| (entry["cert_verdict"].clone(), entry["cert"].clone()));
        let name = if certificate.is_empty() { json!(null) } else { json!(certificate) };
        assert_eq!(last, Some((json!(verdict), name)), "{certificate}");
    }
    Ok(())
}

#[tokio::test]
async fn a_refusing_handshake_ends_with_an_alert() -> Result<()> {
    let site = Site::with(json!({"client_auth": "tls_refuse"})).await?;
    for (certificate, alert) in [
        ("", Some("CertificateRequired")),
        ("clinic-a", None),
        ("deleted", None),
        ("revoked", Some("CertificateRevoked")),
        ("expired", Some("CertificateExpired")),
        ("other-ca", Some("UnknownCA")),
    ] {
        let outcome = site.browser().showing(certificate).get("/d/signin").await;
        let error = outcome.err().map(|error| format!("{error:?}")).unwrap_or_default();
        match alert {
            Some(alert) => assert!(error.contains(alert), "{certificate}: {error}"),
            None => assert_eq!(error, "", "{certificate}"),
        }
    }
    assert_eq!(site.log("handshake_failed").await?.len(), 4);
    Ok(())
}

#[tokio::test]
async fn nobody_asks_where_something_stands_between() -> Result<()> {
    let site = Site::start().await?;
    for (settings, asked) in [
        (json!({}), true),
        (json!({"client_auth": "off"}), false),
        (json!({"inspection": true}), false),
        (json!({"inspection": true, "client_auth": "tls_refuse"}), false),
    ] {
        site.control("POST", "/reset", "").await?;
        site.set(settings.clone()).await?;
        let reply = site.browser().showing("clinic-a").get("/d/signin").await?;
        assert_eq!((reply.asked, reply.text.contains(FAILING)), (asked, !asked), "{settings}");
    }
    for host in ["app.medley.life", "medley.life", "kalte.medley.life", "example.com"] {
        let reply = site.browser().at(host).showing("clinic-a").get("/").await?;
        assert!(!reply.asked, "{host}");
    }
    Ok(())
}

#[tokio::test]
async fn an_account_wants_its_own_clinic() -> Result<()> {
    let site = Site::start().await?;
    for (expected, certificate, text) in [
        ("any", "clinic-b", FORM),
        ("a", "clinic-a", FORM),
        ("a", "clinic-b", FAILING),
        ("b", "clinic-b", FORM),
        ("b", "clinic-a", FAILING),
    ] {
        site.set(json!({ "expect_clinic": expected })).await?;
        let reply = site.browser().showing(certificate).get("/d/signin").await?;
        assert!(reply.text.contains(text), "{expected} {certificate}");
    }
    Ok(())
}

#[test]
fn nss_imports_every_file_under_its_name() -> Result<()> {
    if Command::new("pk12util").arg("-h").output().is_err()
        || Command::new("certutil").arg("-H").output().is_err()
    {
        println!("skipped: no pk12util and certutil (Debian: libnss3-tools)");
        return Ok(());
    }
    let dir = tempfile::tempdir()?;
    let folder = Folder::open(dir.path())?;
    folder.issue(&Client::new("young", "a"))?;
    let database = format!("sql:{}", dir.path().display());
    run("certutil", &["-N", "-d", &database, "--empty-password"])?;
    for name in CLIENTS.iter().map(|client| client.name).chain(["young"]) {
        let file = folder.p12(name).display().to_string();
        run("pk12util", &["-i", &file, "-d", &database, "-W", PASSWORD, "-K", ""])?;
        let keys = run("certutil", &["-K", "-d", &database, "-n", name])?;
        assert!(keys.contains(name), "{name}: {keys}");
    }
    Ok(())
}

fn run(program: &str, arguments: &[&str]) -> Result<String> {
    let output = Command::new(program).args(arguments).output()?;
    let errors = String::from_utf8_lossy(&output.stderr);
    anyhow::ensure!(output.status.success(), "{program} {arguments:?}: {errors}");
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}
