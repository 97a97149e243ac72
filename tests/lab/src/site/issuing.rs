//! The screens on which a clinic gets a certificate: 「申請する」, the six digits, 「発行する」, the file. The certificate is
//! really issued. If the limit is reached, the button does nothing.

use std::fs;

use anyhow::Result;
use hyper::{StatusCode, header::CONTENT_DISPOSITION};

use super::{
    answer::{Answer, escape, fill},
    visit::Visit,
};
use crate::certificates::{Client, PASSWORD};

const CODE: &str = include_str!("../../pages/code.html");
const ISSUE: &str = include_str!("../../pages/issue.html");
const ISSUED: &str = include_str!("../../pages/issued.html");

const CODE_LENGTH: usize = 6;

/// The answer, if the address is one of these screens.
pub(super) fn answer(visit: &Visit<'_>) -> Option<Answer> {
    let answer = match (visit.path.strip_prefix("/d/certificates/")?, visit.is_post()) {
        ("request" | "issue", true) if visit.config.limit_reached => {
            Answer::text("limit_reached", StatusCode::CONFLICT, "limit reached")
        }
        ("request", true) => Answer::text("requested", StatusCode::OK, "ok"),
        ("code", true) if is_code(visit.field("code")) => {
            Answer::redirect("code_accepted", StatusCode::SEE_OTHER, "/d/certificates/issue")
        }
        ("code", _) => Answer::page("code", "発行コード", CODE),
        ("issue", true) if !visit.field("memo").is_empty() => {
            issue(visit).unwrap_or_else(|error| failed(&error))
        }
        ("issue", _) => Answer::page("issue", "証明書の発行", ISSUE),
        (file, false) => download(visit, file.strip_suffix(".p12")?)?,
        _ => return None,
    };
    Some(answer)
}

fn is_code(text: &str) -> bool {
    text.len() == CODE_LENGTH && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn issue(visit: &Visit<'_>) -> Result<Answer> {
    let name = visit.lab.next_issued_name();
    let clinic = if visit.field("clinic").to_ascii_lowercase().ends_with('b') { "b" } else { "a" };
    visit.lab.folder.issue(&Client::new(&name, clinic))?;
    let memo = escape(visit.field("memo"));
    let body = fill(
        ISSUED,
        &[("name", &name), ("memo", &memo), ("clinic", clinic), ("password", PASSWORD)],
    );
    Ok(Answer::page("issued", "発行しました", &body))
}

fn download(visit: &Visit<'_>, name: &str) -> Option<Answer> {
    let plain = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    let bytes = fs::read(visit.lab.folder.p12(name)).ok().filter(|_| plain)?;
    let disposition = format!("attachment; filename=\"{name}.p12\"");
    Some(
        Answer::file("download", "application/x-pkcs12", bytes)
            .with(CONTENT_DISPOSITION, disposition),
    )
}

fn failed(error: &anyhow::Error) -> Answer {
    Answer::text("broken", StatusCode::INTERNAL_SERVER_ERROR, error.to_string())
}
