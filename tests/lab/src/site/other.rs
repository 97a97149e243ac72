//! All other hosts: further hosts of the vendor, foreign sites, and the plain port.

use hyper::{StatusCode, header::CACHE_CONTROL};

use super::{
    answer::{Answer, escape, fill},
    visit::Visit,
};
use crate::config::Http;

const NEIGHBOUR: &str = include_str!("../../pages/neighbour.html");
const COOKIE: [&str; 1] = ["lab_neighbour=imitation; Path=/; Max-Age=86400; Secure"];

pub(super) fn same_site(visit: &Visit<'_>) -> Answer {
    neighbour("same_site", visit)
}

/// Sets a cookie and stores data, so that a test can check that they survive.
pub(super) fn foreign_site(visit: &Visit<'_>) -> Answer {
    neighbour("foreign_site", visit)
}

fn neighbour(name: &'static str, visit: &Visit<'_>) -> Answer {
    let host = escape(&visit.host);
    Answer::page(name, &format!("{host} の模擬"), &fill(NEIGHBOUR, &[("host", &host)]))
        .with_cookies(COOKIE)
}

pub(super) fn plain(visit: &Visit<'_>) -> Answer {
    if visit.config.http == Http::Serve {
        let body = fill(NEIGHBOUR, &[("host", &escape(&visit.host))]);
        return Answer::page("plain_http", "暗号化されていないページの模擬", &body);
    }
    let to = format!("https://{}{}", visit.host, visit.path_and_query);
    Answer::redirect("to_https", StatusCode::MOVED_PERMANENTLY, &to).with(CACHE_CONTROL, "no-store")
}
