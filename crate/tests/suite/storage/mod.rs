//! `storage::update`, the only way to change the storage, with a backend that yields between each read and write.

mod memory;

use karte_signin_doctor::base::json::{read, write};
use karte_signin_doctor::evidence::readings::Navigation;
use karte_signin_doctor::evidence::session::{BrowserSession, PcMemory};
use karte_signin_doctor::state::certificates::{CalendarDate, CertificateDiary, DiaryError, Now};
use karte_signin_doctor::state::records::RepairedBookmarks;
use karte_signin_doctor::state::settings::{Language, Settings, TypoRedirect};
use karte_signin_doctor::state::storage::{Area, Backend, FAILED, Record, Storage};
use memory::{Memory, alone, run};
use serde_json::{from_value, json, to_value};
use std::pin::Pin;

fn id(letter: char) -> String {
    letter.to_string().repeat(32)
}

type Step = fn(&mut Settings);

/// Changes to the settings by people, administrators and sites.
fn steps() -> [Step; 5] {
    [
        |settings| assert!(settings.protect(&id('a'))),
        |settings| settings.host_typing = true,
        |settings| settings.language = Language::En,
        |settings| settings.managed = json!({"correction": true}),
        |settings| settings.except("https://karte.medley.life/login"),
    ]
}

fn all_of_it() -> Settings {
    let mut settings = Settings::default();
    for step in steps() {
        step(&mut settings);
    }
    settings
}

#[test]
fn without_the_door_one_of_two_is_lost() {
    let memory = Memory::default();
    let backend = &memory;
    let bare = |step: Step| -> Pin<Box<dyn Future<Output = ()> + '_>> {
        Box::pin(async move {
            let raw = backend.get(Settings::KEY).await.expect("read");
            let mut settings: Settings =
                raw.map(|raw| read(&raw).expect("settings")).unwrap_or_default();
            step(&mut settings);
            let items = vec![("settings".into(), write(&settings))];
            backend.set(Area::Local, &items).await.expect("written");
        })
    };
    run(steps().into_iter().map(bare).collect());
    assert_ne!(memory.value("settings"), Some(to_value(all_of_it()).expect("json")));
}

#[test]
fn of_interleaved_changes_none_is_lost() {
    for pauses in [vec![1], vec![3, 1, 2, 1, 5, 0, 1], vec![0], vec![7, 0, 4, 4, 1, 9, 2, 2, 0]] {
        let memory = Memory::default();
        memory.pauses.replace(pauses.clone());
        let storage = Storage::new(&memory);
        let through = |step: Step| -> Pin<Box<dyn Future<Output = ()> + '_>> {
            let storage = &storage;
            Box::pin(async move {
                let change = |settings: &mut Settings| {
                    step(settings);
                    Ok(())
                };
                storage.update(change).await.expect("kept");
            })
        };
        let visit = |storage| -> Pin<Box<dyn Future<Output = ()> + '_>> {
            let storage: &Storage<&Memory> = storage;
            Box::pin(async move {
                let change = |visit: &mut BrowserSession| {
                    visit.failing_since = Some(visit.failing_since.unwrap_or_default() + 1);
                    Ok(())
                };
                storage.update(change).await.expect("kept");
            })
        };
        let mut all: Vec<_> = steps().into_iter().map(through).collect();
        all.extend((0..20).map(|_| visit(&storage)));
        run(all);
        assert_eq!(
            memory.value("settings"),
            Some(to_value(all_of_it()).expect("json")),
            "{pauses:?}"
        );
        let visit = memory.value("visit").expect("a visit");
        assert_eq!(visit["failingSince"], 20, "{pauses:?}");
    }
}

#[test]
fn a_change_of_several_keys_lets_nobody_in() {
    let memory = Memory::default();
    let storage = Storage::new(&memory);
    run(vec![
        Box::pin(async {
            let locked = storage.lock().await;
            let settings = locked.load::<Settings>().await.expect("read");
            let known = locked.load::<PcMemory>().await.expect("read");
            let language = Language::En;
            let after = Settings { language, ..settings.value.clone() };
            let mut items = settings.items(&after).expect("readable");
            let after = PcMemory { several_clinics: true, ..known.value.clone() };
            items.extend(known.items(&after).expect("readable"));
            locked.save(Area::Local, items).await.expect("kept");
        }),
        Box::pin(async {
            let spare = |settings: &mut Settings| {
                assert!(settings.protect(&id('b')));
                Ok(())
            };
            storage.update(spare).await.expect("kept");
        }),
    ]);
    let settings = memory.value("settings").expect("settings");
    assert_eq!((&settings["language"], &settings["spared"]), (&json!("en"), &json!([id('b')])));
    assert_eq!(memory.value("session").expect("session")["severalClinics"], true);
    assert_eq!(memory.writes.get(), 2);
}

