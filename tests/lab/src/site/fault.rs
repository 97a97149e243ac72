//! Faults that affect every address over TLS, and the answers of an nginx that insists on a certificate.

use hyper::{
    StatusCode,
    header::{HeaderName, LOCATION},
};

use super::{answer::Answer, visit::Visit};
use crate::{
    config::{ClientAuth, LeadsBack},
    tls::MAIN_HOST,
    verdict::Verdict,
};

const BIG_HEADER: HeaderName = HeaderName::from_static("x-lab-big");
/// Together more than the 256 KiB that Chrome accepts.
const BIG_HEADER_COUNT: usize = 40;
const BIG_HEADER_LENGTH: usize = 8_000;

pub(super) fn answer(visit: &Visit<'_>) -> Option<Answer> {
    let config = &visit.config;
    if let Some(status) = config.status.and_then(|status| StatusCode::from_u16(status).ok()) {
        return Some(Answer::text("status", status, status.to_string()));
    }
    if config.redirect_loop && strikes(visit) {
        let to = if visit.path == "/d/signin" { "/d" } else { "/d/signin" };
        return Some(Answer::text("redirect_loop", StatusCode::FOUND, "").with(LOCATION, to));
    }
    if let Some(how) = config.sign_in_leads_back.filter(|_| visit.path == "/d/signin") {
        return Some(leads_back(how));
    }
    let insists = config.client_auth == ClientAuth::Required && visit.host == MAIN_HOST;
    match visit.verdict {
        verdict if !insists || verdict.is_valid() => None,
        Verdict::None => {
            Some(bad_request("no_certificate_400", "No required SSL certificate was sent"))
        }
        _ => Some(bad_request("bad_certificate_400", "The SSL certificate error")),
    }
}

fn leads_back(how: LeadsBack) -> Answer {
    let page = |body| Answer::page("leads_back", "CLINICSカルテの模擬", body);
    match how {
        LeadsBack::Redirect => Answer::redirect("leads_back", StatusCode::FOUND, "/login"),
        LeadsBack::Script => page("<script>location = \"/login\";</script>"),
        LeadsBack::Refresh => page("<meta http-equiv=\"refresh\" content=\"0; url=/login\">"),
    }
}

/// Adds more headers than a browser accepts, if the settings say so.
pub(super) fn swell(answer: &mut Answer, visit: &Visit<'_>) {
    if visit.config.big_headers && strikes(visit) {
        let value = "x".repeat(BIG_HEADER_LENGTH);
        for _ in 0..BIG_HEADER_COUNT {
            answer.append(BIG_HEADER, &value);
        }
    }
}

fn strikes(visit: &Visit<'_>) -> bool {
    !visit.config.faults_only_with_cookie || visit.has_any_cookie()
}

fn bad_request(name: &'static str, text: &str) -> Answer {
    Answer::page(name, "400 Bad Request", &format!("<h1>400 Bad Request</h1><p>{text}</p>"))
        .with_status(StatusCode::BAD_REQUEST)
}
