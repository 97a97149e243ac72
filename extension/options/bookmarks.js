// Finds bookmarks with wrong addresses of the karte, shows the correction, and applies it when requested.

import { ask } from "../shared/worker_client.js";
import { button, byId, make, setText, show } from "../shared/dom.js";
import { addressElement, hasVisibleText, textElement } from "../shared/sanitize.js";
import { failureText } from "./failure_text.js";
import { quoted, quotedAll, message } from "../shared/i18n.js";

/** @typedef {import("../../types/messages.js").Bookmarks} Bookmarks */
/** @typedef {import("../../types/messages.js").BookmarksRequest} BookmarksRequest */
/** @typedef {import("../../types/messages.js").WrongBookmark} WrongBookmark */

/** Further names are only counted. */
const MAX_NAMES = 5;

/** @param {WrongBookmark} item */
function change({ from, to }) {
  return make(
    "dl",
    { class: "change" },
    make("dt", {}, message("options_bookmarks_from")),
    make("dd", {}, addressElement(from)),
    make("dt", {}, message("options_bookmarks_to")),
    make("dd", {}, addressElement(to)),
  );
}

/** @param {WrongBookmark} item */
function row(item) {
  const title = hasVisibleText(item.title) ? item.title : message("options_bookmarks_untitled");
  const label = message("options_bookmarks_repair_one", [quoted(title)]);
  return make(
    "li",
    {},
    make(
      "div",
      {},
      make("p", { class: "title" }, textElement(title)),
      change(item),
      make("p", { class: "note" }, message(`correction_${item.reason}`)),
      item.sure ? "" : make("p", { class: "note" }, message("options_bookmarks_offered")),
    ),
    button({ class: "button", "aria-label": label }, message("options_bookmarks_repair"), () =>
      repair([item.id]),
    ),
  );
}

/** @param {Bookmarks} reply */
function draw({ items, undoable }) {
  // "Repair all" leaves out bookmarks that are only probably wrong: the person repairs them one at a time.
  const ids = items.filter(({ sure }) => sure).map(({ id }) => id);
  byId("bookmarks").replaceChildren(...items.map(row));
  byId("bookmarks-actions").replaceChildren(
    button({ class: "button", id: "look" }, message("options_bookmarks_look"), scan),
    ids.length > 1
      ? button(
          { class: "button primary", id: "repair-all" },
          message("options_bookmarks_all"),
          () => repair(ids),
        )
      : "",
    undoable > 0
      ? button({ class: "button", id: "undo" }, message("options_bookmarks_undo"), undo)
      : "",
  );
}

/**
 * Sends a request and draws the remaining bookmarks, or reports the failure.
 * @param {BookmarksRequest} request
 * @param {(reply: Bookmarks) => string} said
 */
async function send(request, said) {
  const reply = await ask(request);
  if (reply.kind === "bookmarks") {
    draw(reply);
    show(byId("bookmarks-permission"), false);
  }
  setText(byId("bookmarks-said"), reply.kind === "bookmarks" ? said(reply) : failureText(reply));
  // The clicked button was replaced, so the heading takes the focus.
  byId("bookmarks-heading").focus({ preventScroll: true });
}

/** Chrome grants a permission only during the click, so the request comes before any `await`. */
async function scan() {
  const asked = chrome.permissions.request({ permissions: ["bookmarks"] });
  if (!(await asked.catch(() => false))) {
    setText(byId("bookmarks-said"), message("options_bookmarks_denied"));
    return;
  }
  setText(byId("bookmarks-said"), message("options_bookmarks_looking"));
  await send({ kind: "correct", action: "bookmarks" }, ({ items }) =>
    items.length === 0
      ? message("options_said_none_wrong")
      : message("options_said_wrong", [items.length]),
  );
}

/** @param {WrongBookmark[]} items */
function listed(items) {
  const some = items.slice(0, MAX_NAMES);
  const left = items.length - some.length;
  const more = left > 0 ? message("history_names_more", [left]) : "";
  return quotedAll(some.map(({ title }) => title)) + more;
}

/**
 * A bookmark counts as repaired if the new list no longer contains it.
 * @param {string[]} ids
 */
function repair(ids) {
  return send({ kind: "correct", action: "repair_bookmarks", ids }, ({ items }) => {
    const left = items.filter(({ id }) => ids.includes(id));
    return left.length === 0
      ? message("options_said_repaired", [ids.length])
      : message("options_said_repaired_partly", [ids.length - left.length, listed(left)]);
  });
}

/** Undoes the repairs. The repair of a bookmark that has changed since then cannot be undone. */
function undo() {
  return send({ kind: "correct", action: "undo_bookmarks" }, ({ undoable }) =>
    undoable === 0
      ? message("options_said_undone")
      : message("options_said_undone_partly", [undoable]),
  );
}

/** Draws the button that searches. Bookmarks are read only after it was clicked. */
export function startBookmarks() {
  draw({ kind: "bookmarks", items: [], undoable: 0 });
}
