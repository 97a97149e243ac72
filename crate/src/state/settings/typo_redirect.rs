//! The settings that the service worker needs before the core has started, saved under a key of their own.

use super::Settings;
use crate::base::site::SIGN_IN_URL;
use crate::evidence::session::BrowserSession;
use serde::{Deserialize, Serialize};

/// Version of the saved form; `extension/typo_redirect.js` reads this one.
const VERSION: u32 = 1;

/// What the worker needs in order to redirect a mistyped host before the core has started; saved under `typing`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TypoRedirect {
    /// Version of the saved form.
    pub v: u32,
    pub to: String,
    /// Addresses that the worker leaves to the core: excepted, undone or suspended in some tab; without user name and
    /// query.
    #[serde(with = "crate::url_correction::redacted_url::list")]
    pub spared: Vec<String>,
}

impl Settings {
    /// The worker's part of the settings; `None` if typing errors are not corrected.
    #[must_use]
    pub fn typo_redirect(&self, visit: &BrowserSession) -> Option<TypoRedirect> {
        let undone = visit.corrected.iter().filter(|known| known.undone);
        let undone = undone.map(|known| known.from.clone());
        let rests = visit.suspended.iter().map(|known| known.page.clone());
        let spared = self.exceptions.iter().cloned().chain(undone).chain(rests).collect();
        let wanted = self.host_typing && self.in_force();
        wanted.then(|| TypoRedirect { v: VERSION, to: SIGN_IN_URL.to_owned(), spared })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::url_correction::redirect_log::{RedirectEntry, suspend};

    #[test]
    fn the_worker_leads_on_only_what_is_wanted_and_not_spared() {
        let wrong = "https://karte.medly.life/";
        let mut settings = Settings { host_typing: true, ..Settings::default() };
        settings.except("https://karte.medley.jp/");
        let mut visit = BrowserSession::default();
        visit.corrected.push(RedirectEntry {
            from: wrong.into(),
            to: SIGN_IN_URL.into(),
            ..RedirectEntry::default()
        });
        let spared = |settings: &Settings, visit: &BrowserSession| {
            settings.typo_redirect(visit).map(|typing| typing.spared)
        };
        assert_eq!(spared(&settings, &visit), Some(vec!["https://karte.medley.jp/".to_owned()]));
        visit.corrected[0].undone = true;
        assert_eq!(spared(&settings, &visit).map(|list| list.len()), Some(2));
        assert!(suspend(&mut visit.suspended, "https://karte.medly.life/?a", 1, 0));
        assert_eq!(
            spared(&settings, &visit).and_then(|list| list.get(2).cloned()),
            Some(wrong.into())
        );
        settings.correction = Some(false);
        assert_eq!(spared(&settings, &visit), None);
    }
}
