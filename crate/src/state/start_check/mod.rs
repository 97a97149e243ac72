//! The check at the browser's start, before the first patient comes: what one answer of the dotted host and the diary give
//! reason to look at, and when that is over.
//!
//! It is a reason to open the karte and never a finding: a diagnosis needs the page, and this has none.

use super::certificates::{
    CalendarDate, CertificateDiary, CertificateEntry, Reminder, StartNotice,
};
use crate::base::site::is_secure_karte;
use crate::base::time::Millis;
use crate::clock::{Clock, SECOND, Verdict};
use crate::evidence::Evidence;
use crate::evidence::certificate::{CertificatePresence, answered, names_the_lack};
use crate::evidence::clock_samples::{STAMP_STEP, WARN, date_sample};
use crate::evidence::net_error::NetError;
use crate::evidence::readings::{DateSample, PageText, RequestOutcome};

/// From so many seconds on a clock comes before what the certificate gives reason to: the certificate may be offered again
/// once the clock is right.
const BEFORE_CERTIFICATE_S: i64 = 300;

/// With this HTTP status a server refuses a request that came without the certificate that it demands.
const NO_CERTIFICATE: u16 = 400;

/// What is known at a start.
#[derive(Debug, Clone, Copy)]
pub struct AtStart<'a> {
    /// How the request to the dotted host ended.
    pub asked: &'a RequestOutcome,
    /// This PC has seen that host ask for a certificate. Only then its answer says that there is none, and its `Date` tells
    /// the time: nothing between them, such as a filter with a clock of its own, answers in its place.
    pub dot_works: bool,
    pub diary: &'a CertificateDiary,
    /// The time and the day by the PC's clock.
    pub now: Millis,
    pub today: CalendarDate,
    /// When this build was made; no clock that is right shows an earlier time.
    pub built_at: Option<Millis>,
}

impl AtStart<'_> {
    /// What to tell, the most urgent first; nothing where nobody answered.
    #[must_use]
    pub fn notices(&self) -> Vec<StartNotice> {
        let clock = self.clock_off();
        let early = clock.filter(|seconds| seconds.abs() >= BEFORE_CERTIFICATE_S);
        let late = clock.filter(|_| early.is_none());
        // By a clock that is wrong nobody can say which day it is.
        let expired = self.is_reached().then(|| last_expired(self.diary, self.today)).flatten();
        let expired = expired.filter(|_| early.is_none()).map(|entry| StartNotice::Expired {
            clinic: entry.clinic.clone(),
            expires: entry.expires(),
        });
        let missing = self.finds_none().then_some(StartNotice::Missing {});
        let [early, late] = [early, late].map(|seconds| seconds.map(StartNotice::Clock));
        [early, expired, missing, late].into_iter().flatten().collect()
    }

    /// By at least how many seconds the clock is off, if that is 30 or more.
    fn clock_off(&self) -> Option<i64> {
        if self.is_date_error() {
            let seconds = self.built_at?.saturating_sub(self.now) / 1_000;
            return (seconds > 0).then_some(-seconds);
        }
        let clock = answer_clock(self.asked).filter(|_| self.dot_works)?;
        let span = clock.verdict_interval()?;
        match clock.verdict(WARN) {
            // No store may hold the answer, and it has no age: "ahead" is worth a look after one answer, too.
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

    /// The host answers for lack of a certificate; any other refusal may be a filter's or a failing server's.
    fn finds_none(&self) -> bool {
        let none = match self.asked {
            RequestOutcome::Answered { status, .. } => *status <= NO_CERTIFICATE,
            asked => names_the_lack(asked),
        };
        self.dot_works && none
    }
}

/// The clock against one answer alone; `None` where its `Date` does not tell the time.
fn answer_clock(asked: &RequestOutcome) -> Option<Clock> {
    let RequestOutcome::Answered { date, sent_at, received_at, .. } = asked else { return None };
    let date = date.clone().filter(|_| asked.dates_the_pc())?;
    let (sent_at, received_at) = (*sent_at, *received_at);
    let only = date_sample(&DateSample { sent_at, received_at, date, age: None, moved_ms: None })?;
    Some(Clock::new(vec![only], STAMP_STEP))
}

/// The certificate that ran out last, of those whose clinic has no newer one in the diary.
fn last_expired(diary: &CertificateDiary, today: CalendarDate) -> Option<&CertificateEntry> {
    let is_over = |entry: &CertificateEntry| entry.expires() < today;
    let renewed = |over: &CertificateEntry| {
        diary.entries.iter().any(|entry| entry.clinic == over.clinic && !is_over(entry))
    };
    let over = diary.entries.iter().filter(|entry| is_over(entry) && !renewed(entry));
    over.max_by_key(|entry| entry.issued)
}

impl Reminder {
    /// Drops what a later look shows to be over.
    pub fn drop_refuted(&mut self, e: &Evidence) {
        let opens = opens_karte(e);
        let certificate = opens || matches!(e.store(), CertificatePresence::Present(_));
        let clock = e.clock();
        let right =
            clock.has_fresh() && matches!(clock.verdict(WARN), Verdict::Ok | Verdict::MaybeOk);
        self.start.retain(|notice| match notice {
            StartNotice::Clock(_) => !right,
            // That a certificate is there says nothing of another clinic's.
            StartNotice::Expired { .. } => !opens,
            StartNotice::Missing {} => !certificate,
        });
    }

    /// Drops what the diary does not say any more.
    pub fn drop_renewed(&mut self, diary: &CertificateDiary, today: CalendarDate) {
        let over = last_expired(diary, today).map(CertificateEntry::expires);
        self.start.retain(|notice| match notice {
            StartNotice::Expired { expires, .. } => over == Some(*expires),
            _ => true,
        });
    }
}

/// The karte itself shows its sign-in form, or somebody is signed in: what was to be made sure of is done.
fn opens_karte(e: &Evidence) -> bool {
    let own = matches!(e.text(), Some(PageText::SignIn | PageText::SignedIn));
    let of_karte = e.tab().is_some_and(|tab| is_secure_karte(&tab.url));
    own && of_karte && e.from_cache() == Some(false) && !e.is_incognito()
}

#[cfg(test)]
mod tests;
