//! Bookmarks of wrong addresses: listed, put right, put back. Needs the optional permission.
//!
//! A bookmark that was removed or changed by hand meanwhile is left as it is.

use super::chrome;
use super::convert::{get, list, object, text, to_js};
use super::store;
use crate::correction::{Correction, Reason, correct_text};
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
    match correct_text(&from) {
        Correction::Corrected { to, reason, .. } => Some(Wrong { id, title, from, to, reason }),
        _ => None,
    }
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
    for Wrong { id, to, .. } in found {
        // What cannot be changed comes back as still wrong; the others go on.
        let _ = chrome::change_bookmark(&id, &object(&[("url", to.into())])).await;
    }
    wrong().await
}

/// Puts every repaired bookmark back.
pub async fn undo() -> Result<JsValue, &'static str> {
    let there = all().await?;
    let mut left = store::repaired_bookmarks().await;
    left.retain(|(id, from)| is_repaired(&there, id, from));
    for (id, from) in std::mem::take(&mut left) {
        let before = object(&[("url", (&*from).into())]);
        if chrome::change_bookmark(&id, &before).await.is_err() {
            left.push((id, from));
        }
    }
    let _ = store::save_repaired_bookmarks(left).await;
    wrong().await
}
