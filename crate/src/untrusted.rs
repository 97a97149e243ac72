//! Texts of strangers, such as the names that extensions give themselves: what is shown of them is short and turns nothing round.

/// More letters than this of a stranger's text tell nobody anything.
const MOST: usize = 40;

/// Characters that are not seen: controls, line ends, and above all those that change the direction of what follows.
#[must_use]
pub fn is_invisible(letter: char) -> bool {
    letter.is_control()
        || matches!(
            letter,
            '\u{ad}'
                | '\u{61c}'
                | '\u{180e}'
                | '\u{200b}'..='\u{200f}'
                | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{feff}'
                | '\u{fff9}'..='\u{fffb}'
                | '\u{e0000}'..='\u{e007f}'
        )
}

/// The first 40 characters of those that are seen.
#[must_use]
pub fn short(name: &str) -> String {
    name.chars().filter(|letter| !is_invisible(*letter)).take(MOST).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

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
            assert_eq!(short(name), want, "{name:?}");
        }
    }
}
