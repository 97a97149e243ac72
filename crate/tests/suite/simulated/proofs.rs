//! Invariants of the simulated world: at every moment, and at the end.

use super::world::World;
use karte_signin_doctor::base::time::Millis;
use karte_signin_doctor::extensions::toggle::TRY_MS;
use std::collections::BTreeSet;

/// How much longer than the time of a try extensions may stay off: for the switching, and for time that passes
/// unnoticed while the worker is dead.
const MARGIN_MS: Millis = 2 * 60 * 1_000;

impl World {
    /// At every moment: an extension that was on is on, in memory and on the disk, or it is on record.
    pub(super) fn nothing_is_forgotten(&self) {
        let off = |id: &&String| {
            let installed = self.chrome.installed.get(*id);
            // An extension that somebody switched off and on again is on, but Chrome may not have written that yet.
            let theirs = self.theirs.touched.contains(*id);
            installed.is_some_and(|i| i.may_enable && !(i.enabled && (i.on_disk || theirs)))
        };
        let ours = |id: &&String| !self.theirs.has_a_word(id);
        let off: Vec<&String> = self.was_on.iter().filter(off).filter(ours).collect();
        if off.is_empty() || self.spoiled {
            return;
        }
        for id in off {
            assert!(self.record.contains(id), "{id} is forgotten");
        }
    }

    /// However the clock is set: extensions that are off for a try are on again in time.
    pub(super) fn nothing_is_off_for_too_long(&self) {
        let long = self.chrome.time - self.last_word;
        if long <= TRY_MS + MARGIN_MS {
            return;
        }
        let (experiment, _) = self.load();
        let kept = |id: &String| experiment.toggle.kept.iter().any(|kept| kept.named.id == *id);
        let off = |id: &&String| {
            let installed = self.chrome.installed.get(*id);
            installed.is_some_and(|i| i.may_enable && !i.enabled)
        };
        let ours = |id: &&String| !kept(id) && self.theirs.left(id).is_none();
        let off: Vec<&String> = self.was_on.iter().filter(off).filter(ours).collect();
        assert!(off.is_empty(), "{off:?} are off for {} minutes", long / 60_000);
    }

    /// At the end: every extension that can be on is on, also on the disk; only what is kept off is still on record.
    pub fn all_is_restored(&mut self) {
        self.chrome.pass(60_000);
        let (experiment, damaged) = self.load();
        assert!(damaged.is_none());
        assert!(experiment.toggle.run.is_none(), "{:?}", experiment.toggle);
        let kept: BTreeSet<String> =
            experiment.toggle.kept.into_iter().map(|k| k.named.id).collect();
        for (id, installed) in &self.chrome.installed {
            if let Some(left) = self.theirs.left(id) {
                assert_eq!(installed.enabled, left, "{id} was left so by hand");
                continue;
            }
            if self.theirs.has_a_word(id) {
                continue;
            }
            let wanted = self.was_on.contains(id) && !kept.contains(id) && installed.may_enable;
            assert!(!wanted || (installed.enabled && installed.on_disk), "{id} is off");
            assert!(!kept.contains(id) || !installed.enabled, "{id} was to be kept off");
        }
    }
}
