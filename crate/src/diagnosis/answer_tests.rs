//! Rules that hold whatever people answer: every answer, and every two answers in both orders, beside each kind of evidence.

use super::types::{Cause, Diagnosis, Verdict};
use crate::diagnose;
use crate::evidence::questions::{AnswerValue, Question};
use crate::evidence::readings::DocumentSource;
use crate::evidence::test_evidence::*;

/// Evidence in which the karte does not open, with a name for the message of a failure.
fn failures() -> Vec<(String, EvidenceBuilder)> {
    let pages = pages().into_iter().map(|(name, e)| (name.to_owned(), e));
    let statuses = [400, 401, 403, 404, 413, 421, 451, 495, 502, 511];
    let statuses = statuses.map(|code| (format!("status {code}"), status(code)));
    let errors = ERRORS.iter().flat_map(|error| {
        let e = unreachable(&format!("net::ERR_{error}"));
        [
            (format!("{error}, calibrated"), e.clone().dot_cert_needed()),
            (format!("{error}, proxy"), e.clone().permission("proxy")),
            ((*error).to_owned(), e.no_extensions()),
        ]
    });
    pages.chain(statuses).chain(errors).collect()
}

fn pages() -> [(&'static str, EvidenceBuilder); 19] {
    let kept = || failing().main_answered().dot_cert_needed().no_extensions();
    let none = || failing().main_answered().dot_answered().no_extensions();
    let unseen = || unread().navigations(Vec::new()).no_extensions();
    [
        ("kept", kept()),
        ("kept, several clinics", kept().several_clinics()),
        ("kept, an extension", kept().extension("x", "<all_urls>")),
        ("would ask", failing().main_cert_needed().dot_cert_needed().cached(false)),
        ("would ask, an extension", failing().main_cert_needed().extension("x", "<all_urls>")),
        ("none, unknown", none()),
        ("none, calibrated", none().calibrated()),
        ("none at the first visit", none().first_visit_quick()),
        ("installed while running", kept().first_visit_quick().answered_after(40)),
        ("the probes fail", failing().main_timed_out()),
        ("old copy", failing().cached(true)),
        ("blank", blank().cached(false)),
        ("blank from the cache", blank().cached(true)),
        ("unseen, reached", unseen().dot_cert_needed()),
        ("unseen, an error", unseen().dot_error("net::ERR_CONNECTION_RESET")),
        ("incognito", failing().incognito()),
        ("incognito, refused", unreachable("net::ERR_BAD_SSL_CLIENT_AUTH_CERT").incognito()),
        ("restored by Back", failing().came_from(DocumentSource::BackForwardCache, None)),
        ("by a service worker", kept().came_from(DocumentSource::ServiceWorker, None)),
    ]
}

/// One of each class, and one without.
const ERRORS: [&str; 16] = [
    "BAD_SSL_CLIENT_AUTH_CERT",
    "SSL_CLIENT_AUTH_CERT_NEEDED",
    "SSL_CLIENT_AUTH_SIGNATURE_FAILED",
    "CERT_DATE_INVALID",
    "CERT_AUTHORITY_INVALID",
    "CERT_KNOWN_INTERCEPTION_BLOCKED",
    "SSL_PROTOCOL_ERROR",
    "EMPTY_RESPONSE",
    "BLOCKED_BY_CLIENT",
    "BLOCKED_BY_ADMINISTRATOR",
    "PROXY_CONNECTION_FAILED",
    "NAME_NOT_RESOLVED",
    "TIMED_OUT",
    "TOO_MANY_REDIRECTS",
    "CACHE_MISS",
    "OUT_OF_MEMORY",
];

fn answers() -> impl Iterator<Item = (Question, AnswerValue)> + Clone {
    Question::ALL.into_iter().flat_map(|q| q.options().iter().map(move |value| (q, *value)))
}

/// Checks a rule for every failure with no, one and two answers.
fn always(rule: impl Fn(&EvidenceBuilder, &Diagnosis) -> bool) {
    let mut broken = Vec::new();
    let mut check = |name: &str, said: &[(Question, AnswerValue)], e: &EvidenceBuilder| {
        let diagnosis = diagnose(&e.0);
        if !rule(e, &diagnosis) {
            broken.push(format!("{name} {said:?}: {:?}", diagnosis.primary));
        }
    };
    for (name, e) in failures() {
        check(&name, &[], &e);
        for first in answers() {
            let once = e.clone().answered(first.0, first.1);
            check(&name, &[first], &once);
            for second in answers() {
                check(&name, &[first, second], &once.clone().answered(second.0, second.1));
            }
        }
    }
    assert!(
        broken.is_empty(),
        "{} broken, such as\n{}",
        broken.len(),
        broken[..broken.len().min(30)].join("\n")
    );
}

#[test]
fn while_a_failure_is_shown_there_is_a_primary_cause() {
    always(|_, diagnosis| diagnosis.primary.is_some());
}

#[test]
fn an_incognito_window_that_works_excludes_five_causes() {
    use Cause::{
        AccountDeleted, CertificateLimit, CertificateMissing, CertificateRevoked, Network,
    };
    let excluded =
        [CertificateMissing, CertificateRevoked, AccountDeleted, CertificateLimit, Network];
    always(|e, diagnosis| {
        let accused = diagnosis
            .findings
            .iter()
            .filter(|f| matches!(f.verdict, Verdict::Found | Verdict::Suspected));
        !e.0.private_window_works()
            || accused
                .flat_map(|f| f.rivals.iter().chain([&f.cause]))
                .all(|c| !excluded.contains(c))
    });
}

#[test]
fn no_choice_is_found_against_a_stronger_answer() {
    always(|e, diagnosis| {
        let found = |cause| {
            diagnosis.findings.iter().any(|f| f.cause == cause && f.verdict == Verdict::Found)
        };
        let deaf = [Cause::ChoiceRemembered, Cause::SiteData, Cause::Extensions];
        let contradicted = if e.0.private_window_fails() { &deaf[..] } else { &deaf[..2] };
        !e.0.choice_is_contradicted() || !contradicted.iter().any(|cause| found(*cause))
    });
}
