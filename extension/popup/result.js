// Draws the result: the cause, its reason, the first step, and the incognito window as a way to sign in now.

import { CAUSE_TABLE } from "../shared/cause_table.js";
import { button, byId, make, setText, show } from "../shared/dom.js";
import { reasonOf } from "../shared/finding_reason.js";
import { message, firstMessage, placeholderValues } from "../shared/i18n.js";
import { isWithheld, stateMessageKey } from "./state_message.js";

/** @typedef {import("../../types/messages.js").Diagnosis} Diagnosis */
/** @typedef {import("../../types/messages.js").Finding} Finding */
/** @typedef {import("../../types/messages.js").Fix} Fix */
/** @typedef {import("../../types/messages.js").Cause} Cause */
/** @typedef {{ fix: (fix: Fix, cause: Cause | null) => unknown }} Actions */

/** States in which the sign-in fails. */
export const FAILING_STATES = new Set([
  "certificate_required",
  "blocked",
  "unreachable",
  "wrong_address",
]);
const WORKING_STATES = new Set(["signed_in", "sign_in_page"]);
const NO_SIGN_IN_BUTTON = new Set([
  "running",
  "signed_in",
  "certificate_required",
  "blocked",
  "unreachable",
]);

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
 * A button for a fix, with a line that says what it changes; null if the fix has no messages.
 * @param {Fix} fix
 * @param {Cause | null} cause
 * @param {Actions} actions
 * @param {string} [look]
 */
