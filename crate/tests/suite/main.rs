//! All integration tests of the core as one binary: it is compiled and linked once, and its tests share both processors.

#![allow(clippy::expect_used, clippy::panic, reason = "a test may stop at once")]

mod bisect;
mod by_hand;
mod clock;
mod clock_set;
mod corpus;
mod decode;
mod decode_lines;
mod direction;
mod effects;
mod example;
mod hostile;
mod house;
mod kill;
mod memory_safety;
mod page_part;
mod random;
mod report;
mod report_code;
mod report_policy;
mod senders;
mod simulated;
mod state;
mod storage;
mod url_rules;
mod url_written;
