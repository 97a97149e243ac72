//! Reply to `read_code`: the content of a report code as keys, or why it is invalid.

use crate::diagnosis::types::{Cause, Reason};
use crate::evidence::page::tab_state::TabState;
use crate::report::{Brand, CertProbeStatus, CodeError, Platform, Summary, decode};
use serde::Serialize;

/// The content of a code, or the problem with it; exactly one of the two fields is present.
#[derive(Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(ts_rs::TS))]
pub struct CodeReply {
    /// Says what this is.
    #[cfg_attr(not(target_arch = "wasm32"), ts(type = "\"code\""))]
    pub kind: &'static str,
    pub contents: Option<CodeContents>,
    pub problem: Option<CodeProblem>,
}

/// The fields of a code, as docs/report-code.md names them.
#[derive(Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct CodeContents {
    pub state: TabState,
    pub primary: Option<Cause>,
    #[cfg_attr(not(target_arch = "wasm32"), ts(type = "\"found\" | \"suspected\" | null"))]
    pub verdict: Option<&'static str>,
    pub reason: Option<Reason>,
    pub others: Vec<Cause>,
    #[cfg_attr(
        not(target_arch = "wasm32"),
        ts(type = "\"unknown\" | \"right\" | \"ahead\" | \"behind\"")
    )]
    pub clock: &'static str,
    /// By how much the clock is off, if it is.
    #[cfg_attr(
        not(target_arch = "wasm32"),
        ts(
            type = "\"seconds\" | \"minutes\" | \"quarters\" | \"hours\" | \"half_days\" | \"days\" | \"months\" | null"
        )
    )]
    pub clock_off: Option<&'static str>,
    pub platform: Platform,
    pub browser: Brand,
    pub cert_main: CertProbeStatus,
    pub cert_dot: CertProbeStatus,
    pub from_cache: Option<bool>,
    pub dot_works: bool,
    pub several_clinics: bool,
    #[cfg_attr(
        not(target_arch = "wasm32"),
        ts(type = "\"unknown\" | \"none\" | \"one\" | \"several\"")
    )]
    pub powerful: &'static str,
}

/// Why a text is not a valid code.
#[derive(Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(ts_rs::TS))]
pub struct CodeProblem {
    #[cfg_attr(
        not(target_arch = "wasm32"),
        ts(type = "\"letter\" | \"length\" | \"check\" | \"version\" | \"field\"")
    )]
    pub why: &'static str,
    /// `letter`: the index of the invalid character in the text, from 0; `length`: the number of characters instead of
    /// twelve.
    pub count: Option<usize>,
    /// `field`: the field with a value that this version does not know.
    pub field: Option<&'static str>,
}

impl CodeReply {
    /// Reads `text`; the reply repeats nothing of it.
    #[must_use]
    pub fn read(text: &str) -> Self {
        match decode(text) {
            Ok(summary) => Self::new(Some(contents(summary)), None),
            Err(error) => Self::new(None, Some(problem(error, text))),
        }
    }

    const fn new(contents: Option<CodeContents>, problem: Option<CodeProblem>) -> Self {
        Self { kind: "code", contents, problem }
    }
}

fn contents(summary: Summary) -> CodeContents {
    let (clock, clock_off) = summary.clock.key();
    let primary = summary.primary;
    CodeContents {
        state: summary.state,
        primary: primary.map(|one| one.cause),
        verdict: primary.map(|one| one.verdict()),
        reason: primary.map(|one| one.reason),
        others: summary.others,
        clock,
        clock_off,
        platform: summary.platform,
        browser: summary.browser,
        cert_main: summary.cert_main,
        cert_dot: summary.cert_dot,
        from_cache: summary.from_cache,
        dot_works: summary.dot_works,
        several_clinics: summary.several_clinics,
        powerful: summary.powerful.key(),
    }
}

fn problem(error: CodeError, text: &str) -> CodeProblem {
    let (why, count, field) = match error {
        CodeError::Letter(letter) => ("letter", text.chars().position(|one| one == letter), None),
        CodeError::Length(count) => ("length", Some(count), None),
        CodeError::Check => ("check", None, None),
        CodeError::Version(_) => ("version", None, None),
        CodeError::Field(field) => ("field", None, Some(field)),
    };
    CodeProblem { why, count, field }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_is_no_code_is_told_why_without_its_words() {
        for (text, why, count, field) in [
            ("240B-DA62-01SU", "letter", Some(13), None),
            ("山田 240B", "letter", Some(0), None),
            ("240B-DA62", "length", Some(8), None),
            ("", "length", Some(0), None),
            ("240B-DA62-10S9", "check", None, None),
            ("3000-0000-0009", "version", None, None),
            ("25PR-1000-0006", "field", None, Some("primary")),
        ] {
            let want = CodeReply::new(None, Some(CodeProblem { why, count, field }));
            assert_eq!(CodeReply::read(text), want, "{text}");
        }
    }

    #[test]
    fn a_code_says_its_fields_by_key() {
        let reply = CodeReply::read("　２４０ｂ da62 olS9");
        let contents = reply.contents.expect("a code");
        assert_eq!((contents.state, reply.problem), (TabState::CertificateRequired, None));
        assert_eq!(contents.primary, Some(Cause::ChoiceRemembered));
        assert!(contents.verdict.is_some() && contents.reason.is_some());
        assert_eq!(contents.clock_off.is_some(), matches!(contents.clock, "ahead" | "behind"));
    }
}