export function fixButton(fix, cause, actions, look = "button") {
  const label = message(`fix_${fix}`);
  if (!label) return null;
  return make(
    "div",
    { class: "step" },
    button({ class: look, "data-fix": fix }, label, () => actions.fix(fix, cause)),
    make("p", { class: "note" }, message(`fix_${fix}_what`)),
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
  if (isWithheld(diagnosis)) return "maybe";
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
  if (primary) return message(`popup_chip_${primary.verdict}`);
  if (WORKING_STATES.has(diagnosis.state)) return message("popup_chip_well");
  return message(FAILING_STATES.has(diagnosis.state) ? "popup_chip_open" : "popup_chip_plain");
}

/**
 * @param {Diagnosis} diagnosis
 * @param {Finding | undefined} primary
 */
function drawHeadline(diagnosis, primary) {
  const tone = toneOf(diagnosis, primary);
  const running = diagnosis.state === "running";
  byId("answer").dataset.tone = tone;
  byId("chip-mark").classList.toggle("turning", running);
  byId("chip-mark")
    .querySelector("use")
    ?.setAttribute("href", `#mark-${running ? "running" : ICONS[tone]}`);
  setText(byId("chip-text"), chipOf(diagnosis, primary));
  setText(byId("headline"), primary ? headlineOf(primary) : message(stateMessageKey(diagnosis)));
  const because = primary ? reasonOf(primary) : message(`${stateMessageKey(diagnosis)}_note`);
  setText(byId("because"), running && !primary ? message("popup_running_note") : because);
}

/**
 * Whether the clock was also wrong on an earlier day.
 * @param {Finding} primary
 */
export const isRepeatedClockError = ({ evidence }) =>
  evidence.some(({ reading }) => reading === "clock_again");

/**
 * The message key of the first step: by cause and reason if it exists, otherwise by cause.
 * @param {Pick<Finding, "cause" | "reason">} finding
 */
export function firstStepKey({ cause, reason }) {
  const finest = `first_step_${cause}_${reason}`;
  return message(finest) ? finest : `first_step_${cause}`;
}

/** Fixes that are offered beside the first one. */
const SECONDARY_FIXES = new Set(["extensions_bisect", "correct_bookmarks"]);

/**
 * The first step: an instruction, and a button if the extension can help with it.
 * @param {Finding} primary
 * @param {Actions} actions
 */
function firstStep(primary, actions) {
  const fix = primary.fixes.find((one) => one !== "private_window");
  const look = CAUSE_TABLE[primary.cause].solvedByIncognito ? "button" : "button primary";
  return [
    make("h2", {}, message("popup_first_step_heading")),
    make("p", { class: "lead" }, message(firstStepKey(primary))),
    fix ? fixButton(fix, primary.cause, actions, look) : null,
    ...primary.fixes
      .filter((one) => SECONDARY_FIXES.has(one) && one !== fix)
      .map((one) => fixButton(one, primary.cause, actions, "button")),
    isRepeatedClockError(primary)
      ? make("p", { class: "note" }, message("hint_clock_again"))
      : null,
  ];
}

/**
 * Without a cause, offers the sign-in page. Not in states in which somebody may be writing in the tab, and not where
 * the incognito window is offered, which is more likely to work.
 * @param {Diagnosis} diagnosis
 * @param {Actions} actions
 */
function signInButton(diagnosis, actions) {
  if (NO_SIGN_IN_BUTTON.has(diagnosis.state)) return [];
  const look = WORKING_STATES.has(diagnosis.state) ? "button" : "button primary";
  return [fixButton("open_sign_in", null, actions, look)];
}

/**
 * Offers an incognito window as a way to sign in now.
 * @param {Finding | undefined} primary
 * @param {Actions} actions
 */
function incognitoNow(primary, actions) {
  const look =
    !primary || CAUSE_TABLE[primary.cause].solvedByIncognito ? "button primary" : "button";
  const press = () => actions.fix("private_window", primary?.cause ?? null);
  return [
    make("h2", {}, message("popup_enter_heading")),
    button({ class: look, "data-fix": "private_window" }, message("popup_enter_now"), press),
    make("p", { class: "note" }, firstMessage([`enter_now_${primary?.cause}`, "enter_now"])),
  ];
}

/** For each element, what was drawn into it: classes, texts and the cause of its buttons. @type {WeakMap<HTMLElement, string>} */
const drawnContent = new WeakMap();

/**
 * Replaces an element's children only if they differ. A focused button keeps the focus.
 * @param {HTMLElement} element
 * @param {Cause | undefined} cause of its buttons
 * @param {(HTMLElement | null)[]} children
 */
function replaceChanged(element, cause, children) {
  const wanted = children.filter((child) => child !== null);
  show(element, wanted.length > 0);
  const looks = wanted.flatMap((child) => [child, ...child.querySelectorAll("*")]);
  const drawing = [cause, ...looks.map((one) => `${one.className} ${one.textContent}`)].join();
  if (drawnContent.get(element) === drawing) return;
  drawnContent.set(element, drawing);
  const held = element.contains(document.activeElement) && document.activeElement;
  element.replaceChildren(...wanted);
  const fix = /** @type {HTMLElement} */ (held || element).dataset.fix;
  if (fix) /** @type {HTMLElement | null} */ (element.querySelector(`[data-fix=${fix}]`))?.focus();
}

/**
 * The link to the guide. It is the primary action if the first step has no button.
 * @param {Finding | undefined} primary
 */
function drawGuideLink(primary) {
  const guide = /** @type {HTMLAnchorElement} */ (byId("guide"));
  guide.href = primary ? `../guide/guide.html#${primary.guide}` : "../guide/guide.html";
  setText(guide, message(primary ? "popup_guide" : "popup_guide_all"));
  const led = byId("answer").querySelector(".step:not([hidden]) .primary") !== null;
  guide.classList.toggle("primary", primary !== undefined && !led);
}

/**
 * @param {Diagnosis} diagnosis
 * @param {Actions} actions
 */
export function drawResult(diagnosis, actions) {
  const primary = primaryOf(diagnosis);
  const locked =
    diagnosis.state !== "signed_in" &&
    (primary !== undefined || FAILING_STATES.has(diagnosis.state));
  drawHeadline(diagnosis, primary);
  const first = primary ? firstStep(primary, actions) : signInButton(diagnosis, actions);
  replaceChanged(byId("first-step"), primary?.cause, first);
  replaceChanged(byId("enter"), primary?.cause, locked ? incognitoNow(primary, actions) : []);
  drawGuideLink(primary);
}

/**
 * Shows that there is no result, and why.
 * @param {string} why
 */
export function drawFailure(why) {
  byId("answer").dataset.tone = "maybe";
  byId("chip-mark").classList.remove("turning");
  byId("chip-mark").querySelector("use")?.setAttribute("href", "#mark-unknown");
  setText(byId("chip-text"), message("popup_chip_error"));
  setText(byId("headline"), message("popup_error_headline"));
  setText(byId("because"), why);
}

/** Resets to the initial state, before a new diagnosis. */
export function drawRunning() {
  byId("answer").dataset.tone = "running";
  byId("chip-mark").classList.add("turning");
  byId("chip-mark").querySelector("use")?.setAttribute("href", "#mark-running");
  setText(byId("chip-text"), message("popup_chip_running"));
  setText(byId("headline"), message("state_running"));
  setText(byId("because"), message("popup_running_note"));
  for (const id of ["first-step", "enter", "question", "outcome", "fallback"]) {
    show(byId(id), false);
  }
  drawGuideLink(undefined);
}
