//! Ids of extensions, as settings and policies contain them.

/// Maximum number of extension ids in a list.
pub const MOST_SPARED: usize = 1_000;

/// Whether the text has the form of an extension id.
#[must_use]
pub fn is_extension(id: &str) -> bool {
    id.len() == 32 && id.bytes().all(|b| (b'a'..=b'p').contains(&b))
}
