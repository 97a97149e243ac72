//! The `declarativeNetRequest` rules and the core give the same result for every address.
//!
//! The engine's patterns are RE2's; the `regex` crate reads the same syntax. The end-to-end tests prove that Chromium itself
//! agrees, with thousands of addresses; this target tries millions.

#![no_main]

use karte_signin_doctor::url_correction::dnr_rules::{Action, Redirect, Rule, rules};
use karte_signin_doctor::base::parse_url::parse_url;
use karte_signin_doctor::url_correction::{RedirectVia, UrlClass, classify};
use libfuzzer_sys::fuzz_target;
use regex::{Regex, RegexBuilder};
use std::sync::LazyLock;
use url::Url;

static RULES: LazyLock<Vec<(Rule, Regex)>> = LazyLock::new(|| {
    let mut rules: Vec<_> = rules().into_iter().map(|rule| (pattern(&rule), rule)).collect();
    rules.sort_by_key(|(_, rule)| (std::cmp::Reverse(rule.priority), rule.id));
    rules.into_iter().map(|(pattern, rule)| (rule, pattern)).collect()
});

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    check(&text);
    check(&format!("https://karte.medley.life/{text}"));
    check(&format!("http://www.karte.medley.life:81/{text}"));
    check(&format!("https://kalte.medley.life/{text}"));
});

fn check(text: &str) {
    let Some(url) = parse_url(text) else { return };
    // The engine does not see user names, and no rule may redirect somebody who was lured by one.
    if !url.username().is_empty() || url.password().is_some() {
        return;
    }
    let of_core = match classify(&url) {
        UrlClass::Corrected { to, via: RedirectVia::Rules, .. } => Some(to),
        _ => None,
    };
    assert_eq!(by_rules(&url), of_core, "{text:?} is {url}");
}

/// The redirect target by the rules.
fn by_rules(url: &Url) -> Option<String> {
    // The engine does not match the fragment; a redirect keeps it.
    let (asked, fragment) = url.as_str().split_once('#').unwrap_or((url.as_str(), ""));
    let (rule, pattern) =
        RULES.iter().find(|(rule, pattern)| applies(rule, pattern, url, asked))?;
    let Action::Redirect { redirect } = &rule.action else { return None };
    match redirect {
        Redirect::Transform(parts) => {
            let tail = &url[url::Position::AfterPath..];
            Some(format!("{}://{}{}{tail}", parts.scheme, parts.host, parts.path))
        }
        Redirect::RegexSubstitution(to) => {
            let rest = &pattern.captures(asked)?[1];
            let hash = if url.fragment().is_some() { "#" } else { "" };
            Some(to.replace(r"\1", rest) + hash + fragment)
        }
    }
}

fn applies(rule: &Rule, pattern: &Regex, url: &Url, asked: &str) -> bool {
    let host = url.host_str().unwrap_or_default();
    let within = |domain: &&str| {
        host.strip_suffix(*domain).is_some_and(|name| name.is_empty() || name.ends_with('.'))
    };
    let condition = &rule.condition;
    condition.request_domains.iter().any(within) && pattern.is_match(asked)
}

fn pattern(rule: &Rule) -> Regex {
    let text = rule.condition.regex_filter.as_deref().expect("a pattern");
    let mut builder = RegexBuilder::new(text);
    builder.case_insensitive(!rule.condition.is_url_filter_case_sensitive);
    builder.build().expect("a pattern of the language")
}
