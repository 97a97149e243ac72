//! The server's certificates, created when a name is first requested: good, expired, or from an interceptor whose root the
//! browser does not trust.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use anyhow::Result;
use rcgen::{CertificateParams, DnType, ExtendedKeyUsagePurpose, KeyPair, KeyUsagePurpose};
use rustls::{crypto::ring, pki_types::PrivateKeyDer, sign::CertifiedKey};
use time::{Duration, OffsetDateTime};

use super::{Authority, Folder};
use crate::config::ServerCertificate;

/// The names in the certificate of the imitated site; any other name gets a certificate of its own.
const OWN_NAMES: [&str; 5] =
    ["karte.medley.life", "*.medley.life", "medley.life", "localhost", "127.0.0.1"];

/// A certificate with its key as rustls wants it.
pub(crate) type ServerKey = Arc<CertifiedKey>;

/// Creates the server's certificates and caches them.
pub(crate) struct ServerCertificates {
    trusted: Authority,
    foreign: Authority,
    made: Mutex<HashMap<(ServerCertificate, Option<String>), ServerKey>>,
}

impl ServerCertificates {
    pub(crate) fn new(folder: &Folder) -> Result<Self> {
        let made = Mutex::default();
        Ok(Self {
            trusted: folder.authority("ca")?,
            foreign: folder.authority("foreign-ca")?,
            made,
        })
    }

    /// The certificate for a server name without its trailing dot.
    pub(crate) fn get(&self, kind: ServerCertificate, name: Option<&str>) -> Result<ServerKey> {
        let own = name.is_none_or(|name| OWN_NAMES.contains(&name) || is_direct_child(name));
        let name = name.filter(|_| !own).map(str::to_owned);
        let mut made = self.made.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(key) = made.get(&(kind, name.clone())) {
            return Ok(key.clone());
        }
        let key = self.make(kind, name.as_deref())?;
        made.insert((kind, name), key.clone());
        Ok(key)
    }

    fn make(&self, kind: ServerCertificate, name: Option<&str>) -> Result<ServerKey> {
        let now = OffsetDateTime::now_utc();
        let names = name
            .map_or_else(|| OWN_NAMES.map(str::to_owned).to_vec(), |name| vec![name.to_owned()]);
        let mut params = CertificateParams::new(names)?;
        params.distinguished_name.push(DnType::CommonName, "Karte lab (imitation)");
        params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
        params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
        let expired = kind == ServerCertificate::Expired;
        params.not_before = now - Duration::days(if expired { 120 } else { 30 });
        params.not_after = now + Duration::days(if expired { -2 } else { 335 });
        let authority =
            if kind == ServerCertificate::Foreign { &self.foreign } else { &self.trusted };
        let key = KeyPair::generate()?;
        let chain = vec![authority.sign(&params, &key)?.der().clone()];
        let key = PrivateKeyDer::Pkcs8(key.serialize_der().into());
        Ok(Arc::new(CertifiedKey::new(chain, ring::sign::any_ecdsa_type(&key)?)))
    }
}

/// A wildcard covers one label only.
fn is_direct_child(name: &str) -> bool {
    name.strip_suffix(".medley.life").is_some_and(|label| !label.contains('.'))
}
