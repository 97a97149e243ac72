//! Evidence about the clock, for [`super::EvidenceBuilder`].

use super::{EvidenceBuilder, NOW, date};
use crate::evidence::readings::DateSample;
use crate::evidence::{Answered, ProbeResult};

impl EvidenceBuilder {
    pub fn titled(mut self, title: &str) -> Self {
        for reading in &mut self.0.readings {
            if let ProbeResult::Tab(Answered::Ok(tab)) = &mut reading.found {
                title.clone_into(&mut tab.title);
            }
        }
        self
    }

    pub fn page_answered_at_offset(self, offset_s: i64) -> Self {
        self.navigation(|n| {
            n.answered_at = Some(n.began_at + 40);
            n.date = Some(date(n.began_at + 20, offset_s));
        })
    }

    /// One more answer for the clock, `after_ms` after the first; `moved_ms` is how far the clock was set by then.
    pub fn clock_answered(self, offset_s: i64, after_ms: i64, moved_ms: Option<i64>) -> Self {
        let mut samples = self.0.clock_samples().cloned().unwrap_or_default();
        let sent_at = NOW + after_ms;
        let date = date(sent_at + 20, offset_s);
        samples.push(DateSample { sent_at, received_at: sent_at + 40, date, age: None, moved_ms });
        self.take(ProbeResult::Clock(Answered::Ok(samples)))
    }

    pub fn http_offset(self, offset_s: i64) -> Self {
        self.http(date(NOW, offset_s), None)
    }

    /// The same by a copy that says that it is an hour old.
    pub fn http_copy(self, offset_s: i64) -> Self {
        self.http(date(NOW - 3_600_000, offset_s), Some(3_600))
    }

    fn http(self, date: String, age: Option<i64>) -> Self {
        let (sent_at, received_at) = (NOW, NOW + 40);
        let sample = DateSample { sent_at, received_at, date, age, moved_ms: None };
        self.take(ProbeResult::HttpDate(Answered::Ok(sample)))
    }

    /// The page's answer came this many milliseconds after the navigation began.
    pub fn answered_after(self, ms: i64) -> Self {
        self.navigation(|n| n.answered_at = Some(n.began_at + ms))
    }
}
