//! The check at the start of the browser, before the first patient: the notices that follow from one answer of the dot host
//! and from the diary, and when a notice is over.
//!
//! A notice is a reason to open the karte and never a finding: a diagnosis needs the page, which this check does not have.

use super::certificates::{
    CalendarDate, CertificateDiary, CertificateEntry, Reminder, StartNotice,
};
use crate::base::site::is_secure_karte;
use crate::base::time::Millis;
use crate::clock::{Clock, SECOND, Verdict};
use crate::evidence::Evidence;
use crate::evidence::certificate::CertificatePresence;
use crate::evidence::clock_samples::{STAMP_STEP, WARN, date_sample};
use crate::evidence::readings::net_error::NetError;
use crate::evidence::readings::request_outcome::{answered, names_the_lack};
use crate::evidence::readings::{DateSample, PageText, RequestOutcome};

/// From this many seconds on, the clock notice comes before those about the certificate: the certificate may be offered
/// again once the clock is right.
const BEFORE_CERTIFICATE_S: i64 = 300;

/// The HTTP status with which a server refuses a request without the certificate that it requires.
const NO_CERTIFICATE: u16 = 400;

/// What is known at the start.
#[derive(Debug, Clone, Copy)]
pub struct AtStart<'a> {
    /// How the request to the dot host ended.
    pub asked: &'a RequestOutcome,
    /// This PC has seen the dot host ask for a certificate. Only then does an answer without that mean that there is no
    /// certificate, and only then is its `Date` used: nothing on the way, such as a filter with a clock of its own, answers
    /// in its place.
    pub dot_works: bool,
    pub diary: &'a CertificateDiary,
    /// The time by the PC's clock.
    pub now: Millis,
    pub today: CalendarDate,
    /// When this build was made; a correct clock shows no earlier time.
    pub built_at: Option<Millis>,
}

impl AtStart<'_> {
    /// The notices, the most urgent first; empty if nobody answered.
    #[must_use]
    pub fn notices(&self) -> Vec<StartNotice> {
        let clock = self.clock_off();
        let early = clock.filter(|seconds| seconds.abs() >= BEFORE_CERTIFICATE_S);
        let late = clock.filter(|_| early.is_none());
        // With a clock that is wrong by minutes, the day is not reliable either.
        let expired = self.is_reached().then(|| last_expired(self.diary, self.today)).flatten();
        let expired = expired.filter(|_| early.is_none()).map(|entry| StartNotice::Expired {
            clinic: entry.clinic.clone(),
            expires: entry.expires(),
        });
        let missing = self.finds_none().then_some(StartNotice::Missing {});
        let [early, late] = [early, late].map(|seconds| seconds.map(StartNotice::Clock));
        [early, expired, missing, late].into_iter().flatten().collect()
    }

    /// A lower bound for the clock error in seconds, negative if the clock is behind; `None` if it is below [`WARN`]. After
    /// a certificate date error the bound is the time that is missing to the build.
    fn clock_off(&self) -> Option<i64> {
        if self.is_date_error() {
            let seconds = self.built_at?.saturating_sub(self.now) / 1_000;
            return (seconds > 0).then_some(-seconds);
        }
        let clock = answer_clock(self.asked).filter(|_| self.dot_works)?;
        let span = clock.verdict_interval()?;
        match clock.verdict(WARN) {
            // An answer with an `Age` was excluded, so this one comes from no cache, and one answer is enough for "ahead".
            Verdict::Ahead | Verdict::MaybeAhead => Some(span.lo / SECOND),
            Verdict::Behind => Some(span.hi / SECOND),
            _ => None,
        }
    }

    fn is_date_error(&self) -> bool {
        matches!(self.asked, RequestOutcome::Error { error } if NetError::of(error) == NetError::CertDate)
    }

    fn is_reached(&self) -> bool {
        *self.asked == RequestOutcome::CertNeeded
            || answered(self.asked)
            || names_the_lack(self.asked)
    }

    /// Whether the host answered without a certificate. Any other refusal may come from a filter or a failing server.
    fn finds_none(&self) -> bool {
        let none = match self.asked {
            RequestOutcome::Answered { status, .. } => *status <= NO_CERTIFICATE,
            asked => names_the_lack(asked),
        };
        self.dot_works && none
    }
}

/// The clock measured by this one answer; `None` if its `Date` cannot be used.
fn answer_clock(asked: &RequestOutcome) -> Option<Clock> {
    let RequestOutcome::Answered { date, sent_at, received_at, .. } = asked else { return None };
    let date = date.clone().filter(|_| asked.dates_the_pc())?;
    let (sent_at, received_at) = (*sent_at, *received_at);
    let only = date_sample(&DateSample { sent_at, received_at, date, age: None, moved_ms: None })?;
    Some(Clock::new(vec![only], STAMP_STEP))
}

/// The certificate that expired last, among those whose clinic has no valid certificate in the diary.
fn last_expired(diary: &CertificateDiary, today: CalendarDate) -> Option<&CertificateEntry> {
    let is_over = |entry: &CertificateEntry| entry.expires() < today;
    let renewed = |over: &CertificateEntry| {
        diary.entries.iter().any(|entry| entry.clinic == over.clinic && !is_over(entry))
    };
    let over = diary.entries.iter().filter(|entry| is_over(entry) && !renewed(entry));
    over.max_by_key(|entry| entry.issued)
}

impl Reminder {
    /// Drops the notices that a later diagnosis refutes.
    pub fn drop_refuted(&mut self, e: &Evidence) {
        let opens = opens_karte(e);
        let certificate =
            opens || matches!(e.certificate_presence(), CertificatePresence::Present(_));
        let clock = e.clock();
        let right =
            clock.has_fresh() && matches!(clock.verdict(WARN), Verdict::Ok | Verdict::MaybeOk);
        self.start.retain(|notice| match notice {
            StartNotice::Clock(_) => !right,
            // A certificate that is present may belong to another clinic.
            StartNotice::Expired { .. } => !opens,
            StartNotice::Missing {} => !certificate,
        });
    }

    /// Drops the notice of an expired certificate if the diary no longer confirms it.
    pub fn drop_renewed(&mut self, diary: &CertificateDiary, today: CalendarDate) {
        let over = last_expired(diary, today).map(CertificateEntry::expires);
        self.start.retain(|notice| match notice {
            StartNotice::Expired { expires, .. } => over == Some(*expires),
            _ => true,
        });
    }
}

/// Whether the karte itself shows its sign-in form or a signed-in page: then it works, which is what the notices ask to
/// check.
fn opens_karte(e: &Evidence) -> bool {
    let own = matches!(e.text(), Some(PageText::SignIn | PageText::SignedIn));
    let of_karte = e.tab().is_some_and(|tab| is_secure_karte(&tab.url));
    own && of_karte && e.from_cache() == Some(false) && !e.is_incognito()
}

#[cfg(test)]
mod tests;
