//! A complete restart of Chrome that the person announced: what is remembered across it, and what Chrome will do
//! afterwards.
//!
//! Chrome forgets a certificate choice only when it ends completely. So the person is guided through the restart step by
//! step, and the first thing after it is to check whether Chrome will now ask.

use crate::base::site::{KARTE_HOST, is_karte};
use crate::base::time::Millis;
use crate::evidence::readings::request_outcome::answered;
use crate::evidence::readings::{Navigation, RequestOutcome};
use crate::evidence::session::BrowserSession;
use serde::{Deserialize, Serialize};

/// Version of the saved form.
pub const VERSION: u32 = 1;
/// A start later than this after the announcement, in milliseconds, is a new working day and not the announced restart.
const ANNOUNCED_FOR: Millis = 12 * 60 * 60 * 1_000;
/// How long the result seen after a restart is valid, in milliseconds.
const WORTH: Millis = 24 * 60 * 60 * 1_000;

/// What Chrome will do at the next visit to the karte.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Will {
    /// It will ask which certificate to send.
    Ask,
    /// It will not ask, because it has no certificate to offer.
    NotAsk,
    /// This could not be determined.
    Unknown,
}

/// What was seen after the restart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(ts_rs::TS))]
pub struct After {
    pub at: Millis,
    /// What Chrome will do.
    pub will: Will,
}

/// Kept in `chrome.storage.local` under `restart`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Restart {
    /// Version of the saved form.
    pub v: u32,
    /// When the person said that they would now restart the browser.
    #[serde(default)]
    pub announced_at: Option<Millis>,
    /// What was seen after the restart.
    #[serde(default)]
    pub after: Option<After>,
}

impl Default for Restart {
    fn default() -> Self {
        Self { v: VERSION, announced_at: None, after: None }
    }
}

impl Restart {
    /// The person is about to restart the browser.
    #[must_use]
    pub const fn announced(at: Millis) -> Self {
        Self { v: VERSION, announced_at: Some(at), after: None }
    }

    /// Whether a start at `now` is the announced one. A start before the time of the announcement counts, too: then the
    /// clock was set back in between, as the clock guide has people do just before a restart.
    #[must_use]
    pub fn awaits(&self, now: Millis) -> bool {
        self.announced_at.is_some_and(|at| now.saturating_sub(at) <= ANNOUNCED_FOR)
    }

    /// What was seen after the restart, while it still predicts the next visit: until the browser starts again, the karte
    /// was opened, or a day has passed.
    #[must_use]
    pub fn result(&self, now: Millis, visit: &BrowserSession) -> Option<After> {
        let after = self.after.filter(|after| (0..=WORTH).contains(&(now - after.at)))?;
        let opened = |n: &Navigation| {
            n.began_at > after.at && n.answered_at.is_some() && is_karte(&n.url) && !n.incognito
        };
        let over = visit.started_at.is_some_and(|at| at > after.at)
            || visit.navigations.iter().any(opened);
        (!over).then_some(after)
    }

    /// The result of asking the dot host after the restart. `dot_works`: that host has asked this PC for a certificate
    /// before.
    #[must_use]
    pub fn seen(at: Millis, asked: &RequestOutcome, dot_works: bool) -> Self {
        let will = match asked {
            RequestOutcome::CertNeeded => Will::Ask,
            asked if dot_works && answered(asked) => Will::NotAsk,
            _ => Will::Unknown,
        };
        Self { v: VERSION, announced_at: None, after: Some(After { at, will }) }
    }
}

/// A tab of the karte, as the restart page showed it: its id, and its address without the query.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct ListedTab {
    /// Its tab id in Chrome.
    pub tab_id: i64,
    pub url: String,
}

/// Whether every open tab was listed with the address that it has now. Only then may they be closed: the person was not
/// warned about any other tab, and somebody may be typing there.
#[must_use]
pub fn are_listed(open: &[ListedTab], listed: &[ListedTab]) -> bool {
    open.iter().all(|tab| listed.contains(tab))
}

