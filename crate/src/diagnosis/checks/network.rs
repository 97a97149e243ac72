//! Name, line, proxy, or the service itself: there was no page at all.

use crate::diagnosis::finding_builder::FindingBuilder;
use crate::diagnosis::types::{Cause, Reason};
use crate::evidence::certificate::CertificatePresence;
use crate::evidence::extension_access::sets_proxy;
use crate::evidence::net_error::NetError;
use crate::evidence::questions::{AnswerValue, Question};
use crate::evidence::{Evidence, Probe, indicator};
use crate::url_correction::UrlClass;

/// Found for errors that only the network or the server can make; suspected when other PCs fail as well.
pub fn check(e: &Evidence) -> FindingBuilder {
    if let Some(status) = e.server_error() {
        return FindingBuilder::found(Reason::ServerError)
            .number("status", i64::from(status))
            .because(indicator::NAVIGATION_SERVER_ERROR);
    }
    if e.address().is_some_and(|address| address != UrlClass::Right) {
        // Where the address itself is wrong, nobody needs to answer under it.
        return FindingBuilder::unknown(Reason::Narrowed);
    }
    if let Some((kind, name)) = e.error()
        && let Some(builder) = of_error(e, kind)
    {
        return builder.text("error", name).because(indicator::NAVIGATION_ERROR);
    }
    if e.answer(Question::OtherPc) == Some(AnswerValue::StillFails) && e.shows_failing_screen() {
        return FindingBuilder::suspected(Reason::OtherPcsFailToo, &[])
            .because(indicator::ANSWER_PCS_FAIL);
    }
    if e.waiting() && e.text().is_none() && e.store() == CertificatePresence::Unknown {
        return FindingBuilder::suspected(Reason::Unreachable, &[Cause::ChoiceRemembered])
            .because(indicator::NAVIGATION_WAITING);
    }
    if e.unseen_error_page() {
        return FindingBuilder::suspected(Reason::Unreachable, &[Cause::SecuritySoftware])
            .because(indicator::DOT_ERROR);
    }
    match e.latest() {
        // An old copy says nothing of the line; but that screen is not what a broken one looks like.
        _ if e.shows_failing_screen() && e.from_cache() == Some(true) => {
            FindingBuilder::clear(indicator::PAGE_FAILING)
        }
        _ if e.text().is_some() => FindingBuilder::clear(indicator::PAGE_FROM_SERVER),
        Some(n) if n.status.is_some() => FindingBuilder::clear(indicator::PAGE_FROM_SERVER),
        _ => FindingBuilder::unknown_without(e.failure(Probe::Navigation)),
    }
}

fn of_error(e: &Evidence, kind: NetError) -> Option<FindingBuilder> {
    let found = |reason| Some(FindingBuilder::found(reason));
    match kind {
        NetError::Proxy if e.extensions().is_some_and(|list| list.iter().any(sets_proxy)) => {
            Some(FindingBuilder::suspected(Reason::Proxy, &[Cause::Extensions]))
        }
        NetError::Name => found(Reason::NoName),
        NetError::Line => found(Reason::NoLine),
        NetError::Proxy => found(Reason::Proxy),
        NetError::Refused => found(Reason::Refused),
        NetError::TimedOut => found(Reason::Unreachable),
        NetError::Other => {
            Some(FindingBuilder::suspected(Reason::Unreachable, &[Cause::SecuritySoftware]))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{FindingBuilder, check, indicator};
    use crate::diagnosis::checks::test_check::{expect, unreachable, *};
    use crate::diagnosis::types::{Cause, Reason, Verdict};

    #[test]
    fn fires() {
        for (error, reason) in [
            ("net::ERR_NAME_NOT_RESOLVED", Reason::NoName),
            ("net::ERR_INTERNET_DISCONNECTED", Reason::NoLine),
            ("net::ERR_PROXY_CONNECTION_FAILED", Reason::Proxy),
            ("net::ERR_CONNECTION_REFUSED", Reason::Refused),
            ("net::ERR_CONNECTION_TIMED_OUT", Reason::Unreachable),
        ] {
            expect(check, &unreachable(error), Verdict::Found, reason, &[]);
        }
        expect(check, &status(503), Verdict::Found, Reason::ServerError, &[]);
    }

    #[test]
    fn an_unlisted_error_is_only_suspected() {
        let e = unreachable("net::ERR_SOMETHING_NEW");
        expect(check, &e, Verdict::Suspected, Reason::Unreachable, &[Cause::SecuritySoftware]);
    }

    #[test]
    fn stays_quiet() {
        expect(check, &failing(), Verdict::Clear, Reason::SeenOtherwise, &[]);
        expect(check, &signed_in(), Verdict::Clear, Reason::SeenOtherwise, &[]);
        let e = unreachable("net::ERR_CERT_AUTHORITY_INVALID");
        expect(check, &e, Verdict::Unknown, Reason::NotAsked, &[]);
    }

    #[test]
    fn an_old_copy_is_not_called_fresh() {
        let clear = |sign| FindingBuilder::clear(sign);
        assert_eq!(check(&failing().0), clear(indicator::PAGE_FROM_SERVER));
        assert_eq!(check(&failing().cached(true).0), clear(indicator::PAGE_FAILING));
    }

    #[test]
    fn a_line_that_failed_before_we_came_is_read_from_the_dotted_host() {
        let e = unread().dot_error("net::ERR_NAME_NOT_RESOLVED");
        expect(check, &e, Verdict::Found, Reason::NoName, &[]);
        let broken = unread().navigations(Vec::new()).dot_error("net::ERR_CONNECTION_CLOSED");
        expect(check, &broken, Verdict::Suspected, Reason::Unreachable, &[Cause::SecuritySoftware]);
    }

    #[test]
    fn a_proxy_that_an_extension_may_have_set_is_only_suspected() {
        let e = unreachable("net::ERR_PROXY_CONNECTION_FAILED").permission("proxy");
        expect(check, &e, Verdict::Suspected, Reason::Proxy, &[Cause::Extensions]);
    }

    #[test]
    fn a_wrong_address_comes_first() {
        let e = unreachable("net::ERR_CONNECTION_REFUSED")
            .at("https://karte.medley.life:8443/d/signin");
        expect(check, &e, Verdict::Unknown, Reason::Narrowed, &[]);
    }
}
