// Draws the result: the headline with one sentence of evidence. What to do about it is drawn by action.js.

import { byId, setText, show } from "../shared/dom.js";
import { reasonOf } from "../shared/finding_reason.js";
import { message, firstMessage, placeholderValues } from "../shared/i18n.js";
import { drawAction } from "./action.js";
import { isOtherText, isWithheld, stateMessageKey } from "./state_message.js";

/** @typedef {import("../../types/messages.js").Diagnosis} Diagnosis */
/** @typedef {import("../../types/messages.js").Finding} Finding */
/** @typedef {import("./action.js").Actions} Actions */
/** @typedef {Parameters<typeof drawAction>[0]["state"]} TabState */

/** States in which the sign-in fails. */
export const FAILING_STATES = new Set([
  "certificate_required",
  "blocked",
  "unreachable",
  "wrong_address",
]);
/** States in which it works. */
export const WORKING_STATES = new Set(["signed_in", "sign_in_page"]);

/**
 * The headline, which names the cause.
 * @param {Finding} finding
 */
export function headlineOf(finding) {
  const { cause, reason, verdict } = finding;
  return firstMessage(
    [`headline_${cause}_${reason}`, `headline_${cause}_${verdict}`],
    placeholderValues(finding.params),
  );
}

/**
 * The finding of the primary cause.
 * @param {Diagnosis} diagnosis
 */
function primaryOf(diagnosis) {
  return diagnosis.findings.find((finding) => finding.cause === diagnosis.primary);
}

/**
 * @param {Diagnosis} diagnosis
 * @param {Finding | undefined} primary
 */
function toneOf(diagnosis, primary) {
  if (primary) return primary.verdict === "found" ? "bad" : "maybe";
  if (diagnosis.state === "running") return "running";
  if (isWithheld(diagnosis) || isOtherText(diagnosis)) return "maybe";
  if (WORKING_STATES.has(diagnosis.state)) return "well";
  return FAILING_STATES.has(diagnosis.state) || diagnosis.state === "failed" ? "maybe" : "plain";
}

/** @type {Record<string, string>} */
const ICONS = {
  bad: "found",
  maybe: "suspected",
  well: "clear",
  plain: "unknown",
  running: "running",
};

/**
 * @param {Diagnosis} diagnosis
 * @param {Finding | undefined} primary
 */
function chipOf(diagnosis, primary) {
  if (diagnosis.state === "running") {
    return message(primary ? "popup_chip_so_far" : "popup_chip_running");
  }
  if (primary) return firstMessage([`popup_chip_${primary.verdict}`]);
  if (WORKING_STATES.has(diagnosis.state)) return message("popup_chip_well");
  const isOpen = FAILING_STATES.has(diagnosis.state) || isOtherText(diagnosis);
  return message(isOpen ? "popup_chip_open" : "popup_chip_plain");
}

/**
 * Sets the tone and the icon of the result.
 * @param {string} tone
 * @param {string} icon
 */
export function drawTone(tone, icon) {
  byId("answer").dataset.tone = tone;
  byId("chip-mark").classList.toggle("turning", icon === "running");
  byId("chip-mark").querySelector("use")?.setAttribute("href", `#mark-${icon}`);
}

/** Whether the popup shows the result of a fix that is proven to have helped. */
const isRepaired = () => !byId("outcome").hidden && byId("outcome").dataset.tone === "well";

/**
 * @param {Diagnosis} diagnosis
 * @param {Finding | undefined} primary
 */
function drawHeadline(diagnosis, primary) {
  const tone = toneOf(diagnosis, primary);
  const running = diagnosis.state === "running";
  const own = primary ? headlineOf(primary) : message(stateMessageKey(diagnosis));
  drawTone(tone, running ? "running" : (ICONS[tone] ?? "unknown"));
  setText(byId("chip-text"), chipOf(diagnosis, primary));
  setText(byId("headline"), !primary && isRepaired() ? message("fixed_heading_well") : own);
  const because = primary ? reasonOf(primary) : message(`${stateMessageKey(diagnosis)}_note`);
  setText(byId("because"), running && !primary ? message("popup_running_note") : because);
}

/**
 * @param {Diagnosis} diagnosis
 * @param {Actions} actions
 */
export function drawResult(diagnosis, actions) {
  const { state } = diagnosis;
  const primary = primaryOf(diagnosis);
  const locked = state !== "signed_in" && (primary !== undefined || FAILING_STATES.has(state));
  drawHeadline(diagnosis, primary);
  drawAction(diagnosis, primary, locked, actions);
  drawNumber(primary);
}

/**
 * The item of the vendor's help page, in the footer.
 * @param {Finding | undefined} primary
 */
function drawNumber(primary) {
  const number = primary?.number ?? null;
  const words = number === 0 ? "popup_number_zero" : "popup_number";
  setText(byId("number"), number === null ? "" : message(words, [number]));
}

/**
 * Draws a headline without a diagnosis: nothing was checked yet, or it failed.
 * @param {{ state: TabState, tone: string, chip: string, headline: string, note: string }} shown
 * @param {Actions} actions
 */
export function drawState({ state, tone, chip, headline, note }, actions) {
  document.body.dataset.state = state;
  drawTone(tone, state === "running" ? "running" : "unknown");
  setText(byId("chip-text"), chip);
  setText(byId("headline"), headline);
  setText(byId("because"), note);
  drawAction({ state }, undefined, false, actions);
  drawNumber(undefined);
}

/** Marks the result that is shown as being checked again. */
export function drawRecent() {
  byId("chip-mark").classList.add("turning");
  byId("chip-mark").querySelector("use")?.setAttribute("href", "#mark-running");
  setText(byId("chip-text"), message("popup_chip_recent"));
}

/**
 * Shows that there is no result, and why.
 * @param {string} why
 * @param {Actions} actions
 */
export function drawFailure(why, actions) {
  const [chip, headline] = [message("popup_chip_error"), message("popup_error_headline")];
  drawState({ state: "error", tone: "maybe", chip, headline, note: why }, actions);
}

/**
 * Resets to the initial state, before a new diagnosis.
 * @param {Actions} actions
 */
export function drawRunning(actions) {
  for (const id of ["question", "outcome", "fallback"]) show(byId(id), false);
  const [chip, headline] = [message("popup_chip_running"), message("state_running")];
  const note = message("popup_running_note");
  drawState({ state: "running", tone: "running", chip, headline, note }, actions);
}
