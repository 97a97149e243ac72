//! Which extensions may be disabled for a test, in which order, and why the others stay enabled.

use super::required::{RequiredFor, required_for};
use crate::evidence::extension_access::{Access, AccessKind, means, with_power};
use crate::evidence::readings::ExtensionFacts;
use serde::{Deserialize, Serialize};

/// What a person and an administrator say about it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Rules {
    pub own: String,
    /// The administrator's list and the person's: ids that are never switched.
    pub never_touch: Vec<String>,
    /// Needed ones that the person wants to include all the same.
    #[serde(rename = "insisted")]
    pub included_anyway: Vec<String>,
}

/// Why an extension is left on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum KeepReason {
    /// It is this extension.
    Ourselves,
    /// Chrome does not let a person switch it off.
    Locked,
    /// The administrator's list or the person's own names it.
    NeverTouch,
    /// It may be needed for other work.
    Needed(RequiredFor),
    /// Nothing that it may do touches the karte, so switching it off would show nothing.
    NoPower,
    /// There are too many to search at once.
    TooMany,
}

/// An extension that is on, as a page shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct ExtensionRow {
    /// Chrome's id of it.
    pub id: String,
    /// Its name: untrusted text.
    pub name: String,
    /// By what means it has power over the karte; words come from these keys.
    pub means: Vec<AccessKind>,
    /// What it may be needed for.
    pub need: Option<RequiredFor>,
    /// Why it is left on; `None`: it may be switched off.
    pub left_on: Option<KeepReason>,
}

/// All that are on, the most powerful first.
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

/// Why `extension` is left on; `None`: it may be switched off.
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
