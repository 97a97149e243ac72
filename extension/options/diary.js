// The certificate diary: a person records when a certificate was issued and is reminded before it expires.

import { ask } from "../shared/worker_client.js";
import { daysLater, formatDay } from "../shared/calendar_date.js";
import { button, byId, make, setText, show } from "../shared/dom.js";
import { bindSwitch } from "./settings.js";
import { failureText } from "./failure_text.js";
import { saveFile } from "../shared/save_file.js";
import { sanitize, textElement } from "../shared/sanitize.js";
import { message } from "../shared/i18n.js";

/** @typedef {import("../../types/messages.js").Diary} Diary */
/** @typedef {import("../../types/messages.js").DiaryRequest} DiaryRequest */
/** @typedef {Diary["entries"][number]} Entry */

/** Days for which a certificate is valid. Only for the preview: the worker calculates the saved date. */
const VALIDITY_DAYS = 825;
/** Entries that expire within so many days are highlighted. */
const SOON_DAYS = 90;

/** @param {string} id */
function input(id) {
  return /** @type {HTMLInputElement} */ (byId(id));
}

/** @param {Entry} entry */
function daysLeftText({ left }) {
  if (left < 0) return message("diary_over");
  return left === 0 ? message("diary_today") : message("diary_left", [left]);
}

/** @param {Entry} entry */
function row(entry) {
  const name = sanitize(entry.clinic) || message("diary_nameless");
  const [issued, expires] = [formatDay(entry.issued), formatDay(entry.expires)];
  const label = message("diary_remove_one", [name, issued]);
  return make(
    "li",
    { "data-issued": entry.issued, "data-soon": String(entry.left <= SOON_DAYS) },
    make(
      "div",
      {},
      make("p", { class: "title" }, textElement(name)),
      make(
        "p",
        {},
        message("diary_until", [expires]),
        " ",
        make("strong", {}, daysLeftText(entry)),
      ),
      make("p", { class: "note" }, message("diary_issued_on", [issued])),
    ),
    button({ class: "button", "aria-label": label }, message("options_exceptions_remove"), () =>
      remove(entry.confirmed, message("diary_said_removed", [name, issued])),
    ),
  );
}

/** @param {Diary} diary */
function draw({ today, entries, aside }) {
  const sorted = entries.toSorted((one, other) => one.left - other.left);
  input("diary-issued").max = today;
  byId("diary-list").replaceChildren(...sorted.map(row));
  show(byId("diary-none"), entries.length === 0);
  show(byId("diary-aside"), aside);
  show(byId("diary-ics"), entries.length > 0);
}

/**
 * Sends a request and draws the diary, or reports the failure.
 * @param {DiaryRequest} request
 * @param {string} [said]
 */
async function send(request, said = "") {
  const reply = await ask(request);
  if (reply.kind === "diary") draw(reply);
  setText(byId("diary-said"), reply.kind === "diary" ? said : failureText(reply));
  return reply.kind === "diary" ? reply : null;
}

/** Shows the expiry date for the entered date of issue. */
function drawExpiry() {
  const last = daysLater(input("diary-issued").value, VALIDITY_DAYS);
  setText(byId("diary-preview"), last ? message("diary_preview", [formatDay(last)]) : "");
}

async function add() {
  const [clinic, issued] = [input("diary-clinic").value, input("diary-issued").value];
  const until = formatDay(daysLater(issued, VALIDITY_DAYS));
  const done = await send(
    { kind: "diary", action: "add", clinic, issued },
    message("diary_said_added", [until]),
  );
  if (!done) return input("diary-issued").focus();
  input("diary-clinic").value = "";
  input("diary-issued").value = "";
  return drawExpiry();
}

/** @param {number} confirmed @param {string} said */
async function remove(confirmed, said) {
  const done = await send({ kind: "diary", action: "remove", confirmed }, said);
  // The clicked button is gone, so the heading takes the focus.
  if (done) byId("diary-heading").focus({ preventScroll: true });
}

async function save() {
  const reply = await send({ kind: "diary", action: "ics" });
  if (!reply?.ics) return;
  setText(byId("diary-said"), message("diary_said_ics", [saveFile(reply.ics, "diary", "ics")]));
}

async function dropAside() {
  const done = await send({ kind: "diary", action: "drop_aside" }, message("diary_said_dropped"));
  if (done) byId("diary-heading").focus({ preventScroll: true });
}

/** Adds the buttons and listeners, then loads the diary. */
export async function startDiary() {
  byId("diary-add").append(
    button({ class: "button primary", id: "diary-write" }, message("diary_add"), add),
  );
  byId("diary-ics").append(
    button({ class: "button", id: "diary-save" }, message("diary_ics"), save),
  );
  byId("diary-aside").append(
    button({ class: "button", id: "diary-drop" }, message("diary_aside_drop"), dropAside),
  );
  input("diary-issued").addEventListener("input", drawExpiry);
  bindSwitch("reminders", {
    place: "diary-said",
    state: ({ reminders }) => reminders,
    set: (reminders) => ({ reminders }),
    done: (on) => message(on ? "options_said_reminders_on" : "options_said_reminders_off"),
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") void refreshDiary();
  });
  await refreshDiary();
}

/** Loads and draws the diary. */
export async function refreshDiary() {
  const reply = await ask({ kind: "diary", action: "list" });
  if (reply.kind === "diary") draw(reply);
  else setText(byId("diary-said"), failureText(reply));
}
