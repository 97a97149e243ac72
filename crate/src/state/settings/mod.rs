//! What a person or an administrator has set, and which value is in effect.
//!
//! Kept in `chrome.storage.local` under `settings`; an administrator's value wins and cannot be changed here.

mod migrate;
mod typo_redirect;

pub use typo_redirect::TypoRedirect;

use super::extension_id::{MOST_SPARED, is_extension};
use super::policy::Policy;
use crate::url_correction::redacted_url::{self, kept_address};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Version of the saved form.
pub const VERSION: u32 = 2;
/// Maximum number of exceptions.
pub const MOST_EXCEPTIONS: usize = 200;
/// What the person has set, saved under `settings`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", try_from = "migrate::Saved")]
pub struct Settings {
    /// Version of the saved form.
    pub v: u32,
    /// Whether wrong addresses of the karte are corrected before they are opened; `None`: the person has not chosen.
    pub correction: Option<bool>,
    /// Whether typing errors in the host are corrected, too; needs an optional permission.
    pub host_typing: bool,
    /// Addresses that are not corrected, without user name and query.
    #[serde(serialize_with = "redacted_url::list::serialize")]
    pub exceptions: Vec<String>,
    /// The person's own list of extensions that are never disabled.
    #[serde(rename = "spared")]
    pub protected_extensions: Vec<String>,
    /// The language of the pages.
    pub language: Language,
    /// Whether the diary reminds of certificates that expire; `None`: the person has not chosen.
    pub reminders: Option<bool>,
    /// Whether the start of the browser is checked; `None`: the person has not chosen.
    pub start_check: Option<bool>,
    /// The administrator's policy as Chrome last returned it; saved because Chrome takes seconds after its start to return
    /// it.
    pub managed: Value,
}

/// A switch: its state, and who decided it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(ts_rs::TS))]
#[allow(clippy::struct_excessive_bools, reason = "each says one thing about a switch")]
pub struct EffectiveSwitch {
    pub on: bool,
    /// The administrator has decided; people cannot change it.
    pub forced: bool,
    /// The person has decided.
    pub chosen: bool,
    /// The state without the person's choice.
    pub default: bool,
    /// The default comes from the administrator, not from us.
    pub suggested: bool,
}

impl EffectiveSwitch {
    /// Precedence: the administrator's value, the person's, the administrator's default, `ours`.
    fn of(forced: Option<bool>, chosen: Option<bool>, suggested: Option<bool>, ours: bool) -> Self {
        let default = suggested.unwrap_or(ours);
        Self {
            on: forced.or(chosen).unwrap_or(default),
            forced: forced.is_some(),
            chosen: chosen.is_some(),
            default,
            suggested: suggested.is_some(),
        }
    }
}

/// The language of the pages.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Language {
    /// That of the browser: English, or else Japanese.
    #[default]
    Browser,
    Ja,
    En,
}

impl Language {
    /// Its folder in `_locales`; `None`: the browser chooses.
    #[must_use]
    pub const fn folder(self) -> Option<&'static str> {
        match self {
            Self::Browser => None,
            Self::Ja => Some("ja"),
            Self::En => Some("en"),
        }
    }
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            v: VERSION,
            correction: None,
            host_typing: false,
            exceptions: Vec::new(),
            protected_extensions: Vec::new(),
            language: Language::Browser,
            reminders: None,
            start_check: None,
            managed: Value::Null,
        }
    }
}

impl Settings {
    /// The valid part of the administrator's policy.
    #[must_use]
    pub fn policy(&self) -> Policy {
        Policy::read(&self.managed)
    }

    /// The switch of the correction.
    #[must_use]
    pub fn correction(&self) -> EffectiveSwitch {
        let policy = self.policy();
        EffectiveSwitch::of(policy.correction, self.correction, policy.defaults.correction, true)
    }

    /// The switch of the diary's reminders.
    #[must_use]
    pub fn reminders(&self) -> EffectiveSwitch {
        let policy = self.policy();
        EffectiveSwitch::of(policy.reminders, self.reminders, policy.defaults.reminders, true)
    }

