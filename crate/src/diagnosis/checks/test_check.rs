//! The one helper of the checks' tables: verdict, reason and rivals for the evidence of a row.

use crate::diagnosis::finding_builder::FindingBuilder;
use crate::diagnosis::types::{Cause, Reason, Verdict};
use crate::evidence::Evidence;

pub use crate::evidence::test_evidence::*;

/// Applies a rule to evidence: verdict, reason and rivals must be these.
pub fn expect(
    rule: fn(&Evidence) -> FindingBuilder,
    e: &EvidenceBuilder,
    verdict: Verdict,
    reason: Reason,
    rivals: &[Cause],
) {
    let got = rule(&e.0).finding(Cause::Network);
    assert_eq!((got.verdict, got.reason, &*got.rivals), (verdict, reason, rivals), "{:#?}", e.0);
    let decided = matches!(verdict, Verdict::Found | Verdict::Suspected | Verdict::Clear);
    assert!(!decided || !got.evidence.is_empty(), "a verdict names its evidence");
}
