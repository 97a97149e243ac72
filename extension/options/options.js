// The settings page: starts its parts, and draws the URL correction (two switches, exceptions). The other parts have files
// of their own.

import "../shared/extension_api.js";
import { ask, correctsTyping } from "../shared/worker_client.js";
import { button, byId, make, setText, show } from "../shared/dom.js";
import { startBookmarks } from "./bookmarks.js";
import { failureText } from "./failure_text.js";
import { startBackup } from "./backup.js";
import { startClinics } from "./clinics.js";
import { startStartCheck } from "./start_check.js";
import { startDefault } from "./use_default.js";
import { startDiary } from "./diary.js";
import { startHistory } from "./history.js";
import { startLanguage } from "./language.js";
import { refreshPolicy } from "./policy.js";
import { refreshSettings } from "./settings.js";
import { startProtectedExtensions } from "./protected_extensions.js";
import { startVersion } from "./version.js";
import { addressElement, sanitize } from "../shared/sanitize.js";
import { loadMessages, language, localizePage, message } from "../shared/i18n.js";

/** @typedef {import("../../types/messages.js").Correction} Correction */
/** @typedef {import("../../types/messages.js").CorrectRequest} CorrectRequest */

/** @param {string} id */
function toggle(id) {
  return /** @type {HTMLInputElement} */ (byId(id));
}

/**
 * The address whose correction is suspended, and a button that resumes it.
 * @param {Correction} status
 */
function drawSuspended({ suspended, inForce }) {
  const stopped = suspended !== null && inForce;
  show(byId("suspended"), stopped);
  if (!stopped) return;
  const format = new Intl.DateTimeFormat(language(), { dateStyle: "medium", timeStyle: "short" });
  setText(byId("suspended-why"), message("options_suspended", [format.format(suspended.until)]));
  byId("suspended-url").replaceChildren(addressElement(suspended.url));
}

/** @param {string} url */
function exception(url) {
  const remove = async () => {
    const done = await change(
      { kind: "correct", action: "forget", url },
      "exceptions-said",
      "options_said_forgotten",
    );
    if (done) byId("exceptions-heading").focus();
  };
  const label = message("options_exceptions_remove_one", [sanitize(url)]);
  return make(
    "li",
    {},
    addressElement(url, { class: "address" }),
    button({ class: "button", "aria-label": label }, message("options_exceptions_remove"), remove),
  );
}

/** @param {Correction} status */
async function draw(status) {
  const { forced, inForce, exceptions } = status;
  const typing = await correctsTyping(status);
  show(byId("failure"), false);
  toggle("correction").checked = inForce;
  toggle("correction").disabled = forced !== null;
  toggle("typing").checked = typing;
  toggle("typing").disabled = false;
  show(byId("correction-forced"), forced !== null);
  show(byId("typing-idle"), !inForce);
  drawSuspended(status);
  show(byId("exceptions-none"), exceptions.length === 0);
  byId("exceptions").replaceChildren(...exceptions.map(exception));
}

/**
 * Sends a change, draws the new state and reports success or failure in the same place.
 * @param {CorrectRequest} request
 * @param {string} place
 * @param {string} done
 */
async function change(request, place, done) {
  const reply = await ask(request);
  if (reply.kind === "correction") await draw(reply);
  setText(byId(place), reply.kind === "correction" ? message(done) : failureText(reply));
  return reply.kind === "correction";
}

async function switchCorrection() {
  const wanted = toggle("correction").checked;
  const done = wanted ? "options_said_on" : "options_said_off";
  const action = wanted ? "on" : "off";
  const changed = await change({ kind: "correct", action }, "correction-said", done);
  if (!changed) toggle("correction").checked = !wanted;
  else await refreshSettings();
}

/**
 * Chrome grants a permission only during the click, so the request comes before any `await`.
 * When switching off, the worker is told first: the setting counts even if Chrome keeps the permission.
 */
async function switchTyping() {
  const wanted = toggle("typing").checked;
  const permission = { permissions: /** @type {["webNavigation"]} */ (["webNavigation"]) };
  const asked = wanted ? chrome.permissions.request(permission) : Promise.resolve(true);
  if (!(await asked.catch(() => false))) {
    toggle("typing").checked = false;
    setText(byId("correction-said"), message("options_typing_denied"));
    return;
  }
  const done = wanted ? "options_said_typing_on" : "options_said_typing_off";
  const request = /** @type {const} */ ({ kind: "correct", action: "host_typing", on: wanted });
  const changed = await change(request, "correction-said", done);
  if (!changed) toggle("typing").checked = !wanted;
  else if (!wanted) await chrome.permissions.remove(permission).catch(() => false);
}

async function resume() {
  const request = /** @type {const} */ ({ kind: "correct", action: "resume" });
  if (await change(request, "correction-said", "options_said_on")) toggle("correction").focus();
}

/** Loads and draws the state of the correction. */
async function refresh() {
  const reply = await ask({ kind: "correct", action: "status" });
  if (reply.kind === "correction") return draw(reply);
  setText(byId("failure"), failureText(reply));
  return show(byId("failure"), true);
}

/** Scrolls to the hash once everything above it is drawn and has its height. */
function scrollToHash() {
  const place = location.hash ? document.getElementById(location.hash.slice(1)) : null;
  place?.scrollIntoView();
}

function start() {
  localizePage(document);
  toggle("correction").addEventListener("change", () => void switchCorrection());
  toggle("typing").addEventListener("change", () => void switchTyping());
  byId("suspended-resume").append(
    button({ class: "button", id: "resume" }, message("options_resume"), resume),
  );
  startBookmarks();
  startClinics();
  startStartCheck();
  startLanguage();
  startProtectedExtensions();
  startVersion();
  startBackup(refresh);
  startDefault("correction", refresh);
  startDefault("reminders", () => Promise.resolve());
  startDefault("startCheck", () => Promise.resolve());
  const drawn = [startDiary(), startHistory(), refresh(), refreshSettings(), refreshPolicy()];
  void Promise.all(drawn).then(scrollToHash);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") void Promise.all([refresh(), refreshPolicy()]);
  });
}

void loadMessages().then(start, start);
