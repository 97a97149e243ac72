//! Cause 2: the address in the tab is not the sign-in page's.

use crate::diagnosis::finding_builder::FindingBuilder;
use crate::diagnosis::types::{Cause, Fix, Reason};
use crate::evidence::extension_access::powerful;
use crate::evidence::{Evidence, Probe, indicator};
use crate::url_correction::{UrlClass, UrlReason};

/// Found for a misspelt address, an imitation, or the failing text on another host of the vendor.
pub fn check(e: &Evidence) -> FindingBuilder {
    let host = e.url().and_then(|url| url.host_str().map(ToOwned::to_owned)).unwrap_or_default();
    let address = e.address();
    if let Some(UrlClass::Offer { reason: UrlReason::Gateway, .. }) = address {
        return FindingBuilder::found(Reason::Gateway)
            .text("host", &host)
            .because(indicator::TAB_WRONG)
            .fix(Fix::OpenSignIn);
    }
    if let Some(to) = address.as_ref().and_then(UrlClass::meant) {
        return wrong(e, to);
    }
    match address {
        Some(UrlClass::Right) => FindingBuilder::clear(indicator::TAB_RIGHT),
        Some(UrlClass::Suspicious { .. }) => FindingBuilder::found(Reason::LookAlike)
            .text("host", &host)
            .because(indicator::TAB_LOOK_ALIKE)
            .fix(Fix::OpenSignIn),
        Some(_) if e.other_vendor_host().is_some() && e.shows_failing_screen() => {
            FindingBuilder::found(Reason::OtherMedleyHost)
                .text("host", &host)
                .because(indicator::TAB_OTHER_HOST)
                .because(indicator::PAGE_FAILING)
                .fix(Fix::OpenSignIn)
        }
        Some(_) => FindingBuilder::unknown(Reason::NotAsked).because(indicator::TAB_ELSEWHERE),
        // The icon was clicked, and still Chrome reports no address: an imitation can cause that.
        None if e.address_is_withheld() => {
            FindingBuilder::unknown(Reason::NotVisible).because(indicator::TAB_WITHHELD)
        }
        None => FindingBuilder::unknown_without(e.failure(Probe::Tab)),
    }
}

/// A wrong address of the karte.
fn wrong(e: &Evidence, to: &str) -> FindingBuilder {
    if led_astray(e) {
        return FindingBuilder::suspected(Reason::WrongAddress, &[Cause::Extensions])
            .text("to", to)
            .because(indicator::TAB_WRONG)
            .because(indicator::EXTENSIONS_POWER)
            .fix(Fix::OpenSignIn);
    }
    FindingBuilder::found(Reason::WrongAddress)
        .text("to", to)
        .because(indicator::TAB_WRONG)
        .fix(Fix::OpenSignIn)
        .fix(Fix::CorrectBookmarks)
}

/// A redirect led to the wrong address, and an extension has the power to make one.
fn led_astray(e: &Evidence) -> bool {
    let redirected = e.latest().is_some_and(|n| n.redirects > 0);
    redirected && e.extensions().is_some_and(|list| !powerful(list).is_empty())
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::diagnosis::checks::test_check::*;
    use crate::diagnosis::types::{Cause, Reason, Verdict};
    use crate::evidence::indicator;

    #[test]
    fn fires() {
        let wrong = failing().at("https://karte.medley.life/signin");
        expect(check, &wrong, Verdict::Found, Reason::WrongAddress, &[]);
        let nearly = failing().at("https://karte.medley.life/%22d/signin%22");
        expect(check, &nearly, Verdict::Found, Reason::WrongAddress, &[]);
        let other = failing().at("https://app.medley.life/failing");
        expect(check, &other, Verdict::Found, Reason::OtherMedleyHost, &[]);
        let trap = failing().at("https://karte.medley.life.example.com/d/signin");
        expect(check, &trap, Verdict::Found, Reason::LookAlike, &[]);
    }

    #[test]
    fn an_extension_may_have_led_there() {
        let e = failing().navigation(|n| n.redirects = 1).extension("x", "<all_urls>");
        let e = e.at("https://karte.medley.life/signin");
        expect(check, &e, Verdict::Suspected, Reason::WrongAddress, &[Cause::Extensions]);
    }

    #[test]
    fn an_address_that_chrome_withholds_is_not_called_another_page() {
        let hidden = signed_in().at("");
        expect(check, &hidden, Verdict::Unknown, Reason::NotVisible, &[]);
        let found = check(&hidden.0).finding(Cause::Url);
        assert_eq!((found.evidence, found.fixes), (vec![indicator::TAB_WITHHELD], Vec::new()));
    }

    #[test]
    fn stays_quiet() {
        expect(check, &failing(), Verdict::Clear, Reason::SeenOtherwise, &[]);
        let elsewhere = signed_in().at("https://example.com/");
        expect(check, &elsewhere, Verdict::Unknown, Reason::NotAsked, &[]);
    }
}
