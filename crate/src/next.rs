//! What to ask next: the one question or experiment that splits what still looks alike.

use crate::diagnosis::{Cause, Finding, Next, Verdict};
use crate::evidence::Evidence;
use crate::question::Question;

/// The first question for `primary` that nobody has answered yet; easy questions stand before experiments.
#[must_use]
pub fn next(e: &Evidence, primary: Option<&Finding>) -> Option<Next> {
    let primary = primary?;
    questions(primary.cause, primary.verdict)
        .iter()
        .copied()
        .find(|question| e.answer(*question).is_none())
        .map(Next)
}

const fn questions(cause: Cause, verdict: Verdict) -> &'static [Question] {
    use Question::{
        AnotherClinicBefore, ColleagueSees, Dialog, InstalledJustNow, OtherNetwork, OtherPc,
        PrivateWindow, Restart, WhichEntry,
    };
    match (cause, verdict) {
        (Cause::CertificateMissing, Verdict::Found) => &[InstalledJustNow],
        (Cause::CertificateMissing, _) => {
            &[Dialog, InstalledJustNow, PrivateWindow, Restart, OtherNetwork]
        }
        (Cause::ChoiceRemembered, Verdict::Suspected) => {
            &[Dialog, AnotherClinicBefore, PrivateWindow, Restart]
        }
        (Cause::ClinicSwitch, _) => &[PrivateWindow, ColleagueSees],
        (Cause::CertificateRevoked, Verdict::Suspected) => {
            &[WhichEntry, AnotherClinicBefore, ColleagueSees, OtherPc]
        }
        (Cause::Extensions | Cause::SiteData, Verdict::Suspected) => &[PrivateWindow],
        (Cause::SecuritySoftware, Verdict::Suspected) => &[OtherNetwork, OtherPc],
        (Cause::Network, _) => &[OtherPc],
        _ => &[],
    }
}
