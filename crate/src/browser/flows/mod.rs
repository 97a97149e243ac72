//! Operations of several steps that more than one message starts: a diagnosis, the experiment with extensions, clearing
//! data.

pub mod clear_data;
pub mod diagnose;
pub mod diagnosed_tab;
pub mod early_diagnosis;
pub mod experiment;
pub mod experiment_timer;
pub mod page_check;
pub mod start_check;
