//! Whether a tab is in an incognito window. Events about requests do not contain this, so Chrome is asked for the tab.

use crate::browser::api::chrome;
use crate::browser::api::js_value::{flag, id};
use std::cell::Cell;

thread_local! {
    /// Whether Chrome shows us incognito windows at all. A change of this setting restarts the extension.
    static SEES: Cell<Option<bool>> = const { Cell::new(None) };
}

/// Whether the tab is in an incognito window; always false if we may not see those.
///
/// A tab that is closed by now counts as incognito, so that nothing of it is recorded for the normal profile.
pub async fn is_incognito(tab: i64) -> bool {
    if !sees_incognito().await {
        return false;
    }
    let found = chrome::tab(id(tab)).await.ok();
    found.and_then(|found| flag(&found, "incognito")) != Some(false)
}

async fn sees_incognito() -> bool {
    if let Some(known) = SEES.get() {
        return known;
    }
    let sees = chrome::sees_private_windows().await.ok().and_then(|yes| yes.as_bool());
    SEES.set(sees);
    sees.unwrap_or(false)
}
