//! The port through which a test changes the settings and reads the log. It answers only requests whose `Host` names this
//! machine, so that a page under test cannot reach it by another name (DNS rebinding).

use std::{convert::Infallible, sync::Arc};

use anyhow::Result;
use bytes::Bytes;
use http_body_util::{BodyExt, Full, Limited};
use hyper::{
    Method, Request, Response, StatusCode,
    body::Incoming,
    header::{CONTENT_TYPE, HOST, HeaderValue},
    server::conn::http1,
    service::service_fn,
};
use hyper_util::rt::TokioIo;
use serde_json::json;
use tokio::net::TcpStream;

use crate::{config::Config, lab::Lab};

const BODY_LIMIT: usize = 64 * 1024;
const OWN_NAMES: [&str; 2] = ["127.0.0.1", "localhost"];

pub(crate) async fn serve(lab: Arc<Lab>, stream: TcpStream) -> Result<()> {
    stream.set_nodelay(true)?;
    let service = service_fn(|request: Request<Incoming>| {
        let lab = lab.clone();
        async move {
            let (status, body) = answer(&lab, request).await;
            let mut response = Response::new(Full::<Bytes>::from(body));
            *response.status_mut() = status;
            response
                .headers_mut()
                .insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
            Ok::<_, Infallible>(response)
        }
    });
    Ok(http1::Builder::new().serve_connection(TokioIo::new(stream), service).await?)
}

async fn answer(lab: &Lab, request: Request<Incoming>) -> (StatusCode, String) {
    if !names_this_machine(&request) {
        return refusal(StatusCode::FORBIDDEN, "for this machine only");
    }
    match (request.method(), request.uri().path()) {
        (&Method::GET, "/config") => current(lab),
        (&Method::POST, "/config") => match merged(lab, request).await {
            Ok(config) => set(lab, config).await,
            Err(error) => refusal(StatusCode::BAD_REQUEST, &error.to_string()),
        },
        (&Method::POST, "/reset") => set(lab, Config::default()).await,
        (&Method::GET, "/log") => ok(lab.log.to_json()),
        (&Method::DELETE, "/log") => {
            lab.log.empty();
            ok(lab.log.to_json())
        }
        _ => refusal(StatusCode::NOT_FOUND, "GET or POST /config, POST /reset, GET or DELETE /log"),
    }
}

async fn merged(lab: &Lab, request: Request<Incoming>) -> Result<Config> {
    let body = Limited::new(request.into_body(), BODY_LIMIT)
        .collect()
        .await
        .map_err(anyhow::Error::from_boxed)?;
    lab.settings().config.merged(serde_json::from_slice(&body.to_bytes())?)
}

async fn set(lab: &Lab, config: Config) -> (StatusCode, String) {
    lab.configure(config).await;
    current(lab)
}

fn current(lab: &Lab) -> (StatusCode, String) {
    ok(serde_json::to_string(&*lab.settings().config))
}

fn ok(json: serde_json::Result<String>) -> (StatusCode, String) {
    match json {
        Ok(json) => (StatusCode::OK, json),
        Err(error) => refusal(StatusCode::INTERNAL_SERVER_ERROR, &error.to_string()),
    }
}

fn refusal(status: StatusCode, text: &str) -> (StatusCode, String) {
    (status, json!({ "error": text }).to_string())
}

fn names_this_machine(request: &Request<Incoming>) -> bool {
    let host = request.headers().get(HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    OWN_NAMES.contains(&host.rsplit_once(':').map_or(host, |(host, _port)| host))
}
