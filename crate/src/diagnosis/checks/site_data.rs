//! Cause 3: a cached failing page, or cookies that cause a redirect loop.

use crate::diagnosis::finding_builder::FindingBuilder;
use crate::diagnosis::types::{Cause, Fix, Reason};
use crate::evidence::certificate::RememberedChoice;
use crate::evidence::extension_access::sets_proxy;
use crate::evidence::page::http_fault::HttpFault;
use crate::evidence::page::old_copy::OldCopy;
use crate::evidence::readings::PageText;
use crate::evidence::readings::net_error::NetError;
use crate::evidence::{Evidence, Probe, indicator};

/// Found for a failing page from the cache; suspected for errors that stale data can make.
pub fn check(e: &Evidence) -> FindingBuilder {
    if let Some(finding) = of_stale_data(e) {
        // An incognito window has neither this cache nor these cookies.
        return if e.private_window_fails() {
            FindingBuilder::unknown(Reason::Narrowed)
        } else {
            finding
        };
    }
    if let Some(finding) = fails_here_alone(e) {
        return finding;
    }
    if let Some(finding) = of_old_copy(e) {
        return finding;
    }
    match e.from_cache() {
        Some(true) if e.shows_failing_screen() => FindingBuilder::clear(indicator::MAIN_ANSWERED),
        Some(false) => FindingBuilder::clear(indicator::PAGE_FROM_SERVER),
        None if e.text() == Some(PageText::Failing)
            && e.remembered_choice() == RememberedChoice::Open =>
        {
            maybe_old_copy(e)
        }
        _ => FindingBuilder::unknown_without(e.failure(Probe::Page)),
    }
}

/// What the browser has stored of the karte can make this error, this status or this blank page.
fn of_stale_data(e: &Evidence) -> Option<FindingBuilder> {
    if let Some((kind, name)) = e.error()
        && let Some((reason, fix)) = of_error(kind)
    {
        let finding = FindingBuilder::suspected(reason, &[Cause::Network]).text("error", name);
        return Some(finding.because(indicator::NAVIGATION_ERROR).fix(fix));
    }
    if let Some((HttpFault::RequestTooBig, status)) = e.http_fault() {
        let finding = FindingBuilder::suspected(Reason::RequestTooBig, &[Cause::Network])
            .number("status", i64::from(status))
            .because(indicator::NAVIGATION_SERVER_ERROR);
        return Some(finding.fix(Fix::ClearKarte));
    }
    (e.text() == Some(PageText::Blank) && e.from_cache() == Some(true)).then(|| {
        FindingBuilder::suspected(Reason::BlankFromCache, &[Cause::Network])
            .because(indicator::PAGE_FROM_CACHE)
            .fix(Fix::ClearCache)
    })
}

/// The failing screen comes from the cache, or may.
fn of_old_copy(e: &Evidence) -> Option<FindingBuilder> {
    let copy =
        |finding: FindingBuilder| finding.because(indicator::PAGE_FAILING).fix(Fix::ClearCache);
    match e.old_copy() {
        OldCopy::Yes => {
            let rivals = [Cause::ChoiceRemembered, Cause::CertificateRevoked];
            let finding = if e.choice_is_contradicted() {
                FindingBuilder::suspected(Reason::FromCache, &rivals)
            } else {
                FindingBuilder::found(Reason::FromCache)
            };
            Some(copy(finding.because(indicator::PAGE_FROM_CACHE)))
        }
        OldCopy::Maybe => {
            let rivals = [Cause::ChoiceRemembered, Cause::CertificateMissing];
            Some(copy(FindingBuilder::suspected(Reason::MaybeStoredCopy, &rivals)))
        }
        OldCopy::No => None,
    }
}

/// The tab shows an error, and an incognito window works: that has its own cache and cookies, and the connection works.
fn fails_here_alone(e: &Evidence) -> Option<FindingBuilder> {
    let is_blank = e.text() == Some(PageText::Blank);
    let no_page = e.only_the_page_fails() || e.unseen_error_page() || is_blank;
    let fails = e.error().is_some() || e.http_fault().is_some() || no_page;
    let rivals = [Cause::Extensions, Cause::ChoiceRemembered];
    (fails && !has_other_reason(e) && e.private_window_works()).then(|| {
        FindingBuilder::suspected(Reason::ReachedNow, &rivals)
            .because(indicator::ANSWER_PRIVATE_WORKS)
            .fix(Fix::OpenSignIn)
            .fix(Fix::ClearKarte)
    })
}

/// Whether the error names a reason with which neither the cache nor cookies have to do.
fn has_other_reason(e: &Evidence) -> bool {
    let by_extension = match e.error() {
        Some((NetError::BlockedByClient, _)) => true,
        Some((NetError::Proxy, _)) => e.extensions().is_some_and(|all| all.iter().any(sets_proxy)),
        _ => false,
    };
    by_extension || e.shows_failing_screen()
}

/// Chrome would ask for a certificate now, but the tab shows the failing page, and where it came from is not known.
fn maybe_old_copy(e: &Evidence) -> FindingBuilder {
    let others = e.unsearched_suspects().is_some_and(|list| !list.is_empty());
    let rivals: &[Cause] = if others { &[Cause::Extensions] } else { &[] };
    FindingBuilder::suspected(Reason::MaybeOldCopy, rivals)
        .because(indicator::PAGE_FAILING)
        .because(indicator::MAIN_CERT_NEEDED)
        .fix(Fix::ClearCache)
        .fix(Fix::OpenSignIn)
}

