//! Reads and validates the policy as Chrome passes it on.

use super::{KEYS, Key, LONGEST_SUPPORT, Policy, PolicyError, PolicyProblem};
use crate::base::sanitize::{is_invisible, sanitize};
use crate::state::extension_id::{MOST_SPARED, is_extension};
use serde_json::{Map, Value};

/// Maximum number of invalid elements that are listed one by one.
const MOST_NAMED: usize = 10;
/// Maximum number of reported errors.
const MOST_ERRORS: usize = 20;

impl Policy {
    /// Reads the policy: its valid values, and what is wrong with the others.
    #[must_use]
    pub fn read(managed: &Value) -> Self {
        let mut policy = Self::default();
        if let Value::Object(fields) = managed {
            policy.fields("", fields);
        }
        policy
    }

    /// Reads each field by its name; `within` is the prefix of a nested field.
    fn fields(&mut self, within: &str, fields: &Map<String, Value>) {
        for (name, value) in fields {
            let whole = [within, name].concat();
            match KEYS.into_iter().find(|(known, _)| *known == whole) {
                Some((name, key)) => self.take(name, key, value),
                None => self.wrong(None, PolicyProblem::UnknownKey, vec![sanitize(&whole)]),
            }
        }
    }

    fn take(&mut self, name: &'static str, key: Key, value: &Value) {
        match key {
            Key::NeverTouch => return self.ids(name, value),
            Key::SupportText => return self.contact(name, value),
            Key::ReportContents | Key::Defaults => return self.group(name, key, value),
            _ => {}
        }
        let Value::Bool(on) = *value else {
            return self.wrong(Some(name), PolicyProblem::NotBool, Vec::new());
        };
        match key {
            Key::Correction => self.correction = Some(on),
            Key::Reminders => self.reminders = Some(on),
            Key::StartCheck => self.start_check = Some(on),
            Key::DefaultCorrection => self.defaults.correction = Some(on),
            Key::DefaultReminders => self.defaults.reminders = Some(on),
            Key::DefaultStartCheck => self.defaults.start_check = Some(on),
            Key::DefaultExtensionNames => self.defaults.extension_names = Some(on),
            // Only `false` has an effect: it excludes the section. With `true` the person decides.
            Key::Holds(part) if !on => self.excluded_sections.push(part),
            _ => {}
        }
    }

    fn group(&mut self, name: &'static str, key: Key, value: &Value) {
        let within = if key == Key::Defaults { "defaults." } else { "reportContents." };
        match value {
            Value::Object(fields) => self.fields(within, fields),
            _ => self.wrong(Some(name), PolicyProblem::NotFields, Vec::new()),
        }
    }

    fn wrong(&mut self, key: Option<&'static str>, why: PolicyProblem, found: Vec<String>) {
        if self.errors.len() < MOST_ERRORS {
            self.errors.push(PolicyError { key, why, found });
        }
    }

    fn ids(&mut self, key: &'static str, value: &Value) {
        let Value::Array(values) = value else {
            return self.wrong(Some(key), PolicyProblem::NotList, Vec::new());
        };
        let mut odd = Vec::new();
        for value in values {
            match value {
                Value::String(id) if is_extension(id) => self.never_touch.push(id.clone()),
                Value::String(other) => odd.push(sanitize(other)),
                _ => odd.push("?".to_owned()),
            }
        }
        if self.never_touch.len() > MOST_SPARED {
            self.never_touch.truncate(MOST_SPARED);
            self.wrong(Some(key), PolicyProblem::TooMany, Vec::new());
        }
        if !odd.is_empty() {
            odd.truncate(MOST_NAMED);
            self.wrong(Some(key), PolicyProblem::NotIds, odd);
        }
    }

