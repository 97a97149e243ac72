//! Cause 4: another extension stands between Chrome and the karte.

use crate::base::sanitize::name;
use crate::diagnosis::finding_builder::FindingBuilder;
use crate::diagnosis::types::{Cause, Fix, Reason};
use crate::evidence::certificate::{CertificatePresence, RememberedChoice};
use crate::evidence::extension_access::{AccessKind, means, powerful, sets_proxy};
use crate::evidence::questions::{AnswerValue, Question};
use crate::evidence::readings::ExtensionFacts;
use crate::evidence::readings::net_error::NetError;
use crate::evidence::{Evidence, Probe, indicator};

/// Found when Chrome names an extension as the blocker; suspected only where nothing explains the failure better.
pub fn check(e: &Evidence) -> FindingBuilder {
    let none = Vec::new();
    let mut list = powerful(e.extensions().unwrap_or(&none));
    if let Some(finding) = of_error(e, &list) {
        return switchable(finding).because(indicator::NAVIGATION_ERROR);
    }
    if e.extensions().is_none() {
        return FindingBuilder::unknown_without(e.failure(Probe::Extensions));
    }
    if list.is_empty() {
        return FindingBuilder::clear(indicator::EXTENSIONS_NONE);
    }
    if e.session.searched.is_some() && (e.shows_failing_screen() || e.only_the_page_fails()) {
        list = e.unsearched_suspects().unwrap_or_default();
        if !e.has_unsearched() {
            return named(FindingBuilder::unknown(Reason::NoneOfThese), &list);
        }
    }
    if fails_without_them(e) {
        return named(FindingBuilder::unknown(Reason::NotToldApart), &list);
    }
    if e.only_the_page_fails() {
        let rivals = [Cause::SecuritySoftware, Cause::Network];
        return switchable(named(
            FindingBuilder::suspected(Reason::PowerOverKarte, &rivals),
            &list,
        ));
    }
    if e.shows_failing_screen() && nothing_better(e) {
        let suspected =
            FindingBuilder::suspected(Reason::PowerOverKarte, &[Cause::SecuritySoftware]);
        return switchable(named(suspected, &list)).because(indicator::PAGE_FAILING);
    }
    named(FindingBuilder::unknown(Reason::NotToldApart), &list)
}

/// Chrome says that an extension blocked the page, or a proxy fails that an extension has set.
fn of_error(e: &Evidence, list: &[&ExtensionFacts]) -> Option<FindingBuilder> {
    match e.error()?.0 {
        NetError::BlockedByClient => {
            let reason = Reason::BlockedByExtension;
            let unsearched = e.unsearched_suspects().unwrap_or_default();
            let decided = unsearched.iter().any(|one| may_block(one)) && !fails_without_them(e);
            let finding = if decided {
                FindingBuilder::found(reason)
            } else {
                FindingBuilder::suspected(reason, &[Cause::SecuritySoftware])
            };
            Some(named(finding, list))
        }
        NetError::Proxy => {
            let holds: Vec<_> = e.extensions()?.iter().filter(|x| sets_proxy(x)).collect();
            let suspected = FindingBuilder::suspected(Reason::HoldsProxy, &[Cause::Network]);
            (!holds.is_empty()).then(|| named(suspected, &holds))
        }
        _ => None,
    }
}

/// Whether it is known to have a means to keep a page from loading.
fn may_block(extension: &ExtensionFacts) -> bool {
    use AccessKind::{Debugger, Pages, Proxy, Requests, Rules, Vpn};
    means(extension)
        .iter()
        .any(|by| matches!(by, Debugger | Pages | Proxy | Requests | Rules | Vpn))
}

/// Whether the karte fails where the extensions of this profile are not: in an incognito window, or elsewhere altogether.
pub(super) fn fails_without_them(e: &Evidence) -> bool {
    e.private_window_fails() || e.fails_everywhere()
}

/// A fresh page fails although Chrome holds no decision, or an incognito window (without extensions) works and the dot
/// host was not seen to ask for a certificate.
fn nothing_better(e: &Evidence) -> bool {
    let unexplained =
        e.remembered_choice() == RememberedChoice::Open && e.from_cache() == Some(false);
    let only_here = e.answer(Question::PrivateWindow) == Some(AnswerValue::Works)
        && !matches!(e.certificate_presence(), CertificatePresence::Present(sign) if sign == indicator::DOT_CERT_NEEDED);
    unexplained || only_here
}

fn switchable(builder: FindingBuilder) -> FindingBuilder {
    builder.fix(Fix::ExtensionsOff).fix(Fix::ExtensionsBisect)
}

