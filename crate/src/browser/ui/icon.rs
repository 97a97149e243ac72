//! The toolbar icon: its badge and title, on every tab or on one.
//!
//! It reads saved state and draws; it decides nothing and saves nothing.

use super::i18n;
use crate::browser::api::chrome;
use crate::browser::api::js_value::{id, object};
use crate::browser::storage::{self, experiment_state};
use crate::extensions::toggle::{Notice, ToggleState};
use crate::messages::badge::{self, Badge};
use crate::state::certificates::Reminder;

/// Updates the icon from saved state.
pub async fn show_icon() {
    if let Some((experiment, _)) = experiment_state::saved().await {
        show_state(&experiment.toggle).await;
    }
}

/// Shows that extensions are disabled, else a notice for the person, else a notice of the start check, else a reminder.
pub async fn show_state(toggle: &ToggleState) {
    match experiment_badge(toggle.is_trying(), experiment_state::notice().await.as_ref()) {
        Some(badge) => mark_all(&badge).await,
        None => show_reminder_badge().await,
    }
}

const fn experiment_badge(trying: bool, notice: Option<&Notice>) -> Option<Badge> {
    match notice {
        _ if trying => Some(badge::TRYING),
        Some(Notice::Restored | Notice::LeftByHand(_)) | None => None,
        Some(_) => Some(badge::NOTICE),
    }
}

/// Shows a notice of the check at the start, else the reminder that is due, or clears the badge.
async fn show_reminder_badge() {
    let reminder: Reminder = storage::read().await.unwrap_or_default();
    match (reminder.start.first(), reminder.due) {
        (Some(notice), _) => mark_all(&badge::at_start(notice)).await,
        (None, Some(_)) => mark_all(&badge::RUNS_OUT).await,
        (None, None) => unmark_all().await,
    }
}

/// Shows a badge on every tab that has no badge of its own.
pub async fn mark_all(badge: &Badge) {
    let _ = chrome::badge_colour(&object(&[("color", badge.colour.into())])).await;
    let _ = chrome::badge_text(&object(&[("text", badge.text.into())])).await;
    let _ =
        chrome::icon_title(&object(&[("title", i18n::message(badge.title).await.into())])).await;
}

/// Removes that badge.
pub async fn unmark_all() {
    let _ = chrome::badge_text(&object(&[("text", "".into())])).await;
    let _ =
        chrome::icon_title(&object(&[("title", i18n::message("action_title").await.into())])).await;
}

/// Shows a badge on one tab's icon.
pub async fn mark(tab: i64, badge: &Badge) {
    let of_tab =
        |name: &str, value: &str| object(&[("tabId", id(tab).into()), (name, value.into())]);
    // A tab that was closed meanwhile has no badge.
    let _ = chrome::badge_colour(&of_tab("color", badge.colour)).await;
    let _ = chrome::badge_text(&of_tab("text", badge.text)).await;
    let _ = chrome::icon_title(&of_tab("title", &i18n::message(badge.title).await)).await;
}
