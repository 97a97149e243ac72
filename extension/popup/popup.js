// The popup's main script: requests the diagnosis, draws replies, sends what the person chooses.

import "../shared/extension_api.js";
import { byId, setText, show } from "../shared/dom.js";
import { loadMessages, localizePage, message, firstMessage } from "../shared/i18n.js";
import { drawAddress } from "./address.js";
import { drawFailure, drawRecent, drawResult, drawRunning } from "./result.js";
import { ask, correctsTyping, onDiagnosis } from "../shared/worker_client.js";
import { startBanner } from "./banner.js";
import { drawChecks, drawRunningChecks, endRunningChecks, restartChecks } from "./checks.js";
import { drawContact, needsContact } from "./contact.js";
import { drawStartButton, isTab } from "./opened_as_tab.js";
import { drawFixResult, fixResult } from "./fix_result.js";
import { drawConfirmation, needsConfirmation } from "./confirm_clear.js";
import { leaveImitation } from "./leave_imitation.js";
import { drawQuestion } from "./question.js";
import { drawReportCode } from "./report_code.js";
import { recentDiagnosis } from "./recent_diagnosis.js";
import { startReminder } from "./reminder.js";
import { drawNoKarte, drawPlace, showTarget, targetTab } from "./target_tab.js";
import { endAllTicks } from "../shared/guide_progress.js";
import { rememberFailingTab } from "../shared/karte_tab.js";

/** @typedef {import("../../types/messages.js").Diagnosis} Diagnosis */
/** @typedef {import("../../types/messages.js").Failed} Failed */
/** @typedef {import("../../types/messages.js").Cause} Cause */
/** @typedef {import("../../types/messages.js").Fix} Fix */

/** Suspicions are drawn only after this time, because a decisive finding may replace them in the first moments. */
const SETTLE_MS = 700;

/** Fixes after which the worker diagnoses again; that takes a moment. */
const CHECKED_FIXES = new Set(["open_sign_in", "clear_cache", "clear_karte", "clear_medley"]);

/** @type {Diagnosis | undefined} */
let drawn;
/** Whether a kept diagnosis is shown that the requested one has not confirmed yet. */
let awaitsConfirmation = false;
/** The diagnosed tab, sent with each fix. */
let diagnosedTabId = chrome.tabs.TAB_ID_NONE;
let askedAt = 0;
/** Whether a diagnosis was requested. */
let hasStarted = false;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let settleTimer;

/** Handlers of the buttons. */
const actions = {
  fix,
  answer,
  retry,
  closeTab: (/** @type {string} */ host) => leaveImitation(diagnosedTabId, host),
};

/** @param {Diagnosis} diagnosis */
function isPremature(diagnosis) {
  const primary = diagnosis.findings.find((finding) => finding.cause === diagnosis.primary);
  return (
    diagnosis.state === "running" &&
    primary?.verdict !== "found" &&
    performance.now() - askedAt < SETTLE_MS
  );
}

/**
 * Draws a kept diagnosis, until the requested one is complete. The page still counts as running.
 * @param {Diagnosis} diagnosis
 */
function drawKept(diagnosis) {
  if (drawn && !isPremature(drawn)) return;
  awaitsConfirmation = true;
  document.body.dataset.primary = diagnosis.primary ?? "";
  drawResult(diagnosis, actions);
  drawRecent();
  drawQuestion(diagnosis, actions);
}

/** @param {Diagnosis} diagnosis */
function draw(diagnosis) {
  clearTimeout(settleTimer);
  drawn = diagnosis;
  document.body.dataset.state = diagnosis.state;
  document.body.dataset.primary = diagnosis.primary ?? "";
  show(byId("fallback"), false);
  drawChecks(diagnosis, actions);
  if (awaitsConfirmation && diagnosis.state === "running") return;
  awaitsConfirmation = false;
  if (isPremature(diagnosis)) {
    settleTimer = setTimeout(() => draw(diagnosis), SETTLE_MS);
    return;
  }
  drawResult(diagnosis, actions);
  if (diagnosis.state !== "running") settle(diagnosis);
  drawQuestion(diagnosis, actions);
}

/**
 * Updates everything that depends on a final diagnosis.
 * @param {Diagnosis} diagnosis
 */
function settle(diagnosis) {
  const fails = needsContact(diagnosis);
  void drawContact(fails);
  void drawReportCode(fails);
  rememberFailingTab(diagnosedTabId, fails);
  if (diagnosis.state === "signed_in") endAllTicks();
}

