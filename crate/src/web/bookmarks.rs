//! Bookmarks of wrong addresses: listed, put right, put back. Needs the optional permission.
//!
//! A bookmark that was removed or changed by hand meanwhile is left as it is.

use super::convert::{get, list, now, object, text, to_js};
use super::{chrome, history, store};
use crate::correction::{Reason, correct_text};
use crate::history::{Entry, Fact, Undo};
use serde::Serialize;
use wasm_bindgen::JsValue;

/// A bookmark that does not lead where it should.
#[derive(Serialize)]
struct Wrong {
    id: String,
    title: String,
    from: String,
    to: String,
    reason: Reason,
}

/// A bookmark as the browser has it.
struct Bookmark {
    id: String,
    title: String,
    url: String,
}

#[derive(Serialize)]
struct Reply {
    kind: &'static str,
    items: Vec<Wrong>,
    undoable: usize,
}

/// The reply with all wrong bookmarks.
pub async fn wrong() -> Result<JsValue, &'static str> {
    let there = all().await?;
    let repaired = store::repaired_bookmarks().await;
    let undoable = repaired.iter().filter(|(id, from)| is_repaired(&there, id, from)).count();
    let items = there.into_iter().filter_map(judge).collect();
    Ok(to_js(&Reply { kind: "bookmarks", items, undoable }))
}

async fn all() -> Result<Vec<Bookmark>, &'static str> {
    let tree = chrome::bookmarks().await.map_err(|_| "not_permitted")?;
    let mut found = Vec::new();
    let mut open = list(&tree);
    while let Some(node) = open.pop() {
        found.extend(read(&node));
        // Reversed, so that they come out in the order in which a person sees them.
        let children = get(&node, "children").map(|children| list(&children));
        open.extend(children.unwrap_or_default().into_iter().rev());
    }
    Ok(found)
}

fn read(node: &JsValue) -> Option<Bookmark> {
    Some(Bookmark {
        id: text(node, "id")?,
        title: text(node, "title").unwrap_or_default(),
        url: text(node, "url")?,
    })
}

fn judge(Bookmark { id, title, url: from }: Bookmark) -> Option<Wrong> {
    let sorted = correct_text(&from);
    let (to, reason) = (sorted.meant()?.to_owned(), sorted.reason()?);
    Some(Wrong { id, title, from, to, reason })
}

/// Whether the bookmark still has the address that it was given instead of `from`.
fn is_repaired(there: &[Bookmark], id: &str, from: &str) -> bool {
    let to = correct_text(from);
    there.iter().any(|known| known.id == id && to.to() == Some(&known.url))
}

/// Puts these right; their addresses are saved before the first one is changed.
pub async fn repair(ids: &[String]) -> Result<JsValue, &'static str> {
    let there = all().await?;
    let mut undo = store::repaired_bookmarks().await;
    undo.retain(|(id, from)| is_repaired(&there, id, from));
    let found: Vec<_> =
        there.into_iter().filter_map(judge).filter(|wrong| ids.contains(&wrong.id)).collect();
    undo.extend(found.iter().map(|wrong| (wrong.id.clone(), wrong.from.clone())));
    if !store::save_repaired_bookmarks(undo).await {
        return Err("storage");
    }
    note(&found).await;
    for Wrong { id, to, .. } in found {
        // What cannot be changed comes back as still wrong; the others go on.
        let _ = chrome::change_bookmark(&id, &object(&[("url", to.into())])).await;
    }
    wrong().await
}

/// The line in the history: which bookmarks, by their names, and how to put them back.
async fn note(found: &[Wrong]) {
    if found.is_empty() {
        return;
    }
    let names = found.iter().map(|wrong| wrong.title.chars().take(80).collect()).collect();
    let undo = Undo { ids: found.iter().map(|wrong| wrong.id.clone()).collect(), done_at: None };
    history::add(Entry {
        at: now(),
        fix: "correct_bookmarks".to_owned(),
        before: [("bookmarks".to_owned(), Fact::Names(names))].into(),
        after: [("outcome".to_owned(), Fact::Text("done".to_owned()))].into(),
        undo: Some(undo),
    })
    .await;
}

/// Puts every repaired bookmark back.
pub async fn undo() -> Result<JsValue, &'static str> {
    let all: Vec<_> = store::repaired_bookmarks().await.into_iter().map(|(id, _)| id).collect();
    put_back(&all).await?;
    history::undone(all).await;
    wrong().await
}

/// Puts these back, as far as they were repaired and not touched since.
pub async fn put_back(ids: &[String]) -> Result<(), &'static str> {
    let there = all().await?;
    let mut left = store::repaired_bookmarks().await;
    left.retain(|(id, from)| is_repaired(&there, id, from));
    let (back, mut left): (Vec<_>, Vec<_>) = left.into_iter().partition(|(id, _)| ids.contains(id));
    for (id, from) in back {
        let before = object(&[("url", (&*from).into())]);
        if chrome::change_bookmark(&id, &before).await.is_err() {
            left.push((id, from));
        }
    }
    if store::save_repaired_bookmarks(left).await { Ok(()) } else { Err("storage") }
}
