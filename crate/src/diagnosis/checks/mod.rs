//! The checks: one cause, one file, one rule.

mod account_deleted;
mod browser;
mod certificate_limit;
mod certificate_missing;
mod certificate_revoked;
mod choice_remembered;
mod clinic_switch;
mod clock;
mod extensions;
mod network;
mod security_software;
mod site_data;
#[cfg(test)]
pub(crate) mod test_check;
mod url;

use super::finding_builder::FindingBuilder;
use super::types::{Cause, Fix, Reason};
use crate::evidence::certificate::CertificatePresence;
use crate::evidence::page::old_copy::OldCopy;
use crate::evidence::page::tab_state::TabState;
use crate::evidence::questions::{AnswerValue, Question};
use crate::evidence::{Evidence, indicator};

/// Applies a cause's rule to the evidence.
#[must_use]
pub fn check(cause: Cause, e: &Evidence) -> FindingBuilder {
    match cause {
        Cause::Network => network::check(e),
        Cause::Url => url::check(e),
        Cause::Clock => clock::check(e),
        Cause::SiteData => site_data::check(e),
        Cause::Extensions => extensions::check(e),
        Cause::ChoiceRemembered => choice_remembered::check(e),
        Cause::ClinicSwitch => clinic_switch::check(e),
        Cause::CertificateMissing => certificate_missing::check(e),
        Cause::SecuritySoftware => security_software::check(e),
        Cause::CertificateRevoked => certificate_revoked::check(e),
        Cause::AccountDeleted => account_deleted::check(e),
        Cause::CertificateLimit => certificate_limit::check(e),
        Cause::Browser => browser::check(e),
    }
}

/// Whether all PCs of the clinic show the failing screen, and the page comes from the server: then the reason is an
/// account that they share, or the service. An incognito window that works here excludes both, and a
/// colleague who sees it valid the account.
fn all_pcs_fail(e: &Evidence) -> bool {
    e.shows_failing_screen()
        && e.answer(Question::OtherPc) == Some(AnswerValue::StillFails)
        && !e.private_window_works()
        && e.answer(Question::ColleagueSees) != Some(AnswerValue::Valid)
        && e.old_copy() == OldCopy::No
}

/// Whether the person says that nothing, or another service's certificate, was sent from this PC.
fn own_was_not_sent(e: &Evidence) -> bool {
    matches!(e.answer(Question::Dialog), Some(AnswerValue::Cancelled | AnswerValue::NoDialog))
        || e.answer(Question::WhichEntry) == Some(AnswerValue::OtherKind)
        || e.answer(Question::InstalledJustNow) == Some(AnswerValue::Yes)
}

/// Offers the fixes that let the person choose a certificate again.
fn choose_anew(e: &Evidence, builder: FindingBuilder) -> FindingBuilder {
    let blocked = e.answer(Question::PrivateWindow) == Some(AnswerValue::Blocked);
    let builder = if blocked { builder } else { builder.fix(Fix::PrivateWindow) };
    builder.fix(Fix::RestartAssistant)
}

/// Chrome's list has a certificate in date, and yet the karte was not seen to ask for one.
fn is_not_asked_for(e: &Evidence) -> bool {
    e.shows_failing_screen()
        && e.answer(Question::Listed) == Some(AnswerValue::InDate)
        && !matches!(e.certificate_presence(), CertificatePresence::Present(_))
        && !e.explained_otherwise()
}

/// The finding without a failing screen, for the causes that show themselves only on the failing screen.
///
/// The sign-in form alone proves nothing: it is served without a certificate, too.
fn without_failing_screen(e: &Evidence) -> FindingBuilder {
    if e.tab_state() == TabState::SignedIn {
        FindingBuilder::clear(indicator::PAGE_SIGNED_IN)
    } else {
        FindingBuilder::unknown(Reason::NotAsked)
    }
}
