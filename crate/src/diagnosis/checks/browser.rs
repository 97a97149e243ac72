//! Cause 1: not the designated browser. Last in rank: it is a hint, not an explanation.

use crate::diagnosis::finding_builder::FindingBuilder;
use crate::diagnosis::types::Reason;
use crate::evidence::page::tab_state::TabState;
use crate::evidence::readings::BrowserFacts;
use crate::evidence::{Evidence, Probe, indicator};

/// Suspected for every brand but Google Chrome and plain Chromium, unless the karte is open all the same.
pub fn check(e: &Evidence) -> FindingBuilder {
    let Some(browser) = e.browser() else {
        return FindingBuilder::unknown_without(e.failure(Probe::Browser));
    };
    match foreign_brand(browser) {
        None => FindingBuilder::clear(indicator::BROWSER_CHROME),
        Some(_) if e.tab_state() == TabState::SignedIn => {
            FindingBuilder::clear(indicator::PAGE_SIGNED_IN)
        }
        Some(brand) => FindingBuilder::suspected(Reason::NotDesignated, &[])
            .text("brand", brand)
            .because(indicator::BROWSER_OTHER),
    }
}

/// The first brand that is neither Chrome, Chromium nor the made-up brand (GREASE) that browsers add.
fn foreign_brand(browser: &BrowserFacts) -> Option<&str> {
    if browser.brave {
        return Some("Brave");
    }
    browser.brands.iter().map(String::as_str).find(|brand| {
        let made_up = brand.contains("Not") && brand.contains("Brand");
        !made_up && !matches!(*brand, "Google Chrome" | "Chromium" | "HeadlessChrome")
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnosis::checks::test_check::*;
    use crate::diagnosis::types::Verdict;

    #[test]
    fn fires() {
        for brand in ["Microsoft Edge", "Opera", "Vivaldi", "YaBrowser", "Whale"] {
            let e = failing().brands(&["Not)A;Brand", "Chromium", brand]);
            expect(check, &e, Verdict::Suspected, Reason::NotDesignated, &[]);
        }
    }

    #[test]
    fn stays_quiet() {
        for brands in [&["Chromium", "Google Chrome", "Not.A/Brand"][..], &["Chromium"]] {
            expect(check, &failing().brands(brands), Verdict::Clear, Reason::SeenOtherwise, &[]);
        }
        let open = signed_in().brands(&["Chromium", "Microsoft Edge"]);
        expect(check, &open, Verdict::Clear, Reason::SeenOtherwise, &[]);
    }

    #[test]
    fn unknown_without_brands() {
        expect(check, &failing(), Verdict::Unknown, Reason::NotAsked, &[]);
    }
}
