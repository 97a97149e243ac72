//! Folds the spellings of a name into one: width, case, spaces, dashes and 「ー」 make no difference.
//!
//! This is the part of NFKC that product names on Japanese PCs need. All of NFKC would cost 67 KB gzipped
//! (`unicode-normalization` 0.1, measured as a wasm module of its own), a fifth of what the core may weigh.

use crate::base::parse_url::narrow;

/// Half-width katakana, from U+FF66 to U+FF9D, as their full-width forms.
const KANA: &str = "ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン";
/// 「゛」 and 「゜」, as half-width characters or as combining marks.
const VOICED: [char; 2] = ['\u{ff9e}', '\u{3099}'];
const HALF_VOICED: [char; 2] = ['\u{ff9f}', '\u{309a}'];
/// In Unicode a voiced kana follows its plain one, and a semi-voiced one follows the voiced one.
const PLAIN: &str =
    "カキクケコサシスセソタチツテトハヒフヘホかきくけこさしすせそたちつてとはひふへほ";

/// A folded name: its characters without separators, and the boundaries of its words.
#[derive(Debug, Default)]
pub struct Folded {
    text: String,
    /// Whether a word of Latin letters or digits begins or ends at this byte.
    edges: Vec<bool>,
}

impl Folded {
    #[must_use]
    pub fn new(name: &str) -> Self {
        let mut folded = Self::default();
        let mut before = Kind::Gap;
        for letter in composed(name) {
            let kind = Kind::of(letter);
            if kind != Kind::Gap {
                folded.push(letter, before != kind);
            }
            // 「ー」 is dropped, but it does not separate words.
            if !is_long(letter) {
                before = kind;
            }
        }
        folded.edges.push(true);
        folded
    }

    fn push(&mut self, letter: char, edge: bool) {
        if is_long(letter) {
            return;
        }
        for small in letter.to_lowercase() {
            self.edges.push(edge);
            self.text.push(small);
            self.edges.resize(self.text.len(), false);
        }
    }

    /// Whether the name contains `word`. A Latin word matches only whole words, so `lasso` does not contain `sso`.
    #[must_use]
    pub fn contains(&self, word: &Self) -> bool {
        let is_edge = |at: usize| self.edges.get(at) == Some(&true);
        let whole = |at: usize| is_edge(at) && is_edge(at + word.text.len());
        let latin = word.text.is_ascii();
        self.text.match_indices(&word.text).any(|(at, _)| !latin || whole(at))
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Latin,
    Other,
    Gap,
}

impl Kind {
    fn of(letter: char) -> Self {
        match letter {
            _ if letter.is_ascii_alphanumeric() => Self::Latin,
            _ if letter.is_alphanumeric() || is_long(letter) => Self::Other,
            _ => Self::Gap,
        }
    }
}

const fn is_long(letter: char) -> bool {
    letter == 'ー'
}

/// Full-width letters become narrow, half-width kana become full-width, and marks are joined to the kana before them.
fn composed(name: &str) -> Vec<char> {
    let mut letters: Vec<char> = Vec::new();
    for letter in name.chars().map(narrow).map(widened) {
        let step = match letter {
            _ if VOICED.contains(&letter) => 1,
            _ if HALF_VOICED.contains(&letter) => 2,
            _ => 0,
        };
        match letters.last_mut() {
            Some(last) if step > 0 => *last = voiced(*last, step),
            _ => letters.push(letter),
        }
    }
    letters
}

fn widened(letter: char) -> char {
    let at = u32::from(letter).checked_sub(0xff66).and_then(|at| usize::try_from(at).ok());
    at.and_then(|at| KANA.chars().nth(at)).unwrap_or(letter)
}

fn voiced(letter: char, step: u32) -> char {
    match letter {
        'ウ' => 'ヴ',
        _ if PLAIN.contains(letter) => char::from_u32(u32::from(letter) + step).unwrap_or(letter),
        _ => letter,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(name: &str, word: &str, want: bool) {
        assert_eq!(Folded::new(name).contains(&Folded::new(word)), want, "{word} in {name}");
    }

    #[test]
    fn one_spelling_for_many() {
        let word = "パスワードマネージャー";
        for name in [
            "パスワードマネージャ",
            "パスワード マネージャー",
            "パスワード・マネージャー",
            "ﾊﾟｽﾜｰﾄﾞﾏﾈｰｼﾞｬｰ",
            "ﾊﾟｽﾜｰﾄﾞ ﾏﾈｰｼﾞｬ",
            "ハ\u{309a}スワート\u{3099}マネーシ\u{3099}ャー",
        ] {
            check(name, word, true);
        }
        for name in ["e-Tax AP", "ｅ－Ｔａｘ　ＡＰ", "e‐Tax", "E TAX", "e_tax", "(eTax)"]
        {
            check(name, "e-tax", true);
        }
        check("ヴェリファイ", "ｳﾞｪﾘﾌｧｲ", true);
    }

    #[test]
    fn latin_words_are_whole_ones() {
        check("SSO連携", "sso", true);
        check("社内SSO", "sso", true);
        check("Lasso", "sso", false);
        check("Sso-called", "sso", true);
        check("Boss on board", "sso", false);
        check("Phone Login", "onelogin", false);
        check("One Login", "onelogin", true);
    }

    proptest! {
        #[test]
        fn a_name_has_itself(name in "\\PC{0,40}") {
            let folded = Folded::new(&name);
            prop_assert_eq!(folded.edges.len(), folded.text.len() + 1);
            prop_assert!(folded.contains(&Folded::new(&name)));
        }
    }
}
