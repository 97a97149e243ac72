//! Keeps the newest waiting message of each tab: it replaces an older one that nobody has processed yet.
//!
//! A page can send messages without end. So for each tab at most one message is being processed, and one waits.

/// The waiting messages by tab. A tab is listed for as long as one of its messages is being processed.
#[derive(Debug)]
pub struct Newest<T>(Vec<(i64, Option<T>)>);

impl<T> Newest<T> {
    #[must_use]
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    /// Adds a message. True: the caller must now call [`Self::next`] until it returns `None`; false: another caller
    /// already does.
    pub fn begin(&mut self, tab: i64, word: T) -> bool {
        let known = self.0.iter_mut().find(|(known, _)| *known == tab);
        let is_first = known.is_none();
        match known {
            Some((_, waiting)) => *waiting = Some(word),
            None => self.0.push((tab, Some(word))),
        }
        is_first
    }

    /// The message to process now. `None`: the tab is done.
    pub fn next(&mut self, tab: i64) -> Option<T> {
        let at = self.0.iter().position(|(known, _)| *known == tab)?;
        let word = self.0[at].1.take();
        if word.is_none() {
            self.0.swap_remove(at);
        }
        word
    }
}

impl<T> Default for Newest<T> {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_newest_waiting_message_of_a_tab_is_processed() {
        let mut newest = Newest::new();
        assert!(newest.begin(1, 0));
        assert_eq!(newest.next(1), Some(0));
        for word in 1..=1_000 {
            assert!(!newest.begin(1, word));
        }
        assert!(newest.begin(2, 7), "another tab does not wait for it");
        assert_eq!((newest.next(1), newest.next(1)), (Some(1_000), None));
        assert_eq!((newest.next(2), newest.next(2)), (Some(7), None));
        assert!(newest.begin(1, 5), "it begins anew");
    }
}
