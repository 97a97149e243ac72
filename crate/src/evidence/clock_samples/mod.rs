//! Makes samples for the clock from the evidence: from the `Date` headers that came with answers.
//!
//! Only a fresh answer of the karte itself counts: over https, from its own host and port, with a status below 400 and
//! without `Age`. Anybody on the way can write the `Date` of everything else.

use crate::base::site::is_karte_origin;
use crate::clock::{self, Budget, Clock, SECOND, Sample, Verdict};
use crate::evidence::readings::request_outcome::is_no_refusal;
use crate::evidence::readings::{DateSample, Navigation, RequestOutcome};
use crate::evidence::{Evidence, Probe};

/// The resolution of timestamps: one millisecond, in microseconds.
pub(crate) const STAMP_STEP: i64 = 1_000;
/// From this offset on, in microseconds, one-time passwords and tokens begin to fail: the threshold to decide about.
pub(crate) const WARN: i64 = 30 * SECOND;
/// One diagnosis sends at most this many requests to the main host, its probe included.
const MOST_REQUESTS: usize = 6;
/// They are sent within this time after the first, in microseconds.
const WITHIN: i64 = 3 * SECOND;
/// If the clock moves by this much, in milliseconds, the PC may have slept: earlier samples are void.
const SLEPT_MS: i64 = 1_000;
/// From this age on, in milliseconds, a page's answer is too old to judge a clock that may have been set since.
const PAGE_IS_OLD_MS: i64 = 300_000;

impl Evidence {
    /// The clock against every fresh `Date` that the karte sent over a secure connection.
    #[must_use]
    pub fn clock(&self) -> Clock {
        let asked = Clock::new(self.asked_samples(), STAMP_STEP);
        let Some(page) = self.page_sample() else { return asked };
        let with_page = asked.samples().iter().copied().chain([page]).collect();
        let both = Clock::new(with_page, STAMP_STEP);
        if both.feasible_region().is_some_and(|region| region.consistent) {
            return both;
        }
        // Where the page's answer contradicts ours, the clock was set since. But people set a clock right, not wrong.
        let is_right =
            |clock: &Clock| matches!(clock.verdict(WARN), Verdict::Ok | Verdict::MaybeOk);
        let contradicts = is_right(&Clock::new(vec![page], STAMP_STEP)) && !is_right(&asked);
        if contradicts { both } else { asked }
    }

    /// The clock against the `Date` of the redirect from plain HTTP: good enough for minutes, not for seconds.
    #[must_use]
    pub fn http_clock(&self) -> Option<Clock> {
        Some(Clock::new(vec![date_sample(self.http_date()?)?], STAMP_STEP))
    }

    /// When the next request for the clock is to be sent; `None` when the answers decide, or nothing more may be asked.
    ///
    /// Both times are local, in microseconds. The probe's own answer is the first sample; without it no request is sent.
    #[must_use]
    pub fn plan_clock(&self, now: i64) -> Option<i64> {
        self.main_sample()?;
        let spent = 1 + self.clock_samples().map_or(0, Vec::len);
        let first = self.asked_samples().iter().map(|sample| sample.sent).min().unwrap_or(now);
        let budget = Budget {
            left: MOST_REQUESTS.saturating_sub(spent),
            until: first.saturating_add(WITHIN),
            threshold: Some(WARN),
        };
        self.clock().plan(now, &budget)
    }

    /// Whether an answer of the karte was a cached copy, as its `Age` says.
    #[must_use]
    pub fn dated_by_copies(&self) -> bool {
        let asked = matches!(self.cert_main(), Some(RequestOutcome::Answered { age: Some(_), .. }));
        let page = self.latest().filter(|page| is_karte_origin(&page.url));
        asked || page.is_some_and(|page| page.date.is_some() && page.age.is_some())
    }

