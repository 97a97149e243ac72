// The report's page: shows all of it, and hands it to the clipboard, to a file or to the printer when a person says so.

import { ask, onDiagnosis } from "../shared/worker_client.js";
import { loadPolicy, showContact } from "../shared/support_contact.js";
import { button, byId, make, setText, show } from "../shared/dom.js";
import { textOf } from "./text.js";
import { loadMessages, localizePage, message, firstMessage } from "../shared/i18n.js";

/** @typedef {import("../../types/messages.js").ReportDocument} ReportDocument */

/** What is shown. @type {ReportDocument | undefined} */
let shown;

const names = () => /** @type {HTMLInputElement} */ (byId("names"));

/**
 * How to say each character.
 * @param {string} code
 */
function spelling(code) {
  return [...code.replaceAll("-", "")].map((letter) =>
    make(
      "li",
      {},
      make("b", {}, letter),
      make("span", {}, message(`report_letter_${letter.toLowerCase()}`)),
    ),
  );
}

/** @param {ReportDocument} document */
function draw(document) {
  shown = document;
  const { code, report } = document;
  show(byId("none"), false);
  show(byId("report"), true);
  setText(byId("text"), textOf(report, code));
  setText(byId("json"), fileOf(document));
  if (byId("code").textContent === code) return;
  setText(byId("code"), code);
  byId("spelling").replaceChildren(...spelling(code));
}

/** @param {import("../../types/messages.js").Failed} failed */
function drawNone(failed) {
  show(byId("report"), false);
  show(byId("none"), true);
  setText(
    byId("why"),
    firstMessage([`report_error_${failed.code}`, `error_${failed.code}`, "error_failed"]),
  );
  show(byId("again"), true);
}

/** Asks for the report as the last look left it. */
async function refresh() {
  const request = /** @type {const} */ ({ kind: "report", withExtensionNames: names().checked });
  const reply = await ask(request);
  if (reply.kind === "report") draw(reply);
  else drawNone(reply);
}

/** The pressed button goes away: the keyboard goes on from the first heading. */
async function loadAgain() {
  await refresh();
  if (shown) byId("text-heading").focus();
}

/** The names stand at the end of the text: the end is shown, so that it is seen what they add. */
async function switchNames() {
  setText(byId("said"), "");
  await refresh();
  byId("text").scrollTop = byId("text").scrollHeight;
}

/** @param {ReportDocument} document */
function fileOf({ kind, code, report }) {
  return `${JSON.stringify({ kind, code, report }, null, 2)}\n`;
}

async function copy() {
  try {
    await navigator.clipboard.writeText(byId("text").textContent ?? "");
    setText(byId("said"), message("report_said_copied"));
  } catch {
    getSelection()?.selectAllChildren(byId("text"));
    byId("text").focus();
    setText(byId("said"), message("report_said_selected"));
  }
}

/** Hands the file to Chrome; it goes nowhere else. */
function save() {
  if (!shown) return;
  const url = URL.createObjectURL(new Blob([fileOf(shown)], { type: "application/json" }));
  // The Swedish form of a date is 2026-01-31.
  const day = new Intl.DateTimeFormat("sv-SE").format(shown.report.at);
  const download = `karte-signin-doctor-report-${day}.json`;
  make("a", { href: url, download }).click();
  URL.revokeObjectURL(url);
  setText(byId("said"), message("history_said_saved", [download]));
}

/** What the administrator says about it comes first: it may tick the names, or forbid them. */
async function begin() {
  const said = await loadPolicy();
  const forbidden = said?.leftOut.includes("extension_names") ?? false;
  showContact(said);
  show(byId("names-choice"), !forbidden);
  show(byId("names-forbidden"), forbidden);
  names().checked = !forbidden && said?.defaults.extensionNames === true;
  await refresh();
}

function start() {
  localizePage(document);
  byId("again").append(button({ class: "button" }, message("report_again"), loadAgain));
  show(byId("again"), false);
  byId("actions").append(
    button({ class: "button primary", id: "copy" }, message("report_copy"), copy),
    button({ class: "button", id: "print" }, message("report_print"), () => print()),
    button({ class: "button", id: "save" }, message("report_save"), save),
  );
  names().addEventListener("change", () => void switchNames());
  // The clock goes on after a look is shown. Of one that has only begun there is nothing to hand on.
  onDiagnosis(({ state }) => state !== "running" && void refresh());
  void begin();
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") void refresh();
  });
}

void loadMessages().then(start, start);
