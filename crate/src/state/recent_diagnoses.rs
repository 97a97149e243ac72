//! The newest diagnosis of each failing tab: the popup shows it at once, while a new diagnosis runs.
//!
//! It is made when the failure is seen, without a click, and again by each click. Nothing of an incognito window is kept.

use super::storage::{Key, Record};
use super::stored::Version;
use crate::base::time::Millis;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Maximum number of tabs; the oldest is dropped first.
const MOST: usize = 5;
/// Minimum time between two automatic diagnoses of a page that reloads itself, in milliseconds.
const EACH_LOAD_MS: Millis = 5_000;
/// The same for a failing screen that appears and disappears without a reload, in milliseconds.
const SAME_LOAD_MS: Millis = 60_000;

/// How the failure in a tab was noticed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Failure {
    /// A main-frame request failed, or was answered with an error status.
    Request,
    /// The content script saw the failing screen.
    Page,
}

/// One tab's newest diagnosis.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RecentDiagnosis {
    /// The tab.
    pub tab_id: i64,
    /// When the last automatic diagnosis (without a click) began.
    pub began_at: Millis,
    /// The tab's newest main-frame request at that time; after another request the diagnosis belongs to a different page.
    pub request: Option<String>,
    /// Whether the failing screen itself started that diagnosis.
    pub page_seen: bool,
    /// The page's address, without its query.
    pub url: String,
    /// The diagnosis as the popup receives it; null while there is none.
    pub diagnosis: Value,
}

/// What is kept in `chrome.storage.session`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct RecentDiagnoses {
    /// Version of the saved form.
    pub v: Version<1>,
    /// One entry per tab, the newest last.
    pub tabs: Vec<RecentDiagnosis>,
}

impl Record for RecentDiagnoses {
    const KEY: Key = Key::session("diagnoses");

    fn is_nothing(&self) -> bool {
        self.tabs.is_empty()
    }

    fn drop_oldest(&mut self) -> bool {
        let any = !self.tabs.is_empty();
        self.tabs.drain(..usize::from(any));
        any
    }
}

impl RecentDiagnoses {
    /// Whether an automatic diagnosis of this failure should start; if so, records that it starts now.
    pub fn begin(
        &mut self,
        (tab_id, request): (i64, Option<String>),
        failure: Failure,
        now: Millis,
    ) -> bool {
        let page_seen = failure == Failure::Page;
        let known = self.tabs.iter().find(|known| known.tab_id == tab_id);
        let too_soon = known.is_some_and(|known| {
            let age = now - known.began_at;
            let same = known.request == request && (known.page_seen || !page_seen);
            (0..if same { SAME_LOAD_MS } else { EACH_LOAD_MS }).contains(&age)
        });
        if !too_soon {
            let (url, diagnosis) = (String::new(), Value::Null);
            self.put(RecentDiagnosis { tab_id, began_at: now, request, page_seen, url, diagnosis });
        }
        !too_soon
    }

    /// Stores a tab's diagnosis in place of the earlier one.
    pub fn keep(
        &mut self,
        (tab_id, request): (i64, Option<String>),
        url: String,
        diagnosis: Value,
    ) {
        let known = self.tabs.iter().find(|known| known.tab_id == tab_id);
        let (began_at, page_seen) = known.map_or((0, false), |k| (k.began_at, k.page_seen));
        self.put(RecentDiagnosis { tab_id, began_at, request, page_seen, url, diagnosis });
    }

    /// Removes a tab's diagnosis: the tab no longer fails.
    pub fn forget(&mut self, tab_id: i64) {
        for known in self.tabs.iter_mut().filter(|known| known.tab_id == tab_id) {
            known.diagnosis = Value::Null;
        }
    }

    fn put(&mut self, recent: RecentDiagnosis) {
        self.tabs.retain(|known| known.tab_id != recent.tab_id);
        self.tabs.push(recent);
        let surplus = self.tabs.len().saturating_sub(MOST);
        self.tabs.drain(..surplus);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first() -> String {
        "1".to_owned()
    }

    #[test]
    fn a_page_that_comes_and_goes_makes_one_look_a_minute() {
        let mut recent = RecentDiagnoses::default();
        assert!(recent.begin((7, Some(first())), Failure::Request, 1_000));
        assert!(!recent.begin((7, Some(first())), Failure::Request, 1_001));
        assert!(!recent.begin((7, Some(first())), Failure::Page, 5_999), "hardly begun");
        assert!(recent.begin((7, Some(first())), Failure::Page, 6_000), "its page says more");
        assert!(!recent.begin((7, Some(first())), Failure::Page, 65_999));
        assert!(recent.begin((7, Some(first())), Failure::Page, 66_000));
        assert!(recent.begin((8, Some(first())), Failure::Page, 66_000), "another tab");
        assert!(recent.begin((7, Some(first())), Failure::Page, 0), "the clock was set back");
    }

    #[test]
    fn a_page_that_loads_itself_anew_makes_one_look_in_five_seconds() {
        let mut recent = RecentDiagnoses::default();
        let begun = (0..600).filter(|n| {
            let request = Some(n.to_string());
            recent.begin((7, request), Failure::Request, i64::from(*n) * 100)
        });
        assert_eq!(begun.count(), 12);
    }

    #[test]
    fn the_newest_five_tabs_are_kept_and_what_works_is_forgotten() {
        let mut recent = RecentDiagnoses::default();
        for tab in 1..=7 {
            recent.keep(
                (tab, Some(first())),
                "https://karte.medley.life/d/signin".to_owned(),
                tab.into(),
            );
        }
        recent.forget(6);
        let kept: Vec<_> = recent.tabs.iter().map(|k| (k.tab_id, k.diagnosis.clone())).collect();
        let wanted =
            [3, 4, 5, 6, 7].map(|tab| (tab, if tab == 6 { Value::Null } else { tab.into() }));
        assert_eq!(kept, wanted);
        assert!(recent.drop_oldest());
        assert_eq!(recent.tabs.len(), 4);
    }
}
