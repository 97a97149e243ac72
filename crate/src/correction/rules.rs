//! The rules for the browser's own engine, made from the same tokens as [`super::path`].
//!
//! Each pattern is one line of RE2, small enough for the engine's limit; priorities let what is right win. Only what a
//! substitution takes is a capturing group: each group costs some of the two kilobytes.

use super::table::NAMED_SITES;
use crate::app::{DOMAIN, KARTE_HOST, SIGN_IN_URL};
use crate::kept_address::kept_address;
use serde::Serialize;

/// One rule of the static ruleset.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Rule {
    /// Its number; stays the same as long as its meaning does.
    pub id: u32,
    /// The higher one wins.
    pub priority: u32,
    /// What is done.
    pub action: Action,
    /// When.
    pub condition: Condition,
}

/// What a rule does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "type", rename_all = "camelCase")]
pub enum Action {
    /// Nothing: it stays as it is.
    Allow,
    /// It leads elsewhere.
    Redirect {
        /// Where to.
        redirect: Redirect,
    },
}

/// Where a redirect leads.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Redirect {
    /// One fixed address.
    Url(String),
    /// The pattern's groups put into this.
    RegexSubstitution(String),
}

/// When a rule applies.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Condition {
    /// The whole address as a pattern.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub regex_filter: Option<String>,
    /// The whole address as it is, anchored.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url_filter: Option<String>,
    /// This tab only.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tab_ids: Vec<i64>,
    /// Upper and lower case are different.
    pub is_url_filter_case_sensitive: bool,
    /// Main frames only.
    pub resource_types: [&'static str; 1],
    /// What people type and click: a form that the site sends is its own affair.
    pub request_methods: [&'static str; 1],
    /// Hosts, with their sub-domains, that alone are meant.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub request_domains: Vec<&'static str>,
    /// Hosts, with their sub-domains, that are left out.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub excluded_request_domains: Vec<&'static str>,
}

/// A user's name and password, or none: the browser hides every other `@` before the path behind a percent sign.
const USER: &str = "(?:[^/]*@)?";
/// A port, or none. Digits alone would belong to another host, which `request_domains` leaves out; a longer
/// pattern would be too large for the engine.
const PORT: &str = "[0-9:]*";
/// The end of the path.
const END: &str = "(?:[?#]|$)";
/// What is left hanging at the end: [`super::path::JUNK`], short enough for the engine's limit of two kilobytes.
const JUNK: &str = "(?:[/.,;)]|%(?:2[02]|3e|e3%80%8[0-2c-f]|ef%bc%8[9f]))*";
/// The words for "sign in": [`super::path::WORDS`].
const WORD: &str = "(?:sign|log)(?:[-_]|%20)?in";

/// A letter of full width: [`super::path::WIDE`].
const WIDE: &str = "%e(?:f%b[cd]%(?:[9b]3|[8a][479c-f])|3%80%8[0-2c-f])";
/// What may stand around it: [`super::path::AMONG_WIDE`], its first four as one range.
const AMONG_WIDE: &str = "[,-/dgilnos]*";

/// All rules; the file in the extension is made of these.
#[must_use]
pub fn rules() -> Vec<Rule> {
    let karte = KARTE_HOST.replace('.', r"\.");
    let ours = format!(r"^https?://{USER}(?:www\.)?{karte}{PORT}");
    let wide = format!("/{AMONG_WIDE}(?:{WIDE}{AMONG_WIDE})+{END}");
    vec![
        allow(1, format!("^https://{USER}{karte}/d/signin{END}")),
        to_sign_in(2, format!("{ours}(?:/+(?:d/+)*(?:%20)*{WORD})+{JUNK}{END}"), Vec::new()),
        to_sign_in(3, format!("{ours}{wide}"), Vec::new()),
        to_sign_in(4, format!("{ours}/+{END}"), Vec::new()),
        moved(5, format!(r"^http://{USER}(?:www\.)?{karte}{PORT}(/.*)$")),
        moved(6, format!(r"^https://{USER}www\.{karte}{PORT}(/.*)$")),
        moved(7, format!("^https://{USER}{karte}:[0-9]+(/.*)$")),
        to_sign_in(8, other_hosts(), excluded()),
        moved_sign_in(9, format!(r"^https?://{USER}(?:www\.)?{karte}{PORT}(/d/signin\?.*)$")),
    ]
}

/// The ruleset file, byte for byte.
#[cfg(not(target_arch = "wasm32"))]
#[must_use]
pub fn file() -> String {
    serde_json::to_string_pretty(&rules()).unwrap_or_default() + "\n"
}

/// A sub-domain of the vendor with the karte's own sign-in path.
fn other_hosts() -> String {
    let domain = DOMAIN.replace('.', r"\.");
    format!(r"^https?://{USER}(?:[a-z0-9_-]+\.)+{domain}{PORT}/+(?:d/+)+(?:%20)*{WORD}{JUNK}{END}")
}

fn excluded() -> Vec<&'static str> {
    let named = NAMED_SITES.iter().map(|(host, _)| *host);
    let of_vendor = named.filter(|host| host.ends_with(&format!(".{DOMAIN}")));
    of_vendor.collect()
}

