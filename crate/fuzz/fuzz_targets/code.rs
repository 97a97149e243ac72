//! Any text that somebody reads out on the telephone: it is refused, or it is a code whose summary encodes to that very code.

#![no_main]

use karte_signin_doctor::report::{CodeError, decode, encode};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    check(&text);
    // A valid version letter, up to ten letters of the input and every last letter, so that the fields are reached, too.
    let letters: String = bytes.iter().take(10).map(|byte| letter(*byte)).collect();
    for last in 0..32 {
        check(&format!("1{letters}{}", letter(last)));
        check(&format!("2{letters}{}", letter(last)));
    }
});

fn letter(byte: u8) -> char {
    char::from(b"0123456789ABCDEFGHJKMNPQRSTVWXYZ"[usize::from(byte % 32)])
}

fn check(text: &str) {
    match decode(text) {
        Ok(summary) => {
            let code = encode(&summary);
            assert_eq!(code.len(), 14, "{code}");
            assert_eq!(decode(&code), Ok(summary), "{text:?} is {code}");
            let same =
                |code: &str| -> String { code.chars().filter(|c| c.is_alphanumeric()).collect() };
            let plain = text.len() == 12 && text.bytes().all(|b| b.is_ascii_alphanumeric());
            // `decode` still reads version 1, but `encode` writes only version 2.
            let plain = plain && text.starts_with('2');
            assert!(!plain || same(&code) == read_out(text), "{text:?} is {code}");
        }
        Err(CodeError::Letter(letter)) => assert!(text.contains(letter), "{text:?}"),
        Err(CodeError::Length(count)) => assert!(count <= text.chars().count(), "{text:?}"),
        Err(_) => {}
    }
}

/// The spelling of a written code: no lower case, and no letters that look like digits.
fn read_out(text: &str) -> String {
    text.to_ascii_uppercase().replace('O', "0").replace(['I', 'L'], "1")
}
