//! Any error name of a browser and any name of another extension: an error name counts only as a whole, and text from outside
//! that is shown or reported is short and contains no bidi control characters.

#![no_main]

use karte_signin_doctor::base::sanitize::sanitize;
use karte_signin_doctor::evidence::readings::net_error::NetError;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    name(&text);
    title(&text);
});

fn name(text: &str) {
    let found = NetError::of(text);
    let bare = text.strip_prefix("net::").unwrap_or(text);
    if found == NetError::Other {
        return;
    }
    let listed = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_';
    assert!(bare.len() <= 50 && bare.chars().all(listed), "{text:?}");
    for other in
        [format!("{text} "), format!(" {text}"), text.to_lowercase(), format!("net::net::{bare}")]
    {
        assert_eq!(NetError::of(&other), NetError::Other, "{other:?}");
    }
    assert_eq!(NetError::of(bare), found, "{text:?}");
}

fn title(text: &str) {
    let shown = sanitize(text);
    assert!(shown.chars().count() <= 40, "{shown:?}");
    assert_eq!(sanitize(&shown), shown, "cut once is cut for good");
    let turns = |c: char| {
        c.is_control()
            || matches!(c, '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
    };
    assert!(!shown.chars().any(turns), "{shown:?}");
}
