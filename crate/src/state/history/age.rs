//! How long an entry is kept, although a clock may be wrong.

use super::History;
use crate::base::time::Millis;

/// So long an entry is kept.
pub const KEPT_MS: Millis = 90 * 24 * 60 * 60 * 1_000;
/// More entries than this are not kept, however young.
pub(super) const MOST: usize = 500;
const DAY_MS: Millis = 24 * 60 * 60 * 1_000;
/// So many different days must agree that an entry is too old: a clock that is wrong for a day or two erases nothing.
const AGREE: usize = 3;

impl History {
    /// Drops what is too old, when the last different days on which it was looked at agree: one wrong clock does not count.
    /// What seems to come from the future keeps its time, which is its name: the clock is behind,
    /// and will be put right, or it was ahead.
    pub fn prune(&mut self, now: Millis) {
        self.prune_to(MOST, now);
    }

    /// Leaves at most `most`, the newest.
    pub(super) fn prune_to(&mut self, most: usize, now: Millis) {
        self.note_day(now);
        if let Some(sure) = self.surely_past() {
            self.entries.retain(|entry| sure.min(now).saturating_sub(entry.at) <= KEPT_MS);
        }
        // They are saved oldest first.
        let surplus = self.entries.len().saturating_sub(most);
        self.entries.drain(..surplus);
    }

    fn note_day(&mut self, now: Millis) {
        let day = now.div_euclid(DAY_MS);
        self.days.retain(|known| *known != day);
        self.days.push(day);
        let surplus = self.days.len().saturating_sub(AGREE);
        self.days.drain(..surplus);
    }

    /// The moment that has passed by all of the last days.
    fn surely_past(&self) -> Option<Millis> {
        let first = self.days.iter().min().filter(|_| self.days.len() >= AGREE)?;
        first.checked_mul(DAY_MS)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::history::HistoryEntry;

    const DAY: Millis = DAY_MS;

    fn entry(at: Millis, fix: &str) -> HistoryEntry {
        HistoryEntry { at, fix: fix.into(), ..HistoryEntry::default() }
    }

    #[test]
    fn one_wrong_clock_erases_nothing() {
        let year = 365 * DAY;
        for wrong in [3 * year, 100 * DAY, 91 * DAY] {
            let mut history = History::default();
            for day in 0..10 {
                history.add(800 * DAY + day * DAY, entry(800 * DAY + day * DAY, "clear_cache"));
            }
            let now = 809 * DAY;
            for minute in 0..5 {
                let at = now + wrong + minute * 60_000;
                history.add(at, entry(at, "clear_karte"));
            }
            history.add(now + 1, entry(now + 1, "clear_medley"));
            assert_eq!(history.entries.len(), 16, "{wrong}");
        }
    }
}
