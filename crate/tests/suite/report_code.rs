//! The short code of a report: the check letter catches reading errors, and every way of writing a code is read.

use karte_signin_doctor::diagnose;
use karte_signin_doctor::evidence::Evidence;
use karte_signin_doctor::report::{CodeError, Document, Options, System, decode, encode};
use karte_signin_doctor::state::policy::Policy;
use proptest::prelude::*;
use std::fs;
use std::path::Path;

const LETTERS: &str = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

#[test]
fn a_code_that_cannot_be_read_says_why() {
    for (text, why) in [
        ("", CodeError::Length(0)),
        ("12RW-6809-2SJ", CodeError::Length(11)),
        ("12RW-6809-2SJS-0", CodeError::Length(13)),
        ("12RW-U809-2SJS", CodeError::Letter('U')),
        ("12RW-6809-2SJT", CodeError::Check),
        ("12RW-6809-S2JS", CodeError::Check),
        ("3000-0000-0009", CodeError::Version('3')),
        ("1Y00-0000-000F", CodeError::Field("state")),
        ("1200-0000-T00E", CodeError::Field("browser")),
        ("1200-0000-0012", CodeError::Field("reserved")),
        ("2ZZZ-ZZZZ-ZZZA", CodeError::Field("primary")),
        ("25PR-1000-0006", CodeError::Field("primary")),
        ("242F-Q000-000M", CodeError::Field("reason")),
        ("240B-SG00-0003", CodeError::Field("others")),
        ("240B-C000-880M", CodeError::Field("browser")),
        ("2Y3N-C000-000M", CodeError::Field("state")),
    ] {
        assert_eq!(decode(text), Err(why), "{text}");
    }
}

/// A code as it is handed out.
fn code() -> impl Strategy<Value = String> {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/corpus/written");
    let files = fs::read_dir(corpus).expect("corpus").map(|entry| entry.expect("entry").path());
    let codes: Vec<_> =
        files.map(|path| code_of(&fs::read_to_string(path).expect("text"))).collect();
    prop::sample::select(codes)
}

fn code_of(evidence: &str) -> String {
    let evidence: Evidence = serde_json::from_str(evidence).expect("evidence");
    let policy = &Policy::default();
    let options = Options {
        with_extension_names: false,
        policy,
        utc_offset_minutes: 540,
        repairs: Vec::new(),
        system: System::default(),
    };
    Document::new(&evidence, &diagnose(&evidence), options).code
}

fn letters(code: &str) -> Vec<char> {
    code.chars().filter(|letter| *letter != '-').collect()
}

proptest! {
    #[test]
    fn one_wrong_letter_is_noticed(code in code(), place in 0_usize..12, other in 0_usize..32) {
        let mut wrong = letters(&code);
        let letter = LETTERS.chars().nth(other).expect("letter");
        prop_assume!(wrong[place] != letter);
        wrong[place] = letter;
        prop_assert_eq!(decode(&wrong.into_iter().collect::<String>()), Err(CodeError::Check));
    }

    #[test]
    fn two_letters_that_changed_places_are_noticed(code in code(), one in 0_usize..12, other in 0_usize..12) {
        let mut wrong = letters(&code);
        prop_assume!(wrong[one] != wrong[other]);
        wrong.swap(one, other);
        prop_assert_eq!(decode(&wrong.into_iter().collect::<String>()), Err(CodeError::Check));
    }

    #[test]
    fn it_is_read_however_it_is_written(code in code(), small in any::<bool>(), wide in any::<bool>()) {
        let mut written = code.replace('-', "　ー ").replace('0', "o").replace('1', "l");
        if small {
            written = written.to_lowercase();
        }
        if wide {
            let widen = |c: char| match c {
                '!'..='~' => char::from_u32(u32::from(c) + 0xfee0).expect("wide"),
                other => other,
            };
            written = written.chars().map(widen).collect();
        }
        prop_assert_eq!(decode(&written), decode(&code));
    }

    #[test]
    fn any_text_is_read_or_refused(text in "\\PC{0,20}", code in "[12][0-9A-HJKMNP-TV-Z]{11}") {
        let _ = decode(&text);
        if let Ok(summary) = decode(&code) {
            let again = encode(&summary);
            prop_assert_eq!(decode(&again), Ok(summary));
            // `decode` still reads version 1, but `encode` writes only version 2.
            prop_assert!(code.starts_with('1') || letters(&again) == letters(&code));
        }
    }
}
