//! The imitated karte: sign-in form, failing screen, reception list, signing out.

use hyper::{StatusCode, header::CACHE_CONTROL};

use super::{
    answer::{Answer, fill},
    issuing,
    visit::Visit,
};
use crate::{
    config::{Config, Failing},
    verdict::Verdict,
};

const SIGN_IN: &str = include_str!("../../pages/sign_in.html");
const FAILING: &str = include_str!("../../pages/failing.html");
const FAILING_LATE: &str = include_str!("../../pages/failing_late.html");
const RECEPTION: &str = include_str!("../../pages/reception.html");
const SIGNED_OUT: &str = include_str!("../../pages/signed_out.html");
const NOT_FOUND: &str = "<h1>ページが見つかりません</h1><p><a href=\"/d\">トップへ戻る</a></p>";

const SESSION: &str = "karte_session";
/// The session, another cookie of this host alone, and one for every host of the domain.
const COOKIES: [&str; 3] = [
    "karte_session=imitation; Path=/; Max-Age=86400; Secure; HttpOnly; SameSite=Lax",
    "karte_preferences=imitation; Path=/; Max-Age=86400; Secure",
    "medley_visitor=imitation; Path=/; Max-Age=86400; Secure; Domain=medley.life",
];
const SESSION_ENDS: [&str; 1] =
    ["karte_session=; Path=/; Max-Age=0; Secure; HttpOnly; SameSite=Lax"];

pub(super) fn answer(visit: &Visit<'_>) -> Answer {
    let path = visit.path.as_str();
    match path {
        "/" => Answer::redirect("redirect", StatusCode::FOUND, "/d"),
        "/d/signin" if visit.is_post() => sign_in(visit),
        "/d/signin" => signin_page(visit),
        "/d" | "/d/reception" => reception(visit),
        "/d/signout" => {
            Answer::page("signed_out", "ログアウト", SIGNED_OUT).with_cookies(SESSION_ENDS)
        }
        _ => issuing::answer(visit).unwrap_or_else(not_found),
    }
}

pub(super) fn not_found() -> Answer {
    Answer::page("not_found", "404", NOT_FOUND).with_status(StatusCode::NOT_FOUND)
}

/// The failing screen; the settings say whether it is drawn late and whether it may be cached.
pub(super) fn failing(config: &Config) -> Answer {
    let body = config.failing_drawn_late_ms.map_or_else(
        || FAILING.to_owned(),
        |late_ms| fill(FAILING_LATE, &[("late_ms", &late_ms.to_string()), ("failing", FAILING)]),
    );
    let status = StatusCode::from_u16(config.failing_status).unwrap_or_default();
    let answer = Answer::page("failing", "CLINICSカルテの模擬", &body).with_status(status);
    if config.failing_cacheable {
        answer.with(CACHE_CONTROL, "public, max-age=3600")
    } else {
        answer
    }
}

fn signin_page(visit: &Visit<'_>) -> Answer {
    if is_accepted(visit) || visit.config.failing == Failing::AfterPassword {
        return Answer::page("sign_in", "ログイン", SIGN_IN);
    }
    failing(&visit.config)
}

fn sign_in(visit: &Visit<'_>) -> Answer {
    if !is_accepted(visit) {
        return failing(&visit.config);
    }
    if visit.field("email").is_empty() || visit.field("password").is_empty() {
        return Answer::page("sign_in", "ログイン", SIGN_IN);
    }
    Answer::redirect("signed_in", StatusCode::SEE_OTHER, "/d/reception").with_cookies(COOKIES)
}

fn reception(visit: &Visit<'_>) -> Answer {
    if is_accepted(visit) && visit.has_cookie(SESSION) {
        let clinic = visit.owner.as_ref().map_or("", |owner| owner.clinic.as_str());
        return Answer::page("reception", "受付一覧", &fill(RECEPTION, &[("clinic", clinic)]));
    }
    Answer::redirect("redirect", StatusCode::FOUND, "/d/signin")
}

fn is_accepted(visit: &Visit<'_>) -> bool {
    visit.verdict == Verdict::Accepted
}
