//! The PC: certificates, clock, other extensions, security software, policies, brand.

/// Milliseconds in a minute.
pub const MINUTE: i64 = 60_000;

/// For whom a certificate was issued.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Issuer {
    /// The clinic that is to be opened.
    ThisClinic,
    /// Another clinic that this PC serves.
    OtherClinic,
    /// Another service: electronic prescription, online billing.
    OtherService,
}

/// A client certificate in the person's certificate store, with its state at the service.
#[allow(clippy::struct_excessive_bools, reason = "each is a fact of its own, drawn by itself")]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Certificate {
    /// For whom it was issued.
    pub issuer: Issuer,
    /// Its date has passed.
    pub expired: bool,
    /// It was issued minutes ago, so it is not yet valid for a clock that is behind.
    pub young: bool,
    /// The operating system refuses its private key.
    pub key_refused: bool,
    /// The service has revoked it.
    pub revoked: bool,
    /// The account that it belongs to is gone.
    pub account_gone: bool,
}

impl Certificate {
    /// A certificate that opens the karte, if it was issued for this clinic.
    #[must_use]
    pub const fn valid(issuer: Issuer) -> Self {
        Self {
            issuer,
            expired: false,
            young: false,
            key_refused: false,
            revoked: false,
            account_gone: false,
        }
    }

    /// Whether Chrome offers it while the PC's clock is `clock_ms` ahead of the true time.
    #[must_use]
    pub const fn is_eligible(&self, clock_ms: i64) -> bool {
        let too_early = self.young && clock_ms < -5 * MINUTE;
        !self.expired && !too_early
    }

    /// Whether the service accepts it.
    #[must_use]
    pub fn is_accepted(&self) -> bool {
        self.issuer == Issuer::ThisClinic && !self.revoked && !self.account_gone
    }

    /// Whether it works: eligible by a correct clock, accepted, and with a usable key.
    #[must_use]
    pub fn is_good(&self) -> bool {
        self.is_eligible(0) && self.is_accepted() && !self.key_refused
    }
}

/// Another extension with access to the karte.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OtherExtension {
    /// It may read and change the karte's pages, but does no harm.
    Harmless,
    /// It blocks the karte.
    Blocks,
    /// It sets a proxy that does not work.
    Proxy,
}

/// The PC.
#[allow(clippy::struct_excessive_bools, reason = "each is a fact of its own, drawn by itself")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pc {
    /// The person's certificates.
    pub certificates: Vec<Certificate>,
    /// The PC's clock minus the true time, in milliseconds.
    pub clock_ms: i64,
    /// Another extension, if there is one.
    pub extension: Option<OtherExtension>,
    /// The policy `AutoSelectCertificateForUrls` picks the first certificate, without a dialog.
    pub auto_select: bool,
    /// A policy blocks the karte's address.
    pub url_blocked: bool,
    /// A policy blocks the karte's address in incognito windows.
    pub incognito_blocked: bool,
    /// Edge instead of Chrome.
    pub is_edge: bool,
    /// Whether the dot host has asked this PC for a certificate before.
    pub calibrated: bool,
    /// Whether the settings say that this PC serves several clinics.
    pub says_several_clinics: bool,
}

impl Default for Pc {
    fn default() -> Self {
        Self {
            certificates: vec![Certificate::valid(Issuer::ThisClinic)],
            clock_ms: 0,
            extension: None,
            auto_select: false,
            url_blocked: false,
            incognito_blocked: false,
            is_edge: false,
            calibrated: false,
            says_several_clinics: false,
        }
    }
}
