// The report page: shows the whole report; copies, saves or prints it on request. Nothing is sent.

import "../shared/extension_api.js";
import { ask, onDiagnosis } from "../shared/worker_client.js";
import { loadPolicy, showContact } from "../shared/support_contact.js";
import { button, byId, make, setText, show } from "../shared/dom.js";
import { isolateRtl, visibleText } from "../shared/sanitize.js";
import { startCodeReader } from "./code_reader.js";
import { reportText } from "./text.js";
import { saveFile } from "../shared/save_file.js";
import { loadMessages, localizePage, message, firstMessage } from "../shared/i18n.js";

/** @typedef {import("../../types/messages.js").ReportDocument} ReportDocument */

/** Longest memo, in characters. */
const LONGEST_MEMO = 200;

/** The drawn report, with the memo. @type {ReportDocument | undefined} */
let shown;

const names = () => /** @type {HTMLInputElement} */ (byId("names"));

const memo = () => /** @type {HTMLInputElement} */ (byId("memo"));

/**
 * The memo, if the policy allows one. It stays on this page and is never sent to the worker.
 * @param {ReportDocument["report"]} report
 */
function memoOf({ leftOut }) {
  if (leftOut.includes("memo")) return null;
  const text = [...visibleText(memo().value)].slice(0, LONGEST_MEMO).join("");
  return isolateRtl(text) || null;
}

/**
 * How to pronounce each character.
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

/** @param {ReportDocument} reply */
function draw(reply) {
  const document = { ...reply, report: { ...reply.report, memo: memoOf(reply.report) } };
  shown = document;
  const { code, report } = document;
  show(byId("memo-choice"), !report.leftOut.includes("memo"));
  show(byId("none"), false);
  show(byId("report"), true);
  setText(byId("text"), reportText(report, code));
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

/** Loads the report of the last diagnosis. */
async function refresh() {
  const request = /** @type {const} */ ({ kind: "report", withExtensionNames: names().checked });
  const reply = await ask(request);
  if (reply.kind === "report") draw(reply);
  else drawNone(reply);
}

/** The clicked button disappears, so the first heading takes the focus. */
async function loadAgain() {
  await refresh();
  if (shown) byId("text-heading").focus();
}

/** Names are at the end of the text, so it scrolls there to show what they add. */
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

function save() {
  if (!shown) return;
  const file = saveFile(fileOf(shown), "report", "json", shown.report.at);
  setText(byId("said"), message("history_said_saved", [file]));
}

/** The policy is loaded first: it may include or forbid names of extensions. */
async function loadAndDraw() {
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
  startCodeReader();
  memo().addEventListener("input", () => shown && draw(shown));
  names().addEventListener("change", () => void switchNames());
  // The clock is still measured after the diagnosis. A diagnosis that has only started is not shown.
  onDiagnosis(({ state }) => state !== "running" && void refresh());
  void loadAndDraw();
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") void refresh();
  });
}

void loadMessages().then(start, start);
