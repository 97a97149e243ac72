//! What a person sees outside our pages: the toolbar icon, tabs in front, words of the icon.

pub mod i18n;
pub mod icon;
pub mod tabs;
