//! The site's verdict on a client certificate. webpki really checks the chain, the dates and the revocation list;
//! account and clinic are rules of the imitated application.

use anyhow::Result;
use rustls::{
    crypto::ring,
    pki_types::{CertificateDer, SignatureVerificationAlgorithm, TrustAnchor, UnixTime},
};
use serde::Serialize;
use webpki::{
    BorrowedCertRevocationList, CertRevocationList, EndEntityCert, Error, ExpirationPolicy,
    KeyUsage, RevocationCheckDepth, RevocationOptionsBuilder, UnknownStatusPolicy,
    anchor_from_trusted_cert,
};
use x509_parser::{parse_x509_certificate, x509::AttributeTypeAndValue};

use crate::{
    certificates::{DELETED_ACCOUNT, Folder, Issuing},
    config::ExpectClinic,
};

/// The outcome for one certificate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Verdict {
    None,
    Accepted,
    WrongClinic,
    AccountDeleted,
    Revoked,
    Expired,
    NotYetValid,
    UnknownIssuer,
    Unreadable,
}

impl Verdict {
    /// Whether a server that checks certificates only, and no accounts, accepts it.
    pub(crate) fn is_valid(self) -> bool {
        matches!(self, Self::Accepted | Self::WrongClinic | Self::AccountDeleted)
    }
}

/// The owner that a certificate names.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Owner {
    pub name: String,
    pub clinic: String,
    pub account: String,
}

impl Owner {
    pub(crate) fn read(certificate: &[u8]) -> Option<Self> {
        let (_, certificate) = parse_x509_certificate(certificate).ok()?;
        let subject = certificate.subject();
        let text =
            |value: Option<&AttributeTypeAndValue<'_>>| value?.as_str().ok().map(str::to_owned);
        let common_name = text(subject.iter_common_name().next())?;
        let (clinic, account) = common_name.strip_prefix("clinic-")?.split_once('/')?;
        let name = text(subject.iter_organizational_unit().next())?;
        Some(Self { name, clinic: clinic.to_owned(), account: account.to_owned() })
    }
}

/// The data by which certificates are checked.
pub(crate) struct Registry {
    anchor: TrustAnchor<'static>,
    revoked: CertRevocationList<'static>,
    algorithms: &'static [&'static dyn SignatureVerificationAlgorithm],
}

impl Registry {
    pub(crate) fn new(folder: &Folder) -> Result<Self> {
        let authority = folder.authority(Issuing::OnTheList.stem())?;
        let list = folder.revocation_list()?;
        Ok(Self {
            anchor: anchor_from_trusted_cert(authority.certificate())?.to_owned(),
            revoked: BorrowedCertRevocationList::from_der(&list)?.to_owned()?.into(),
            algorithms: ring::default_provider().signature_verification_algorithms.all,
        })
    }

    /// The name of the authority that the server sends in its request for a certificate.
    pub(crate) fn authority_name(&self) -> &[u8] {
        &self.anchor.subject
    }

    pub(crate) fn judge(
        &self,
        certificate: Option<&CertificateDer<'_>>,
        expected: ExpectClinic,
        now: UnixTime,
    ) -> Verdict {
        let Some(certificate) = certificate else { return Verdict::None };
        if let Err(error) = self.check(certificate, now) {
            return refusal(&error);
        }
        match (Owner::read(certificate), expected) {
            (None, _) => Verdict::Unreadable,
            (Some(owner), _) if owner.account == DELETED_ACCOUNT => Verdict::AccountDeleted,
            (Some(owner), ExpectClinic::A) if owner.clinic != "a" => Verdict::WrongClinic,
            (Some(owner), ExpectClinic::B) if owner.clinic != "b" => Verdict::WrongClinic,
            _ => Verdict::Accepted,
        }
    }

    fn check(&self, certificate: &CertificateDer<'_>, now: UnixTime) -> Result<(), Error> {
        let revoked = [&self.revoked];
        let options =
            RevocationOptionsBuilder::new(&revoked).map_err(|_| Error::UnknownRevocationStatus)?;
        let options = options
            .with_depth(RevocationCheckDepth::EndEntity)
            .with_status_policy(UnknownStatusPolicy::Allow)
            .with_expiration_policy(ExpirationPolicy::Ignore);
        let anchors = std::slice::from_ref(&self.anchor);
        EndEntityCert::try_from(certificate)?.verify_for_usage(
            self.algorithms,
            anchors,
            &[],
            now,
            KeyUsage::client_auth(),
            Some(options.build()),
            None,
        )?;
        Ok(())
    }
}

fn refusal(error: &Error) -> Verdict {
    match error {
        Error::CertRevoked => Verdict::Revoked,
        Error::CertExpired { .. } => Verdict::Expired,
        Error::CertNotValidYet { .. } => Verdict::NotYetValid,
        Error::UnknownIssuer => Verdict::UnknownIssuer,
        _ => Verdict::Unreadable,
    }
}
