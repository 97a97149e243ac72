//! The checks: one cause, one file, one rule; registered in this table and nowhere else.

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
use super::types::{Cause, Reason};
use crate::evidence::tab_state::TabState;
use crate::evidence::{Evidence, indicator};

/// A cause and its rule.
pub struct Check {
    /// The cause.
    pub cause: Cause,
    /// Its rule: evidence in, judgement out.
    pub judge: fn(&Evidence) -> FindingBuilder,
}

/// All checks in order of rank.
pub const TABLE: [Check; 13] = [
    Check { cause: Cause::Network, judge: network::judge },
    Check { cause: Cause::Url, judge: url::judge },
    Check { cause: Cause::Clock, judge: clock::judge },
    Check { cause: Cause::SiteData, judge: site_data::judge },
    Check { cause: Cause::Extensions, judge: extensions::judge },
    Check { cause: Cause::ChoiceRemembered, judge: choice_remembered::judge },
    Check { cause: Cause::ClinicSwitch, judge: clinic_switch::judge },
    Check { cause: Cause::CertificateMissing, judge: certificate_missing::judge },
    Check { cause: Cause::SecuritySoftware, judge: security_software::judge },
    Check { cause: Cause::CertificateRevoked, judge: certificate_revoked::judge },
    Check { cause: Cause::AccountDeleted, judge: account_deleted::judge },
    Check { cause: Cause::CertificateLimit, judge: certificate_limit::judge },
    Check { cause: Cause::Browser, judge: browser::judge },
];

/// What the causes that show themselves only on the failing screen say where there is none.
///
/// The sign-in form alone proves nothing: it is served without a certificate, too.
fn without_failing_screen(e: &Evidence) -> FindingBuilder {
    if e.tab_state() == TabState::SignedIn {
        FindingBuilder::clear(indicator::PAGE_SIGNED_IN)
    } else {
        FindingBuilder::unknown(Reason::NotAsked)
    }
}