const fn of_error(kind: NetError) -> Option<(Reason, Fix)> {
    match kind {
        NetError::RedirectLoop => Some((Reason::RedirectLoop, Fix::ClearKarte)),
        NetError::HeadersTooBig => Some((Reason::HeadersTooBig, Fix::ClearKarte)),
        NetError::Cache => Some((Reason::CacheBroken, Fix::ClearCache)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::diagnosis::checks::test_check::*;
    use crate::diagnosis::types::{Cause, Reason, Verdict};
    use crate::evidence::questions::{AnswerValue, Question};

    #[test]
    fn fires() {
        expect(check, &failing().cached(true), Verdict::Found, Reason::FromCache, &[]);
        for (error, reason) in [
            ("net::ERR_TOO_MANY_REDIRECTS", Reason::RedirectLoop),
            ("net::ERR_RESPONSE_HEADERS_TOO_BIG", Reason::HeadersTooBig),
            ("net::ERR_CACHE_READ_FAILURE", Reason::CacheBroken),
        ] {
            expect(check, &unreachable(error), Verdict::Suspected, reason, &[Cause::Network]);
        }
        let given_up = unreachable("net::ERR_ABORTED").navigation(|n| n.redirects = 20);
        let rivals = [Cause::Network];
        expect(check, &given_up, Verdict::Suspected, Reason::RedirectLoop, &rivals);
        let old = failing_unseen().main_cert_needed();
        expect(check, &old, Verdict::Suspected, Reason::MaybeOldCopy, &[]);
    }

    #[test]
    fn stays_quiet() {
        expect(check, &failing().cached(false), Verdict::Clear, Reason::SeenOtherwise, &[]);
        expect(check, &signed_in().cached(true), Verdict::Unknown, Reason::NotAsked, &[]);
    }

    #[test]
    fn a_copy_is_old_only_where_it_holds_the_text_and_a_fresh_answer_does_not() {
        use crate::evidence::readings::DocumentSource as Source;
        let rivals = [Cause::ChoiceRemembered, Cause::CertificateMissing];
        let stored = |fails| failing().came_from(Source::HttpCache, fails);
        let fresh = stored(Some(true)).main_text(false);
        expect(check, &fresh, Verdict::Found, Reason::FromCache, &[]);
        let asks = stored(Some(true)).main_cert_needed();
        expect(check, &asks, Verdict::Found, Reason::FromCache, &[]);
        for maybe in [
            stored(Some(true)),
            stored(None).main_text(false),
            failing().came_from(Source::BackForwardCache, None).main_text(false),
            failing().came_from(Source::ServiceWorker, None),
        ] {
            expect(check, &maybe, Verdict::Suspected, Reason::MaybeStoredCopy, &rivals);
        }
        // An app shell from the cache with a fresh answer inside; a server that fails now; 304.
        for none in [
            stored(Some(false)).main_text(false),
            stored(Some(true)).main_text(true),
            failing().came_from(Source::Revalidated, None).cached(true).main_text(false),
        ] {
            expect(check, &none, Verdict::Clear, Reason::SeenOtherwise, &[]);
        }
    }

    #[test]
    fn what_is_sent_is_too_large() {
        for code in [400, 413, 414, 431, 494] {
            let rivals = [Cause::Network];
            expect(check, &status(code), Verdict::Suspected, Reason::RequestTooBig, &rivals);
        }
    }

    /// It has neither this cache nor these cookies.
    #[test]
    fn an_incognito_window_tells_whether_stored_data_is_the_reason() {
        let says = |e: EvidenceBuilder, value| e.answered(Question::PrivateWindow, value);
        let rivals = [Cause::Extensions, Cause::ChoiceRemembered];
        for e in [unreachable("net::ERR_CONNECTION_RESET"), blank(), status(502)] {
            let works = says(e, AnswerValue::Works);
            expect(check, &works, Verdict::Suspected, Reason::ReachedNow, &rivals);
        }
        // With these it has nothing to do.
        for error in ["BAD_SSL_CLIENT_AUTH_CERT", "BLOCKED_BY_CLIENT"] {
            let works = says(unreachable(&format!("net::ERR_{error}")), AnswerValue::Works);
            let finding = check(&works.0);
            assert!(!finding.is_found_or_suspected(), "{error}");
        }
        for e in [unreachable("net::ERR_CACHE_MISS"), status(431), blank().cached(true)] {
            let fails = says(e, AnswerValue::StillFails);
            expect(check, &fails, Verdict::Unknown, Reason::Narrowed, &[]);
        }
        let copy = says(failing().cached(true), AnswerValue::StillFails);
        let rivals = [Cause::ChoiceRemembered, Cause::CertificateRevoked];
        expect(check, &copy, Verdict::Suspected, Reason::FromCache, &rivals);
    }

    #[test]
    fn unknown_when_nobody_saw_the_page_come() {
        expect(check, &failing_unseen(), Verdict::Unknown, Reason::NotAsked, &[]);
    }
}
