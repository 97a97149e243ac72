//! Any managed values that an administrator's tool writes: each value counts as it is or is reported as wrong, and the size of
//! what is shown or kept of them is bounded.

#![no_main]

use karte_signin_doctor::base::json::write;
use karte_signin_doctor::base::sanitize::is_invisible;
use karte_signin_doctor::state::extension_id::{MOST_SPARED, is_extension};
use karte_signin_doctor::state::policy::{LONGEST_SUPPORT, Policy};
use karte_signin_doctor::state::settings::Settings;
use karte_signin_doctor_fuzz::{in_proportion, parse, sound};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let Some(managed) = parse(&text) else { return };
    let policy = Policy::read(&managed);
    bounded(&policy);
    in_proportion(&policy, &text);
    if !managed.is_object() {
        assert_eq!(policy, Policy::default());
    }
    let settings = Settings { managed, ..Settings::default() };
    assert_eq!(settings.policy(), policy);
    let correction = settings.correction();
    assert_eq!(correction.forced, policy.correction.is_some());
    let on = policy.correction.or(policy.defaults.correction);
    assert_eq!(correction.on, on.unwrap_or(true));
    assert_eq!(
        sound::<Settings>(&write(&settings).expect("it can be written")).map(|kept| kept.policy()),
        Some(policy)
    );
});

fn bounded(policy: &Policy) {
    assert!(policy.never_touch.len() <= MOST_SPARED);
    assert!(policy.never_touch.iter().all(|id| is_extension(id)));
    let contact = policy.support_text.as_deref().unwrap_or("-");
    assert!((1..=LONGEST_SUPPORT).contains(&contact.chars().count()), "{contact:?}");
    assert!(!contact.chars().any(is_invisible), "{contact:?}");
    assert!(policy.errors.len() <= 20 && policy.excluded_sections.len() <= 3, "{policy:?}");
    for part in policy.errors.iter().flat_map(|error| &error.found) {
        assert!(part.chars().count() <= 40 && !part.chars().any(is_invisible), "{part:?}");
    }
}