    /// Whether the probe's answer leaves the clock open.
    #[must_use]
    pub fn clock_is_open(&self) -> bool {
        self.main_sample().is_some_and(|main| self.plan_clock(main.received).is_some())
    }

    /// Whether a further answer is on its way, or about to be asked for.
    #[must_use]
    pub fn clock_is_being_measured(&self) -> bool {
        !self.asked(Probe::Clock) && self.clock_is_open()
    }

    /// How far this PC's clock was set while it was being measured, in milliseconds.
    #[must_use]
    pub fn clock_moved(&self) -> Option<i64> {
        self.clock_samples()?.last()?.moved_ms
    }

    /// The answers to our own requests, in terms of the clock as it is now.
    fn asked_samples(&self) -> Vec<Sample> {
        let more = self.clock_samples().map(Vec::as_slice).unwrap_or_default();
        let moved = self.clock_moved().unwrap_or(0);
        let void =
            |before: Option<i64>| moved.saturating_sub(before.unwrap_or(0)).abs() >= SLEPT_MS;
        let first = self.main_sample().filter(|_| !void(None));
        let fresh = more.iter().filter(|more| more.age.is_none() && !void(more.moved_ms));
        let rest = fresh.filter_map(date_sample);
        let by = micros(moved).unwrap_or(0);
        first.into_iter().chain(rest).map(|sample| sample.moved(by)).collect()
    }

    /// The probe's own answer; perhaps its connection had to be set up first.
    fn main_sample(&self) -> Option<Sample> {
        let ask = self.cert_main()?;
        let RequestOutcome::Answered { date, sent_at, received_at, fails, .. } = ask else { None? };
        // An answer without the karte's own text counts only if the tab shows a page of the karte that came from the server.
        let own = fails.is_some() || (self.from_cache() == Some(false) && self.shows_own_text());
        let date = date.as_deref().filter(|_| own && ask.dates_the_pc())?;
        sample(*sent_at, *received_at, date, None, true)
    }

    /// The page's own answer, if it has a text of the karte's own: a filter or a portal has a clock of its own. Without
    /// the probe's answer it counts only while it is recent by the clock as it is now. A page that Back restored may have
    /// come from the site's service worker: the navigation that began about then is another page's.
    fn page_sample(&self) -> Option<Sample> {
        let is_of_server = self.shows_own_text() && self.from_cache() == Some(false);
        let page = self.shown_navigation().filter(|_| is_of_server)?;
        let age = self.now.saturating_sub(page.answered_at?);
        let counts = self.main_sample().is_some() || (0..PAGE_IS_OLD_MS).contains(&age);
        navigation_sample(page).filter(|_| counts)
    }
}

fn micros(ms: i64) -> Option<i64> {
    ms.checked_mul(1_000)
}

fn sample(sent: i64, received: i64, date: &str, age: Option<i64>, first: bool) -> Option<Sample> {
    let (sent, received) = (micros(sent)?, micros(received)?);
    let date = clock::parse_date(date).ok()?;
    // An `Age` out of range does not show that the answer is fresh.
    let age = i64::from(u32::try_from(age.unwrap_or(0)).ok()?) * SECOND;
    Some(Sample { sent, received, date, age, includes_handshake: first })
}

pub(crate) fn date_sample(found: &DateSample) -> Option<Sample> {
    sample(found.sent_at, found.received_at, &found.date, found.age, false)
}

/// Before the page's own answer there may have been a dialog.
fn navigation_sample(navigation: &Navigation) -> Option<Sample> {
    let fresh = navigation.from_cache == Some(false) && navigation.age.is_none();
    let by_karte = is_karte_origin(&navigation.url) && navigation.status.is_some_and(is_no_refusal);
    if !(fresh && by_karte) {
        return None;
    }
    let sent = navigation.sent_at.unwrap_or(navigation.began_at);
    sample(sent, navigation.answered_at?, navigation.date.as_deref()?, None, true)
}

#[cfg(test)]
mod tests;
