//! Bookmarks of wrong addresses: lists them, repairs them, and undoes repairs. Needs the optional permission.
//!
//! A bookmark that was removed or changed by hand meanwhile is left as it is.

use crate::browser::api::chrome;
use crate::browser::api::js_value::{get, list, now, object, text, to_js, whole_text};
use crate::browser::storage::{self, history_log};
use crate::messages::reply::{BookmarksReply, WrongBookmark};
use crate::state::history::{Fact, Facts, HistoryEntry, Undo, facts};
use crate::state::records::RepairedBookmarks;
use crate::url_correction::classify_text;
use crate::url_correction::redacted_url::{kept_address, same_page, with_query_of};
use wasm_bindgen::JsValue;

/// Maximum number of repairs that can be undone; the oldest are dropped.
const MOST: usize = 1_000;

/// A bookmark as Chrome returns it.
struct Bookmark {
    id: String,
    title: String,
    url: String,
}

/// The reply with all wrong bookmarks.
pub async fn wrong() -> Result<JsValue, &'static str> {
    let there = all().await?;
    let undoable = still_repaired(&there).await?.len();
    let items = there.iter().filter_map(check).collect();
    Ok(to_js(&BookmarksReply { kind: "bookmarks", items, undoable }))
}

async fn all() -> Result<Vec<Bookmark>, &'static str> {
    let tree = chrome::bookmarks().await.map_err(|_| "not_permitted")?;
    let mut found = Vec::new();
    let mut open = list(&tree);
    while let Some(node) = open.pop() {
        found.extend(read(&node));
        // Reversed, so that the bookmarks are in the order in which a person sees them.
        let children = get(&node, "children").map(|children| list(&children));
        open.extend(children.unwrap_or_default().into_iter().rev());
    }
    Ok(found)
}

fn read(node: &JsValue) -> Option<Bookmark> {
    Some(Bookmark {
        id: text(node, "id")?,
        title: text(node, "title").unwrap_or_default(),
        url: whole_text(node, "url")?,
    })
}

fn check(Bookmark { id, title, url }: &Bookmark) -> Option<WrongBookmark> {
    let sorted = classify_text(url);
    let (to, sure) = sorted.for_bookmark()?;
    let (to, reason) = (to.to_owned(), sorted.reason()?);
    Some(WrongBookmark {
        id: id.clone(),
        title: title.clone(),
        from: url.clone(),
        to,
        reason,
        sure,
    })
}

/// Whether a bookmark is to be repaired. One with only a suggestion is repaired only if it was selected alone.
fn is_meant(wrong: &WrongBookmark, ids: &[String]) -> bool {
    ids.contains(&wrong.id) && (wrong.sure || ids.len() == 1)
}

/// The address of the bookmark, if it is still the one that replaced `from`.
fn repaired<'a>(there: &'a [Bookmark], id: &str, from: &str) -> Option<&'a str> {
    let sorted = classify_text(from);
    let known = there.iter().find(|known| known.id == id)?;
    same_page(sorted.for_bookmark()?.0, &known.url).then_some(&*known.url)
}

fn is_repaired(there: &[Bookmark], id: &str, from: &str) -> bool {
    repaired(there, id, from).is_some()
}

/// The repaired bookmarks that were not changed since then, with their earlier addresses.
async fn still_repaired(there: &[Bookmark]) -> Result<Vec<(String, String)>, &'static str> {
    let RepairedBookmarks { mut before, .. } = storage::read().await?;
    before.retain(|(id, from)| is_repaired(there, id, from));
    Ok(before)
}

/// Repairs these bookmarks. Their addresses and the intent are saved before the first one is changed.
pub async fn repair(ids: &[String]) -> Result<JsValue, &'static str> {
    let there = all().await?;
    let found: Vec<_> =
        there.iter().filter_map(check).filter(|wrong| is_meant(wrong, ids)).collect();
    remember(&there, &found).await?;
    if found.is_empty() {
        return wrong().await;
    }
    let names = found.iter().map(|wrong| shorten_title(&wrong.title)).collect();
    let mut entry = HistoryEntry {
        at: now(),
        fix: "correct_bookmarks".to_owned(),
        before: facts([("bookmarks", Fact::Names(names))]),
        undo: Some(Undo { ids: found.iter().map(|one| one.id.clone()).collect(), done_at: None }),
        ..HistoryEntry::default()
    };
    history_log::add(entry.clone()).await;
    for WrongBookmark { id, to, .. } in &found {
        // A failed change shows in the comparison below.
        let _ = chrome::change_bookmark(id, &object(&[("url", to.into())])).await;
    }
    let there = all().await?;
    let mut done = Vec::new();
    let mut refused = Vec::new();
    for WrongBookmark { id, title, from, .. } in found {
        if is_repaired(&there, &id, &from) {
            done.push(id);
        } else {
            refused.push(shorten_title(&title));
        }
    }
    entry.after = outcome(&done, refused);
    entry.undo = if done.is_empty() { None } else { Some(Undo { ids: done, done_at: None }) };
    history_log::add(entry).await;
    wrong().await
}

/// Saves the present addresses of these bookmarks.
async fn remember(there: &[Bookmark], found: &[WrongBookmark]) -> Result<(), &'static str> {
    let new = found.iter().map(|wrong| (wrong.id.clone(), kept_address(&wrong.from)));
    let keep = |RepairedBookmarks { before, .. }: &mut RepairedBookmarks| {
        before.retain(|(id, from)| is_repaired(there, id, from));
        before.extend(new);
        let surplus = before.len().saturating_sub(MOST);
        before.drain(..surplus);
    };
    storage::change(keep).await.map(drop)
}

/// The outcome, as the bookmarks themselves show it. A history entry without an outcome was interrupted.
fn outcome(done: &[String], refused: Vec<String>) -> Facts {
    let word = match (done, &*refused) {
        (_, []) => "done",
        ([], _) => "failed",
        _ => "partly",
    };
    let mut after = Facts::new();
    after.insert("outcome".to_owned(), Fact::Text(word.to_owned()));
    if !refused.is_empty() {
        after.insert("unchanged".to_owned(), Fact::Names(refused));
    }
    after
}

/// A bookmark's title is untrusted text of any length.
fn shorten_title(title: &str) -> String {
    title.chars().take(80).collect()
}

/// Undoes the repair of every repaired bookmark.
pub async fn undo() -> Result<JsValue, &'static str> {
    let RepairedBookmarks { before, .. } = storage::read().await?;
    put_back(before.into_iter().map(|(id, _)| id).collect()).await?;
    wrong().await
}

/// Undoes the repair of these bookmarks, unless they were changed since then; the history entry is marked for those that no
/// longer have the repaired address.
pub async fn put_back(mut ids: Vec<String>) -> Result<(), &'static str> {
    let there = all().await?;
    for (id, from) in still_repaired(&there).await? {
        let to = repaired(&there, &id, &from).unwrap_or_default();
        if ids.contains(&id) {
            // The query is not saved: if the repaired address took it over, it is copied back from there.
            let url = with_query_of(&from, to, to);
            // A failed change shows in the comparison below.
            let _ = chrome::change_bookmark(&id, &object(&[("url", url.into())])).await;
        }
    }
    let there = all().await?;
    let left = still_repaired(&there).await?;
    ids.retain(|id| left.iter().all(|(still, _)| still != id));
    history_log::undone(ids).await;
    let keep = |RepairedBookmarks { before, .. }: &mut RepairedBookmarks| {
        before.retain(|(id, from)| is_repaired(&there, id, from));
    };
    storage::change(keep).await.map(drop)
}
