//! The screens: signing in, failing, issuing, and the neighbours.

use anyhow::Result;
use serde_json::json;

use crate::browser::{KARTE, Site};

const LABEL: &str = "これはテスト用の模擬サイトです";
const FAILING: &str = "<h1>クライアント証明書が必要です";
const FORM: &str = "email=a%40example.com&password=x";

#[tokio::test]
async fn signs_in_and_out() -> Result<()> {
    let site = Site::start().await?;
    let browser = site.browser().showing("clinic-a");
    let reply = browser.get("/d").await?;
    assert_eq!((reply.status, reply.header("location")), (302, "/d/signin"), "not signed in yet");
    let form = browser.get("/d/signin").await?;
    assert!(form.text.contains("id=\"email\"") && form.text.contains("id=\"password\""));
    assert_eq!(form.header("cache-control"), "no-store");

    let reply = browser.post("/d/signin", FORM).await?;
    assert_eq!((reply.status, reply.header("location")), (303, "/d/reception"));
    let cookies: Vec<_> = reply
        .headers
        .get_all("set-cookie")
        .iter()
        .filter_map(|value| value.to_str().ok())
        .collect();
    assert!(
        cookies[0].starts_with("karte_session=") && !cookies[0].contains("Domain"),
        "{cookies:?}"
    );
    assert!(cookies[2].contains("Domain=medley.life"), "{cookies:?}");

    let mut signed_in = browser;
    signed_in.cookie = "other=1; karte_session=imitation";
    assert!(signed_in.get("/d/reception").await?.text.contains("受付一覧"));
    let without = signed_in.showing("").get("/d/reception").await?;
    assert_eq!(without.header("location"), "/d/signin", "the certificate is looked at each time");
    let reply = signed_in.post("/d/signout", "").await?;
    assert!(
        reply.text.contains("ログアウトしました")
            && reply.header("set-cookie").contains("Max-Age=0")
    );
    Ok(())
}

#[tokio::test]
async fn fails_as_the_settings_say() -> Result<()> {
    let site = Site::start().await?;
    for (settings, get_fails, status, cache) in [
        (json!({}), true, 200, "no-store"),
        (json!({"failing": "after_password"}), false, 200, "no-store"),
        (json!({"failing_cacheable": true}), true, 200, "public, max-age=3600"),
        (json!({"failing_status": 403}), true, 403, "no-store"),
    ] {
        site.control("POST", "/reset", "").await?;
        site.set(settings.clone()).await?;
        let got = site.browser().get("/d/signin").await?;
        assert_eq!(got.text.contains(FAILING), get_fails, "{settings}");
        let posted = site.browser().post("/d/signin", FORM).await?;
        assert!(
            posted.text.contains(FAILING) && posted.text.contains("申請する</button>"),
            "{settings}"
        );
        assert_eq!((posted.status, posted.header("cache-control")), (status, cache), "{settings}");
        let accepted = site.browser().showing("clinic-a").get("/d/signin").await?;
        assert_eq!(
            (accepted.status, accepted.header("cache-control")),
            (200, "no-store"),
            "{settings}"
        );
    }
    Ok(())
}

#[tokio::test]
async fn draws_the_failing_text_late() -> Result<()> {
    let site = Site::with(json!({"failing_drawn_late_ms": 700})).await?;
    let text = site.browser().get("/d/signin").await?.text;
    let (before, template) = text.split_once("<template").unwrap_or_default();
    assert!(!before.contains("クライアント証明書"), "{before}");
    assert!(template.contains(FAILING) && template.contains("}, 700);"), "{template}");
    Ok(())
}

