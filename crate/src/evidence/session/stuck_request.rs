//! A request for a certificate (「申請する」) to which nothing followed, remembered over a reload of its page.

use crate::evidence::Evidence;
use crate::evidence::indicator::{self, Indicator};
use crate::evidence::questions::{AnswerValue, Question};
use crate::evidence::readings::PageText;
use serde::{Deserialize, Serialize};

/// At most this many tabs are remembered.
const MOST: usize = 8;

/// Where a request led nowhere.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct StuckRequest {
    /// The tab.
    pub tab_id: i64,
    /// The page's address, without query and fragment.
    pub url: String,
}

/// Remembers a stuck request; of each tab only the newest.
pub(super) fn remember(all: &mut Vec<StuckRequest>, tab_id: i64, url: String) {
    forget(all, tab_id);
    all.push(StuckRequest { tab_id, url });
    let surplus = all.len().saturating_sub(MOST);
    all.drain(..surplus);
}

/// Forgets the stuck request of a tab.
pub(super) fn forget(all: &mut Vec<StuckRequest>, tab_id: i64) {
    all.retain(|known| known.tab_id != tab_id);
}

/// Forgets the tab's stuck request if `url` is another page.
pub(super) fn tab_goes_to(all: &mut Vec<StuckRequest>, tab_id: i64, url: &str) {
    all.retain(|known| known.tab_id != tab_id || known.url == url);
}

impl Evidence {
    /// Whether 「申請する」 led nowhere: seen in this document, remembered from before a reload, or reported by the person.
    #[must_use]
    pub fn apply_stuck(&self) -> Option<Indicator> {
        if self.answer(Question::ApplyStuck) == Some(AnswerValue::No) {
            return None;
        }
        let here = |stuck: &StuckRequest| {
            self.tab().is_some_and(|tab| tab.id == stuck.tab_id && tab.url == stuck.url)
        };
        let remembered =
            self.text() == Some(PageText::Failing) && self.session.stuck.iter().any(here);
        if remembered || self.page().is_some_and(|page| page.apply_stuck) {
            return Some(indicator::PAGE_APPLY_STUCK);
        }
        (self.answer(Question::ApplyStuck) == Some(AnswerValue::Yes))
            .then_some(indicator::ANSWER_APPLY_STUCK)
    }
}
