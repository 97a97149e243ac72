//! Events of Chrome that are not messages of a page: navigations, redirects, the start of the browser.

pub mod navigation;
pub mod redirects;
