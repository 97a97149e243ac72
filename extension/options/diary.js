// The certificate diary: a person writes down when a certificate was issued, and is reminded before it runs out.

import { ask } from "../shared/worker_client.js";
import { daysLater, formatDay } from "../shared/calendar_date.js";
import { button, byId, make, setText, show } from "../shared/dom.js";
import { change, onSettings } from "./settings.js";
import { whyNot } from "./bookmarks.js";
import { saveFile } from "../shared/save_file.js";
import { sanitize, textElement } from "../shared/sanitize.js";
import { message } from "../shared/i18n.js";

/** @typedef {import("../../types/messages.js").Diary} Diary */
/** @typedef {import("../../types/messages.js").DiaryRequest} DiaryRequest */
/** @typedef {Diary["entries"][number]} Entry */

/** A certificate lives so many days; the worker counts by itself. */
const LIFE_DAYS = 825;
/** With so many days left, it is time. */
const SOON = 90;

/** @param {string} id */
function input(id) {
  return /** @type {HTMLInputElement} */ (byId(id));
}

/** @param {Entry} entry */
function leftOf({ left }) {
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
    { "data-issued": entry.issued, "data-soon": String(entry.left <= SOON) },
    make(
      "div",
      {},
      make("p", { class: "title" }, textElement(name)),
      make("p", {}, message("diary_until", [expires]), " ", make("strong", {}, leftOf(entry))),
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
 * Sends a request and draws what is then written; a failure is said and nothing else changes.
 * @param {DiaryRequest} request
 * @param {string} [said]
 */
async function send(request, said = "") {
  const reply = await ask(request);
  if (reply.kind === "diary") draw(reply);
  setText(byId("diary-said"), reply.kind === "diary" ? said : whyNot(reply));
  return reply.kind === "diary" ? reply : null;
}

/** What the day would mean, before it is written down. */
function preview() {
  const last = daysLater(input("diary-issued").value, LIFE_DAYS);
  setText(byId("diary-preview"), last ? message("diary_preview", [formatDay(last)]) : "");
}

async function add() {
  const [clinic, issued] = [input("diary-clinic").value, input("diary-issued").value];
  const until = formatDay(daysLater(issued, LIFE_DAYS));
  const done = await send(
    { kind: "diary", action: "add", clinic, issued },
    message("diary_said_added", [until]),
  );
  if (!done) return input("diary-issued").focus();
  input("diary-clinic").value = "";
  input("diary-issued").value = "";
  return preview();
}

/** @param {number} confirmed @param {string} said */
async function remove(confirmed, said) {
  const done = await send({ kind: "diary", action: "remove", confirmed }, said);
  // The pressed button is gone: the keyboard goes on from the heading.
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

async function turnReminders() {
  const wanted = input("reminders").checked;
  const done = message(wanted ? "options_said_reminders_on" : "options_said_reminders_off");
  if (!(await change({ reminders: wanted }, "diary-said", done))) {
    input("reminders").checked = !wanted;
  }
}

/** Draws what is written, and goes there where the popup sent the person. */
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
  input("diary-issued").addEventListener("input", preview);
  input("reminders").addEventListener("change", () => void turnReminders());
  onSettings(({ reminders: { on, forced } }) => {
    input("reminders").checked = on;
    input("reminders").disabled = forced;
    show(byId("reminders-forced"), forced);
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") void refreshDiary();
  });
  await refreshDiary();
}

/** Asks what is written: at the start, when the person comes back, and after a file was read. */
export async function refreshDiary() {
  const reply = await ask({ kind: "diary", action: "list" });
  if (reply.kind === "diary") draw(reply);
  else setText(byId("diary-said"), whyNot(reply));
}
