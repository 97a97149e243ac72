//! The client certificates: their owners, their validity, and the `.p12` that a browser imports.
//!
//! The subject holds all that the site needs to know about a certificate (`CN=clinic-a/reception`, `OU=` the name used in
//! the log), so a certificate issued by another process is known without a shared list.

use anyhow::Result;
use rcgen::{
    Certificate, CertificateParams, DnType, ExtendedKeyUsagePurpose, KeyPair, KeyUsagePurpose,
    SerialNumber,
};
use time::{Duration, OffsetDateTime};

use super::{Authority, p12};

/// The password of every `.p12`.
pub const PASSWORD: &str = "lab";

/// The account that the site has deleted.
pub(crate) const DELETED_ACCOUNT: &str = "deleted";

/// Who signs a client certificate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Issuing {
    /// The authority that the site names in its request for a certificate.
    OnTheList,
    /// An authority that the site does not name, such as that of another service on the same PC.
    NotOnTheList,
}

impl Issuing {
    /// The authority's file name without extension.
    #[must_use]
    pub const fn stem(self) -> &'static str {
        match self {
            Self::OnTheList => "client-ca",
            Self::NotOnTheList => "other-ca",
        }
    }

    pub(super) const fn common_name(self) -> &'static str {
        match self {
            Self::OnTheList => "Karte lab clients (imitation)",
            Self::NotOnTheList => "Karte lab other service (imitation)",
        }
    }
}

/// A client certificate to be issued.
#[derive(Clone, Copy, Debug)]
pub struct Client<'a> {
    /// The file name without extension, also the friendly name and the name in the log.
    pub name: &'a str,
    /// `a` or `b`.
    pub clinic: &'a str,
    /// The account at that clinic.
    pub account: &'a str,
    /// Start of its validity, relative to now.
    pub not_before: Duration,
    /// End of its validity, relative to now.
    pub not_after: Duration,
    /// Whether it is on the revocation list.
    pub revoked: bool,
    /// Who signs it.
    pub issuing: Issuing,
}

const BEGAN: Duration = Duration::days(-30);
const ENDS: Duration = Duration::days(825 - 30);

impl<'a> Client<'a> {
    /// A valid certificate: 825 days in all, 30 of them over.
    #[must_use]
    pub const fn new(name: &'a str, clinic: &'a str) -> Self {
        Self {
            name,
            clinic,
            account: "reception",
            not_before: BEGAN,
            not_after: ENDS,
            revoked: false,
            issuing: Issuing::OnTheList,
        }
    }

    pub(super) fn issue(&self, authority: &Authority) -> Result<Issued> {
        let now = OffsetDateTime::now_utc();
        let key = KeyPair::generate()?;
        // Positive and short, as RFC 5280 requires, and unique, because it is taken from the new public key.
        let serial = [&[0x40], &key.public_key_raw()[1..16]].concat();
        let mut params = CertificateParams::default();
        params.serial_number = Some(SerialNumber::from_slice(&serial));
        params.distinguished_name.push(DnType::OrganizationName, "Karte lab (imitation)");
        params.distinguished_name.push(DnType::OrganizationalUnitName, self.name);
        params
            .distinguished_name
            .push(DnType::CommonName, format!("clinic-{}/{}", self.clinic, self.account));
        params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
        params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ClientAuth];
        params.use_authority_key_identifier_extension = true;
        params.not_before = now + self.not_before;
        params.not_after = now + self.not_after;
        let certificate = authority.sign(&params, &key)?;
        let p12 = p12::write(self.name, &certificate.pem(), &key.serialize_pem(), PASSWORD)?;
        Ok(Issued { certificate, key, p12, serial })
    }
}

pub(super) struct Issued {
    pub certificate: Certificate,
    pub key: KeyPair,
    pub p12: Vec<u8>,
    pub serial: Vec<u8>,
}

/// The client certificates that every folder has.
pub const CLIENTS: &[Client<'static>] = &[
    Client::new("clinic-a", "a"),
    // One day older, because Chromium sorts by the end of validity: with equal ends the order would be random.
    Client {
        not_before: Duration::days(-31),
        not_after: Duration::days(825 - 31),
        ..Client::new("clinic-b", "b")
    },
    Client { revoked: true, ..Client::new("revoked", "a") },
    Client { account: DELETED_ACCOUNT, ..Client::new("deleted", "a") },
    Client {
        not_before: Duration::days(-826),
        not_after: Duration::days(-1),
        ..Client::new("expired", "a")
    },
    Client {
        not_before: Duration::days(1),
        not_after: Duration::days(826),
        ..Client::new("not-yet-valid", "a")
    },
    Client { issuing: Issuing::NotOnTheList, ..Client::new("other-ca", "a") },
];
