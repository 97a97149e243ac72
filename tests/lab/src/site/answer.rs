//! An answer before it is sent: its name for the log, status, headers and body.

use bytes::Bytes;
use http_body_util::Full;
use hyper::{
    Response, StatusCode,
    header::{
        CACHE_CONTROL, CONTENT_LENGTH, CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue, LOCATION,
        SET_COOKIE,
    },
};

const LAYOUT: &str = include_str!("../../pages/layout.html");

pub(super) struct Answer {
    pub name: &'static str,
    pub status: StatusCode,
    headers: HeaderMap,
    body: Bytes,
}

impl Answer {
    pub(super) fn text(name: &'static str, status: StatusCode, text: impl Into<Bytes>) -> Self {
        let mut answer = Self { name, status, headers: HeaderMap::new(), body: text.into() };
        answer.header(CONTENT_TYPE, "text/plain; charset=utf-8");
        answer.header(CACHE_CONTROL, "no-store");
        answer
    }

    /// A page of the imitation with the common layout.
    pub(super) fn page(name: &'static str, title: &str, body: &str) -> Self {
        let page = fill(LAYOUT, &[("title", title), ("body", body)]);
        Self::text(name, StatusCode::OK, page).with(CONTENT_TYPE, "text/html; charset=utf-8")
    }

    pub(super) fn redirect(name: &'static str, status: StatusCode, to: &str) -> Self {
        Self::text(name, status, "").with(LOCATION, to)
    }

    pub(super) fn file(name: &'static str, kind: &str, bytes: Vec<u8>) -> Self {
        Self::text(name, StatusCode::OK, bytes).with(CONTENT_TYPE, kind)
    }

    pub(super) fn with_status(mut self, status: StatusCode) -> Self {
        self.status = status;
        self
    }

    pub(super) fn with(mut self, name: HeaderName, value: impl AsRef<str>) -> Self {
        self.header(name, value);
        self
    }

    pub(super) fn with_cookies<'a>(mut self, cookies: impl IntoIterator<Item = &'a str>) -> Self {
        for cookie in cookies {
            self.append(SET_COOKIE, cookie);
        }
        self
    }

    /// Sets a header; a value that is not allowed in a header is ignored.
    pub(super) fn header(&mut self, name: HeaderName, value: impl AsRef<str>) {
        if let Ok(value) = HeaderValue::from_str(value.as_ref()) {
            self.headers.insert(name, value);
        }
    }

    pub(super) fn append(&mut self, name: HeaderName, value: &str) {
        if let Ok(value) = HeaderValue::from_str(value) {
            self.headers.append(name, value);
        }
    }

    pub(super) fn into_response(self, without_body: bool) -> Response<Full<Bytes>> {
        let length = self.body.len();
        let body = if without_body { Bytes::new() } else { self.body };
        let mut response = Response::new(Full::new(body));
        *response.status_mut() = self.status;
        *response.headers_mut() = self.headers;
        if self.status != StatusCode::NO_CONTENT {
            response.headers_mut().insert(CONTENT_LENGTH, length.into());
        }
        response
    }
}

/// Replaces each `{{name}}` with its value, which the caller has escaped.
pub(super) fn fill(template: &str, values: &[(&str, &str)]) -> String {
    values.iter().fold(template.to_owned(), |text, (name, value)| {
        text.replace(&format!("{{{{{name}}}}}"), value)
    })
}

/// Escapes text for HTML.
pub(super) fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