/// A person's exception: this page stays, whatever is asked of it; in one tab only if `tab` is named. Two rules from `id` on,
/// because an exception is kept without its query: the bare address, and the same with any query.
#[must_use]
pub fn exception(id: u32, url: &str, tab: Option<i64>) -> [Rule; 2] {
    // The three characters with a meaning of their own become "anything".
    let plain = kept_address(url).replace(['*', '^', '|'], "*");
    [excepted(id, format!("|{plain}|"), tab), excepted(id + 1, format!("|{plain}?"), tab)]
}

fn excepted(id: u32, url_filter: String, tab: Option<i64>) -> Rule {
    let condition = Condition {
        regex_filter: None,
        url_filter: Some(url_filter),
        tab_ids: tab.into_iter().collect(),
        is_url_filter_case_sensitive: true,
        resource_types: ["main_frame"],
        request_methods: ["get"],
        request_domains: Vec::new(),
        excluded_request_domains: Vec::new(),
    };
    Rule { id, priority: 9, action: Action::Allow, condition }
}

fn allow(id: u32, pattern: String) -> Rule {
    let mut condition = condition(pattern, Vec::new());
    condition.is_url_filter_case_sensitive = true;
    Rule { id, priority: 3, action: Action::Allow, condition }
}

fn to_sign_in(id: u32, pattern: String, excluded: Vec<&'static str>) -> Rule {
    let redirect = Redirect::Url(SIGN_IN_URL.to_owned());
    Rule {
        id,
        priority: 2,
        action: Action::Redirect { redirect },
        condition: condition(pattern, excluded),
    }
}

/// A page inside the app under a wrong scheme, host or port: its path and query stay.
fn moved(id: u32, pattern: String) -> Rule {
    let redirect = Redirect::RegexSubstitution(format!(r"https://{KARTE_HOST}\1"));
    Rule {
        id,
        priority: 1,
        action: Action::Redirect { redirect },
        condition: condition(pattern, Vec::new()),
    }
}

/// The sign-in page itself, asked for with something that is to follow it.
fn moved_sign_in(id: u32, pattern: String) -> Rule {
    let mut rule = moved(id, pattern);
    rule.priority = 3;
    rule.condition.is_url_filter_case_sensitive = true;
    rule
}

fn condition(regex_filter: String, excluded_request_domains: Vec<&'static str>) -> Condition {
    Condition {
        regex_filter: Some(regex_filter),
        url_filter: None,
        tab_ids: Vec::new(),
        is_url_filter_case_sensitive: false,
        resource_types: ["main_frame"],
        request_methods: ["get"],
        request_domains: vec![DOMAIN],
        excluded_request_domains,
    }
}
