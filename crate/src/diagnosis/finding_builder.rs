//! What a check says about its cause, built up in a sentence: `found(why).because(sign).fix(…)`.

use super::types::{Cause, Finding, Fix, Param, Params, Reason, Verdict};
use crate::evidence::ProbeFailure;
use crate::evidence::indicator::Indicator;

/// A verdict with its reason and everything behind it.
#[derive(Debug, Clone, PartialEq)]
pub struct FindingBuilder {
    verdict: Verdict,
    reason: Reason,
    params: Params,
    evidence: Vec<Indicator>,
    rivals: Vec<Cause>,
    fixes: Vec<Fix>,
}

impl FindingBuilder {
    const fn new(verdict: Verdict, reason: Reason) -> Self {
        Self {
            verdict,
            reason,
            params: Params::new(),
            evidence: Vec::new(),
            rivals: Vec::new(),
            fixes: Vec::new(),
        }
    }

    /// Decisive evidence.
    #[must_use]
    pub const fn found(reason: Reason) -> Self {
        Self::new(Verdict::Found, reason)
    }

    /// It fits, but `rivals` fit as well.
    #[must_use]
    pub fn suspected(reason: Reason, rivals: &[Cause]) -> Self {
        Self { rivals: rivals.to_vec(), ..Self::new(Verdict::Suspected, reason) }
    }

    /// Evidence against it.
    #[must_use]
    pub fn clear(sign: Indicator) -> Self {
        Self::new(Verdict::Clear, Reason::SeenOtherwise).because(sign)
    }

    /// Whether it says that the cause is there, or may be.
    #[must_use]
    pub const fn is_found_or_suspected(&self) -> bool {
        matches!(self.verdict, Verdict::Found | Verdict::Suspected)
    }

    /// Not known, for this reason.
    #[must_use]
    pub const fn unknown(reason: Reason) -> Self {
        Self::new(Verdict::Unknown, reason)
    }

    /// Unknown because a probe has no answer; `None` means that it was never asked.
    #[must_use]
    pub const fn unknown_without(failure: Option<ProbeFailure>) -> Self {
        Self::unknown(match failure {
            None => Reason::NotAsked,
            Some(ProbeFailure::NotPermitted) => Reason::NotPermitted,
            Some(ProbeFailure::TimedOut) => Reason::TimedOut,
            Some(ProbeFailure::NotVisible) => Reason::NotVisible,
            Some(ProbeFailure::NoAnswer) => Reason::NoAnswer,
        })
    }

    /// Adds evidence.
    #[must_use]
    pub fn because(mut self, sign: Indicator) -> Self {
        self.evidence.push(sign);
        self
    }

    /// Adds a number to the sentence.
    #[must_use]
    pub fn number(mut self, name: &'static str, value: i64) -> Self {
        self.params.insert(name, Param::Number(value));
        self
    }

    /// Adds a name to the sentence.
    #[must_use]
    pub fn text(mut self, name: &'static str, value: &str) -> Self {
        self.params.insert(name, Param::Text(value.to_owned()));
        self
    }

    /// Offers a fix.
    #[must_use]
    pub fn fix(mut self, fix: Fix) -> Self {
        self.fixes.push(fix);
        self
    }

    /// The finding of `cause`.
    #[must_use]
    pub fn finding(self, cause: Cause) -> Finding {
        Finding {
            cause,
            number: cause.number(),
            verdict: self.verdict,
            reason: self.reason,
            params: self.params,
            evidence: self.evidence,
            rivals: self.rivals,
            fixes: self.fixes,
            guide: cause,
        }
    }
}
