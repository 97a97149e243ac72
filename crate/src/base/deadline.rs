//! A deadline that still ends in time when somebody sets the PC's clock.
//!
//! Chrome's alarms follow the PC's clock. An alarm that was set before the clock went back fires late by the size of the step,
//! and so does any later one until then (`alarm_manager.cc` compares `scheduled_time` with the clock before it fires; it
//! converts `delayInMinutes` into such a time at once). A deadline that is stored as one time on that clock moves with it.
//!
//! So a deadline is stored as two times: when it ends, and when it was last checked. Three rules follow:
//!
//! - The running worker has a second clock that nobody can set (`performance.now()`). If the worker sees a step back,
//!   it moves the deadline ([`Deadline::moved`]): the time left stays exactly the same.
//! - A clock that is behind the last check was set back unseen, while no worker ran. The time left is what was left at
//!   that check ([`Deadline::record_check`]): one step extends the deadline by at most the time since the check.
//! - A clock that is set ahead ends the deadline early. This looks the same as a PC that was asleep, and early is harmless.
//!
//! Every change by a rule is saved at once; otherwise the next worker would start from the old deadline and shift it
//! again. While extensions are off, the worker checks every [`CHECK_MS`], which also keeps it alive.

use super::time::Millis;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;

/// The longest time that a deadline can allow.
pub const LONGEST_MS: Millis = 15 * 60 * 1_000;
/// How often the worker checks. Chrome stops a worker that has called no Chrome API for 30 seconds.
pub const CHECK_MS: u32 = 25_000;
/// A check is saved if it is at least this much later than the last saved one. So a step back can add at most this
/// much, unless the worker stops in between.
const SAVED_EVERY_MS: Millis = 60 * 1_000;

/// A time by which something has to be over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Saved", into = "Saved")]
pub struct Deadline {
    /// When it is reached, by the PC's clock.
    at: Millis,
    /// When the last saved check was: the clock has not shown an earlier time since.
    checked: Millis,
}

impl Deadline {
    /// Starts now and allows the longest time.
    #[must_use]
    pub const fn from(now: Millis) -> Self {
        Self { at: now.saturating_add(LONGEST_MS), checked: now }
    }

    /// When it is reached, by the PC's clock as it was at the last check.
    #[must_use]
    pub const fn at(self) -> Millis {
        self.at
    }

    /// How much time is left.
    #[must_use]
    pub fn left(self, now: Millis) -> Millis {
        self.at.saturating_sub(now.max(self.checked)).max(0)
    }

    /// Whether it is reached.
    #[must_use]
    pub fn is_over(self, now: Millis) -> bool {
        self.left(now) == 0
    }

    /// Checks the deadline against the clock. Returns true when the deadline has changed and must be saved at once.
    pub fn record_check(&mut self, now: Millis) -> bool {
        if now < self.checked {
            self.moved(now.saturating_sub(self.checked));
            return true;
        }
        let is_long_ago = now.saturating_sub(self.checked) >= SAVED_EVERY_MS;
        if is_long_ago {
            self.checked = now;
        }
        is_long_ago
    }

    /// Moves the deadline along: somebody set the clock by `by`, and the worker saw it.
    pub const fn moved(&mut self, by: Millis) {
        self.at = self.at.saturating_add(by);
        self.checked = self.checked.saturating_add(by);
    }
}

/// The stored form. Version 0.1.0 stored one time, which was always [`LONGEST_MS`] after the last check. Deadlines for
/// which that is true are still stored in that form.
#[derive(Debug, Clone, Copy, Serialize)]
#[serde(untagged)]
enum Saved {
    At(Millis),
    Checked {
        at: Millis,
        #[serde(rename = "looked")]
        checked: Millis,
    },
}

impl<'de> Deserialize<'de> for Saved {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let saved = Value::deserialize(deserializer)?;
        let moment = |name: &str| saved.get(name).and_then(Value::as_i64);
        let checked = || Some(Self::Checked { at: moment("at")?, checked: moment("looked")? });
        let read = saved.as_i64().map(Self::At).or_else(checked);
        read.ok_or_else(|| D::Error::custom("no deadline"))
    }
}

impl From<Deadline> for Saved {
    fn from(deadline: Deadline) -> Self {
        let Deadline { at, checked } = deadline;
        if deadline == Deadline::from(checked) {
            Self::At(at)
        } else {
            Self::Checked { at, checked }
        }
    }
}

