//! The bottom layer: the names of the site, addresses, untrusted text, JSON, deadlines, time. It imports nothing from the other folders.

pub mod deadline;
pub mod json;
pub mod latest_per_tab;
pub mod parse_url;
pub mod sanitize;
pub mod site;
pub mod time;
