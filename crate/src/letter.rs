//! Letters that nobody sees: in a stranger's text they can hide or turn round what follows.

/// Control characters, line ends, and those that change the direction of what follows.
#[must_use]
pub fn is_invisible(letter: char) -> bool {
    letter.is_control()
        || matches!(letter, '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}
