//! Name, line, proxy, or the service itself: there was no page at all.

use crate::diagnosis::finding_builder::FindingBuilder;
use crate::diagnosis::types::{Cause, Fix, Reason};
use crate::evidence::certificate::CertificatePresence;
use crate::evidence::extension_access::sets_proxy;
use crate::evidence::page::http_fault::HttpFault;
use crate::evidence::page::old_copy::OldCopy;
use crate::evidence::readings::PageText;
use crate::evidence::readings::net_error::NetError;
use crate::evidence::{Evidence, Probe, indicator};
use crate::url_correction::UrlClass;

/// Found for errors that only the network can make; suspected where something on this PC can make them, too.
pub fn check(e: &Evidence) -> FindingBuilder {
    if e.private_window_works() {
        return FindingBuilder::clear(indicator::ANSWER_PRIVATE_WORKS);
    }
    if e.address().is_some_and(|address| address != UrlClass::Right) {
        // Where the address itself is wrong, no server has to answer.
        return FindingBuilder::unknown(Reason::Narrowed);
    }
    if let Some((fault, status)) = e.http_fault()
        && let Some(builder) = of_status(e, fault)
    {
        return builder
            .number("status", i64::from(status))
            .because(indicator::NAVIGATION_SERVER_ERROR);
    }
    if let Some((kind, name)) = e.error()
        && let Some(builder) = of_error(e, kind)
    {
        return builder.text("error", name).because(indicator::NAVIGATION_ERROR);
    }
    if e.waiting() && e.text().is_none() && e.certificate_presence() == CertificatePresence::Unknown
    {
        return FindingBuilder::suspected(Reason::Unreachable, &[Cause::ChoiceRemembered])
            .because(indicator::NAVIGATION_WAITING);
    }
    if let Some(finding) = of_unseen_error(e) {
        return finding;
    }
    let stored = e.from_cache() == Some(true) && !e.private_window_fails();
    if e.text() == Some(PageText::Blank) && !stored {
        return FindingBuilder::suspected(Reason::BlankPage, &[Cause::SiteData])
            .because(indicator::PAGE_BLANK)
            .fix(Fix::OpenSignIn);
    }
    match e.latest() {
        // The page loads, and it fails on all PCs: the service may be the reason.
        _ if super::all_pcs_fail(e) => FindingBuilder::unknown(Reason::NotToldApart),
        // An old copy says nothing about the connection, but a broken connection does not show this screen.
        _ if e.old_copy() != OldCopy::No => FindingBuilder::clear(indicator::PAGE_FAILING),
        _ if e.text().is_some() => FindingBuilder::clear(indicator::PAGE_FROM_SERVER),
        Some(n) if n.status.is_some() => FindingBuilder::clear(indicator::PAGE_FROM_SERVER),
        _ => FindingBuilder::unknown_without(e.failure(Probe::Navigation)),
    }
}

/// The tab shows an error page of which nothing was recorded.
fn of_unseen_error(e: &Evidence) -> Option<FindingBuilder> {
    let suspects = e.unsearched_suspects().is_some_and(|list| !list.is_empty())
        && !super::extensions::fails_without_them(e);
    if e.only_the_page_fails() && !suspects {
        return Some(reached_now());
    }
    e.unseen_error_page().then(|| {
        FindingBuilder::suspected(Reason::Unreachable, &[Cause::SecuritySoftware])
            .because(indicator::DOT_ERROR)
    })
}

/// The error page is outdated, or only the page is blocked: reloading shows which.
fn reached_now() -> FindingBuilder {
    FindingBuilder::suspected(Reason::ReachedNow, &[Cause::SecuritySoftware])
        .because(indicator::DOT_REACHED)
        .fix(Fix::OpenSignIn)
}

