//! The causes: one table, from which every list of causes is made.

use serde::{Deserialize, Serialize};

macro_rules! causes {
    ($($variant:ident = $id:literal, number: $number:expr, code: $code:literal, fully_visible: $visible:literal,
       solved_by_incognito: $incognito:literal, $doc:literal;)*) => {
        /// Why a karte cannot be opened; the order is the rank.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema, ts_rs::TS))]
        pub enum Cause { $(#[doc = $doc] #[serde(rename = $id)] $variant,)* }

        impl Cause {
            /// All causes in order of rank.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// Its name in JSON, in guides and in message keys.
            #[must_use]
            pub const fn id(self) -> &'static str {
                match self { $(Self::$variant => $id,)* }
            }

            /// The number on the vendor's help page; 0 is the page's precondition, `None` a cause that is not on the page.
            #[must_use]
            pub const fn number(self) -> Option<u8> {
                match self { $(Self::$variant => $number,)* }
            }

            /// Its number in the report code (docs/report-code.md). A number is never given to another cause.
            #[must_use]
            pub const fn code(self) -> u8 {
                match self { $(Self::$variant => $code,)* }
            }

            /// Whether an extension can observe all of it. The popup names what cannot be seen of the others.
            #[must_use]
            pub const fn is_fully_visible(self) -> bool {
                match self { $(Self::$variant => $visible,)* }
            }

            /// Whether the karte still opens in an incognito window, which remembers no choice.
            #[must_use]
            pub const fn is_solved_by_incognito(self) -> bool {
                match self { $(Self::$variant => $incognito,)* }
            }
        }
    };
}

causes! {
    Network = "network", number: None, code: 1, fully_visible: true, solved_by_incognito: false, "Name, line, proxy, or the service itself.";
    Url = "url", number: Some(2), code: 2, fully_visible: false, solved_by_incognito: false, "Wrong address.";
    Clock = "clock", number: Some(10), code: 3, fully_visible: true, solved_by_incognito: false, "The PC's clock.";
    SiteData = "site_data", number: Some(3), code: 4, fully_visible: true, solved_by_incognito: false, "Cache or cookies of the site.";
    Extensions = "extensions", number: Some(4), code: 5, fully_visible: true, solved_by_incognito: false, "Another extension.";
    ChoiceRemembered = "choice_remembered", number: None, code: 6, fully_visible: false, solved_by_incognito: true, "Chrome remembers a certificate decision.";
    ClinicSwitch = "clinic_switch", number: Some(8), code: 7, fully_visible: false, solved_by_incognito: true, "The certificate of another clinic is remembered.";
    CertificateMissing = "certificate_missing", number: Some(0), code: 8, fully_visible: false, solved_by_incognito: false, "No usable certificate for this person on this PC.";
    SecuritySoftware = "security_software", number: Some(5), code: 9, fully_visible: false, solved_by_incognito: false, "Security software or a filter in between.";
    CertificateRevoked = "certificate_revoked", number: Some(6), code: 10, fully_visible: false, solved_by_incognito: false, "The certificate was revoked.";
    AccountDeleted = "account_deleted", number: Some(7), code: 11, fully_visible: false, solved_by_incognito: false, "The account was deleted.";
    CertificateLimit = "certificate_limit", number: Some(9), code: 12, fully_visible: false, solved_by_incognito: false, "The account's limit of certificates is reached.";
    Browser = "browser", number: Some(1), code: 13, fully_visible: true, solved_by_incognito: false, "Not the designated browser.";
}
