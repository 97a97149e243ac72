//! The content of the short code. It is made from the report alone, so it cannot contain more than the report.

use super::environment::{Brand, Platform};
use super::fields::{CertProbeStatus, Extensions, Report, ReportFinding};
use crate::diagnosis::types::{Cause, Param, Reason, Verdict};
use crate::evidence::page::tab_state::TabState;

/// The most important facts of a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Summary {
    /// The state of the diagnosed tab.
    pub state: TabState,
    /// The cause to start with.
    pub primary: Option<Primary>,
    /// The other causes that are found or suspected, and those that cannot be distinguished from the first; in order of
    /// rank.
    pub others: Vec<Cause>,
    /// The error of the PC's clock.
    pub clock: Offset,
    pub platform: Platform,
    pub browser: Brand,
    /// How the request to the sign-in page ended.
    pub cert_main: CertProbeStatus,
    /// How the request to the dot host ended.
    pub cert_dot: CertProbeStatus,
    /// Whether the page came from the HTTP cache.
    pub from_cache: Option<bool>,
    /// This PC has seen the dot host ask for a certificate before.
    pub dot_works: bool,
    /// This PC serves several clinics.
    pub several_clinics: bool,
    /// How many extensions have power over the karte.
    pub powerful: Powerful,
}

/// The cause to start with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Primary {
    pub cause: Cause,
    /// True: found; false: suspected.
    pub found: bool,
    pub reason: Reason,
}

/// The error of a clock compared with the server's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Offset {
    /// Not measured.
    Unknown,
    /// Less than 30 seconds off.
    Right,
    /// Ahead by this much.
    Ahead(Size),
    /// Behind by this much.
    Behind(Size),
}

/// How far a clock is off; each range ends where the next begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Size {
    /// Less than five minutes.
    Seconds,
    /// From five minutes.
    Minutes,
    /// From a quarter of an hour.
    Quarters,
    /// From one hour.
    Hours,
    /// From six hours.
    HalfDays,
    /// From a day.
    Days,
    /// From thirty days.
    Months,
}

/// How many extensions have power over the karte.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Powerful {
    Unknown,
    None,
    One,
    Several,
}

impl Summary {
    /// The most important facts of `report`.
    #[must_use]
    pub fn of(report: &Report) -> Self {
        let primary = report.findings.iter().find(|line| Some(line.cause) == report.primary);
        Self {
            state: report.state,
            primary: primary.map(|line| Primary {
                cause: line.cause,
                found: line.verdict == Verdict::Found,
                reason: line.reason,
            }),
            others: others(&report.findings, primary),
            clock: Offset::of(&report.findings),
            platform: report.platform,
            browser: report.browser,
            cert_main: report.cert_main,
            cert_dot: report.cert_dot,
            from_cache: report.from_cache,
            dot_works: report.dot_works,
            several_clinics: report.several_clinics,
            powerful: Powerful::of(report.extensions.as_ref()),
        }
    }
}

fn others(findings: &[ReportFinding], primary: Option<&ReportFinding>) -> Vec<Cause> {
    let rival = |cause| primary.is_some_and(|line| line.rivals.contains(&cause));
    let accused =
        |line: &ReportFinding| matches!(line.verdict, Verdict::Found | Verdict::Suspected);
    findings
        .iter()
        .filter(|line| primary.is_none_or(|first| first.cause != line.cause))
        .filter(|line| accused(line) || rival(line.cause))
        .map(|line| line.cause)
        .collect()
}

impl Primary {
    /// The certainty, as the name of the verdict.
    #[must_use]
    pub const fn verdict(&self) -> &'static str {
        if self.found { "found" } else { "suspected" }
    }
}

impl Offset {
    /// Its name in output for programs, and the name of the size if the clock is off.
    #[must_use]
    pub const fn key(self) -> (&'static str, Option<&'static str>) {
        match self {
            Self::Unknown => ("unknown", None),
            Self::Right => ("right", None),
            Self::Ahead(size) => ("ahead", Some(size.key())),
            Self::Behind(size) => ("behind", Some(size.key())),
        }
    }

    fn of(findings: &[ReportFinding]) -> Self {
        let Some(clock) = findings.iter().find(|line| line.cause == Cause::Clock) else {
            return Self::Unknown;
        };
        let minutes = match (clock.params.get("minutes"), clock.params.get("seconds")) {
            (Some(Param::Number(minutes)), _) => Some(*minutes),
            (_, Some(Param::Number(seconds))) => Some(*seconds / 60),
            _ => None,
        };
        match (clock.verdict, clock.reason, minutes) {
            (Verdict::Clear, ..) => Self::Right,
            (_, Reason::Ahead | Reason::LittleAhead, Some(m)) => Self::Ahead(Size::of(m)),
            (_, Reason::Behind | Reason::LittleBehind | Reason::BehindAtLeast, Some(m)) => {
                Self::Behind(Size::of(m))
            }
            _ => Self::Unknown,
        }
    }
}

impl Size {
    /// Its name in output for programs.
    const fn key(self) -> &'static str {
        match self {
            Self::Seconds => "seconds",
            Self::Minutes => "minutes",
            Self::Quarters => "quarters",
            Self::Hours => "hours",
            Self::HalfDays => "half_days",
            Self::Days => "days",
            Self::Months => "months",
        }
    }

    const fn of(minutes: i64) -> Self {
        match minutes {
            ..5 => Self::Seconds,
            5..15 => Self::Minutes,
            15..60 => Self::Quarters,
            60..360 => Self::Hours,
            360..1_440 => Self::HalfDays,
            1_440..43_200 => Self::Days,
            _ => Self::Months,
        }
    }
}

impl Powerful {
    /// Its name in output for programs.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::None => "none",
            Self::One => "one",
            Self::Several => "several",
        }
    }

    const fn of(extensions: Option<&Extensions>) -> Self {
        match extensions {
            None => Self::Unknown,
            Some(Extensions { powerful: 0, .. }) => Self::None,
            Some(Extensions { powerful: 1, .. }) => Self::One,
            Some(_) => Self::Several,
        }
    }
}
