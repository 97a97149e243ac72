//! The worker's own part of the settings, saved apart so that it is there before the core has started.

use super::Settings;
use crate::app::SIGN_IN_URL;
use crate::steer::Corrected;
use serde::{Deserialize, Serialize};

/// Version of the saved form; `extension/typing.js` reads this one.
const VERSION: u32 = 1;

/// What the worker needs to know to lead a mistyped host on before the core has started; saved under `typing`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Typing {
    /// Version of the saved form.
    pub v: u32,
    /// Where it leads.
    pub to: String,
    /// Addresses that only the core decides about: excepted, or undone in some tab; without user name and query.
    #[serde(with = "crate::kept_address::list")]
    pub spared: Vec<String>,
}

impl Settings {
    /// The worker's part of it, where typing errors are corrected at all.
    #[must_use]
    pub fn typing(&self, log: &[Corrected]) -> Option<Typing> {
        let undone = log.iter().filter(|known| known.undone).map(|known| known.from.clone());
        let spared = self.exceptions.iter().cloned().chain(undone).collect();
        let wanted = self.host_typing && self.in_force();
        wanted.then(|| Typing { v: VERSION, to: SIGN_IN_URL.to_owned(), spared })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_worker_leads_on_only_what_is_wanted_and_not_spared() {
        let wrong = "https://karte.medly.life/";
        let mut settings = Settings { host_typing: true, ..Settings::default() };
        settings.except("https://karte.medley.jp/");
        let mut event =
            Corrected { from: wrong.into(), to: SIGN_IN_URL.into(), ..Corrected::default() };
        let spared = |settings: &Settings, event: &Corrected| {
            settings.typing(std::slice::from_ref(event)).map(|typing| typing.spared)
        };
        assert_eq!(spared(&settings, &event), Some(vec!["https://karte.medley.jp/".to_owned()]));
        event.undone = true;
        assert_eq!(spared(&settings, &event).map(|list| list.len()), Some(2));
        settings.correction = Some(false);
        assert_eq!(spared(&settings, &event), None);
    }
}
