//! A certificate authority: created once, stored as PEM beside its key, and loaded again for signing.

use std::{fs, path::Path};

use anyhow::{Context, Result};
use rcgen::{
    BasicConstraints, Certificate, CertificateParams, CertificateRevocationListParams,
    CertifiedIssuer, DnType, IsCa, Issuer, KeyIdMethod, KeyPair, KeyUsagePurpose, RevocationReason,
    RevokedCertParams, SerialNumber,
};
use rustls::pki_types::{CertificateDer, pem::PemObject};
use time::{Duration, OffsetDateTime};

/// Long enough that a browser whose clock is wrong by years rejects the server's certificate, and never the root.
const LIFE_EACH_WAY: Duration = Duration::days(3650);

/// A certificate authority with its key.
pub struct Authority {
    issuer: Issuer<'static, KeyPair>,
    certificate: CertificateDer<'static>,
    pem: String,
}

impl Authority {
    /// Creates a self-signed authority.
    ///
    /// # Errors
    /// When the key cannot be created.
    pub fn create(common_name: &str) -> Result<Self> {
        let now = OffsetDateTime::now_utc();
        let mut params = CertificateParams::default();
        params.distinguished_name.push(DnType::CommonName, common_name);
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
        params.not_before = now - LIFE_EACH_WAY;
        params.not_after = now + LIFE_EACH_WAY;
        let made = CertifiedIssuer::self_signed(params, KeyPair::generate()?)?;
        let pem = made.pem();
        let key = made.key().serialize_pem();
        Self::from_pem(pem, &key)
    }

    fn from_pem(pem: String, key: &str) -> Result<Self> {
        let issuer = Issuer::from_ca_cert_pem(&pem, KeyPair::from_pem(key)?)?;
        let certificate = CertificateDer::from_pem_slice(pem.as_bytes())?;
        Ok(Self { issuer, certificate, pem })
    }

    pub(super) fn save(&self, folder: &Path, stem: &str) -> Result<()> {
        fs::write(folder.join(format!("{stem}.pem")), &self.pem)?;
        fs::write(folder.join(format!("{stem}.der")), &self.certificate)?;
        fs::write(folder.join(format!("{stem}.key")), self.issuer.key().serialize_pem())?;
        Ok(())
    }

    pub(super) fn load(folder: &Path, stem: &str) -> Result<Self> {
        let read = |extension| {
            let path = folder.join(format!("{stem}.{extension}"));
            fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))
        };
        Self::from_pem(read("pem")?, &read("key")?)
    }

    /// The authority's own certificate.
    #[must_use]
    pub fn certificate(&self) -> &CertificateDer<'static> {
        &self.certificate
    }

    pub(super) fn sign(&self, params: &CertificateParams, key: &KeyPair) -> Result<Certificate> {
        Ok(params.signed_by(key, &self.issuer)?)
    }

    pub(super) fn revocation_list(&self, serials: Vec<Vec<u8>>) -> Result<Vec<u8>> {
        let now = OffsetDateTime::now_utc();
        let revoked = |serial| RevokedCertParams {
            serial_number: SerialNumber::from(serial),
            revocation_time: now,
            reason_code: Some(RevocationReason::CessationOfOperation),
            invalidity_date: None,
        };
        let params = CertificateRevocationListParams {
            this_update: now,
            next_update: now + LIFE_EACH_WAY,
            crl_number: SerialNumber::from(1),
            issuing_distribution_point: None,
            revoked_certs: serials.into_iter().map(revoked).collect(),
            key_identifier_method: KeyIdMethod::Sha256,
        };
        Ok(params.signed_by(&self.issuer)?.der().to_vec())
    }
}
