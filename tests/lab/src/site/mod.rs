//! Answers a request: first the faults that affect every address, then the host decides.

mod answer;
mod date;
mod fault;
mod issuing;
mod karte;
mod other;
mod visit;

use std::{sync::Arc, time::Duration};

use bytes::Bytes;
use http_body_util::Full;
use hyper::{
    Method, Request, Response, StatusCode,
    body::Incoming,
    header::{AGE, DATE, STRICT_TRANSPORT_SECURITY},
};
use rustls::pki_types::CertificateDer;

use crate::{
    config::{Config, Twice},
    lab::{Lab, Settings},
    log::{self, Event},
    tls::MAIN_HOST,
};
use answer::Answer;
use visit::Visit;

/// What is known about the other end of a connection.
pub(crate) struct Peer {
    pub scheme: &'static str,
    pub is_http2: bool,
    pub server_name: Option<String>,
    pub certificate: Option<CertificateDer<'static>>,
}

/// Answers one request and adds it to the log.
pub(crate) async fn respond(
    lab: &Lab,
    peer: &Arc<Peer>,
    request: Request<Incoming>,
) -> Response<Full<Bytes>> {
    let settings = lab.settings();
    tokio::time::sleep(Duration::from_millis(settings.config.latency_ms.into())).await;
    let visit = Visit::read(lab, peer, settings.config.clone(), request).await;
    let mut answer = answer(&visit);
    stamp(&mut answer, &settings, peer.scheme);
    lab.log.add(Event::Request(Box::new(log::Request {
        scheme: peer.scheme,
        sni: peer.server_name.clone(),
        host: visit.host_as_sent.clone(),
        method: visit.method.to_string(),
        path: visit.path.clone(),
        cert: visit.owner.as_ref().map(|owner| owner.name.clone()),
        cert_verdict: visit.verdict,
        answered: answer.name,
        status: answer.status.as_u16(),
    })));
    answer.into_response(visit.method == Method::HEAD)
}

fn answer(visit: &Visit<'_>) -> Answer {
    if visit.peer.scheme == "http" {
        return other::plain(visit);
    }
    if let Some(fault) = fault::answer(visit) {
        return fault;
    }
    if visit.path == "/favicon.ico" {
        return Answer::text("favicon", StatusCode::NO_CONTENT, "");
    }
    let medley = visit.host == "medley.life" || visit.host.ends_with(".medley.life");
    let mut answer = match visit.path.as_str() {
        "/failing" if medley => karte::failing(&visit.config),
        _ if visit.host == MAIN_HOST => karte::answer(visit),
        _ if medley => other::same_site(visit),
        _ => other::foreign_site(visit),
    };
    fault::swell(&mut answer, visit);
    answer
}

fn stamp(answer: &mut Answer, settings: &Settings, scheme: &str) {
    let config: &Config = &settings.config;
    if let Some(date) = date::header(settings) {
        answer.header(DATE, date);
    }
    if let Some(age) = config.age {
        answer.header(AGE, age.to_string());
    }
    match config.twice {
        Some(Twice::Date) => answer.append(DATE, &date::present()),
        Some(Twice::Age) => answer.append(AGE, "0"),
        None => {}
    }
    if config.hsts && scheme == "https" {
        answer.header(STRICT_TRANSPORT_SECURITY, "max-age=31536000");
    }
}