impl From<Saved> for Deadline {
    fn from(saved: Saved) -> Self {
        let (at, checked) = match saved {
            Saved::At(at) => (at, Millis::MIN),
            Saved::Checked { at, checked } => (at, checked),
        };
        // A stored deadline cannot allow more than the longest time.
        Self { at, checked: at.saturating_sub(LONGEST_MS).max(checked) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::{from_value, json, to_value};

    const MINUTE: Millis = 60 * 1_000;
    const START: Millis = 1_000_000 * MINUTE;

    #[test]
    fn it_is_over_after_the_longest_time() {
        let deadline = Deadline::from(START);
        assert_eq!((deadline.at(), deadline.left(START)), (START + LONGEST_MS, LONGEST_MS));
        assert!(!deadline.is_over(START + LONGEST_MS - 1));
        assert!(deadline.is_over(START + LONGEST_MS));
    }

    #[test]
    fn a_step_back_that_was_seen_changes_nothing() {
        let mut deadline = Deadline::from(START);
        deadline.moved(-500 * MINUTE);
        let now = START - 500 * MINUTE + 5 * MINUTE;
        assert_eq!(deadline.left(now), 10 * MINUTE);
    }

    #[test]
    fn after_a_step_back_unseen_what_was_left_at_the_last_check_is_left() {
        let mut deadline = Deadline::from(START);
        assert!(deadline.record_check(START + 4 * MINUTE));
        let now = START - 1_000 * MINUTE;
        assert_eq!(deadline.left(now), 11 * MINUTE);
        assert!(deadline.record_check(now), "it is saved at once");
        assert_eq!(deadline.left(now + 3 * MINUTE), 8 * MINUTE);
        assert!(!deadline.record_check(now), "once is enough");
    }

    #[test]
    fn what_was_saved_is_read_again_and_allows_no_more_than_the_longest_time() {
        let mut checked = Deadline::from(START);
        checked.record_check(START + 2 * MINUTE);
        for (deadline, saved) in [
            (Deadline::from(START), json!(START + LONGEST_MS)),
            (checked, json!({"at": START + LONGEST_MS, "looked": START + 2 * MINUTE})),
        ] {
            assert_eq!(to_value(deadline).expect("json"), saved);
            assert_eq!(from_value::<Deadline>(saved).expect("a deadline"), deadline);
        }
        let far = json!({"at": 9_999 * START, "looked": 0});
        let far: Deadline = from_value(far).expect("a deadline");
        assert_eq!(far.left(START), LONGEST_MS);
        for other in [json!(null), json!("soon"), json!({"at": 1}), json!([1, 2])] {
            assert!(from_value::<Deadline>(other).is_err());
        }
    }

    /// The worker checks while it runs, and sees steps of the clock. It also stops now and then, and a step meanwhile is unseen.
    #[derive(Debug, Clone, Copy)]
    enum Happens {
        Passes(Millis),
        SetSeen(Millis),
        SetUnseen(Millis),
    }

    fn happens() -> impl Strategy<Value = Happens> {
        let year = 365 * 24 * 60 * MINUTE;
        let by = prop_oneof![-3 * year..3 * year, -2 * MINUTE..2 * MINUTE];
        prop_oneof![
            (0..40_000_i64).prop_map(Happens::Passes),
            by.clone().prop_map(Happens::SetSeen),
            by.prop_map(Happens::SetUnseen),
        ]
    }

    proptest! {
        #[test]
        fn it_ends_in_time_however_the_clock_is_set(all in prop::collection::vec(happens(), 0..80)) {
            let (mut now, mut passed, mut unseen) = (START, 0, 0);
            let mut deadline = Deadline::from(now);
            for one in all {
                match one {
                    Happens::Passes(time) => (now, passed) = (now + time, passed + time),
                    Happens::SetSeen(by) => {
                        now += by;
                        // The worker cannot tell a step ahead from sleep.
                        if by < 0 { deadline.moved(by) }
                    }
                    Happens::SetUnseen(by) => {
                        now += by;
                        unseen += Millis::from(by < 0);
                    }
                }
                deadline.record_check(now);
                prop_assert!((0..=LONGEST_MS).contains(&deadline.left(now)));
                // Each unseen step adds at most the time since the last saved check.
                let allowed = LONGEST_MS + unseen * (SAVED_EVERY_MS + 40_000);
                prop_assert!(passed < allowed || deadline.is_over(now), "{passed} {unseen}");
            }
        }
    }
}
