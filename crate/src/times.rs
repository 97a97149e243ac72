//! Which of the evidence tells the time: the `Date` headers that came with answers, as samples for the clock.

use crate::clock::{self, Clock, Sample};
use crate::evidence::Evidence;
use crate::facts::{Ask, DateSample, Navigation};

/// Stamps come in whole milliseconds.
const STAMP_STEP: i64 = 1_000;

impl Evidence {
    /// The clock against every fresh `Date` that the karte sent over a secure connection.
    #[must_use]
    pub fn clock(&self) -> Clock {
        let asked = Clock::new(self.asked_samples(), STAMP_STEP);
        let Some(page) = self.page_sample() else { return asked };
        let with_page = asked.samples().iter().copied().chain([page]).collect();
        let both = Clock::new(with_page, STAMP_STEP);
        // Where the page's answer contradicts ours, the clock was set since.
        if both.hard().is_some_and(|hard| hard.consistent) { both } else { asked }
    }

    /// The clock against the `Date` of the redirect from plain HTTP: good for minutes, not for fine print.
    #[must_use]
    pub fn http_clock(&self) -> Option<Clock> {
        Some(Clock::new(vec![date_sample(self.http_date()?)?], STAMP_STEP))
    }

    /// How far this PC's clock was set while it was being measured, in milliseconds.
    #[must_use]
    pub fn clock_moved(&self) -> Option<i64> {
        self.clock_samples()?.last()?.moved_ms
    }

    /// The answers to our own requests, in terms of the clock as it is now.
    fn asked_samples(&self) -> Vec<Sample> {
        let more = self.clock_samples().map(Vec::as_slice).unwrap_or_default();
        let moved = micros(self.clock_moved().unwrap_or(0)).unwrap_or(0);
        let samples = self.main_sample().into_iter().chain(more.iter().filter_map(date_sample));
        samples.map(|sample| sample.moved(moved)).collect()
    }

    /// The probe's own answer; perhaps its connection had to be set up first.
    fn main_sample(&self) -> Option<Sample> {
        let Ask::Answered { date, age, sent_at, received_at, .. } = self.cert_main()? else {
            return None;
        };
        sample(*sent_at, *received_at, date.as_deref()?, *age, true)
    }

    fn page_sample(&self) -> Option<Sample> {
        navigation_sample(self.latest()?)
    }
}

fn micros(ms: i64) -> Option<i64> {
    ms.checked_mul(1_000)
}

fn sample(sent: i64, received: i64, date: &str, age: Option<i64>, cold: bool) -> Option<Sample> {
    let (sent, received) = (micros(sent)?, micros(received)?);
    let date = clock::parse_date(date).ok()?;
    let age = age.unwrap_or(0).max(0).checked_mul(clock::SECOND)?;
    Some(Sample { sent, received, date, age, cold })
}

fn date_sample(found: &DateSample) -> Option<Sample> {
    sample(found.sent_at, found.received_at, &found.date, found.age, false)
}

/// The page's own answer; before it there may have been a dialog.
fn navigation_sample(navigation: &Navigation) -> Option<Sample> {
    if navigation.from_cache != Some(false) {
        return None;
    }
    let sent = navigation.sent_at.unwrap_or(navigation.began_at);
    sample(sent, navigation.answered_at?, navigation.date.as_deref()?, navigation.age, true)
}
