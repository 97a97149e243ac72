// The popup's course: ask the worker, draw what comes, pass on what the person presses.

import { byId, setText, show } from "../shared/dom.js";
import { findWords, localise, say, sayFinest } from "../shared/i18n.js";
import { drawAddress } from "./address.js";
import { drawAnswer, drawNoAnswer, drawWaiting } from "./answer.js";
import { ask, correctsTyping, listen } from "../shared/worker_client.js";
import { startBanner } from "./banner.js";
import { drawChecks, drawNoChecks } from "./checks.js";
import { asksSomebody, drawContact } from "./contact.js";
import { drawWaitingForPress, isTab } from "./opened_as_tab.js";
import { drawOutcome, outcomeOf } from "./outcome.js";
import { drawPlan, isAskedFirst } from "./plan.js";
import { drawQuestion } from "./question.js";
import { startReminder } from "./reminder.js";

/** @typedef {import("../../types/messages.js").Diagnosis} Diagnosis */
/** @typedef {import("../../types/messages.js").Failed} Failed */
/** @typedef {import("../../types/messages.js").Cause} Cause */
/** @typedef {import("../../types/messages.js").Fix} Fix */

/** A suspicion that comes in the first moments may be overtaken by a finding: it is not shown before this. */
const HOLD_MS = 700;

/** @type {Diagnosis | undefined} */
let drawn;
/** The tab that was diagnosed: a fix touches no other one. */
let diagnosed = chrome.tabs.TAB_ID_NONE;
let askedAt = 0;
/** Whether anything was asked yet. */
let begun = false;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let held;

/** What the buttons do. */
const actions = { fix, answer, retry };

/** @param {Diagnosis} diagnosis */
function isHasty(diagnosis) {
  const primary = diagnosis.findings.find((finding) => finding.cause === diagnosis.primary);
  return (
    diagnosis.state === "running" &&
    primary?.verdict !== "found" &&
    performance.now() - askedAt < HOLD_MS
  );
}

/** @param {Diagnosis} diagnosis */
function draw(diagnosis) {
  clearTimeout(held);
  drawn = diagnosis;
  document.body.dataset.state = diagnosis.state;
  document.body.dataset.primary = diagnosis.primary ?? "";
  show(byId("fallback"), false);
  drawChecks(diagnosis, actions);
  if (isHasty(diagnosis)) {
    held = setTimeout(() => draw(diagnosis), HOLD_MS);
    return;
  }
  drawAnswer(diagnosis, actions);
  if (diagnosis.state !== "running") void drawContact(asksSomebody(diagnosis));
  drawQuestion(diagnosis, actions);
}

/** @param {Failed} failed */
function drawError(failed) {
  clearTimeout(held);
  document.body.dataset.state = "error";
  const why = sayFinest([`error_${failed.code}`, "error_failed"]);
  setText(byId("fallback-why"), why);
  show(byId("fallback"), true);
  const standing = drawn !== undefined && drawn.state !== "running";
  show(byId("fallback-why"), standing);
  void drawContact(true);
  if (standing) return;
  drawNoAnswer(why);
  drawNoChecks();
}

/** @param {import("../../types/messages.js").Reply} reply */
function take(reply) {
  if (reply.kind === "diagnosis") draw(reply);
  if (reply.kind === "error") drawError(reply);
}

/** The tab that the person looks at; `?tab=` names another one, for a popup that was opened as a page. */
async function tabId() {
  const named = Number.parseInt(new URLSearchParams(location.search).get("tab") ?? "", 10);
  if (Number.isInteger(named)) return named;
  const [tab] = await chrome.tabs.query({ active: true, currentWindow: true });
  return tab?.id;
}

async function diagnose(asking = tabId()) {
  askedAt = performance.now();
  const tab = await asking;
  diagnosed = tab ?? chrome.tabs.TAB_ID_NONE;
  const reply = await ask(
    tab === undefined ? { kind: "diagnose" } : { kind: "diagnose", tabId: tab },
  );
  await words;
  take(reply);
}

/**
 * What became of the tab's address; asked after the diagnosis is under way. Without an answer nothing is said.
 * @param {Promise<number | undefined>} asking
 */
async function askAddress(asking) {
  const tab = await asking;
  if (tab === undefined) return;
  const reply = await ask({ kind: "correct", action: "status", tabId: tab });
  if (reply.kind === "correction") drawAddress(reply, tab, await correctsTyping(reply));
}

async function retry() {
  drawn = undefined;
  document.body.dataset.state = "running";
  setText(byId("retry"), say("popup_retry"));
  drawWaiting();
  void drawContact(false);
  byId("headline").focus();
  await (begun ? diagnose() : begin());
}

/**
 * @param {import("../../types/messages.js").Question} question
 * @param {import("../../types/messages.js").Value} value
 */
async function answer(question, value) {
  askedAt = 0;
  const reply = await ask({ kind: "answer", question, value });
  take(reply);
  (byId("question").hidden ? byId("headline") : byId("question")).focus();
}

/**
 * @param {Fix} fixId
 * @param {Cause | null} cause
 */
async function fix(fixId, cause) {
  if (cause === "clinic_switch" && fixId === "restart_assistant") {
    return chrome.tabs.create({ url: chrome.runtime.getURL("repair/repair.html#clinic") });
  }
  if (!isAskedFirst(fixId)) return doFix(fixId, cause);
  const planned = await ask({ kind: "fix", fix: fixId, tabId: diagnosed, dry: true });
  if (planned.kind === "error") return drawError(planned);
  if (planned.kind === "fixed") return drawFixed(planned, cause);
  const cancel = () => {
    show(byId("outcome"), false);
    byId("headline").focus();
  };
  return drawPlan(planned, { go: () => doFix(fixId, cause), cancel });
}

/**
 * @param {Fix} fixId
 * @param {Cause | null} cause
 */
async function doFix(fixId, cause) {
  askedAt = 0;
  const reply = await ask({ kind: "fix", fix: fixId, tabId: diagnosed });
  if (reply.kind === "error") return drawError(reply);
  if (reply.kind === "diagnosis") return draw(reply);
  if (reply.diagnosis) draw(reply.diagnosis);
  return drawFixed(reply, cause);
}

/**
 * @param {import("../../types/messages.js").Fixed} fixed
 * @param {Cause | null} cause
 */
function drawFixed(fixed, cause) {
  drawOutcome(fixed, outcomeOf(fixed, cause), actions, cause);
}

function start() {
  document.documentElement.dataset.alive = "";
  if (new URLSearchParams(location.search).has("tab")) {
    document.documentElement.classList.remove("popup");
  }
  localise(document);
  byId("retry").addEventListener("click", () => void retry());
  byId("options").addEventListener("click", (event) => {
    event.preventDefault();
    void chrome.runtime.openOptionsPage();
  });
  startBanner();
  startReminder();
}

// The worker is asked while the words are still read: what comes is shown once they are there.
const words = findWords().then(start, start);

const tab = tabId();

/** Asks for everything that the popup shows. */
function begin() {
  begun = true;
  listen((diagnosis) => void words.then(() => draw(diagnosis)));
  void words.then(() => askAddress(tab));
  return diagnose(tab);
}

void isTab().then((needsPress) => (needsPress ? words.then(drawWaitingForPress) : begin()));
