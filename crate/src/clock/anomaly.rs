//! Contradictions between two answers: the server's clock stands still, goes back or jumps forward.

use super::{Clock, SECOND, Sample};

/// A contradiction between two answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anomaly {
    /// The server's clock stood still.
    Frozen,
    /// It went back or ran too slowly.
    Behind,
    /// It jumped forward.
    Jump,
}

impl Clock {
    /// Whether the server's clock was seen to move.
    #[must_use]
    pub fn date_advanced(&self) -> bool {
        let mut dates = self.samples.iter().filter(|s| s.fresh()).map(|s| s.date);
        dates.next().is_some_and(|first| dates.any(|date| date != first))
    }

    /// The contradictions between any two answers without `Age`, each kind once.
    #[must_use]
    pub fn anomalies(&self) -> Vec<Anomaly> {
        let fresh: Vec<_> = self.samples.iter().filter(|s| s.fresh()).collect();
        let mut found = Vec::new();
        for (i, earlier) in fresh.iter().enumerate() {
            for later in fresh.iter().skip(i + 1) {
                let anomaly = self.between(earlier, later);
                found.extend(anomaly.filter(|anomaly| !found.contains(anomaly)));
            }
        }
        found
    }

    fn between(&self, earlier: &Sample, later: &Sample) -> Option<Anomaly> {
        let room = SECOND.saturating_add(self.slack().saturating_mul(2));
        let advance = later.date.saturating_sub(earlier.date);
        let least = later.sent.saturating_sub(earlier.received).saturating_sub(room);
        let most = later.received.saturating_sub(earlier.sent).saturating_add(room);
        if advance <= least {
            Some(if advance == 0 { Anomaly::Frozen } else { Anomaly::Behind })
        } else {
            (advance >= most).then_some(Anomaly::Jump)
        }
    }

    /// Whether the server's clock was seen to stand still.
    #[must_use]
    pub fn frozen(&self) -> bool {
        self.anomalies().contains(&Anomaly::Frozen)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(second: (i64, i64), want: &[Anomaly], ticked: bool) {
        let sample = |(sent, date): (i64, i64)| Sample {
            sent: sent * SECOND / 1_000,
            received: (sent + 40) * SECOND / 1_000,
            date: date * SECOND,
            age: 0,
            includes_handshake: false,
        };
        let clock = Clock::new(vec![sample(second), sample((0, 100))], 0);
        assert_eq!((&*clock.anomalies(), clock.date_advanced()), (want, ticked), "{second:?}");
    }

    #[test]
    fn between_two_answers() {
        check((500, 100), &[], false);
        check((1_041, 100), &[Anomaly::Frozen], false);
        check((5_000, 105), &[], true);
        check((5_000, 102), &[Anomaly::Behind], true);
        check((500, 98), &[Anomaly::Behind], true);
        check((500, 102), &[Anomaly::Jump], true);
    }
}