    /// The switch of the check at the start of the browser. That check sends a request, so the default is off.
    #[must_use]
    pub fn start_check(&self) -> EffectiveSwitch {
        let policy = self.policy();
        EffectiveSwitch::of(
            policy.start_check,
            self.start_check,
            policy.defaults.start_check,
            false,
        )
    }

    /// Whether addresses are corrected now.
    #[must_use]
    pub fn in_force(&self) -> bool {
        self.correction().on
    }

    /// Whether addresses are corrected now, and this one is not an exception.
    #[must_use]
    pub fn corrects(&self, url: &str) -> bool {
        let url = kept_address(url);
        self.in_force() && !self.exceptions.contains(&url)
    }

    /// Adds an exception; the oldest one is dropped if there are too many.
    pub fn except(&mut self, url: &str) {
        self.forget(url);
        self.exceptions.push(kept_address(url));
        let surplus = self.exceptions.len().saturating_sub(MOST_EXCEPTIONS);
        self.exceptions.drain(..surplus);
    }

    /// Adds an extension that is never disabled; false for an invalid id, or if the list is full.
    #[must_use]
    pub fn protect(&mut self, id: &str) -> bool {
        let known =
            self.protected_extensions.iter().any(|protected_extensions| protected_extensions == id);
        if !known && is_extension(id) && self.protected_extensions.len() < MOST_SPARED {
            self.protected_extensions.push(id.to_owned());
            return true;
        }
        known
    }

    /// All extensions that are never disabled, by the administrator's policy or by the person's list.
    #[must_use]
    pub fn left_alone(&self) -> Vec<String> {
        self.policy()
            .never_touch
            .into_iter()
            .chain(self.protected_extensions.iter().cloned())
            .collect()
    }

    /// Removes an exception.
    pub fn forget(&mut self, url: &str) {
        let url = kept_address(url);
        self.exceptions.retain(|known| *known != url);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn under(managed: Value) -> Settings {
        Settings { managed, ..Settings::default() }
    }

    #[test]
    fn the_administrator_wins_over_the_person_who_wins_over_the_default() {
        for (forced, chosen, suggested, on) in [
            (None, None, None, true),
            (None, None, Some(false), false),
            (None, Some(true), Some(false), true),
            (None, Some(false), None, false),
            (Some(true), Some(false), Some(false), true),
            (Some(false), Some(true), Some(true), false),
        ] {
            let defaults = json!({"correction": suggested, "reminders": suggested});
            let settings = Settings {
                correction: chosen,
                reminders: chosen,
                ..under(json!({"correction": forced, "reminders": forced, "defaults": defaults}))
            };
            let want = EffectiveSwitch {
                on,
                forced: forced.is_some(),
                chosen: chosen.is_some(),
                default: suggested.unwrap_or(true),
                suggested: suggested.is_some(),
            };
            assert_eq!((settings.correction(), settings.reminders()), (want, want));
        }
    }

    #[test]
    fn the_check_at_the_start_is_off_until_somebody_wants_it() {
        for (forced, chosen, suggested, on) in [
            (None, None, None, false),
            (None, None, Some(true), true),
            (None, Some(true), None, true),
            (None, Some(false), Some(true), false),
            (Some(true), Some(false), None, true),
            (Some(false), Some(true), Some(true), false),
        ] {
            let defaults = json!({"startCheck": suggested});
            let managed = json!({"startCheck": forced, "defaults": defaults});
            let settings = Settings { start_check: chosen, ..under(managed) };
            assert_eq!(settings.start_check().on, on, "{forced:?} {chosen:?} {suggested:?}");
        }
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
        let mut settings = under(json!({"neverTouch": [theirs]}));
        assert!(settings.protect(&ours) && settings.protect(&ours));
        assert!(!settings.protect("no id"));
        assert_eq!(settings.left_alone(), [theirs, ours]);
    }
}
