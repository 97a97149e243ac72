//! A request in the form that the pages need: host without port and dot, form fields, and the verdict on the certificate.

use std::{collections::HashMap, sync::Arc};

use http_body_util::{BodyExt, Limited};
use hyper::{
    Method, Request,
    body::Incoming,
    header::{COOKIE, HOST},
};
use rustls::pki_types::UnixTime;

use super::Peer;
use crate::{
    config::Config,
    lab::Lab,
    verdict::{Owner, Verdict},
};

const BODY_LIMIT: usize = 64 * 1024;

pub(super) struct Visit<'a> {
    pub lab: &'a Lab,
    pub peer: &'a Peer,
    pub config: Arc<Config>,
    pub method: Method,
    pub host_as_sent: String,
    pub host: String,
    pub path: String,
    pub path_and_query: String,
    pub form: HashMap<String, String>,
    pub owner: Option<Owner>,
    pub verdict: Verdict,
    cookies: String,
}

impl<'a> Visit<'a> {
    pub(super) async fn read(
        lab: &'a Lab,
        peer: &'a Peer,
        config: Arc<Config>,
        request: Request<Incoming>,
    ) -> Self {
        let (head, body) = request.into_parts();
        let text = |name| {
            head.headers
                .get(name)
                .and_then(|value| value.to_str().ok())
                .unwrap_or_default()
                .to_owned()
        };
        let host_as_sent = head.uri.authority().map_or_else(|| text(HOST), ToString::to_string);
        let cookies: Vec<&str> =
            head.headers.get_all(COOKIE).iter().filter_map(|value| value.to_str().ok()).collect();
        // A body that is too long or incomplete counts as an empty form.
        let body =
            Limited::new(body, BODY_LIMIT).collect().await.map(http_body_util::Collected::to_bytes);
        let form = form_urlencoded::parse(&body.unwrap_or_default()).into_owned().collect();
        let certificate = peer.certificate.as_ref();
        Self {
            host: bare_host(&host_as_sent),
            owner: certificate.and_then(|certificate| Owner::read(certificate)),
            verdict: lab.registry.judge(certificate, config.expect_clinic, UnixTime::now()),
            cookies: cookies.join("; "),
            path: head.uri.path().to_owned(),
            path_and_query: head.uri.path_and_query().map_or("/", |path| path.as_str()).to_owned(),
            method: head.method,
            lab,
            peer,
            config,
            host_as_sent,
            form,
        }
    }

    pub(super) fn has_cookie(&self, wanted: &str) -> bool {
        self.cookies.split("; ").any(|pair| pair.split('=').next() == Some(wanted))
    }

    pub(super) fn has_any_cookie(&self) -> bool {
        !self.cookies.is_empty()
    }

    pub(super) fn field(&self, name: &str) -> &str {
        self.form.get(name).map_or("", |value| value.trim())
    }

    pub(super) fn is_post(&self) -> bool {
        self.method == Method::POST
    }
}

fn bare_host(sent: &str) -> String {
    let host = sent.rsplit_once(':').map_or(sent, |(host, _port)| host);
    host.trim_end_matches('.').to_ascii_lowercase()
}