/// `None`: the status has nothing to do with the network.
fn of_status(e: &Evidence, fault: HttpFault) -> Option<FindingBuilder> {
    let suspected = |reason, rival| Some(FindingBuilder::suspected(reason, &[rival]));
    match fault {
        HttpFault::Server if e.works_elsewhere() => {
            Some(FindingBuilder::unknown(Reason::NotToldApart))
        }
        HttpFault::Server if e.fails_elsewhere() => {
            Some(FindingBuilder::found(Reason::ServerError))
        }
        HttpFault::Server => suspected(Reason::ServerError, Cause::SecuritySoftware),
        HttpFault::NetworkSignIn => suspected(Reason::NetworkSignIn, Cause::SecuritySoftware),
        HttpFault::Misdirected => suspected(Reason::Misdirected, Cause::ChoiceRemembered),
        HttpFault::RequestTooBig if e.private_window_fails() => {
            Some(fails_without_stored_data(Reason::ServerError))
        }
        HttpFault::RequestTooBig | HttpFault::Filtered => None,
    }
}

/// Without this profile's cache and cookies it is the same, unless the incognito window fails for another reason.
fn fails_without_stored_data(reason: Reason) -> FindingBuilder {
    FindingBuilder::suspected(reason, &[Cause::SecuritySoftware, Cause::SiteData])
}

