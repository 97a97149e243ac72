//! Whether a tab is one of an incognito window. Requests do not say it, so Chrome is asked for the tab.

use crate::browser::api::chrome;
use crate::browser::api::js_value::{flag, id};
use std::cell::Cell;

thread_local! {
    /// Whether Chrome shows us incognito windows at all. A change of it starts the extension anew.
    static SEES: Cell<Option<bool>> = const { Cell::new(None) };
}

/// Whether the tab is one of an incognito window; false for all where we may not see those.
///
/// A tab that is closed by now counts as one: then the normal profile's memory keeps nothing of it.
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
