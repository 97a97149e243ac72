//! Requests a client certificate. The proof that the browser holds the key is really checked; the certificate itself is
//! left to the application, unless the settings ask for a refusal within the handshake.

use std::sync::Arc;

use rustls::{
    CertificateError, DigitallySignedStruct, DistinguishedName, Error, SignatureScheme,
    client::danger::HandshakeSignatureValid,
    crypto::{WebPkiSupportedAlgorithms, ring, verify_tls12_signature, verify_tls13_signature},
    pki_types::{CertificateDer, UnixTime},
    server::danger::{ClientCertVerified, ClientCertVerifier},
};

use crate::{
    config::ExpectClinic,
    verdict::{Registry, Verdict},
};

pub(super) struct AskingVerifier {
    registry: Arc<Registry>,
    authorities: [DistinguishedName; 1],
    algorithms: WebPkiSupportedAlgorithms,
    demanding: bool,
}

impl AskingVerifier {
    pub(super) fn new(registry: Arc<Registry>, demanding: bool) -> Self {
        let authorities = [DistinguishedName::in_sequence(registry.authority_name())];
        let algorithms = ring::default_provider().signature_verification_algorithms;
        Self { registry, authorities, algorithms, demanding }
    }
}

impl std::fmt::Debug for AskingVerifier {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("AskingVerifier")
            .field("demanding", &self.demanding)
            .finish_non_exhaustive()
    }
}

impl ClientCertVerifier for AskingVerifier {
    fn client_auth_mandatory(&self) -> bool {
        self.demanding
    }

    fn root_hint_subjects(&self) -> &[DistinguishedName] {
        &self.authorities
    }

    fn verify_client_cert(
        &self,
        certificate: &CertificateDer<'_>,
        _intermediates: &[CertificateDer<'_>],
        now: UnixTime,
    ) -> Result<ClientCertVerified, Error> {
        let verdict = self.registry.judge(Some(certificate), ExpectClinic::Any, now);
        if self.demanding && !verdict.is_valid() {
            return Err(alert_for(verdict).into());
        }
        Ok(ClientCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        verify_tls12_signature(message, certificate, signature, &self.algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        verify_tls13_signature(message, certificate, signature, &self.algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.algorithms.supported_schemes()
    }
}

fn alert_for(verdict: Verdict) -> CertificateError {
    match verdict {
        Verdict::Revoked => CertificateError::Revoked,
        Verdict::Expired => CertificateError::Expired,
        Verdict::NotYetValid => CertificateError::NotValidYet,
        Verdict::UnknownIssuer => CertificateError::UnknownIssuer,
        _ => CertificateError::BadEncoding,
    }
}
