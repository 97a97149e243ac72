//! A line of JSON: an exported report on one line, or a code with what a support desk notes beside it.

use super::LineError;
use super::row::{Repair, Row, key};
use super::when::When;
use karte_signin_doctor::report::{SCHEMA, Summary, decode};
use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::error::Category;
use std::borrow::Cow;

/// Maximum length of clinic, version, build and key, in characters.
const LONGEST_WORD: usize = 40;
/// An upper bound that no report reaches.
const MOST_REPAIRS: usize = 100;

/// An unknown field is an error, because it is probably a typing error such as `clinc`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry<'a> {
    #[serde(borrow)]
    code: Cow<'a, str>,
    /// `report` in an exported file.
    #[serde(rename = "kind")]
    _kind: Option<IgnoredAny>,
    report: Option<ReportPart<'a>>,
    /// When the code was taken down. It takes precedence over the report's own time, which comes from the PC's clock.
    at: Option<Cow<'a, str>>,
    clinic: Option<Cow<'a, str>>,
    version: Option<Cow<'a, str>>,
}

/// The fields of a report that are read besides its code. Unknown fields of later versions are ignored.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct ReportPart<'a> {
    schema: u32,
    #[serde(borrow)]
    build: Cow<'a, str>,
    at: i64,
    utc_offset_minutes: i32,
    browser: Cow<'a, str>,
    browser_version: Option<u32>,
    platform: Cow<'a, str>,
    state: Cow<'a, str>,
    primary: Option<Cow<'a, str>>,
    repairs: Option<Vec<Repair>>,
}

/// Only the version of the format: in another version every other field may differ.
#[derive(Deserialize)]
struct Head {
    report: Option<HeadOfReport>,
}

#[derive(Deserialize)]
struct HeadOfReport {
    schema: u32,
}

impl<'a> Entry<'a> {
    pub fn read(text: &'a str) -> Result<Self, LineError> {
        let entry: Self = serde_json::from_str(text).map_err(|error| why(&error, text))?;
        match &entry.report {
            Some(report) if report.schema != SCHEMA => Err(LineError::Schema),
            _ => Ok(entry),
        }
    }

    pub fn row(self, line: u64) -> Result<Row, LineError> {
        let summary = decode(&self.code)?;
        let mut row = Row::new(line, &summary);
        if let Some(report) = self.report {
            report.add_to(&mut row, &summary)?;
        }
        if let Some(at) = self.at {
            let when = When::read(&at)?;
            (row.day, row.at) = (Some(when.day()), when.time());
        }
        if let Some(clinic) = self.clinic {
            is_word(&clinic).then_some(()).ok_or(LineError::Clinic)?;
            row.clinic = Some(clinic.into_owned());
        }
        if let Some(version) = self.version {
            is_version(&version).then_some(()).ok_or(LineError::Version)?;
            row.version = Some(version.into_owned());
        }
        Ok(row)
    }
}

impl ReportPart<'_> {
    fn add_to(self, row: &mut Row, summary: &Summary) -> Result<(), LineError> {
        let same = self.state == key(summary.state)
            && self.primary.as_deref() == summary.primary.map(|primary| primary.cause.id())
            && self.platform == key(summary.platform)
            && self.browser == key(summary.browser);
        same.then_some(()).ok_or(LineError::CodeDiffers)?;
        let when = When::of_report(self.at, self.utc_offset_minutes)?;
        (row.day, row.at) = (Some(when.day()), when.time());
        is_word(&self.build).then_some(()).ok_or(LineError::Version)?;
        // A build that was not made by `./build.sh` is called `dev` and has no version.
        let version = self.build.split_once('+').map(|(version, _)| version);
        row.version = version.filter(|version| is_version(version)).map(str::to_owned);
        row.build = Some(self.build.into_owned());
        row.browser_version = self.browser_version;
        if let Some(repairs) = self.repairs {
            let known = repairs.len() <= MOST_REPAIRS && repairs.iter().all(|one| is_key(&one.fix));
            known.then_some(()).ok_or(LineError::Repairs)?;
            row.repairs = Some(repairs);
        }
        Ok(())
    }
}

fn why(error: &serde_json::Error, text: &str) -> LineError {
    if error.classify() != Category::Data {
        return LineError::Json;
    }
    let report = serde_json::from_str::<Head>(text).ok().and_then(|head| head.report);
    match report {
        Some(report) if report.schema != SCHEMA => LineError::Schema,
        _ => LineError::Form,
    }
}

/// A customer number or a build: nothing that a spreadsheet or a shell would interpret.
fn is_word(text: &str) -> bool {
    let inside = |byte: u8| byte.is_ascii_alphanumeric() || b"._+-".contains(&byte);
    text.len() <= LONGEST_WORD
        && text.bytes().all(inside)
        && text.bytes().next().is_some_and(|byte| byte.is_ascii_alphanumeric())
}

/// Numbers between dots, such as `0.1.0`.
fn is_version(text: &str) -> bool {
    let is_number = |part: &str| {
        (1..=5).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    text.split('.').count() <= 4 && text.split('.').all(is_number)
}

fn is_key(text: &str) -> bool {
    let inside = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
    (1..=LONGEST_WORD).contains(&text.len()) && text.bytes().all(inside)
}
