//! Probe of the clock: sends the additional requests that `clock::schedule` plans, and returns all samples.

use crate::base::site::SIGN_IN_URL;
use crate::browser::api::concurrency::{StillWanted, within};
use crate::browser::api::fetch::{Send, send};
use crate::browser::api::monotonic_clock;
use crate::clock::set_between;
use crate::evidence::readings::{DateSample, RequestOutcome};
use crate::evidence::{Answered, Evidence, ProbeResult, Reading};
use gloo_timers::future::TimeoutFuture;

/// Timeout of one request in milliseconds; when it expires, the measurement ends.
const LIMIT_MS: u32 = 1_500;
/// Maximum number of requests, including those without a sample.
const MOST: usize = 6;

/// Sends requests until the schedule plans no more, or nobody wants the samples; `so_far` contains the probe's own answer.
pub async fn samples(mut so_far: Evidence, still_wanted: StillWanted) -> Vec<DateSample> {
    let mut samples = Vec::new();
    for _ in 0..MOST {
        let Some(wait_ms) = wait(&so_far) else { break };
        TimeoutFuture::new(wait_ms).await;
        if !still_wanted() {
            break;
        }
        let Some(answer) = within(LIMIT_MS, sample()).await.flatten() else { break };
        samples.extend(answer);
        let at = so_far.now;
        so_far.take(Reading { at, found: ProbeResult::Clock(Answered::Ok(samples.clone())) });
    }
    samples
}

/// How long to wait before the next request, in milliseconds.
fn wait(so_far: &Evidence) -> Option<u32> {
    let moved = so_far.clock_moved().unwrap_or(0).saturating_mul(1_000);
    let now = monotonic_clock::stamp().saturating_add(moved);
    let micros = so_far.plan_clock(now)?.saturating_sub(now);
    // A timer that fires within the millisecond would be early.
    u32::try_from(micros.max(0) / 1_000 + 1).ok()
}

/// One sample; `Some(None)` if the clock was set during the request, `None` if there is no usable answer.
async fn sample() -> Option<Option<DateSample>> {
    let before = monotonic_clock::moved_ms();
    // A random number prevents an answer from a cache; it tells the server nothing about this PC.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "below 2^32")]
    let chance = (js_sys::Math::random() * 4_294_967_296.0) as u32;
    let url = format!("{SIGN_IN_URL}?clock={chance}");
    let ask =
        send(&Send { url: &url, method: "HEAD", omit_credentials: false, reads_text: false }).await;
    if !ask.dates_the_pc() {
        return None;
    }
    let RequestOutcome::Answered { date: Some(date), age, sent_at, received_at, .. } = ask else {
        return None;
    };
    let moved_ms = monotonic_clock::moved_ms();
    let set_meanwhile = set_between(before, moved_ms);
    Some((!set_meanwhile).then_some(DateSample { sent_at, received_at, date, age, moved_ms }))
}
