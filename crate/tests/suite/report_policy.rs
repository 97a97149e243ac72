//! A field that an administrator excludes is in no report. Errors in the policy are reported without text from outside.

use karte_signin_doctor::diagnose;
use karte_signin_doctor::evidence::Evidence;
use karte_signin_doctor::report::{Document, Options, System};
use karte_signin_doctor::state::policy::{Policy, ReportSection};
use serde_json::{json, to_value};
use std::fs;
use std::path::Path;

/// Every recorded evidence file, as a report under this policy.
fn reports(policy: &Policy) -> Vec<Document> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/corpus/recorded");
    let files = fs::read_dir(folder).expect("corpus");
    let made: Vec<_> = files
        .map(|entry| {
            let text = fs::read_to_string(entry.expect("entry").path()).expect("evidence");
            let evidence: Evidence = serde_json::from_str(&text).expect("evidence");
            let options = Options {
                with_extension_names: true,
                policy,
                utc_offset_minutes: 540,
                repairs: Vec::new(),
                system: System::default(),
            };
            Document::new(&evidence, &diagnose(&evidence), options)
        })
        .collect();
    assert!(made.len() > 50);
    made
}

#[test]
fn what_is_kept_out_is_in_no_report_and_that_is_said() {
    let open = reports(&Policy::default());
    let names = |all: &[Document]| {
        all.iter().any(|one| one.report.extensions.as_ref().is_some_and(|e| e.names.is_some()))
    };
    assert!(names(&open) && open.iter().any(|one| one.report.windows.is_some()));
    assert!(open.iter().any(|one| one.report.site_data.is_some()));
    assert!(open.iter().all(|one| one.report.repairs.is_some() && one.report.system.is_some()));
    let excluded_sections = vec![
        ReportSection::ExtensionNames,
        ReportSection::Windows,
        ReportSection::SiteData,
        ReportSection::Repairs,
        ReportSection::System,
        ReportSection::FailingSince,
        ReportSection::Memo,
    ];
    let closed =
        reports(&Policy { excluded_sections: excluded_sections.clone(), ..Policy::default() });
    assert!(!names(&closed));
    for document in closed {
        assert_eq!(document.report.windows, None);
        assert_eq!(document.report.site_data, None);
        assert_eq!((&document.report.repairs, &document.report.system), (&None, &None));
        assert_eq!(document.report.failing_since, None);
        assert_eq!(document.report.excluded_sections, excluded_sections);
    }
}

#[test]
fn a_wrong_value_is_named_by_its_key_and_never_by_its_text() {
    let managed = json!({
        "supportText": 7, "neverTouch": ["hanako@clinic.example"], "hanako": true,
    });
    let policy = Policy::read(&managed);
    for document in reports(&policy) {
        let errors = to_value(&document.report.policy_errors).expect("json");
        let mut named: Vec<_> =
            errors.as_array().expect("a list").iter().map(ToString::to_string).collect();
        named.sort();
        assert_eq!(
            named,
            [
                r#"{"key":"neverTouch","why":"not_ids"}"#,
                r#"{"key":"supportText","why":"not_text"}"#,
                r#"{"key":null,"why":"unknown_key"}"#,
            ]
        );
    }
}
