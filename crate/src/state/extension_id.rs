//! Ids of extensions, as settings and policies list them.

/// More extensions than this nobody has.
pub const MOST_SPARED: usize = 1_000;

/// Whether it can be the id of an extension.
#[must_use]
pub fn is_extension(id: &str) -> bool {
    id.len() == 32 && id.bytes().all(|b| (b'a'..=b'p').contains(&b))
}
