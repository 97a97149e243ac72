//! What a person or an administrator has set, and what of it is in force.
//!
//! Kept in `chrome.storage.local` under `settings`; an administrator's value wins and cannot be changed here.

use crate::app::SIGN_IN_URL;
use crate::facts::Millis;
use crate::steer::Corrected;
use serde::{Deserialize, Serialize};

/// Version of the saved form.
pub const VERSION: u32 = 1;
/// More exceptions than this are no exceptions.
pub const MOST_EXCEPTIONS: usize = 200;
/// More extensions than this nobody has.
pub const MOST_SPARED: usize = 1_000;

/// Saved settings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[allow(clippy::struct_excessive_bools, reason = "these are switches on a page")]
pub struct Settings {
    /// Version of the saved form.
    pub v: u32,
    /// Wrong addresses of the karte are corrected before they are opened.
    #[serde(default = "yes")]
    pub correction: bool,
    /// Typing errors in the host are corrected, too; needs an optional permission.
    #[serde(default)]
    pub host_typing: bool,
    /// Addresses that a person wants left alone.
    #[serde(default)]
    pub exceptions: Vec<String>,
    /// The correction stopped itself because the site led back to what it corrects.
    #[serde(default)]
    pub suspended: Option<Suspended>,
    /// The administrator's word on the correction, as last read: after its start Chrome takes seconds to tell it.
    #[serde(default)]
    pub forced: Option<bool>,
    /// The administrator's list of extensions that are never switched off, as last read.
    #[serde(default)]
    pub never_touch: Vec<String>,
    /// The person's own list of them.
    #[serde(default)]
    pub spared: Vec<String>,
    /// In which language the pages speak.
    #[serde(default)]
    pub language: Language,
    /// The diary reminds of certificates that run out.
    #[serde(default = "yes")]
    pub reminders: bool,
    /// The administrator wants no reminders, as last read.
    #[serde(default)]
    pub no_reminders: bool,
}

/// The language of the pages.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Language {
    /// That of the browser: English, or else Japanese.
    #[default]
    Browser,
    /// Japanese.
    Ja,
    /// English.
    En,
}

impl Language {
    /// Its folder of words, where it is not the browser that chooses.
    #[must_use]
    pub const fn folder(self) -> Option<&'static str> {
        match self {
            Self::Browser => None,
            Self::Ja => Some("ja"),
            Self::En => Some("en"),
        }
    }
}

/// Why and when the correction stopped itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Suspended {
    /// When.
    pub at: Millis,
    /// The address that the site led back to.
    pub url: String,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            v: VERSION,
            correction: true,
            host_typing: false,
            exceptions: Vec::new(),
            suspended: None,
            forced: None,
            never_touch: Vec::new(),
            spared: Vec::new(),
            language: Language::Browser,
            reminders: true,
            no_reminders: false,
        }
    }
}

impl Settings {
    /// Whether the correction is wanted: by the administrator, else by the person.
    #[must_use]
    pub const fn wanted(&self) -> bool {
        match self.forced {
            Some(forced) => forced,
            None => self.correction,
        }
    }

    /// Whether addresses are corrected now.
    #[must_use]
    pub const fn in_force(&self) -> bool {
        self.wanted() && self.suspended.is_none()
    }

    /// Whether addresses are corrected now, and this one is not excepted.
    #[must_use]
    pub fn corrects(&self, url: &str) -> bool {
        self.in_force() && !self.exceptions.iter().any(|known| known == url)
    }

    /// Leaves an address alone from now on; the oldest exception goes when there are too many.
    pub fn except(&mut self, url: &str) {
        self.exceptions.retain(|known| known != url);
        self.exceptions.push(url.to_owned());
        let surplus = self.exceptions.len().saturating_sub(MOST_EXCEPTIONS);
        self.exceptions.drain(..surplus);
    }

    /// With the administrator's list of extensions to be left alone; what is no id of an extension names none.
    #[must_use]
    pub fn sparing(mut self, mut listed: Vec<String>) -> Self {
        listed.retain(|id| is_extension(id));
        listed.truncate(MOST_SPARED);
        self.never_touch = listed;
        self
    }

