//! Pages that the karte itself redirects back to: their correction is suspended for some minutes, so that the loop ends.
//!
//! Kept in `chrome.storage.session`, never in the settings. It covers one page only, and plain http is always
//! redirected to https.

use crate::base::time::Millis;
use crate::url_correction::redacted_url::kept_address;
use crate::url_correction::{RedirectVia, UrlClass, classify_text};
use serde::{Deserialize, Serialize};

/// How long a suspension lasts, in milliseconds.
pub const RESTS: Millis = 10 * 60_000;
/// At most this many suspensions last at once; the oldest is dropped.
const MOST: usize = 8;

/// One page whose correction is suspended.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Suspension {
    pub at: Millis,
    /// The address, without user name, query and fragment.
    pub page: String,
    /// In this tab only.
    #[serde(default)]
    pub tab_id: Option<i64>,
    /// The person has been told.
    #[serde(default)]
    #[serde(rename = "told")]
    pub notified: bool,
}

impl Suspension {
    fn lasts(&self, now: Millis) -> bool {
        (0..RESTS).contains(&now.saturating_sub(self.at))
    }

    fn is_about(&self, page: &str, tab: Option<i64>) -> bool {
        self.page == page && (self.tab_id.is_none() || self.tab_id == tab)
    }
}

/// Suspends the correction of a page; false for a page where that is never done.
pub fn suspend(list: &mut Vec<Suspension>, url: &str, tab: i64, at: Millis) -> bool {
    let UrlClass::Corrected { via, .. } = classify_text(url) else { return false };
    let page = kept_address(url);
    let by_rules = via == RedirectVia::Rules;
    if by_rules && !page.starts_with("https:") {
        return false;
    }
    // The browser does not say what opens a mistyped host, so the suspension applies to this tab only.
    let tab_id = (!by_rules).then_some(tab);
    list.retain(|known| known.page != page || known.tab_id != tab_id);
    list.push(Suspension { at, page, tab_id, notified: false });
    let surplus = list.len().saturating_sub(MOST);
    list.drain(..surplus);
    true
}

/// Whether the correction of an address is suspended now, in this tab.
#[must_use]
pub fn is_suspended(list: &[Suspension], url: &str, tab: i64, now: Millis) -> bool {
    let page = kept_address(url);
    list.iter().any(|known| known.lasts(now) && known.is_about(&page, Some(tab)))
}

/// Drops the suspensions that have expired. Returns when the next one expires.
pub fn drop_lapsed(list: &mut Vec<Suspension>, now: Millis) -> Option<Millis> {
    list.retain(|known| known.lasts(now));
    list.iter().map(|known| known.at.saturating_add(RESTS)).min()
}

/// Whether to tell the person, on the page that has loaded, that a correction is suspended: once for each.
pub fn tell_suspended(list: &mut [Suspension], url: &str, tab: i64) -> bool {
    let page = kept_address(url);
    let here = |known: &&mut Suspension| known.page == page || known.tab_id == Some(tab);
    let news = list.iter_mut().filter(here).find(|known| !known.notified);
    news.map(|known| known.notified = true).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOGIN: &str = "https://karte.medley.life/login";
    const MISTYPED: &str = "http://karte.medly.life/";

    #[test]
    fn one_page_rests_for_some_minutes() {
        let mut list = Vec::new();
        assert!(suspend(&mut list, "https://taro@karte.medley.life/login?3#x", 1, 1_000));
        assert_eq!(list[0].page, LOGIN);
        for (url, tab, now, rests) in [
            (LOGIN, 1, 1_000, true),
            ("https://karte.medley.life/login?next=1", 2, RESTS, true),
            (LOGIN, 1, 1_000 + RESTS, false),
            // The clock was set back.
            (LOGIN, 1, 0, false),
            ("https://karte.medley.life/signin", 1, 2_000, false),
            ("http://karte.medley.life/login", 1, 2_000, false),
        ] {
            assert_eq!(is_suspended(&list, url, tab, now), rests, "{url} {now}");
        }
        assert_eq!(drop_lapsed(&mut list, 2_000), Some(1_000 + RESTS));
        assert_eq!((drop_lapsed(&mut list, 1_000 + RESTS), list.len()), (None, 0));
    }

    #[test]
    fn plain_http_and_right_addresses_never_rest() {
        let mut list = Vec::new();
        for url in [
            "http://karte.medley.life/d/signin",
            "http://karte.medley.life/login",
            "http://www.karte.medley.life/d",
            "https://karte.medley.life/d/signin",
            "https://training.medley.life/d/signin",
            "https://example.com/",
        ] {
            assert!(!suspend(&mut list, url, 1, 0), "{url}");
        }
        assert_eq!(list, []);
    }

    #[test]
    fn a_mistyped_host_rests_in_its_tab_only() {
        let mut list = Vec::new();
        assert!(suspend(&mut list, MISTYPED, 1, 0));
        assert!(is_suspended(&list, MISTYPED, 1, 5) && !is_suspended(&list, MISTYPED, 2, 5));
    }

    #[test]
    fn it_is_said_once() {
        let mut list = Vec::new();
        suspend(&mut list, LOGIN, 1, 0);
        suspend(&mut list, MISTYPED, 2, 0);
        for (url, tab, news) in [
            ("https://karte.medley.life/d", 1, false),
            ("https://karte.medley.life/login?a", 1, true),
            (LOGIN, 1, false),
            ("https://karte.medley.life/d/signin", 2, true),
            ("https://karte.medley.life/d/signin", 2, false),
        ] {
            assert_eq!(tell_suspended(&mut list, url, tab), news, "{url}");
        }
    }

    #[test]
    fn few_rest_at_once() {
        let mut list = Vec::new();
        for number in 0..20 {
            suspend(
                &mut list,
                &format!("https://karte.medley.life:{}/d", 1_000 + number),
                1,
                number,
            );
        }
        assert_eq!((list.len(), list[0].at), (MOST, 12));
    }
}
