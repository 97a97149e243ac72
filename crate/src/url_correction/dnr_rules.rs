//! The rules for declarativeNetRequest, made from the same tokens as [`super::sign_in_path`].
//!
//! Each pattern is one RE2 expression, small enough for the engine's limit of two kilobytes. Priorities let right addresses win.
//! Only text that a substitution uses is in a capturing group, because each group uses up part of that limit.

use super::redacted_url::kept_address;
use super::typo_hosts;
use crate::base::site::{DOMAIN, KARTE_HOST, SIGN_IN_PATH};
use serde::Serialize;

/// One rule of the static ruleset.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Rule {
    /// Its number; stays the same as long as its meaning does.
    pub id: u32,
    /// The higher one wins.
    pub priority: u32,
    pub action: Action,
    pub condition: Condition,
}

/// What a rule does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "type", rename_all = "camelCase")]
pub enum Action {
    /// The address stays as it is.
    Allow,
    Redirect {
        redirect: Redirect,
    },
}

/// Where a redirect leads.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Redirect {
    /// The same address with these parts instead of its own: its query and fragment stay.
    Transform(Parts),
    /// This text with the pattern's groups inserted.
    RegexSubstitution(String),
}

/// Parts of an address; an empty part is removed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Parts {
    pub scheme: &'static str,
    pub username: &'static str,
    pub password: &'static str,
    pub host: &'static str,
    pub port: &'static str,
    pub path: &'static str,
}