/// A tab's title, if it may be shown. For a page without a title Chrome reports its address with the query; such a title
/// becomes empty.
#[must_use]
pub fn title_to_show(title: &str) -> String {
    if title.contains(KARTE_HOST) { String::new() } else { title.chars().take(80).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOUR: Millis = 3_600_000;

    #[test]
    fn only_a_start_soon_after_the_announcement_counts() {
        let announced = Restart::announced(10 * HOUR);
        for (now, want) in [(10 * HOUR, true), (22 * HOUR, true), (23 * HOUR, false), (0, true)] {
            assert_eq!(announced.awaits(now), want, "{now}");
        }
        assert!(!Restart::default().awaits(0));
    }

    #[test]
    fn what_was_seen_is_over_with_a_start_a_visit_or_a_day() {
        let asked = Restart::seen(10 * HOUR, &RequestOutcome::CertNeeded, true);
        let later = 12 * HOUR;
        let to = |url: &str, began_at, answered_at| Navigation {
            url: url.into(),
            began_at,
            answered_at,
            ..Navigation::default()
        };
        let visit = |started_at, navigation| BrowserSession {
            started_at,
            navigations: vec![navigation],
            ..BrowserSession::default()
        };
        let karte = "https://karte.medley.life/d/signin";
        let before = to(karte, 10 * HOUR - 1, Some(11 * HOUR));
        let waits = to(karte, 11 * HOUR, None);
        let opened = to(karte, 11 * HOUR, Some(11 * HOUR));
        let elsewhere = |url| visit(None, to(url, 11 * HOUR, Some(11 * HOUR)));
        for (now, visit, want) in [
            (later, visit(None, before.clone()), true),
            (later, visit(Some(10 * HOUR), waits), true),
            (later, visit(Some(11 * HOUR), before.clone()), false),
            (later, visit(None, opened), false),
            (later, elsewhere("https://medley.life/"), true),
            (later, elsewhere("https://www.karte.medley.life/d/signin"), true),
            (later, elsewhere("https://karte.medley.life.example.com/d/signin"), true),
            (later, elsewhere("https://app.medley.life/karte.medley.life/"), true),
            (35 * HOUR, visit(None, before.clone()), false),
            (9 * HOUR, visit(None, before), false),
        ] {
            assert_eq!(asked.result(now, &visit), asked.after.filter(|_| want), "{now} {visit:?}");
        }
    }

    #[test]
    fn what_chrome_will_do_is_said_only_where_it_was_seen() {
        let answer = RequestOutcome::Answered {
            status: 200,
            date: None,
            age: None,
            sent_at: 0,
            received_at: 0,
            fails: None,
        };
        let error = RequestOutcome::Error { error: "net::ERR_CONNECTION_RESET".into() };
        // Chrome reports this error for a response that the extension may not read.
        let hidden = RequestOutcome::Error { error: "net::ERR_FAILED".into() };
        for (ask, dot_works, want) in [
            (&RequestOutcome::CertNeeded, false, Will::Ask),
            (&answer, true, Will::NotAsk),
            (&answer, false, Will::Unknown),
            (&hidden, true, Will::NotAsk),
            (&error, true, Will::Unknown),
        ] {
            let seen = Restart::seen(5, ask, dot_works);
            assert_eq!(seen.after, Some(After { at: 5, will: want }));
            assert!(!seen.awaits(5));
        }
    }

    #[test]
    fn tabs_are_closed_only_as_they_were_listed() {
        let tab = |tab_id, path: &str| ListedTab {
            tab_id,
            url: format!("https://karte.medley.life{path}"),
        };
        let (sign_in, chart) = (tab(1, "/d/signin"), tab(2, "/d/reception"));
        let listed = [sign_in.clone(), chart.clone()];
        for (open, may_be_closed) in [
            (vec![sign_in.clone(), chart.clone()], true),
            (vec![chart.clone(), sign_in.clone()], true),
            // One tab was closed meanwhile.
            (vec![sign_in.clone()], true),
            (vec![], true),
            // A tab that was opened meanwhile, a tab that navigated meanwhile, another tab at the same address.
            (vec![sign_in.clone(), chart.clone(), tab(3, "/d/signin")], false),
            (vec![tab(1, "/d/reception"), chart], false),
            (vec![tab(4, "/d/signin")], false),
        ] {
            assert_eq!(are_listed(&open, &listed), may_be_closed, "{open:?}");
        }
        assert!(!are_listed(&[sign_in], &[]));
    }

    #[test]
    fn a_title_that_is_an_address_is_not_shown() {
        for (title, shown) in [
            ("受付一覧", "受付一覧"),
            ("karte.medley.life/d/reception?patient=1", ""),
            ("https://karte.medley.life/d/reception?patient=1", ""),
            ("", ""),
        ] {
            assert_eq!(title_to_show(title), shown, "{title}");
        }
        assert_eq!(title_to_show(&"あ".repeat(100)).chars().count(), 80);
    }
}
