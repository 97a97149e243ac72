//! Which extension is it? Switched off in halves, with every result confirmed.

mod facts;
mod group;
mod left;
mod search;

pub use facts::{Answer, Answered, By};
pub use group::{Group, MOST};
pub use left::steps_left;
pub use search::{Field, Found, Next, Why, cuts, next};
