//! The records in the storage: the key of each, when its content is valid, and what can be dropped if there is no room.

use super::certificates::{CertificateDiary, Reminder};
use super::history::History;
use super::restart::{self, Restart};
use super::settings::{Settings, TypoRedirect};
use super::storage::{Key, Record};
use super::stored::Version;
use crate::evidence::session::{self, BrowserSession, PcMemory};
use serde::{Deserialize, Serialize};

impl Record for Settings {
    const KEY: Key = Key::local("settings");
}

impl Record for PcMemory {
    const KEY: Key = Key::local("session");

    fn is_known(&self) -> bool {
        self.v == session::VERSION
    }
}

impl Record for Restart {
    const KEY: Key = Key::local("restart");

    fn is_known(&self) -> bool {
        self.v == restart::VERSION
    }
}

impl Record for Reminder {
    const KEY: Key = Key::local("reminder");

    fn is_nothing(&self) -> bool {
        *self == Self::default()
    }
}

impl Record for CertificateDiary {
    const KEY: Key = Key::local("diary");
    const ASIDE_AT_ONCE: bool = true;

    fn is_known(&self) -> bool {
        self.is_sound()
    }

    fn is_nothing(&self) -> bool {
        self.entries.is_empty()
    }
}

impl Record for History {
    const KEY: Key = Key::local("history");
    const ASIDE_AT_ONCE: bool = true;
}

impl Record for Option<TypoRedirect> {
    const KEY: Key = Key::local("typing");
}

impl Record for BrowserSession {
    const KEY: Key = Key::session("visit");

    fn is_known(&self) -> bool {
        self.v == session::VERSION
    }

    fn drop_oldest(&mut self) -> bool {
        if !self.navigations.is_empty() {
            self.navigations.remove(0);
            return true;
        }
        // The person wants undone corrections to stay undone, so they are not dropped.
        let place = self.corrected.iter().position(|known| !known.undone);
        place.map(|at| self.corrected.remove(at)).is_some()
    }
}

/// Repaired bookmarks by id, with their earlier addresses, the newest last.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RepairedBookmarks {
    /// Version of the saved form.
    pub v: Version<1>,
    /// Id and earlier address of each.
    #[serde(with = "crate::url_correction::redacted_url::pairs")]
    pub before: Vec<(String, String)>,
}

impl Record for RepairedBookmarks {
    const KEY: Key = Key::local("bookmarks");
}
