//! Bookmarks of wrong addresses: listed, put right, put back. Needs the optional permission.

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

#[derive(Serialize)]
struct Reply {
    kind: &'static str,
    items: Vec<Wrong>,
    undoable: usize,
}

/// The reply with all wrong bookmarks.
pub async fn wrong() -> Result<JsValue, &'static str> {
    let items = all_wrong().await?;
    let undoable = store::repaired_bookmarks().await.len();
    Ok(to_js(&Reply { kind: "bookmarks", items, undoable }))
}

async fn all_wrong() -> Result<Vec<Wrong>, &'static str> {
    let tree = chrome::bookmarks().await.map_err(|_| "not_permitted")?;
    let mut items = Vec::new();
    let mut open = list(&tree);
    while let Some(node) = open.pop() {
        items.extend(judge(&node));
        open.extend(get(&node, "children").map(|children| list(&children)).unwrap_or_default());
    }
    Ok(items)
}

fn judge(node: &JsValue) -> Option<Wrong> {
    let from = text(node, "url")?;
    match correct_text(&from) {
        Correction::Corrected { to, reason, .. } => Some(Wrong {
            id: text(node, "id")?,
            title: text(node, "title").unwrap_or_default(),
            from,
            to,
            reason,
        }),
        _ => None,
    }
}

/// Puts these right; their addresses are saved before the first one is changed.
pub async fn repair(ids: &[String]) -> Result<JsValue, &'static str> {
    let found: Vec<_> = all_wrong().await?.into_iter().filter(|x| ids.contains(&x.id)).collect();
    let mut undo = store::repaired_bookmarks().await;
    undo.extend(found.iter().map(|wrong| (wrong.id.clone(), wrong.from.clone())));
    if !store::save_repaired_bookmarks(&undo).await {
        return Err("storage");
    }
    for item in &found {
        // One that was removed meanwhile stays removed; the others go on.
        let _ = chrome::change_bookmark(&item.id, &object(&[("url", (&*item.to).into())])).await;
    }
    wrong().await
}

/// Puts every repaired bookmark back.
pub async fn undo() -> Result<JsValue, &'static str> {
    chrome::bookmarks().await.map_err(|_| "not_permitted")?;
    for (id, from) in store::repaired_bookmarks().await.into_iter().rev() {
        let _ = chrome::change_bookmark(&id, &object(&[("url", from.into())])).await;
    }
    store::save_repaired_bookmarks(&[]).await;
    wrong().await
}
