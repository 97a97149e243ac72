//! What everything else rests on: the site that is diagnosed, moments in time, texts of strangers. It knows nothing above it.

pub mod deadline;
pub mod few;
pub mod latest_per_tab;
pub mod plain;
pub mod sanitize;
pub mod site;
pub mod time;
