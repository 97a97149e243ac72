//! Events of Chrome that no page asks for: navigations, redirects, the start of the browser.

pub mod navigation;
pub mod redirects;