    fn contact(&mut self, key: &'static str, value: &Value) {
        let Value::String(text) = value else {
            return self.wrong(Some(key), PolicyProblem::NotText, Vec::new());
        };
        let text = text.trim();
        let why = if text.is_empty() {
            PolicyProblem::Empty
        } else if text.chars().any(is_invisible) {
            PolicyProblem::Invisible
        } else if text.chars().count() > LONGEST_SUPPORT {
            PolicyProblem::TooLong
        } else {
            self.support_text = Some(text.to_owned());
            return;
        };
        self.wrong(Some(key), why, Vec::new());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::policy::{Defaults, ReportSection};
    use serde_json::json;

    fn read(managed: &Value) -> Policy {
        Policy::read(managed)
    }

    /// A policy in which every value is valid.
    fn right() -> Value {
        json!({
            "correction": false,
            "reminders": true,
            "startCheck": true,
            "neverTouch": ["a".repeat(32), "p".repeat(32)],
            "supportText": " 院内ヘルプデスク 内線 1234 ",
            "reportContents": {"extensionNames": false, "windows": true, "siteData": false},
            "defaults": {
                "correction": true, "reminders": false, "startCheck": false, "extensionNames": true,
            },
        })
    }

    fn want() -> Policy {
        Policy {
            correction: Some(false),
            reminders: Some(true),
            start_check: Some(true),
            never_touch: vec!["a".repeat(32), "p".repeat(32)],
            support_text: Some("院内ヘルプデスク 内線 1234".into()),
            excluded_sections: vec![ReportSection::ExtensionNames, ReportSection::SiteData],
            defaults: Defaults {
                correction: Some(true),
                reminders: Some(false),
                start_check: Some(false),
                extension_names: Some(true),
            },
            errors: Vec::new(),
        }
    }

    #[test]
    fn what_is_right_counts_and_what_is_absent_is_not_wrong() {
        let mut policy = read(&right());
        policy.excluded_sections.sort_by_key(|part| *part as u8);
        assert_eq!(policy, want());
        for nothing in [json!({}), json!(null), json!("x"), json!([])] {
            assert_eq!(read(&nothing), Policy::default(), "{nothing}");
        }
    }

    #[test]
    #[expect(clippy::too_many_lines, reason = "a table of wrong values")]
    fn a_wrong_value_is_named_and_only_it_does_not_count() {
        use PolicyProblem::{
            Empty, Invisible, NotBool, NotFields, NotIds, NotList, NotText, TooLong,
        };
        let id = "a".repeat(32);
        let long = "内".repeat(LONGEST_SUPPORT + 1);
        for (key, value, why, found) in [
            ("correction", json!("perhaps"), NotBool, vec![]),
            ("correction", json!(1), NotBool, vec![]),
            ("reminders", json!(null), NotBool, vec![]),
            ("startCheck", json!("on"), NotBool, vec![]),
            ("neverTouch", json!(id), NotList, vec![]),
            ("neverTouch", json!([id, "no id", 5]), NotIds, vec!["no id", "?"]),
            (
                "neverTouch",
                json!(["A".repeat(32)]),
                NotIds,
                vec!["AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"],
            ),
            ("supportText", json!(1234), NotText, vec![]),
            ("supportText", json!("  "), Empty, vec![]),
            ("supportText", json!(long), TooLong, vec![]),
            ("supportText", json!("内線\u{202e}4321"), Invisible, vec![]),
            ("supportText", json!("内線\n1234"), Invisible, vec![]),
            ("reportContents", json!([]), NotFields, vec![]),
            ("reportContents.windows", json!("never"), NotBool, vec![]),
            ("defaults", json!(true), NotFields, vec![]),
            ("defaults.extensionNames", json!("always"), NotBool, vec![]),
        ] {
            let mut managed = right();
            let place = format!("/{}", key.replace('.', "/"));
            *managed.pointer_mut(&place).expect("a key") = value.clone();
            let policy = read(&managed);
            let found = found.iter().map(ToString::to_string).collect();
            let error = PolicyError { key: Some(key), why, found };
            assert_eq!(policy.errors, [error], "{key} {value}");
            let others = |policy: &Policy| {
                let whole = key.split('.').next().unwrap_or(key);
                (
                    (whole != "correction").then_some(policy.correction),
                    (whole != "reminders").then_some(policy.reminders),
                    (whole != "startCheck").then_some(policy.start_check),
                    (whole != "neverTouch").then(|| policy.never_touch.clone()),
                    (whole != "supportText").then(|| policy.support_text.clone()),
                    (whole != "defaults").then(|| policy.defaults.clone()),
                )
            };
            assert_eq!(others(&policy), others(&want()), "{key} {value}");
        }
    }

    #[test]
    fn of_a_list_the_right_ids_count() {
        let id = "a".repeat(32);
        assert_eq!(read(&json!({"neverTouch": [7, id, {}]})).never_touch, [&*id]);
        let policy = read(&json!({"neverTouch": vec![id; MOST_SPARED + 1]}));
        assert_eq!(policy.never_touch.len(), MOST_SPARED);
        assert_eq!(policy.errors[0].why, PolicyProblem::TooMany);
    }

    #[test]
    fn a_key_that_is_not_ours_is_named_and_cleaned() {
        let policy = read(&json!({
            "corection": false, "defaults": {"language": "en"}, "x\u{202e}y": 1,
        }));
        assert!(
            policy.errors.iter().all(|one| (one.key, one.why) == (None, PolicyProblem::UnknownKey))
        );
        let mut names: Vec<_> = policy.errors.iter().flat_map(|one| &one.found).collect();
        names.sort();
        assert_eq!(names, ["corection", "defaults.language", "xy"]);
        let many: Value =
            (0..100).map(|n| (format!("{n}"), json!(n))).collect::<Map<_, _>>().into();
        assert_eq!(read(&many).errors.len(), MOST_ERRORS);
    }
}
