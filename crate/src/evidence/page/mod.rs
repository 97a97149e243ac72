//! What several readings say together about the tab's page: what it shows, whether it is an old copy, whether it may be reloaded.
//!
//! Called by the checks, the extension search and the flows in `browser/`. It draws no conclusion about causes.

pub mod failing_text;
pub mod http_fault;
pub mod old_copy;
pub mod tab_state;
pub mod unsaved_input;
