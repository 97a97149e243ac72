//! How long a history entry is kept, even if the clock may be wrong.

use super::History;
use crate::base::time::Millis;

/// Age limit of an entry.
pub const KEPT_MS: Millis = 90 * 24 * 60 * 60 * 1_000;
/// Maximum number of entries, whatever their age.
pub(super) const MOST: usize = 500;
const DAY_MS: Millis = 24 * 60 * 60 * 1_000;
/// An entry is too old only if this many different days agree: a clock that is wrong for a day or two deletes nothing.
const AGREE: usize = 3;

impl History {
    /// Removes entries that are too old by every one of the last `AGREE` days on which this ran, so one wrong clock
    /// deletes nothing. An entry in the future keeps its time, because the time is part of its key: either the clock is
    /// behind now and will be corrected, or it was ahead then.
    pub fn prune(&mut self, now: Millis) {
        self.prune_to(MOST, now);
    }

    /// Also keeps only the newest `most` entries.
    pub(super) fn prune_to(&mut self, most: usize, now: Millis) {
        self.note_day(now);
        if let Some(sure) = self.surely_past() {
            self.entries.retain(|entry| sure.min(now).saturating_sub(entry.at) <= KEPT_MS);
        }
        // The entries are ordered, oldest first.
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

    /// The latest moment that is in the past by all of the last `AGREE` days; `None` while fewer days are known.
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
