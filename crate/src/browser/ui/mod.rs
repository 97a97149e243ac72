//! What a person sees outside our pages: the toolbar icon and its texts, and tabs in the foreground.

pub mod i18n;
pub mod icon;
pub mod tabs;
