// The history of changes on this PC: newest first, with undo where possible, export to a file, and erase.

import { ask } from "../shared/worker_client.js";
import { button, byId, make, setText, show } from "../shared/dom.js";
import { formatTime, row } from "./history_row.js";
import { failureText } from "./failure_text.js";
import { saveFile } from "../shared/save_file.js";
import { message } from "../shared/i18n.js";

/** @typedef {import("../../types/messages.js").Failed} Failed */
/** @typedef {import("../../types/messages.js").History} History */
/** @typedef {import("../../types/messages.js").HistoryEntry} HistoryEntry */
/** @typedef {import("../../types/messages.js").HistoryRequest} HistoryRequest */

/** Rows at first, and further rows with each click. */
const FIRST_ROWS = 20;
const MORE_ROWS = 100;

/** Newest first. @type {HistoryEntry[]} */
let entries = [];
let shown = FIRST_ROWS;
/** What is drawn. It is redrawn only if it differs, so that a button is not replaced during a click. */
let drawn = "";

/** @param {HistoryEntry} entry */
function drawRow(entry) {
  return row(entry, () => undo(entry));
}

/** @param {HTMLElement | undefined} next the first new row, which takes the focus */
function drawMore(next) {
  const left = entries.length - byId("history-list").childElementCount;
  const label = message("history_more", [left]);
  const more = left > 0 ? [button({ class: "button", id: "history-more" }, label, showMore)] : [];
  byId("history-rest").replaceChildren(...more);
  next?.focus();
}

function showMore() {
  const next = entries.slice(shown, shown + MORE_ROWS).map(drawRow);
  shown += MORE_ROWS;
  byId("history-list").append(...next);
  drawMore(next[0]);
}

function drawActions() {
  const actions = [
    button({ class: "button", id: "history-export" }, message("history_export"), save),
    button({ class: "button", id: "history-erase" }, message("history_erase"), askBeforeErasing),
  ];
  byId("history-actions").replaceChildren(...(entries.length > 0 ? actions : []));
}

/** @param {History} history */
function draw(history) {
  const drawing = JSON.stringify(history.entries);
  if (drawing === drawn) return;
  drawn = drawing;
  entries = history.entries.toReversed();
  show(byId("history-none"), entries.length === 0);
  show(byId("history-sure"), false);
  byId("history-list").replaceChildren(...entries.slice(0, shown).map(drawRow));
  drawActions();
  drawMore(undefined);
}

/**
 * Sends a request and draws the history, or reports the failure.
 * @param {HistoryRequest} request
 * @param {(history: History) => string} [said]
 */
async function send(request, said = () => "") {
  const reply = await ask(request);
  if (reply.kind === "history") draw(reply);
  setText(byId("history-said"), reply.kind === "history" ? said(reply) : failure(reply));
  return reply.kind === "history" ? reply : null;
}

/** @param {Failed} failed */
function failure(failed) {
  return message(`history_error_${failed.code}`) || failureText(failed);
}

/**
 * Chrome grants a permission only during the click, so the request comes before any `await`.
 * @param {HistoryEntry} entry
 */
async function undo({ at, fix }) {
  if (fix === "correct_bookmarks") {
    const asked = chrome.permissions.request({ permissions: ["bookmarks"] });
    if (!(await asked.catch(() => false))) {
      setText(byId("history-said"), message("history_undo_denied"));
      return;
    }
  }
  const done = await send({ kind: "undo", at, fix }, ({ entries: all }) => {
    const entry = all.find((one) => one.at === at && one.fix === fix);
    return message(
      entry?.undo?.doneAt === null ? "history_said_not_undone" : "history_said_undone",
    );
  });
  // The clicked button is gone, so the heading takes the focus.
  if (done) byId("history-heading").focus({ preventScroll: true });
}

/** Saves the whole history as a file. */
async function save() {
  const history = await send({ kind: "history", action: "export" });
  if (!history) return;
  const { schema, at, entries: all } = history;
  const text = `${JSON.stringify({ schema, at, entries: all }, null, 2)}\n`;
  setText(byId("history-said"), message("history_said_saved", [saveFile(text, "history", "json")]));
}

/** Erasing cannot be undone, so it needs a confirmation. */
function askBeforeErasing() {
  const open = entries.some(({ undo: way }) => way && way.doneAt === null);
  const oldest = formatTime(entries.at(-1)?.at, { dateStyle: "medium" });
  byId("history-sure").replaceChildren(
    make("p", {}, message("history_erase_sure", [entries.length, oldest])),
    open ? make("p", {}, message("history_erase_open")) : "",
    make(
      "div",
      { class: "actions" },
      button({ class: "button", id: "history-erase-yes" }, message("history_erase_yes"), erase),
      button({ class: "button", id: "history-erase-no" }, message("history_erase_no"), cancel),
    ),
  );
  setText(byId("history-said"), "");
  byId("history-actions").replaceChildren();
  show(byId("history-sure"), true);
  byId("history-sure").focus();
}

function cancel() {
  show(byId("history-sure"), false);
  drawActions();
  byId("history-erase").focus();
}

async function erase() {
  const done = await send({ kind: "history", action: "erase" }, () =>
    message("history_said_erased"),
  );
  if (done) byId("history-heading").focus({ preventScroll: true });
}

/** Loads the history now and whenever the page becomes visible. */
export async function startHistory() {
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") void refresh();
  });
  await refresh();
}

async function refresh() {
  const reply = await ask({ kind: "history", action: "list" });
  if (reply.kind === "history") draw(reply);
  setText(byId("history-said"), reply.kind === "history" ? "" : failure(reply));
}
