//! All certificates of the imitation in one folder: the roots, the revocation list and the client certificates as `.p12`.

mod authority;
mod client;
mod offset;
mod p12;
mod server;

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};

pub use authority::Authority;
pub(crate) use client::DELETED_ACCOUNT;
pub use client::{CLIENTS, Client, Issuing, PASSWORD};
pub use offset::parse_offset;
pub(crate) use server::ServerCertificates;

/// The revocation list. It is written last, so its presence shows that the folder is complete.
const REVOKED_LIST: &str = "client-ca.crl";

/// A folder with the certificates of one imitation.
#[derive(Clone, Debug)]
pub struct Folder {
    path: PathBuf,
}

impl Folder {
    /// Opens the folder; creates it with all its files if needed.
    ///
    /// # Errors
    /// When the folder cannot be written.
    pub fn open(path: &Path) -> Result<Self> {
        let folder = Self { path: path.to_owned() };
        if !path.join(REVOKED_LIST).exists() {
            fs::create_dir_all(path).with_context(|| format!("cannot make {}", path.display()))?;
            folder.fill()?;
        }
        Ok(folder)
    }

    fn fill(&self) -> Result<()> {
        Authority::create("Karte lab root (imitation)")?.save(&self.path, "ca")?;
        Authority::create("Karte lab interception (imitation)")?.save(&self.path, "foreign-ca")?;
        for issuing in [Issuing::OnTheList, Issuing::NotOnTheList] {
            Authority::create(issuing.common_name())?.save(&self.path, issuing.stem())?;
        }
        let mut revoked = Vec::new();
        for client in CLIENTS {
            let serial = self.issue(client)?;
            if client.revoked {
                revoked.push(serial);
            }
        }
        let list = self.authority(Issuing::OnTheList.stem())?.revocation_list(revoked)?;
        fs::write(self.path.join(REVOKED_LIST), list)?;
        Ok(())
    }

    /// Issues a client certificate as `NAME.p12` (for programs without a certificate store also as `NAME.der` and `NAME.key`)
    /// and returns its serial number.
    ///
    /// # Errors
    /// When the authority cannot be read or the file cannot be written.
    pub fn issue(&self, client: &Client) -> Result<Vec<u8>> {
        let issued = client.issue(&self.authority(client.issuing.stem())?)?;
        fs::write(self.path.join(format!("{}.der", client.name)), issued.certificate.der())?;
        fs::write(self.path.join(format!("{}.key", client.name)), issued.key.serialize_pem())?;
        fs::write(self.p12(client.name), issued.p12)?;
        Ok(issued.serial)
    }

    /// The path of the client certificate with that name, whether it exists or not.
    #[must_use]
    pub fn p12(&self, name: &str) -> PathBuf {
        self.path.join(format!("{name}.p12"))
    }

    /// The folder itself.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Loads the authority that is stored under `stem`, such as `ca`.
    ///
    /// # Errors
    /// When it does not exist or cannot be read.
    pub fn authority(&self, stem: &str) -> Result<Authority> {
        Authority::load(&self.path, stem)
    }

    pub(crate) fn revocation_list(&self) -> Result<Vec<u8>> {
        Ok(fs::read(self.path.join(REVOKED_LIST))?)
    }
}
