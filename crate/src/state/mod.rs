//! What is saved in `chrome.storage`: one file or folder for most records (those of the extension search are in
//! `extensions`); `storage` is the only module that changes records.
//!
//! Nothing here calls the browser; `browser::storage` does.

pub mod backup;
pub mod certificates;
pub mod extension_id;
pub mod history;
pub mod policy;
pub mod recent_diagnoses;
pub mod records;
pub mod restart;
pub mod settings;
pub mod start_check;
pub mod storage;
pub mod stored;
