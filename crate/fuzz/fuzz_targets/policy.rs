//! Whatever an administrator's tool writes into the managed values: what is not of the right form says nothing and is named,
//! and no list or text is longer than the extension can show.

#![no_main]

use karte_signin_doctor::plain::write;
use karte_signin_doctor::policy::{LONGEST_SUPPORT, Policy};
use karte_signin_doctor::settings::{MOST_SPARED, Settings, is_extension};
use karte_signin_doctor::untrusted::{is_invisible, short};
use karte_signin_doctor_fuzz::{plain, sound};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let Some(managed) = plain(&text) else { return };
    let policy = Policy::read(&managed);
    assert!(policy.never_touch.len() <= MOST_SPARED);
    assert!(policy.never_touch.iter().all(|id| is_extension(id)));
    if let Some(contact) = &policy.support_text {
        assert!(contact.chars().count() <= LONGEST_SUPPORT && !contact.chars().any(is_invisible));
    }
    for error in &policy.errors {
        assert!(error.found.len() <= MOST_SPARED, "{error:?}");
        assert!(error.found.iter().all(|found| short(found) == *found), "{error:?}");
    }
    assert!(policy.errors.len() <= 20);
    let settings = Settings { managed, ..Settings::default() };
    assert_eq!(settings.policy(), policy, "kept and read again");
    assert_eq!(settings.correction().forced, policy.correction.is_some());
    assert_eq!(sound::<Settings>(&write(&settings)), Some(settings));
});