#[tokio::test]
async fn every_host_has_its_page() -> Result<()> {
    let site = Site::start().await?;
    for (host, path, status, answered, text) in [
        (KARTE, "/", 302, "redirect", ""),
        (KARTE, "/signin", 404, "not_found", "見つかりません"),
        (KARTE, "/d/sign-in", 404, "not_found", LABEL),
        (KARTE, "/d/signin/", 404, "not_found", LABEL),
        (KARTE, "/failing", 200, "failing", FAILING),
        ("app.medley.life", "/failing", 200, "failing", FAILING),
        ("app.medley.life", "/d/signin", 200, "same_site", "app.medley.life の模擬"),
        ("clinics.medley.life", "/", 200, "same_site", "clinics.medley.life の模擬"),
        ("medley.life", "/", 200, "same_site", LABEL),
        ("example.com", "/failing", 200, "foreign_site", "example.com の模擬"),
        ("karte.medley.life.example.com", "/", 200, "foreign_site", LABEL),
        (KARTE, "/favicon.ico", 204, "favicon", ""),
    ] {
        let reply = site.browser().at(host).get(path).await?;
        assert!(reply.status == status && reply.text.contains(text), "{host}{path}: {reply:?}");
        let log = site.log("request").await?;
        let last = log.last().cloned().unwrap_or_default();
        assert_eq!(
            (&last["answered"], &last["host"], &last["path"]),
            (&json!(answered), &json!(host), &json!(path))
        );
    }
    let foreign = site.browser().at("example.com").get("/").await?;
    assert!(
        foreign.header("set-cookie").starts_with("lab_neighbour=")
            && foreign.text.contains("localStorage")
    );
    Ok(())
}

#[tokio::test]
async fn head_is_get_without_the_body() -> Result<()> {
    let site = Site::start().await?;
    for path in ["/d/signin", "/d", "/signin"] {
        let got = site.browser().get(path).await?;
        let head = site.browser().ask("HEAD", path, "").await?;
        let length = got.text.len().to_string();
        assert_eq!(
            (head.status, head.header("content-length")),
            (got.status, length.as_str()),
            "{path}"
        );
        assert_eq!(head.text, "", "{path}");
    }
    Ok(())
}

#[tokio::test]
async fn issues_a_certificate_that_works() -> Result<()> {
    let site = Site::start().await?;
    let browser = site.browser();
    assert_eq!(browser.post("/d/certificates/request", "").await?.status, 200);
    for (code, status) in [("12345", 200), ("12345a", 200), ("123456", 303)] {
        let reply = browser.post("/d/certificates/code", &format!("code={code}")).await?;
        assert_eq!(reply.status, status, "{code}");
    }
    assert!(browser.get("/d/certificates/issue").await?.text.contains("その他(クリックで開く)"));
    assert!(
        browser.post("/d/certificates/issue", "memo=").await?.text.contains("メモ(必須)"),
        "memo is mandatory"
    );
    let issued = browser.post("/d/certificates/issue", "memo=%3Cpc%3E&clinic=clinic-B").await?;
    assert!(
        issued.text.contains("&lt;pc&gt;") && issued.text.contains("/d/certificates/issued-1.p12")
    );
    let file = browser.get("/d/certificates/issued-1.p12").await?;
    assert_eq!((file.status, file.header("content-type")), (200, "application/x-pkcs12"));
    assert_eq!(browser.get("/d/certificates/nobody.p12").await?.status, 404);
    assert_eq!(browser.get("/d/certificates/..%2Fissued-1.p12").await?.status, 404);

    site.set(json!({"expect_clinic": "b"})).await?;
    let reply = browser.showing("issued-1").get("/d/signin").await?;
    assert!(reply.text.contains("id=\"email\""), "the fresh certificate is accepted");
    Ok(())
}

#[tokio::test]
async fn nothing_happens_with_the_limit_reached() -> Result<()> {
    let site = Site::with(json!({"limit_reached": true})).await?;
    for path in ["/d/certificates/request", "/d/certificates/issue"] {
        assert_eq!(site.browser().post(path, "memo=x").await?.status, 409, "{path}");
    }
    Ok(())
}