/** @param {Failed} failed */
function drawError(failed) {
  clearTimeout(settleTimer);
  document.body.dataset.state = "error";
  const why = firstMessage([`error_${failed.code}`, "error_failed"]);
  setText(byId("fallback-why"), why);
  show(byId("fallback"), true);
  const standing = drawn !== undefined && drawn.state !== "running";
  show(byId("fallback-why"), standing);
  void drawContact(true);
  if (drawn && standing) return drawResult(drawn, actions);
  drawFailure(why, actions);
  endRunningChecks();
}

/** @param {import("../../types/messages.js").Reply} reply */
function drawReply(reply) {
  if (reply.kind === "diagnosis") draw(reply);
  if (reply.kind === "error") drawError(reply);
}

async function diagnose(asking = targetTab()) {
  askedAt = performance.now();
  const { id, place } = await asking;
  diagnosedTabId = id;
  if (place === "none") return messagesReady.then(() => drawNoKarte(actions));
  const none = id === chrome.tabs.TAB_ID_NONE;
  const asked = ask(none ? { kind: "diagnose" } : { kind: "diagnose", tabId: id });
  await messagesReady;
  drawPlace(place);
  return drawReply(await asked);
}

/**
 * Draws what the URL correction did in the tab. Requested after the diagnosis; an error draws nothing.
 * @param {Promise<import("./target_tab.js").Target>} asking
 */
async function askAddress(asking) {
  const { id } = await asking;
  if (id === chrome.tabs.TAB_ID_NONE) return;
  const reply = await ask({ kind: "correct", action: "status", tabId: id });
  if (reply.kind === "correction") drawAddress(reply, id, await correctsTyping(reply));
}

async function retry() {
  drawn = undefined;
  awaitsConfirmation = false;
  drawRunning(actions);
  restartChecks();
  void drawContact(false);
  void drawReportCode(false);
  byId("headline").focus();
  await (hasStarted ? diagnose() : begin());
}

/**
 * @param {import("../../types/messages.js").Question} question
 * @param {import("../../types/messages.js").Value} value
 */
async function answer(question, value) {
  askedAt = 0;
  awaitsConfirmation = false;
  const reply = await ask({ kind: "answer", question, value });
  drawReply(reply);
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
  if (!needsConfirmation(fixId)) return doFix(fixId, cause);
  const planned = await ask({ kind: "fix", fix: fixId, tabId: diagnosedTabId, dry: true });
  if (planned.kind === "error") return drawError(planned);
  if (planned.kind === "fixed") return drawFixed(planned, cause);
  const cancel = () => {
    show(byId("outcome"), false);
    byId("headline").focus();
  };
  return drawConfirmation(planned, { go: () => doFix(fixId, cause), cancel });
}

/**
 * @param {Fix} fixId
 * @param {Cause | null} cause
 */
async function doFix(fixId, cause) {
  askedAt = 0;
  awaitsConfirmation = false;
  if (drawn && CHECKED_FIXES.has(fixId)) drawRecent();
  const asking = ask({ kind: "fix", fix: fixId, tabId: diagnosedTabId });
  // This may close the popup; the worker goes on.
  if (fixId === "open_sign_in") void showTarget(diagnosedTabId).catch(() => undefined);
  const reply = await asking;
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
  drawFixResult(fixed, fixResult(fixed, cause), actions, cause);
  // A proven fix changes the headline.
  if (drawn) drawResult(drawn, actions);
}

function start() {
  document.documentElement.dataset.alive = "";
  if (new URLSearchParams(location.search).has("tab")) {
    document.documentElement.classList.remove("popup");
  }
  localizePage(document);
  drawRunningChecks();
  byId("retry").addEventListener("click", () => void retry());
  byId("options").addEventListener("click", (event) => {
    event.preventDefault();
    void chrome.runtime.openOptionsPage();
  });
  setText(byId("version"), message("popup_version", [chrome.runtime.getManifest().version]));
  startBanner();
  startReminder();
}

// The request to the worker does not wait for the messages; drawing its reply does.
const messagesReady = loadMessages().then(start, start);

const target = targetTab();
const kept = recentDiagnosis(target);

/** Requests everything that the popup shows. */
function begin() {
  hasStarted = true;
  onDiagnosis((diagnosis) => void messagesReady.then(() => draw(diagnosis)));
  void messagesReady.then(() => askAddress(target));
  void Promise.all([kept, messagesReady]).then(([diagnosis]) => diagnosis && drawKept(diagnosis));
  return diagnose(target);
}

void isTab().then((needsPress) =>
  needsPress ? messagesReady.then(() => drawStartButton(actions)) : begin(),
);