/// When a rule applies.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Condition {
    /// The whole address as a pattern.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub regex_filter: Option<String>,
    /// The literal address, anchored.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url_filter: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tab_ids: Vec<i64>,
    /// Upper and lower case are different.
    pub is_url_filter_case_sensitive: bool,
    /// Main frames only.
    pub resource_types: [&'static str; 1],
    /// Only what people type and click (GET); forms that the site submits are left alone.
    pub request_methods: [&'static str; 1],
    /// The rule applies only to these hosts and their sub-domains.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub request_domains: Vec<&'static str>,
}

/// User name and password, or nothing: the browser percent-encodes every other `@` before the path.
const USER: &str = "(?:[^/]*@)?";
/// A port, or nothing. Digits without a colon would belong to another host, which `request_domains` excludes; a more
/// exact pattern would be too large for the engine.
const PORT: &str = "[0-9:]*";
/// The end of the path.
const END: &str = "(?:[?#]|$)";
/// Stray characters at the end: [`super::sign_in_path::JUNK`], short enough for the engine's limit of two kilobytes.
const JUNK: &str = "(?:[/.,;)]|%(?:2[02]|3e|e3%80%8[0-2c-f]|ef%bc%8[9f]))*";
/// The words for "sign in": [`super::sign_in_path::WORDS`].
const WORD: &str = "(?:sign|log)(?:[-_]|%20)?in";

/// One slip in `signin`, as [`super::sign_in_slips`] lists them: a letter dropped or replaced (first half, second
/// half), one typed again, two swapped (with the index page). One pattern for all is too large for the engine.
const SLIPS: [&str; 4] = [
    "(?:[adwezx]?ignin|s(?:[ujko89]?gnin|i[fhtybv]?nin))",
    "sig(?:[bmhj]?in|n(?:[ujko89]?n|i[bmhj]?))",
    "s(?:[gins]ignin|i(?:[gins]gnin|g(?:[gins]nin|n(?:[gins]in|i[gins]n))))",
    "(?:isgnin|s(?:ginin|i(?:ngin|g(?:inn|n(?:ni|in/index[.]html)))))",
];

/// A full-width letter: [`super::sign_in_path::WIDE`].
const WIDE: &str = "%e(?:f%b[cd]%(?:[9b]3|[8a][479c-f])|3%80%8[0-2c-f])";
/// What may stand around it: [`super::sign_in_path::AMONG_WIDE`], its first four as one range.
const AMONG_WIDE: &str = "[,-/dgilnos]*";

/// All rules; the rule file of the extension is generated from them.
#[must_use]
pub fn rules() -> Vec<Rule> {
    let karte = KARTE_HOST.replace('.', r"\.");
    let ours = format!(r"^https?://{USER}(?:www\.)?{karte}{PORT}");
    let wide = format!("/{AMONG_WIDE}(?:{WIDE}{AMONG_WIDE})+{END}");
    let mut rules = vec![
        allow(1, format!("^https://{USER}{karte}/d/signin{END}")),
        to_sign_in(2, format!("{ours}(?:/+(?:d/+)*(?:%20)*{WORD})+{JUNK}{END}")),
        to_sign_in(3, format!("{ours}{wide}")),
        to_sign_in(4, format!("{ours}/+{END}")),
        moved(5, format!(r"^http://{USER}(?:www\.)?{karte}{PORT}(/.*)$")),
        moved(6, format!(r"^https://{USER}www\.{karte}{PORT}(/.*)$")),
        moved(7, format!("^https://{USER}{karte}:[0-9]+(/.*)$")),
        mistyped_host(8),
    ];
    rules.extend((9..).zip(SLIPS).map(|(id, slip)| slipped(id, slip)));
    rules
}

/// A slip directly under `/d/`. `request_domains` names the karte's host, which keeps the pattern short.
fn slipped(id: u32, slip: &str) -> Rule {
    let host = "(?:www[.])?karte[.]m[^/]*[^/.]";
    let mut rule = to_sign_in(id, format!("^https?://{USER}{host}/+d/+{slip}/?{END}"));
    rule.condition.request_domains = vec![KARTE_HOST];
    rule
}

/// A typing error in the host, with the karte's own sign-in path; other sub-domains are left to the vendor.
fn mistyped_host(id: u32) -> Rule {
    let domain = DOMAIN.replace('.', r"\.");
    let host = format!(r"[a-z0-9]+\.{domain}");
    let path = format!("/+(?:d/+)+(?:%20)*{WORD}{JUNK}");
    let mut rule = to_sign_in(id, format!("^https?://{USER}{host}{PORT}{path}{END}"));
    rule.condition.request_domains = typo_hosts::below_vendor().collect();
    rule
}

/// Leaves a page as it is, whatever its query; only in one tab if `tab` is given. Used for a person's exceptions and
/// for pages whose correction is suspended. The rules still need ids, see [`numbered`].
#[must_use]
pub fn exception(url: &str, tab: Option<i64>) -> Vec<Rule> {
    let page = kept_address(url);
    // These characters are wildcards in a filter and cannot be escaped there; in a regular expression they can. For
    // other addresses a filter is better, because the engine limits the size of a regular expression.
    if page.contains(['*', '^', '|']) {
        return vec![leaves_alone(tab, Some(format!("^{}{END}", escaped(&page))), None)];
    }
    let filters = [format!("|{page}|"), format!("|{page}?")];
    filters.map(|filter| leaves_alone(tab, None, Some(filter))).into()
}

/// Numbers rules from 1 on, as the engine wants them.
pub fn numbered(rules: impl IntoIterator<Item = Rule>) -> Vec<Rule> {
    (1..).zip(rules).map(|(id, rule)| Rule { id, ..rule }).collect()
}

fn leaves_alone(tab: Option<i64>, regex: Option<String>, url: Option<String>) -> Rule {
    let condition = Condition {
        regex_filter: regex,
        url_filter: url,
        tab_ids: tab.into_iter().collect(),
        is_url_filter_case_sensitive: true,
        resource_types: ["main_frame"],
        request_methods: ["get"],
        request_domains: Vec::new(),
    };
    Rule { id: 0, priority: 9, action: Action::Allow, condition }
}

/// Escapes a text, so that the pattern matches that text only.
fn escaped(text: &str) -> String {
    let plain = |letter: char| {
        letter.is_ascii_alphanumeric() || matches!(letter, ':' | '/' | '%' | '=' | '&' | '-' | '_')
    };
    let mut pattern = String::with_capacity(2 * text.len());
    for letter in text.chars() {
        if !plain(letter) {
            pattern.push('\\');
        }
        pattern.push(letter);
    }
    pattern
}

fn allow(id: u32, pattern: String) -> Rule {
    let mut condition = condition(pattern);
    condition.is_url_filter_case_sensitive = true;
    Rule { id, priority: 3, action: Action::Allow, condition }
}

fn to_sign_in(id: u32, pattern: String) -> Rule {
    let redirect = Redirect::Transform(Parts {
        scheme: "https",
        host: KARTE_HOST,
        path: SIGN_IN_PATH,
        ..Parts::default()
    });
    Rule { id, priority: 2, action: Action::Redirect { redirect }, condition: condition(pattern) }
}

/// A page inside the app under a wrong scheme, host or port: its path and query stay.
fn moved(id: u32, pattern: String) -> Rule {
    let redirect = Redirect::RegexSubstitution(format!(r"https://{KARTE_HOST}\1"));
    Rule { id, priority: 1, action: Action::Redirect { redirect }, condition: condition(pattern) }
}

fn condition(regex_filter: String) -> Condition {
    Condition {
        regex_filter: Some(regex_filter),
        url_filter: None,
        tab_ids: Vec::new(),
        is_url_filter_case_sensitive: false,
        resource_types: ["main_frame"],
        request_methods: ["get"],
        request_domains: vec![DOMAIN],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_exception_frees_the_page_that_it_shows_and_no_other() {
        let login = "https://karte.medley.life/login";
        let rules = numbered(exception(&format!("{login}?name=x#y"), Some(7)));
        let filters = rules.iter().map(|rule| rule.condition.url_filter.as_deref());
        let want = ["|https://karte.medley.life/login|", "|https://karte.medley.life/login?"];
        assert_eq!(filters.collect::<Vec<_>>(), want.map(Some));
        assert_eq!(rules.iter().map(|rule| rule.id).collect::<Vec<_>>(), [1, 2]);
        for rule in rules {
            assert_eq!((rule.condition.regex_filter, rule.condition.tab_ids), (None, vec![7]));
        }
        for (url, pattern) in [
            ("http://karte.medley.life/*", r"^http://karte\.medley\.life/\*(?:[?#]|$)"),
            (
                "https://karte.medley.life/login.^b|c*(+)",
                r"^https://karte\.medley\.life/login\.\^b\|c\*\(\+\)(?:[?#]|$)",
            ),
        ] {
            let rules = exception(url, None);
            let patterns: Vec<_> = rules.iter().map(|rule| &rule.condition.regex_filter).collect();
            assert_eq!(patterns, [&Some(pattern.to_owned())], "{url}");
            assert_eq!(rules[0].condition.url_filter, None);
        }
    }
}