/// Adds how many there are and the first three names, one per line: the pages put them in quotation marks.
fn named(builder: FindingBuilder, list: &[&ExtensionFacts]) -> FindingBuilder {
    let names: Vec<_> = list.iter().take(3).map(|x| name(&x.name, &x.id)).collect();
    builder
        .number("count", i64::try_from(list.len()).unwrap_or(i64::MAX))
        .text("names", &names.join("\n"))
        .because(if list.is_empty() {
            indicator::EXTENSIONS_NONE
        } else {
            indicator::EXTENSIONS_POWER
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnosis::checks::test_check::*;
    use crate::diagnosis::types::{Param, Verdict};
    use crate::evidence::{Answered, ProbeFailure, ProbeResult};

    #[test]
    fn fires() {
        let e = unreachable("net::ERR_BLOCKED_BY_CLIENT").extension("Blocker", "<all_urls>");
        expect(check, &e, Verdict::Found, Reason::BlockedByExtension, &[]);
        let e = failing().cached(false).main_cert_needed().extension("Helper", "<all_urls>");
        expect(check, &e, Verdict::Suspected, Reason::PowerOverKarte, &[Cause::SecuritySoftware]);
    }

    #[test]
    fn a_page_that_fails_while_our_own_request_gets_through() {
        let e = unread().navigations(Vec::new()).dot_cert_needed().extension("x", "<all_urls>");
        let rivals = [Cause::SecuritySoftware, Cause::Network];
        expect(check, &e, Verdict::Suspected, Reason::PowerOverKarte, &rivals);
    }

    /// An error page that we know nothing about, because Chrome did not say in time what became of it.
    #[test]
    fn what_was_not_heard_in_time_accuses_nobody() {
        let unheard = ProbeResult::Navigation(Answered::Failed(ProbeFailure::NoAnswer));
        let e = unread().take(unheard).dot_cert_needed().extension("x", "<all_urls>");
        expect(check, &e, Verdict::Unknown, Reason::NotToldApart, &[]);
    }

    #[test]
    fn stays_quiet_where_the_certificate_explains_it() {
        let e = failing().main_answered().dot_cert_needed().extension("Helper", "<all_urls>");
        expect(check, &e, Verdict::Unknown, Reason::NotToldApart, &[]);
        expect(check, &failing().no_extensions(), Verdict::Clear, Reason::SeenOtherwise, &[]);
    }

    #[test]
    fn a_search_that_found_nobody_is_believed_about_those_it_knew() {
        let three = failing().cached(false).main_cert_needed().extensions(&["a", "b", "c"]);
        let e = three.clone().searched(&["a", "b"], &["c"]);
        expect(check, &e, Verdict::Unknown, Reason::NoneOfThese, &[]);
        let finding = check(&e.0).finding(Cause::Extensions);
        let said = |name| finding.params.get(name).cloned();
        assert_eq!(said("count"), Some(Param::Number(1)));
        assert_eq!(said("names"), Some(Param::Text("c".into())));
        assert!(finding.fixes.is_empty());
        // One that came later was never tried: that one alone is named.
        let e = three.searched(&["a", "b"], &[]);
        expect(check, &e, Verdict::Suspected, Reason::PowerOverKarte, &[Cause::SecuritySoftware]);
        let finding = check(&e.0).finding(Cause::Extensions);
        assert_eq!(finding.params.get("names"), Some(&Param::Text("c".into())));
    }

    #[test]
    fn a_name_can_neither_forge_a_list_nor_be_blank() {
        let names = ["a、b\nc", "\u{3164}\u{115f}\u{2800}"];
        let e = failing().cached(false).main_cert_needed().extensions(&names);
        let finding = check(&e.0).finding(Cause::Extensions);
        let Some(Param::Text(said)) = finding.params.get("names") else { panic!("no names") };
        let said: Vec<_> = said.lines().collect();
        let nameless = e.0.extensions().map(|list| list[1].id.as_str());
        assert_eq!((said[0], Some(said[1]), said.len()), ("a、bc", nameless, 2));
    }

    #[test]
    fn a_search_lowers_what_chrome_says_of_the_extensions_that_it_had_off() {
        let e = unreachable("net::ERR_BLOCKED_BY_CLIENT").extensions(&["a"]);
        let rivals = [Cause::SecuritySoftware];
        let all_tried = e.clone().searched(&["a"], &[]);
        expect(check, &all_tried, Verdict::Suspected, Reason::BlockedByExtension, &rivals);
        let came_later = e.searched(&["b"], &[]);
        expect(check, &came_later, Verdict::Found, Reason::BlockedByExtension, &[]);
    }

    #[test]
    fn a_blocked_page_is_found_only_where_an_extension_may_block_it_and_nothing_speaks_against_it()
    {
        let blocked = || unreachable("net::ERR_BLOCKED_BY_CLIENT");
        let rivals = [Cause::SecuritySoftware];
        let rules = || blocked().permission("declarativeNetRequest");
        expect(check, &rules(), Verdict::Found, Reason::BlockedByExtension, &[]);
        let in_private = rules().answered(Question::PrivateWindow, AnswerValue::StillFails);
        let elsewhere = rules()
            .answered(Question::OtherPc, AnswerValue::StillFails)
            .answered(Question::OtherNetwork, AnswerValue::StillFails);
        for e in [in_private, elsewhere, blocked().permission("privacy"), blocked().no_extensions()]
        {
            expect(check, &e, Verdict::Suspected, Reason::BlockedByExtension, &rivals);
        }
    }

    #[test]
    fn unknown_without_the_list() {
        expect(check, &failing(), Verdict::Unknown, Reason::NotAsked, &[]);
    }
}
