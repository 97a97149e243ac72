//! The badges of the toolbar icon: their text, colour and title.

use super::request::PageNotice;
use crate::state::certificates::StartNotice;
use crate::state::restart::Will;

/// A badge of the toolbar icon.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Badge {
    /// At most two characters; empty for none.
    pub text: &'static str,
    /// Background colour; dark enough for white text.
    pub colour: &'static str,
    /// Message key of the icon's title.
    pub title: &'static str,
}

/// The badge of a tab whose address was corrected; it disappears with the next page.
pub const CORRECTED: Badge = Badge { text: "✓", colour: "#0b57a4", title: "badge_corrected" };
/// The badge of a tab in which the correction suspended itself.
pub const STOPPED: Badge = Badge { text: "!", colour: "#8a5000", title: "badge_stopped" };

/// The badge while extensions are disabled for a while.
pub const TRYING: Badge = Badge { text: "⏸", colour: "#8a5000", title: "badge_trying" };
/// The badge while there is an unread notice about that.
pub const NOTICE: Badge = Badge { text: "!", colour: "#8a5000", title: "badge_notice" };

/// The badge while a reminder of the diary is due.
pub const RUNS_OUT: Badge = Badge { text: "!", colour: "#0b57a4", title: "badge_runs_out" };

/// The badge while there is a notice of the check at the start of the browser.
#[must_use]
pub const fn at_start(notice: &StartNotice) -> Badge {
    match notice {
        StartNotice::Clock(_) => Badge { title: "badge_start_clock", ..AT_START },
        StartNotice::Expired { .. } => Badge { title: "badge_start_expired", ..AT_START },
        StartNotice::Missing {} => AT_START,
    }
}

const AT_START: Badge = Badge { text: "!", colour: "#8a5000", title: "badge_start_missing" };

/// The badge after an announced restart.
#[must_use]
pub const fn after_restart(will: Will) -> Badge {
    match will {
        Will::Ask => Badge { text: "✓", colour: "#0b6b3a", title: "badge_will_ask" },
        Will::NotAsk => Badge { text: "!", colour: "#8a5000", title: "badge_will_not_ask" },
        Will::Unknown => Badge { text: "?", colour: "#5f6368", title: "badge_restarted" },
    }
}

/// The badge for what the content script saw.
#[must_use]
pub const fn badge(seen: PageNotice) -> Badge {
    match seen {
        PageNotice::Failing | PageNotice::ApplyStuck => {
            Badge { text: "!", colour: "#b3261e", title: "badge_failing" }
        }
        PageNotice::Gone => Badge { text: "", colour: "#b3261e", title: "action_title" },
    }
}
