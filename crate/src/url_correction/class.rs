//! The classes of an address, and the reasons for them.

use crate::base::site::SIGN_IN_URL;
use serde::Serialize;

/// Why an address is not simply right; each reason has a sentence in both languages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum UrlReason {
    /// `http:` instead of `https:`.
    Insecure,
    /// `www.` in front of the karte's host.
    Www,
    /// A port that the karte does not have.
    Port,
    /// A misspelt or doubled path to the sign-in.
    SignInPath,
    /// The karte's sign-in path on another host of the vendor: a training or demonstration site, perhaps.
    OtherHost,
    /// A typing error in the host.
    TypedHost,
    /// `https://https://…` or the scheme as a host.
    TypedScheme,
    /// The patients' booking and help sites.
    PatientSite,
    /// The vendor's marketing and company sites.
    VendorSite,
    /// The address was typed into a search engine.
    SearchBox,
    /// The karte through a translator or an access gateway: a certificate cannot pass there.
    Gateway,
    /// Letters of another script that look like the karte's.
    ForeignLetters,
    /// The karte's name in front of somebody else's domain.
    ForeignDomain,
    /// The karte's name as a user name before an `@`.
    UserName,
    /// Hyphens where the karte has dots.
    Hyphens,
    /// Nearly the karte's host, but not a listed typing error.
    NearHost,
}

/// What can correct an address before anything is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RedirectVia {
    /// The browser's rule engine (declarativeNetRequest), on the vendor's own hosts.
    Rules,
    /// Only a listener for navigations: no rule covers the address, as on every host that is not the vendor's.
    Navigation,
}

/// The class of an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum UrlClass {
    /// The sign-in page or a page inside the app: it stays.
    Right,
    /// Surely meant to be `to`.
    Corrected {
        to: String,
        reason: UrlReason,
        /// What can correct it.
        via: RedirectVia,
    },
    /// Perhaps meant to be `to`: people also open it on purpose, or no pattern of declarativeNetRequest can express it.
    Offer {
        /// Where it could lead.
        to: String,
        reason: UrlReason,
    },
    /// Imitates the karte: never redirected, never called right.
    Suspicious { reason: UrlReason },
    /// Not related to the karte.
    Other,
}

impl UrlClass {
    pub(super) fn offer(reason: UrlReason) -> Self {
        Self::Offer { to: SIGN_IN_URL.to_owned(), reason }
    }

    /// The name of the class in JSON.
    #[must_use]
    pub const fn verdict(&self) -> &'static str {
        match self {
            Self::Right => "right",
            Self::Corrected { .. } => "corrected",
            Self::Offer { .. } => "offer",
            Self::Suspicious { .. } => "suspicious",
            Self::Other => "other",
        }
    }

    /// Where it leads or could lead.
    #[must_use]
    pub fn to(&self) -> Option<&str> {
        match self {
            Self::Corrected { to, .. } | Self::Offer { to, .. } => Some(to),
            _ => None,
        }
    }

    /// Where a wrong address of the karte should have led, whether or not it is redirected automatically.
    #[must_use]
    pub fn meant(&self) -> Option<&str> {
        match self {
            Self::Corrected { to, .. }
            | Self::Offer { to, reason: UrlReason::SignInPath | UrlReason::Gateway } => Some(to),
            _ => None,
        }
    }

    /// The better target for a bookmark of it, and whether that is certain. Uncertain ones are only changed one by one.
    #[must_use]
    pub fn for_bookmark(&self) -> Option<(&str, bool)> {
        match self {
            Self::Corrected { to, .. } => Some((to, true)),
            Self::Offer {
                to,
                reason: UrlReason::SignInPath | UrlReason::OtherHost | UrlReason::Gateway,
            } => Some((to, false)),
            _ => None,
        }
    }

    /// Whether the address is kept: it is right, or only the vendor can know that it is wrong.
    #[must_use]
    pub fn stays(&self) -> bool {
        matches!(self, Self::Right | Self::Offer { reason: UrlReason::SignInPath, .. })
    }

    /// Why, unless it is right or somebody else's.
    #[must_use]
    pub const fn reason(&self) -> Option<UrlReason> {
        match self {
            Self::Corrected { reason, .. }
            | Self::Offer { reason, .. }
            | Self::Suspicious { reason } => Some(*reason),
            Self::Right | Self::Other => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::url_correction::classify_text;

    #[test]
    fn what_was_asked_stays_with_it() {
        for wrong in [
            "https://karte.medley.life/login",
            "https://karte.medley.life/d/signin/",
            "https://karte.medley.life/",
            "http://karte.medley.life/d/signin",
            "http://www.karte.medley.life:8080/d/d/signin/",
            "https://kalte.medley.life/d/signin",
            "https://karte.medly.life/",
            "https://https//karte.medley.life/login",
            "https://training.medley.life/d/signin",
        ] {
            let asked = "?next=%2Fd%2Freception&a=1#top";
            let to = format!("https://karte.medley.life/d/signin{asked}");
            assert_eq!(classify_text(&format!("{wrong}{asked}")).to(), Some(&*to), "{wrong}");
        }
        for other in ["https://clinics.medley.life/", "https://www.google.com/search"] {
            let found = classify_text(&format!("{other}?q=karte.medley.life"));
            assert_eq!(found.to(), Some("https://karte.medley.life/d/signin"), "{other}");
        }
    }
}
