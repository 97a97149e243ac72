//! Whatever an administrator's tool writes into the managed values: what is not of the right form says nothing, and no
//! list of theirs is longer than any PC has extensions.

#![no_main]

use karte_signin_doctor::plain::{Plain, read};
use karte_signin_doctor::settings::{MOST_SPARED, Settings, is_extension};
use karte_signin_doctor_fuzz::{plain, sound};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let Some(Plain::Fields(managed)) = plain(&text) else { return };
    let field = |name: &str| {
        let found = managed.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value.clone())
    };
    let listed = field("neverTouch").and_then(|list| read(list).ok()).unwrap_or_default();
    let forced = field("correction").and_then(|on| read(on).ok());
    let before = Settings { forced, ..Settings::default() };
    let settings = before.clone().sparing(listed);
    assert!(settings.never_touch.len() <= MOST_SPARED);
    assert!(settings.never_touch.iter().all(|id| is_extension(id)));
    assert_eq!(settings.wanted(), forced.unwrap_or(true));
    assert_eq!(Settings { never_touch: Vec::new(), ..settings.clone() }, before);
    let again = settings.clone().sparing(settings.never_touch.clone());
    assert_eq!(again, settings, "read twice is read once");
    let written = karte_signin_doctor::plain::write(&settings);
    assert_eq!(sound::<Settings>(&written), Some(settings));
});