/// `None`: the error has nothing to do with the network.
fn of_error(e: &Evidence, kind: NetError) -> Option<FindingBuilder> {
    let suspected = |reason| Some(FindingBuilder::suspected(reason, &[Cause::SecuritySoftware]));
    // If the karte works elsewhere, only this PC or this network is affected: the same reason is only suspected.
    let found = |reason| {
        if e.works_elsewhere() { suspected(reason) } else { Some(FindingBuilder::found(reason)) }
    };
    match kind {
        // The error is outdated: the connection works again.
        _ if e.error_is_over() => Some(reached_now()),
        NetError::Proxy if e.extensions().is_some_and(|list| list.iter().any(sets_proxy)) => {
            Some(FindingBuilder::unknown(Reason::NotToldApart))
        }
        NetError::Name => found(Reason::NoName),
        NetError::Line => found(Reason::NoLine),
        NetError::Proxy => found(Reason::Proxy),
        NetError::Changed => {
            Some(FindingBuilder::suspected(Reason::NetworkChanged, &[]).fix(Fix::OpenSignIn))
        }
        NetError::Unroutable => suspected(Reason::Unroutable),
        NetError::Refused | NetError::TimedOut | NetError::Protocol | NetError::Other
            if e.works_elsewhere() =>
        {
            Some(FindingBuilder::unknown(Reason::NotToldApart))
        }
        NetError::Refused => found(Reason::Refused),
        NetError::TimedOut => suspected(Reason::Unreachable),
        // The site's certificate has expired: another PC has another clock.
        NetError::CertDate if e.fails_elsewhere() => {
            Some(FindingBuilder::suspected(Reason::CertificateDates, &[Cause::Clock]))
        }
        NetError::RedirectLoop | NetError::HeadersTooBig | NetError::Cache
            if e.private_window_fails() =>
        {
            Some(fails_without_stored_data(Reason::BrokenAnswer))
        }
        NetError::HandshakeBroken if e.fails_everywhere() => suspected(Reason::BrokenAnswer),
        NetError::Protocol => suspected(Reason::BrokenAnswer),
        NetError::Other => suspected(Reason::UnknownError),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{FindingBuilder, check, indicator};
    use crate::diagnosis::checks::test_check::{expect, unreachable, *};
    use crate::diagnosis::types::{Cause, Reason, Verdict};
    use crate::evidence::questions::{AnswerValue, Question};

    #[test]
    fn what_fails_elsewhere_as_well_is_the_server_or_the_way_to_it() {
        use AnswerValue::StillFails;
        let everywhere = |error| {
            let e = unreachable(error).answered(Question::OtherPc, StillFails);
            e.answered(Question::OtherNetwork, StillFails)
        };
        let rivals = [Cause::SecuritySoftware];
        let or_stored = [Cause::SecuritySoftware, Cause::SiteData];
        let reset = everywhere("net::ERR_CONNECTION_RESET");
        expect(check, &reset, Verdict::Suspected, Reason::BrokenAnswer, &rivals);
        let in_private = unreachable("net::ERR_TOO_MANY_REDIRECTS")
            .answered(Question::PrivateWindow, StillFails);
        expect(check, &in_private, Verdict::Suspected, Reason::BrokenAnswer, &or_stored);
        let expired = everywhere("net::ERR_CERT_DATE_INVALID");
        expect(check, &expired, Verdict::Suspected, Reason::CertificateDates, &[Cause::Clock]);
    }

    #[test]
    fn fires() {
        for (error, reason) in [
            ("net::ERR_NAME_NOT_RESOLVED", Reason::NoName),
            ("net::ERR_INTERNET_DISCONNECTED", Reason::NoLine),
            ("net::ERR_PROXY_CONNECTION_FAILED", Reason::Proxy),
            ("net::ERR_CONNECTION_REFUSED", Reason::Refused),
        ] {
            expect(check, &unreachable(error), Verdict::Found, reason, &[]);
        }
    }

    #[test]
    fn what_something_on_this_pc_can_make_too_is_only_suspected() {
        let rivals = [Cause::SecuritySoftware];
        for (error, reason) in [
            ("net::ERR_CONNECTION_TIMED_OUT", Reason::Unreachable),
            ("net::ERR_ADDRESS_UNREACHABLE", Reason::Unroutable),
            ("net::ERR_EMPTY_RESPONSE", Reason::BrokenAnswer),
            ("net::ERR_QUIC_PROTOCOL_ERROR", Reason::BrokenAnswer),
            // An error without a class is shown by its own name.
            ("net::ERR_SOMETHING_NEW", Reason::UnknownError),
        ] {
            expect(check, &unreachable(error), Verdict::Suspected, reason, &rivals);
        }
        for (code, reason, rival) in [
            (502, Reason::ServerError, Cause::SecuritySoftware),
            (429, Reason::ServerError, Cause::SecuritySoftware),
            (407, Reason::NetworkSignIn, Cause::SecuritySoftware),
            (511, Reason::NetworkSignIn, Cause::SecuritySoftware),
            (421, Reason::Misdirected, Cause::ChoiceRemembered),
        ] {
            expect(check, &status(code), Verdict::Suspected, reason, &[rival]);
        }
    }

    #[test]
    fn answers_from_elsewhere_decide_or_speak_against_it() {
        let works = |e: EvidenceBuilder| e.answered(Question::OtherPc, AnswerValue::Works);
        let fails =
            |e: EvidenceBuilder| e.answered(Question::OtherNetwork, AnswerValue::StillFails);
        expect(check, &fails(status(503)), Verdict::Found, Reason::ServerError, &[]);
        expect(check, &works(status(503)), Verdict::Unknown, Reason::NotToldApart, &[]);
        let refused = unreachable("net::ERR_CONNECTION_REFUSED");
        expect(check, &works(refused), Verdict::Unknown, Reason::NotToldApart, &[]);
        let name = unreachable("net::ERR_NAME_NOT_RESOLVED");
        let rivals = [Cause::SecuritySoftware];
        expect(check, &works(name), Verdict::Suspected, Reason::NoName, &rivals);
    }

    #[test]
    fn after_a_change_of_the_network_it_is_loaded_again() {
        let e = unreachable("net::ERR_NETWORK_CHANGED");
        let e = e.answered(Question::OtherNetwork, AnswerValue::Works);
        expect(check, &e, Verdict::Suspected, Reason::NetworkChanged, &[]);
    }

    #[test]
    fn the_error_of_a_page_that_was_left_says_nothing_of_the_page_that_is_shown() {
        let left = status(503).0.latest().cloned().expect("a visit");
        let back = signed_in().opened_at(left.began_at - 60_000).navigations(vec![left]);
        expect(check, &back, Verdict::Clear, Reason::SeenOtherwise, &[]);
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
    fn a_proxy_that_an_extension_may_have_set_is_the_extensions_matter() {
        let e = unreachable("net::ERR_PROXY_CONNECTION_FAILED").permission("proxy");
        expect(check, &e, Verdict::Unknown, Reason::NotToldApart, &[]);
    }

    #[test]
    fn a_wrong_address_comes_first() {
        let e = unreachable("net::ERR_CONNECTION_REFUSED")
            .at("https://karte.medley.life:8443/d/signin");
        expect(check, &e, Verdict::Unknown, Reason::Narrowed, &[]);
    }
}
