//! One file per kind of message: reads the request, performs it, builds the reply. Called by `dispatch`.

pub mod backup;
pub mod bisect;
pub mod bookmarks;
pub mod certificates;
pub mod correction;
pub mod fix;
pub mod history;
pub mod policy;
pub mod report;
pub mod restart;
pub mod settings;
