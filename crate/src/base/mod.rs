//! What everything else rests on: the site that is diagnosed, moments in time, texts of strangers. It knows nothing above it.

pub mod deadline;
pub mod json;
pub mod latest_per_tab;
pub mod sanitize;
pub mod site;
pub mod time;
