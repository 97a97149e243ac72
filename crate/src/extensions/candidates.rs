//! Which extensions may be disabled for a test, in which order, and why the others stay enabled.

use super::required::{RequiredFor, required_for};
use crate::evidence::extension_access::{Access, AccessKind, means, with_power};
use crate::evidence::readings::ExtensionFacts;
use serde::{Deserialize, Serialize};

/// What the person and the administrator have set about other extensions.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Rules {
    pub own: String,
    /// Ids that are never disabled: the administrator's list and the person's.
    pub never_touch: Vec<String>,
    /// Extensions that may be needed but that the person wants to include.
    #[serde(rename = "insisted")]
    pub included_anyway: Vec<String>,
}

/// Why an extension stays enabled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum KeepReason {
    /// It is this extension.
    Ourselves,
    /// Chrome does not let a person disable it.
    Locked,
    /// It is on the administrator's list or on the person's own.
    NeverTouch,
    /// It may be needed for other work.
    Needed(RequiredFor),
    /// None of its permissions affects the karte, so disabling it would show nothing.
    NoPower,
    /// There are too many to search at once.
    TooMany,
}

/// An enabled extension, as a page shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct ExtensionRow {
    /// Its id in Chrome.
    pub id: String,
    /// Its name: untrusted text.
    pub name: String,
    /// How it has power over the karte; pages translate these keys into words.
    pub means: Vec<AccessKind>,
    /// What it may be needed for.
    pub need: Option<RequiredFor>,
    /// Why it stays enabled; `None`: it may be disabled.
    pub left_on: Option<KeepReason>,
}

/// All enabled extensions, the most powerful first.
#[must_use]
pub fn sort(list: &[ExtensionFacts], rules: &Rules) -> Vec<ExtensionRow> {
    with_power(list, &[Access::Over, Access::May, Access::None])
        .filter(|extension| extension.enabled)
        .map(|extension| sorted(extension, rules))
        .collect()
}

fn sorted(extension: &ExtensionFacts, rules: &Rules) -> ExtensionRow {
    ExtensionRow {
        id: extension.id.clone(),
        name: extension.name.clone(),
        means: means(extension),
        need: required_for(extension),
        left_on: left_on(extension, rules),
    }
}

/// Why `extension` stays enabled; `None`: it may be disabled.
#[must_use]
pub fn left_on(extension: &ExtensionFacts, rules: &Rules) -> Option<KeepReason> {
    if extension.id == rules.own {
        Some(KeepReason::Ourselves)
    } else if !extension.may_disable {
        Some(KeepReason::Locked)
    } else if rules.never_touch.contains(&extension.id) {
        Some(KeepReason::NeverTouch)
    } else if rules.included_anyway.contains(&extension.id) {
        None
    } else if let Some(need) = required_for(extension) {
        Some(KeepReason::Needed(need))
    } else {
        has_no_power(extension).then_some(KeepReason::NoPower)
    }
}

fn has_no_power(extension: &ExtensionFacts) -> bool {
    means(extension) == [AccessKind::Nothing]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn on(id: &str, name: &str) -> ExtensionFacts {
        ExtensionFacts {
            id: id.into(),
            name: name.into(),
            enabled: true,
            may_disable: true,
            ..ExtensionFacts::default()
        }
    }

    #[test]
    fn who_is_left_on_and_why() {
        let rules = Rules {
            own: "own".into(),
            never_touch: vec!["never".into()],
            included_anyway: vec!["insisted".into(), "never".into(), "locked".into()],
        };
        let mut locked = on("locked", "x");
        locked.may_disable = false;
        let told = |id: &str, permissions: &[&str], warnings| ExtensionFacts {
            permissions: permissions.iter().map(ToString::to_string).collect(),
            warnings: Some(warnings),
            ..on(id, "x")
        };
        for (extension, want) in [
            (on("own", "x"), Some(KeepReason::Ourselves)),
            (locked, Some(KeepReason::Locked)),
            (on("never", "x"), Some(KeepReason::NeverTouch)),
            (on("tax", "e-Tax"), Some(KeepReason::Needed(RequiredFor::ETax))),
            (on("insisted", "e-Tax"), None),
            (on("other", "Coupons"), None),
            (told("calculator", &["storage"], 0), Some(KeepReason::NoPower)),
            (told("insisted", &["storage"], 0), None),
            (told("cleaner", &["browsingData"], 0), None),
            (told("tabs", &["tabs"], 1), None),
        ] {
            assert_eq!(left_on(&extension, &rules), want, "{}", extension.id);
        }
    }

    #[test]
    fn the_powerful_come_first_and_those_that_are_off_not_at_all() {
        let mut strong = on("b", "x");
        strong.permissions = vec!["proxy".into()];
        let mut off = on("c", "x");
        off.enabled = false;
        let list = sort(&[on("a", "x"), strong, off], &Rules::default());
        assert_eq!(list.iter().map(|s| s.id.as_str()).collect::<Vec<_>>(), ["b", "a"]);
        assert_eq!(list[0].means, [AccessKind::Proxy]);
    }
}
