//! Keeps the certificate diary: its alarm is there only while an entry is still to be reminded of.
//!
//! What is due is saved under `reminder`, where the popup reads it without waiting for anything.

use super::convert::{from_js, id, now, object, to_js};
use super::turn::turn;
use super::{chrome, store, trial, watch, words};
use crate::badge;
use crate::diary::{Day, Diary, DiaryError, Due, Now, Words, ics};
use crate::facts::Millis;
use crate::message::DiaryAction;
use crate::versioned::Version;
use serde::{Deserialize, Serialize};
use wasm_bindgen::JsValue;

/// Its key in `chrome.storage.local`.
pub const KEY: &str = "diary";
const ASIDE: &str = "diary.aside";
const REMINDER: &str = "reminder";
const ALARM: &str = "diary";

/// What the popup says.
#[derive(Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Reminder {
    v: Version<1>,
    due: Option<Due>,
    /// A diary that cannot be read was set aside.
    aside: bool,
}

/// How it stands.
#[derive(Serialize)]
struct Reply {
    kind: &'static str,
    today: Day,
    entries: Vec<Line>,
    due: Option<Due>,
    aside: bool,
    /// The calendar file, if it was asked for.
    ics: Option<String>,
}

/// One certificate.
#[derive(Serialize)]
struct Line {
    clinic: String,
    issued: Day,
    expires: Day,
    /// How many days are left; below zero, it has run out.
    left: i32,
    confirmed: Millis,
}

/// What a page asks about.
pub struct About {
    /// What the person calls the clinic.
    pub clinic: String,
    /// The day of issue.
    pub issued: String,
    /// Which entry.
    pub confirmed: Option<Millis>,
}

/// Does what a page asks; `Err` is a code for the reply.
pub async fn act(action: DiaryAction, about: About) -> Result<JsValue, &'static str> {
    let turn = turn().await;
    let present = present();
    let mut diary = load().await?;
    let mut file = None;
    match action {
        DiaryAction::List => {}
        DiaryAction::Add => {
            diary.add(&about.clinic, &about.issued, present).map_err(DiaryError::code)?;
        }
        DiaryAction::Remove => {
            diary.remove(about.confirmed.ok_or("malformed")?);
        }
        DiaryAction::Dismiss => diary.dismiss(present.today),
        DiaryAction::Ics => file = Some(ics(&diary, &calendar_words().await)),
        DiaryAction::DropAside => store::forget(ASIDE).await,
    }
    if matches!(action, DiaryAction::Add | DiaryAction::Remove | DiaryAction::Dismiss)
        && !save(&diary).await
    {
        return Err("storage");
    }
    drop(turn);
    let reminder = remind(&diary, present.today).await;
    let entries = diary.entries.into_iter().map(|entry| Line {
        expires: entry.expires(),
        left: entry.expires().since(present.today),
        clinic: entry.clinic,
        issued: entry.issued,
        confirmed: entry.confirmed,
    });
    Ok(to_js(&Reply {
        kind: "diary",
        today: present.today,
        entries: entries.collect(),
        due: reminder.due,
        aside: reminder.aside,
        ics: file,
    }))
}

/// Looks what is due: at the browser's start, at the alarm, and after what it depends on has changed.
pub async fn check() {
    let turn = turn().await;
    let today = present().today;
    if let Ok(mut diary) = load().await {
        if diary.set_right(today) {
            save(&diary).await;
        }
        drop(turn);
        remind(&diary, today).await;
    }
}

/// Shows on the icon what is due, or nothing: nobody else needs it now.
pub async fn rest() {
    let reminder: Option<Reminder> = store::read(REMINDER).await;
    match reminder.and_then(|reminder| reminder.due) {
        Some(_) => watch::mark_all(&badge::RUNS_OUT).await,
        None => watch::unmark_all().await,
    }
}

/// The moment, and the day on this PC's wall.
pub fn present() -> Now {
    Now { now: now(), today: Day::at(now(), west()) }
}

fn west() -> i64 {
    #[allow(clippy::cast_possible_truncation, reason = "whole minutes of a day")]
    let west = js_sys::Date::new_0().get_timezone_offset() as i64;
    west
}

/// What is kept; what cannot be read is set aside before anything is written over it.
pub async fn load() -> Result<Diary, &'static str> {
    let Some(kept) = store::raw(KEY).await.map_err(|()| "storage")? else {
        return Ok(Diary::default());
    };
    if let Some(diary) = from_js::<Diary>(&kept).filter(Diary::is_sound) {
        return Ok(diary);
    }
    if !store::set_aside(KEY).await {
        return Err("storage");
    }
    store::forget(KEY).await;
    Ok(Diary::default())
}

/// An empty diary leaves nothing behind.
async fn save(diary: &Diary) -> bool {
    if diary.entries.is_empty() {
        store::forget(KEY).await;
        return true;
    }
    store::write(KEY, diary).await
}

async fn calendar_words() -> Words {
    Words {
        summary: words::say("diary_ics_title").await,
        description: words::say("diary_ics_what").await,
    }
}

/// Keeps what is due, shows it, and sets the alarm for the next time; without an entry nothing of it is left.
///
/// What Chrome could not read changes nothing.
async fn remind(diary: &Diary, today: Day) -> Reminder {
    let (Some(settings), Ok(known)) =
        (store::settings_to_change().await, store::try_read::<Reminder>(REMINDER).await)
    else {
        return Reminder::default();
    };
    let reminds = settings.reminders().on;
    let due = diary.due(today).filter(|_| reminds);
    let aside = matches!(store::raw(ASIDE).await, Ok(Some(_)));
    let reminder = Reminder { v: Version, due, aside };
    let changed = known.unwrap_or_default() != reminder;
    if changed && reminder == Reminder::default() {
        store::forget(REMINDER).await;
    } else if changed {
        store::write(REMINDER, &reminder).await;
    }
    if changed || reminder.due.is_some() {
        trial::show_icon().await;
    }
    wake_at(diary.next_due(today).filter(|_| reminds)).await;
    reminder
}

async fn wake_at(day: Option<Day>) {
    let _ = match day {
        Some(day) => {
            let when = object(&[("when", id(day.begins(west())).into())]);
            chrome::set_alarm(ALARM, &when).await
        }
        None => chrome::clear_alarm(ALARM).await,
    };
}
