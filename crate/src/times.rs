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
        let mut samples: Vec<Sample> = Vec::new();
        if let Some(Ask::Answered { date: Some(date), age, sent_at, received_at, .. }) =
            self.cert_main()
        {
            samples.extend(sample(*sent_at, *received_at, date, *age));
        }
        samples.extend(self.latest().and_then(navigation_sample));
        let more = self.clock_samples().map(Vec::as_slice).unwrap_or_default();
        samples.extend(more.iter().filter_map(date_sample));
        Clock::new(samples, STAMP_STEP)
    }

    /// The clock against the `Date` of the redirect from plain HTTP: good for minutes, not for fine print.
    #[must_use]
    pub fn http_clock(&self) -> Option<Clock> {
        Some(Clock::new(vec![date_sample(self.http_date()?)?], STAMP_STEP))
    }
}

fn sample(sent: i64, received: i64, date: &str, age: Option<i64>) -> Option<Sample> {
    let micros = |ms: i64| ms.checked_mul(1_000);
    let age = age.unwrap_or(0).checked_mul(1_000_000)?;
    Some(Sample {
        sent: micros(sent)?,
        received: micros(received)?,
        date: clock::parse_date(date)?,
        age,
    })
}

fn date_sample(found: &DateSample) -> Option<Sample> {
    sample(found.sent_at, found.received_at, &found.date, found.age)
}

fn navigation_sample(navigation: &Navigation) -> Option<Sample> {
    if navigation.from_cache != Some(false) {
        return None;
    }
    let sent = navigation.sent_at.unwrap_or(navigation.began_at);
    sample(sent, navigation.answered_at?, navigation.date.as_deref()?, navigation.age)
}
