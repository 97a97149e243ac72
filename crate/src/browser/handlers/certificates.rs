//! Message `diary`: the certificate diary, its reminders, its alarm and its calendar file.
//!
//! The alarm exists only while a reminder is still to come. What is due is saved under `reminder`, where the popup reads
//! it before the core has started.

use crate::base::time::Millis;
use crate::browser::api::chrome;
use crate::browser::api::js_value::{id, now, object, to_js};
use crate::browser::storage;
use crate::browser::ui::{i18n, icon};
use crate::messages::reply::{CertificateLine, CertificatesReply};
use crate::messages::request::DiaryAction;
use crate::state::certificates::{
    CalendarDate, CalendarText, CertificateDiary, DiaryError, Now, Reminder, ics,
};
use crate::state::settings::Settings;
use futures_util::lock::Mutex;
use std::sync::LazyLock;
use wasm_bindgen::JsValue;

const ASIDE: &str = "diary.aside";
const ALARM: &str = "diary";

/// The due reminder, the badge and the alarm are updated together under this lock.
static REMINDING: LazyLock<Mutex<()>> = LazyLock::new(Mutex::default);

/// The parameters of the message.
pub struct DiaryRequest {
    /// What the person calls the clinic.
    pub clinic: String,
    /// The day of issue.
    pub issued: String,
    /// The key of the entry.
    pub confirmed: Option<Millis>,
}

/// Performs the request of a page; `Err` is a code for the reply.
pub async fn act(action: DiaryAction, about: DiaryRequest) -> Result<JsValue, &'static str> {
    let present = present();
    let changes = |diary: &mut CertificateDiary| {
        change(diary, action, &about, present).map(|()| diary.clone())
    };
    let diary = storage::update(changes).await?;
    let mut file = None;
    match action {
        DiaryAction::Ics => file = Some(ics(&diary, &calendar_words().await)),
        DiaryAction::DropAside => storage::forget(ASIDE).await,
        _ => {}
    }
    let reminder = remind(present.today).await;
    let entries = diary.entries.into_iter().map(|entry| CertificateLine {
        expires: entry.expires(),
        left: entry.expires().since(present.today),
        clinic: entry.clinic,
        issued: entry.issued,
        confirmed: entry.confirmed,
    });
    Ok(to_js(&CertificatesReply {
        kind: "diary",
        today: present.today,
        entries: entries.collect(),
        due: reminder.due,
        aside: reminder.aside,
        ics: file,
    }))
}

fn change(
    diary: &mut CertificateDiary,
    action: DiaryAction,
    about: &DiaryRequest,
    present: Now,
) -> Result<(), &'static str> {
    match action {
        DiaryAction::List | DiaryAction::Ics | DiaryAction::DropAside => {}
        DiaryAction::Add => {
            diary.add(&about.clinic, &about.issued, present).map_err(DiaryError::code)?;
        }
        DiaryAction::Remove => {
            diary.remove(about.confirmed.ok_or("malformed")?);
        }
        DiaryAction::Dismiss => diary.dismiss(present.today),
    }
    Ok(())
}

/// Checks which reminder is due: at the start of the browser, at the alarm, and after a change that affects it.
pub async fn check() {
    let today = present().today;
    if storage::update(|diary: &mut CertificateDiary| Ok(diary.set_right(today))).await.is_ok() {
        remind(today).await;
    }
}

/// The present time, and the day in this PC's time zone.
pub fn present() -> Now {
    Now { now: now(), today: CalendarDate::at(now(), west()) }
}

fn west() -> i64 {
    #[allow(clippy::cast_possible_truncation, reason = "whole minutes of a day")]
    let west = js_sys::Date::new_0().get_timezone_offset() as i64;
    west
}

/// The saved diary; an unreadable one is set aside before anything is written over it.
pub async fn load() -> Result<CertificateDiary, &'static str> {
    storage::change(|_: &mut CertificateDiary| ()).await
}

async fn calendar_words() -> CalendarText {
    CalendarText {
        summary: i18n::message("diary_ics_title").await,
        soon: i18n::message("diary_ics_soon").await,
        description: i18n::message("diary_ics_what").await,
    }
}

/// Saves the due reminder, shows it, and sets the alarm for the next one; without an entry it removes all three.
///
/// Runs one at a time and reads the diary again each time: of two concurrent runs the one with the older diary could set
/// the alarm last. A failed read changes nothing.
async fn remind(today: CalendarDate) -> Reminder {
    let _alone = REMINDING.lock().await;
    let read = (
        storage::read::<CertificateDiary>().await,
        storage::read::<Settings>().await,
        storage::read::<Reminder>().await,
    );
    let (Ok(diary), Ok(settings), Ok(_)) = read else { return Reminder::default() };
    let reminds = settings.reminders().on;
    let due = diary.due(today).filter(|_| reminds);
    let aside = matches!(storage::raw(ASIDE).await, Ok(Some(_)));
    let start_check = settings.start_check().on;
    let renew = |known: &mut Reminder| {
        let before = known.clone();
        (known.due, known.aside) = (due.clone(), aside);
        known.drop_renewed(&diary, today);
        known.start.retain(|_| start_check);
        Ok((*known != before, known.clone()))
    };
    // The reminder is shown even if it could not be saved.
    let unsaved = Reminder { due: due.clone(), aside, ..Reminder::default() };
    let (changed, reminder) = storage::update(renew).await.unwrap_or((true, unsaved));
    if changed || reminder.due.is_some() {
        icon::show_icon().await;
    }
    wake_at(diary.next_due(today).filter(|_| reminds)).await;
    reminder
}

async fn wake_at(day: Option<CalendarDate>) {
    let _ = match day {
        Some(day) => {
            let when = object(&[("when", id(day.begins(west())).into())]);
            chrome::set_alarm(ALARM, &when).await
        }
        None => chrome::clear_alarm(ALARM).await,
    };
}