#[test]
fn what_could_not_be_read_is_not_written_over() {
    let memory = Memory::with("settings", json!({"v": 2, "hostTyping": true}));
    memory.reads_fail.set(true);
    let storage = Storage::new(&memory);
    let switch = |settings: &mut Settings| {
        settings.correction = Some(false);
        Ok(())
    };
    assert_eq!(alone(storage.update(switch)), Err(FAILED));
    assert_eq!(memory.value("settings"), Some(json!({"v": 2, "hostTyping": true})));
}

#[test]
fn a_change_that_is_refused_or_changes_nothing_writes_nothing() {
    let memory = Memory::default();
    let storage = Storage::new(&memory);
    let refused = |settings: &mut Settings| -> Result<(), _> {
        settings.host_typing = true;
        Err("malformed")
    };
    assert_eq!(alone(storage.update(refused)), Err("malformed"));
    assert_eq!(alone(storage.update(|_: &mut Settings| Ok(()))), Ok(()));
    assert_eq!(memory.writes.get(), 0);
}

#[test]
fn a_value_that_could_not_be_read_again_is_an_error() {
    let memory = Memory::default();
    let storage = Storage::new(&memory);
    // JavaScript cannot represent this integer exactly, so it would come back as another kind of number.
    let absurd = |known: &mut PcMemory| {
        known.clock_off.push(1 << 53);
        Ok(())
    };
    assert_eq!(alone(storage.update(absurd)), Err(FAILED));
    assert_eq!(memory.value("session"), None);
}

#[test]
fn where_there_is_no_room_the_oldest_goes_or_it_is_an_error() {
    let memory = Memory::default();
    memory.room.set(Some(6_000));
    let storage = Storage::new(&memory);
    for number in 0..30 {
        let url = format!("https://karte.medley.life/d/{}", "x".repeat(1_500));
        let request = number.to_string();
        let navigation = Navigation { request, url, tab_id: number, ..Navigation::default() };
        let begin = |visit: &mut BrowserSession| {
            visit.begin(&navigation);
            Ok(())
        };
        assert_eq!(alone(storage.update(begin)), Ok(()), "{number}");
    }
    let visit = memory.value("visit").expect("a visit");
    let newest = visit["navigations"].as_array().and_then(|all| all.last()).expect("one");
    assert_eq!(newest["request"], "29");
    memory.room.set(Some(10));
    let today = CalendarDate::read("2026-11-23").expect("day");
    let add = |diary: &mut CertificateDiary| {
        diary.add("みどり", "2026-01-31", Now { now: 5, today }).map_err(DiaryError::code)
    };
    assert_eq!(alone(storage.update(add)), Err(FAILED));
    assert_eq!(memory.value("diary"), None);
}

#[test]
fn what_is_of_another_version_is_set_aside_by_the_change_that_replaces_it() {
    let newer = json!({"v": 99, "exceptions": ["https://karte.medley.life/login?name=x"]});
    let memory = Memory::with("settings", newer.clone());
    let storage = Storage::new(&memory);
    assert_eq!(alone(storage.update(|_: &mut Settings| Ok(()))), Ok(()));
    assert_eq!(memory.value("settings"), Some(newer), "reading overwrites nothing");
    let switch = |settings: &mut Settings| {
        settings.host_typing = true;
        Ok(())
    };
    assert_eq!(alone(storage.update(switch)), Ok(()));
    let aside = json!({"v": 99, "exceptions": ["https://karte.medley.life/login"]});
    assert_eq!(memory.value("settings.aside"), Some(aside));
    assert_eq!(memory.value("settings").expect("settings")["hostTyping"], true);
    assert_eq!(memory.writes.get(), 1, "both at once");
}

const WHOLE: &str = "https://me:secret@karte.medley.life/login?name=secret#secret";

#[test]
fn what_an_earlier_version_kept_whole_is_cut_where_it_stands() {
    let memory = Memory::with(
        "settings",
        json!({"v": 2, "exceptions": [WHOLE, WHOLE], "suspended": {"at": 1, "url": WHOLE}}),
    );
    let bookmarks = json!({"v": 1, "before": [["7", WHOLE]]});
    memory.items.borrow_mut().push(("bookmarks".into(), bookmarks));
    let storage = Storage::new(&memory);
    assert_eq!(alone(storage.update(|_: &mut Settings| Ok(()))), Ok(()));
    assert_eq!(alone(storage.update(|_: &mut RepairedBookmarks| Ok(()))), Ok(()));
    let cut = "https://karte.medley.life/login";
    let settings = memory.value("settings").expect("settings");
    assert_eq!(settings["exceptions"], json!([cut]));
    assert_eq!(settings["suspended"], json!(null), "it rests in the session alone now");
    assert_eq!(memory.value("bookmarks"), Some(json!({"v": 1, "before": [["7", cut]]})));
    let typing: TypoRedirect =
        from_value(json!({"v": 1, "to": "x", "spared": [WHOLE]})).expect("typing");
    assert_eq!(typing.spared, [cut]);
    let written = memory.writes.get();
    assert_eq!(alone(storage.update(|_: &mut Settings| Ok(()))), Ok(()));
    assert_eq!(memory.writes.get(), written, "once and for all");
}
