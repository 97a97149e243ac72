//! One typing slip in `signin` directly under `/d/`, and the sign-in address with the file name of its index page.
//!
//! `dnr_rules` has the same as patterns. Nothing else below `/d/` is touched: `/d/signing` may be a page of the app.

use crate::base::site::SIGN_IN_PATH;

/// Each letter dropped, or replaced by a neighbour on the keyboard; two letters swapped; one of the word's letters
/// typed once more inside it. A test generates the list again and compares.
const SLIPS: &str = "aignin dignin eignin ignin isgnin s8gnin s9gnin sgignin sginin sgnin sibnin sifnin sigbin siggnin \
     sighin sigin siginin siginn sigjin sigmin sign8n sign9n signgin signi signib signign signih signiin \
     signij signim signinn signisn signjn signkn signn signni signnin signon signsin signun sigsnin \
     sihnin siignin singin singnin sinin sisgnin sitnin sivnin siynin sjgnin skgnin snignin sognin \
     ssignin sugnin wignin xignin zignin";
/// The end of an address that somebody noted down with the page's file name.
const INDEX: &str = "/index.html";

/// Whether a path (lower case) is `/d/` with one slip in `signin`, or `/d/signin/index.html`.
pub fn is_slip(path: &str) -> bool {
    let under_d = after_slashes(path).and_then(|rest| rest.strip_prefix('d'));
    let Some(rest) = under_d.and_then(after_slashes) else { return false };
    let word = rest.strip_suffix('/').unwrap_or(rest);
    let signin = SIGN_IN_PATH.trim_start_matches("/d/");
    word.strip_suffix(INDEX) == Some(signin) || SLIPS.split(' ').any(|slip| slip == word)
}

fn after_slashes(text: &str) -> Option<&str> {
    text.starts_with('/').then(|| text.trim_start_matches('/'))
}

#[cfg(test)]
mod tests {
    use super::{SLIPS, is_slip};
    use std::collections::BTreeSet;

    #[test]
    fn the_slips_are_those_of_one_hand() {
        let near = |letter| match letter {
            's' => "adwezx",
            'i' => "ujko89",
            'g' => "fhtybv",
            _ => "bmhj",
        };
        let word: Vec<char> = "signin".chars().collect();
        let with = |at: usize, skip: usize, piece: &[char]| -> String {
            word[..at].iter().chain(piece).chain(&word[at + skip..]).collect()
        };
        let mut made = BTreeSet::new();
        for at in 0..word.len() {
            made.insert(with(at, 1, &[]));
            made.extend(near(word[at]).chars().map(|key| with(at, 1, &[key])));
            if at > 0 {
                made.insert(with(at - 1, 2, &[word[at], word[at - 1]]));
                made.extend("sign".chars().map(|key| with(at, 0, &[key])));
            }
        }
        assert_eq!(SLIPS.split(' ').map(str::to_owned).collect::<BTreeSet<_>>(), made);
    }

    #[test]
    fn one_slip_directly_under_d_and_nothing_else() {
        for slip in [
            "/d/singin",
            "/d/siginin",
            "/d/sigin",
            "/d/isgnin",
            "/d/signinn",
            "/d/ssignin",
            "/d/signon",
            "//d//singin",
            "/d/singin/",
            "/d/signin/index.html",
            "/d/signin/index.html/",
        ] {
            assert!(is_slip(slip), "{slip}");
        }
        for other in [
            "/d/signin",
            "/d/signin/",
            "/d/signing",
            "/d/sign",
            "/d/design",
            "/d/login",
            "/singin",
            "/d/d/singin",
            "/d/singin/1",
            "/d/singin//",
            "/d/singni",
            "/d/signin/index.htm",
            "/d/",
            "/d",
            "",
            "d/singin",
            "/d/xsignin",
            "/d/signinx",
            "/d/singin/index.html",
        ] {
            assert!(!is_slip(other), "{other}");
        }
    }
}
