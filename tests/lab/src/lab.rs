//! The state that all connections share. Only the settings and the log change.

use std::{
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
    time::{Duration, SystemTime},
};

use anyhow::Result;
use tokio::{sync::watch, time::sleep};

use crate::{
    certificates::{Folder, ServerCertificates},
    config::{Config, DateMode},
    log::Log,
    verdict::Registry,
};

/// One imitation: its certificates, its settings, its log.
pub struct Lab {
    pub(crate) folder: Folder,
    pub(crate) registry: Arc<Registry>,
    pub(crate) server_certificates: ServerCertificates,
    pub(crate) log: Log,
    settings: watch::Sender<Settings>,
    issued: AtomicU32,
}

/// The settings at one moment. Every connection holds those with which it began, so the strong count of `connections` is
/// the number of connections that are still open.
#[derive(Clone, Default)]
pub(crate) struct Settings {
    pub config: Arc<Config>,
    pub frozen_at: Option<SystemTime>,
    connections: Arc<()>,
}

impl Settings {
    pub(crate) fn is_of_the_same_moment(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.connections, &other.connections)
    }
}

const CLOSING_POLL: Duration = Duration::from_millis(2);
const CLOSING_LIMIT: Duration = Duration::from_secs(1);

impl Lab {
    /// Opens the folder of certificates, creating it if needed, with the default settings.
    ///
    /// # Errors
    /// When the certificates cannot be created or read.
    pub fn open(path: &Path) -> Result<Arc<Self>> {
        let folder = Folder::open(path)?;
        Ok(Arc::new(Self {
            registry: Arc::new(Registry::new(&folder)?),
            server_certificates: ServerCertificates::new(&folder)?,
            log: Log::default(),
            settings: watch::Sender::default(),
            issued: AtomicU32::new(0),
            folder,
        }))
    }

    pub(crate) fn settings(&self) -> Settings {
        self.settings.borrow().clone()
    }

    /// Notifies of every change from now on.
    pub(crate) fn changes(&self) -> watch::Receiver<Settings> {
        self.settings.subscribe()
    }

    /// Sets the configuration and waits until the connections that began under the old one are closed, but for one second at
    /// most: a request in the middle of a long delay may still finish.
    pub(crate) async fn configure(&self, config: Config) {
        let frozen_at = (config.date_mode == DateMode::Frozen)
            .then(|| self.settings.borrow().frozen_at.unwrap_or_else(SystemTime::now));
        let new = Settings { config: Arc::new(config), frozen_at, connections: Arc::default() };
        let old = Arc::downgrade(&self.settings.send_replace(new).connections);
        let closed = async {
            while old.strong_count() > 0 {
                sleep(CLOSING_POLL).await;
            }
        };
        let _still_open = tokio::time::timeout(CLOSING_LIMIT, closed).await;
    }

    /// The name of the next certificate that the page issues.
    pub(crate) fn next_issued_name(&self) -> String {
        format!("issued-{}", self.issued.fetch_add(1, Ordering::Relaxed) + 1)
    }
}