    /// Leaves an extension on from now on; false for what is no id of one, and for one too many.
    #[must_use]
    pub fn spare(&mut self, id: &str) -> bool {
        let known = self.spared.iter().any(|spared| spared == id);
        if !known && is_extension(id) && self.spared.len() < MOST_SPARED {
            self.spared.push(id.to_owned());
            return true;
        }
        known
    }

    /// All that are never switched off: by the administrator's word, and by the person's.
    #[must_use]
    pub fn left_alone(&self) -> Vec<String> {
        self.never_touch.iter().chain(&self.spared).cloned().collect()
    }

    /// Whether the diary reminds: wanted, and not forbidden.
    #[must_use]
    pub const fn reminds(&self) -> bool {
        self.reminders && !self.no_reminders
    }

    /// Takes an exception back.
    pub fn forget(&mut self, url: &str) {
        self.exceptions.retain(|known| known != url);
    }
}

/// Whether it can be the id of an extension.
#[must_use]
pub fn is_extension(id: &str) -> bool {
    id.len() == 32 && id.bytes().all(|b| (b'a'..=b'p').contains(&b))
}

const fn yes() -> bool {
    true
}

/// What the worker needs to know to lead a mistyped host on before the core has started; saved under `typing`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Typing {
    /// Version of the saved form.
    pub v: u32,
    /// Where it leads.
    pub to: String,
    /// Addresses that only the core decides about: excepted, or undone in some tab.
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
    fn the_administrator_wins_and_a_loop_stops_both() {
        for (forced, correction, in_force) in [
            (None, true, true),
            (None, false, false),
            (Some(true), false, true),
            (Some(false), true, false),
        ] {
            let mut settings = Settings { correction, forced, ..Settings::default() };
            assert_eq!(settings.in_force(), in_force, "{forced:?} {correction}");
            settings.suspended = Some(Suspended { at: 0, url: String::new() });
            assert!(!settings.in_force());
        }
    }

    #[test]
    fn the_worker_leads_on_only_what_is_wanted_and_not_spared() {
        let wrong = "https://karte.medly.life/";
        let mut settings = Settings { host_typing: true, ..Settings::default() };
        settings.except("https://karte.medley.jp/");
        let mut event = Corrected {
            request: "1".into(),
            tab_id: 1,
            at: 0,
            from: wrong.into(),
            to: SIGN_IN_URL.into(),
            undone: false,
        };
        let spared = |settings: &Settings, event: &Corrected| {
            settings.typing(std::slice::from_ref(event)).map(|typing| typing.spared)
        };
        assert_eq!(spared(&settings, &event), Some(vec!["https://karte.medley.jp/".to_owned()]));
        event.undone = true;
        assert_eq!(spared(&settings, &event).map(|list| list.len()), Some(2));
        settings.correction = false;
        assert_eq!(spared(&settings, &event), None);
    }

    #[test]
    fn exceptions_are_unique_and_bounded() {
        let mut settings = Settings::default();
        for number in 0..500 {
            settings.except(&format!("https://karte.medley.life/{}", number % 300));
        }
        assert_eq!(settings.exceptions.len(), 200);
        assert!(!settings.corrects("https://karte.medley.life/199"));
        settings.forget("https://karte.medley.life/199");
        assert!(settings.corrects("https://karte.medley.life/199"));
        assert_eq!(settings.exceptions.len(), 199);
    }

    #[test]
    fn the_own_list_of_extensions_joins_the_administrators() {
        let (ours, theirs) = ("a".repeat(32), "b".repeat(32));
        let mut settings = Settings::default().sparing(vec![theirs.clone(), "no id".into()]);
        assert!(settings.spare(&ours) && settings.spare(&ours));
        assert!(!settings.spare("no id"));
        assert_eq!(settings.left_alone(), [theirs, ours]);
    }

    #[test]
    fn the_administrator_can_only_forbid_reminders() {
        for (reminders, no_reminders, want) in
            [(true, false, true), (true, true, false), (false, false, false)]
        {
            let settings = Settings { reminders, no_reminders, ..Settings::default() };
            assert_eq!(settings.reminds(), want);
        }
    }

    #[test]
    fn an_older_form_reads_with_defaults() {
        let read: Settings = serde_json::from_str(r#"{"v":1}"#).expect("settings");
        assert_eq!(read, Settings::default());
    }
}
