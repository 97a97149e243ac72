//! The headers `Date` and `Age`, and the two headers that a browser remembers or obeys.

use std::time::{Duration, SystemTime};

use anyhow::Result;
use serde_json::{Value, json};

use crate::browser::Site;

#[tokio::test]
async fn the_date_is_what_the_settings_say() -> Result<()> {
    let site = Site::start().await?;
    for (settings, shift_s) in [
        (json!({}), 0),
        (json!({"date_shift_ms": 1_680_000}), 1_680),
        (json!({"date_shift_ms": -1_680_000}), -1_680),
        (json!({"date_shift_ms": 63_072_000_000_i64}), 63_072_000),
    ] {
        reset(&site, &settings).await?;
        let secure = site.browser().get("/d/signin").await?;
        let plain = site.browser().plain("/").await?;
        for reply in [secure, plain] {
            let off = seconds_off(reply.header("date"))?;
            assert!((off - shift_s).abs() <= 2, "{settings}: {off}");
        }
    }
    Ok(())
}

#[tokio::test]
async fn the_date_can_be_wrong_in_other_ways() -> Result<()> {
    let site = Site::start().await?;
    for (settings, date) in [
        (json!({"date_mode": "absent"}), ""),
        (json!({"date_mode": "malformed"}), "Thu, 99 Foo 2026 25:61:61 GMT"),
        (json!({"date_mode": "fixed", "date_fixed": "tomorrow"}), "tomorrow"),
    ] {
        reset(&site, &settings).await?;
        assert_eq!(site.browser().get("/d/signin").await?.header("date"), date, "{settings}");
        assert_eq!(site.browser().plain("/").await?.header("date"), date, "{settings}");
    }
    reset(&site, &json!({"date_mode": "frozen"})).await?;
    let first = site.browser().get("/d/signin").await?;
    tokio::time::sleep(Duration::from_millis(1_100)).await;
    // Changing another setting does not end the frozen date.
    site.set(json!({"age": 3_600})).await?;
    let second = site.browser().get("/d/signin").await?;
    assert_eq!(first.header("date"), second.header("date"));
    assert_eq!((first.header("age"), second.header("age")), ("", "3600"));
    Ok(())
}

#[tokio::test]
async fn a_date_or_an_age_can_come_twice() -> Result<()> {
    let site = Site::start().await?;
    for (settings, dates, ages) in [
        (json!({"age": 60}), 1, 1),
        (json!({"age": 60, "twice": "date"}), 2, 1),
        (json!({"age": 60, "twice": "age"}), 1, 2),
    ] {
        reset(&site, &settings).await?;
        let reply = site.browser().get("/d/signin").await?;
        let count = |name: &str| reply.headers.get_all(name).iter().count();
        assert_eq!((count("date"), count("age")), (dates, ages), "{settings}");
    }
    Ok(())
}

#[tokio::test]
async fn hsts_comes_over_tls_only() -> Result<()> {
    let site = Site::start().await?;
    for (hsts, header) in [(false, ""), (true, "max-age=31536000")] {
        site.set(json!({ "hsts": hsts })).await?;
        assert_eq!(
            site.browser().get("/d/signin").await?.header("strict-transport-security"),
            header
        );
        assert_eq!(site.browser().plain("/").await?.header("strict-transport-security"), "");
    }
    Ok(())
}

async fn reset(site: &Site, settings: &Value) -> Result<()> {
    site.control("POST", "/reset", "").await?;
    site.set(settings.clone()).await?;
    Ok(())
}

fn seconds_off(date: &str) -> Result<i64> {
    let epoch =
        |time: SystemTime| time.duration_since(SystemTime::UNIX_EPOCH).map(|since| since.as_secs());
    Ok(i64::try_from(epoch(httpdate::parse_http_date(date)?)?)?
        - i64::try_from(epoch(SystemTime::now())?)?)
}
