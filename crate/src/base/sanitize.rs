//! Makes untrusted text safe to show, such as the names that extensions give themselves: short, visible, and unable to
//! reorder the text around it.

/// At most this many characters of an untrusted text are shown.
const MOST: usize = 40;

/// Unicode's `Default_Ignorable_Code_Point` without the variation selectors, which choose among the forms of a kanji.
const IGNORABLE: [(char, char); 17] = [
    ('\u{ad}', '\u{ad}'),
    ('\u{34f}', '\u{34f}'),
    ('\u{61c}', '\u{61c}'),
    ('\u{115f}', '\u{1160}'),
    ('\u{17b4}', '\u{17b5}'),
    ('\u{180e}', '\u{180e}'),
    ('\u{200b}', '\u{200f}'),
    ('\u{202a}', '\u{202e}'),
    ('\u{2060}', '\u{206f}'),
    ('\u{3164}', '\u{3164}'),
    ('\u{feff}', '\u{feff}'),
    ('\u{ffa0}', '\u{ffa0}'),
    ('\u{fff0}', '\u{fff8}'),
    ('\u{1bca0}', '\u{1bca3}'),
    ('\u{1d173}', '\u{1d17a}'),
    ('\u{e0000}', '\u{e00ff}'),
    ('\u{e01f0}', '\u{e0fff}'),
];

/// Whether a character is invisible: controls, line ends, and above all those that change the direction of the text.
#[must_use]
pub fn is_invisible(letter: char) -> bool {
    let is_blank = matches!(
        letter,
        '\u{2028}' | '\u{2029}' | '\u{2800}' | '\u{fff9}'..='\u{fffb}' | '\u{1d159}'
    );
    let is_ignorable = || IGNORABLE.iter().any(|(first, last)| (*first..=*last).contains(&letter));
    letter.is_control() || is_blank || (!letter.is_ascii() && is_ignorable())
}

/// Returns the first 40 visible characters.
#[must_use]
pub fn sanitize(name: &str) -> String {
    name.chars().filter(|letter| !is_invisible(*letter)).take(MOST).collect()
}

/// An untrusted name as it may be shown: its first visible characters, or `id` if none of them is visible by itself.
#[must_use]
pub fn name(name: &str, id: &str) -> String {
    let seen = sanitize(name);
    if seen.chars().any(is_mark_or_letter) { seen } else { id.to_owned() }
}

/// Whether a character is visible by itself. A space, a variation selector or an accent alone is not.
fn is_mark_or_letter(letter: char) -> bool {
    let joins = matches!(letter, '\u{300}'..='\u{36f}' | '\u{180b}'..='\u{180f}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}');
    !letter.is_whitespace() && !joins
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// Compares with Unicode's own table, which the crate behind the strategy contains.
        #[test]
        fn nothing_that_unicode_ignores_is_seen(letter in "\\p{Default_Ignorable_Code_Point}") {
            let letter = letter.chars().next().expect("a letter");
            prop_assert!(is_invisible(letter) || !is_mark_or_letter(letter), "{letter:?}");
        }

        #[test]
        fn letters_are_seen(letter in "[\\p{L}\\p{N}--\\p{Default_Ignorable_Code_Point}]") {
            prop_assert!(!letter.chars().any(is_invisible), "{letter:?}");
        }
    }

    #[test]
    fn a_name_that_shows_nothing_is_told_by_the_id() {
        for blank in
            ["", " \u{3000}", "\u{3164}\u{2800}\u{115f}\u{1160}\u{34f}\u{fe0f}", "\u{fe0f}\u{301}"]
        {
            assert_eq!(name(blank, "id"), "id", "{blank:?}");
        }
        // The correct name of a clinic or product may need a variation selector.
        assert_eq!(name("葛\u{e0100}飾", "id"), "葛\u{e0100}飾");
    }

    #[test]
    fn only_what_is_seen_and_little_of_it() {
        let invisible = "\u{202e}\u{2066}\u{200b}\u{61c}\u{2028}\u{feff}\u{ad}\u{e0041}\n\r\t\0";
        for (name, want) in [
            ("電卓 (β) 🏥", "電卓 (β) 🏥"),
            ("<script>alert(1)</script>", "<script>alert(1)</script>"),
            (&*format!("a{invisible}b"), "ab"),
            (invisible, ""),
            (&*"x".repeat(10_000), &*"x".repeat(MOST)),
            (&*"医".repeat(10_000), &*"医".repeat(MOST)),
        ] {
            assert_eq!(sanitize(name), want, "{name:?}");
        }
    }
}
