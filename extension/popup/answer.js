// Draws the answer: which cause, why, the first thing to do, and the way in for right now.

import { button, byId, make, setText, show } from "../shared/dom.js";
import { reasonOf } from "../shared/finding_reason.js";
import { say, sayFinest, valuesOf } from "../shared/i18n.js";
import { isWithheld, stateKeyOf } from "./state.js";

/** @typedef {import("../../types/messages.js").Diagnosis} Diagnosis */
/** @typedef {import("../../types/messages.js").Finding} Finding */
/** @typedef {import("../../types/messages.js").Fix} Fix */
/** @typedef {import("../../types/messages.js").Cause} Cause */
/** @typedef {{ fix: (fix: Fix, cause: Cause | null) => unknown }} Actions */

/** States in which the person stands before a closed door, whatever the cause. */
export const FAILING = new Set(["certificate_required", "blocked", "unreachable", "wrong_address"]);
const WELL = new Set(["signed_in", "sign_in_page"]);
const NO_WAY_ON = new Set([
  "running",
  "signed_in",
  "certificate_required",
  "blocked",
  "unreachable",
]);
/** Causes that end where a private window begins: there, entering now is the first thing to try. */
const ENDS_IN_PRIVATE = new Set(["choice_remembered", "clinic_switch"]);

/**
 * The one sentence that names the cause.
 * @param {Finding} finding
 */
export function headlineOf(finding) {
  const { cause, reason, verdict } = finding;
  return sayFinest(
    [`headline_${cause}_${reason}`, `headline_${cause}_${verdict}`],
    valuesOf(finding.params),
  );
}

/**
 * A fix as a button with the line that says what it will do and touch; null where there are no words for it.
 * @param {Fix} fix
 * @param {Cause | null} cause
 * @param {Actions} actions
 * @param {string} [look]
 */
export function fixButton(fix, cause, actions, look = "button") {
  const label = say(`fix_${fix}`);
  if (!label) return null;
  return make(
    "div",
    { class: "step" },
    button({ class: look, "data-fix": fix }, label, () => actions.fix(fix, cause)),
    make("p", { class: "note" }, say(`fix_${fix}_what`)),
  );
}

/**
 * The finding that the answer is about.
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
  if (WELL.has(diagnosis.state)) return "well";
  return FAILING.has(diagnosis.state) || diagnosis.state === "failed" ? "maybe" : "plain";
}

/** @type {Record<string, string>} */
const MARKS = {
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
    return say(primary ? "popup_chip_so_far" : "popup_chip_running");
  }
  if (primary) return say(`popup_chip_${primary.verdict}`);
  if (WELL.has(diagnosis.state)) return say("popup_chip_well");
  return say(FAILING.has(diagnosis.state) ? "popup_chip_open" : "popup_chip_plain");
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
    ?.setAttribute("href", `#mark-${running ? "running" : MARKS[tone]}`);
  setText(byId("chip-text"), chipOf(diagnosis, primary));
  setText(byId("headline"), primary ? headlineOf(primary) : say(stateKeyOf(diagnosis)));
  const because = primary ? reasonOf(primary) : say(`${stateKeyOf(diagnosis)}_note`);
  setText(byId("because"), running && !primary ? say("popup_running_note") : because);
}

/**
 * The clock was wrong before, on another day.
 * @param {Finding} primary
 */
export const saysAgain = ({ evidence }) =>
  evidence.some(({ reading }) => reading === "clock_again");

/**
 * The key of the first thing to do, the finest that has words.
 * @param {Pick<Finding, "cause" | "reason">} finding
 */
export function stepKeyOf({ cause, reason }) {
  const finest = `first_step_${cause}_${reason}`;
  return say(finest) ? finest : `first_step_${cause}`;
}

/** What leads further and may stand beside the first thing to do. */
const BESIDE = new Set(["extensions_bisect", "correct_bookmarks"]);

/**
 * The first thing to do: an instruction, and one button where the extension can help with it.
 * @param {Finding} primary
 * @param {Actions} actions
 */
function firstStep(primary, actions) {
  const fix = primary.fixes.find((one) => one !== "private_window");
  const look = ENDS_IN_PRIVATE.has(primary.cause) ? "button" : "button primary";
  return [
    make("h2", {}, say("popup_first_step_heading")),
    make("p", { class: "lead" }, say(stepKeyOf(primary))),
    fix ? fixButton(fix, primary.cause, actions, look) : null,
    ...primary.fixes
      .filter((one) => BESIDE.has(one) && one !== fix)
      .map((one) => fixButton(one, primary.cause, actions, "button")),
    saysAgain(primary) ? make("p", { class: "note" }, say("hint_clock_again")) : null,
  ];
}

/**
 * Without a cause there is one thing to offer: the sign-in page. Not from a page on which somebody may be writing,
 * and not beside the private window, which is the better try where this page fails.
 * @param {Diagnosis} diagnosis
 * @param {Actions} actions
 */
function wayToKarte(diagnosis, actions) {
  if (NO_WAY_ON.has(diagnosis.state)) return [];
  const look = WELL.has(diagnosis.state) ? "button" : "button primary";
  return [fixButton("open_sign_in", null, actions, look)];
}

/**
 * The way in for right now, beside every failing diagnosis.
 * @param {Finding | undefined} primary
 * @param {Actions} actions
 */
function enterNow(primary, actions) {
  const look = !primary || ENDS_IN_PRIVATE.has(primary.cause) ? "button primary" : "button";
  const press = () => actions.fix("private_window", primary?.cause ?? null);
  return [
    make("h2", {}, say("popup_enter_heading")),
    button({ class: look, "data-fix": "private_window" }, say("popup_enter_now"), press),
    make("p", { class: "note" }, sayFinest([`enter_now_${primary?.cause}`, "enter_now"])),
  ];
}

/** What stands in an element, with its looks and what its buttons are about. @type {WeakMap<HTMLElement, string>} */
const filled = new WeakMap();

/**
 * Replaces an element's children, unless they would look and do the same; a button in use keeps its focus.
 * @param {HTMLElement} element
 * @param {Cause | undefined} cause that its buttons are about
 * @param {(HTMLElement | null)[]} children
 */
function fill(element, cause, children) {
  const wanted = children.filter((child) => child !== null);
  show(element, wanted.length > 0);
  const looks = wanted.flatMap((child) => [child, ...child.querySelectorAll("*")]);
  const drawing = [cause, ...looks.map((one) => `${one.className} ${one.textContent}`)].join();
  if (filled.get(element) === drawing) return;
  filled.set(element, drawing);
  const held = element.contains(document.activeElement) && document.activeElement;
  element.replaceChildren(...wanted);
  const fix = /** @type {HTMLElement} */ (held || element).dataset.fix;
  if (fix) /** @type {HTMLElement | null} */ (element.querySelector(`[data-fix=${fix}]`))?.focus();
}

/**
 * Where no button can do the first thing, its steps are what to press.
 * @param {Finding | undefined} primary
 */
function drawWayToGuide(primary) {
  const guide = /** @type {HTMLAnchorElement} */ (byId("guide"));
  guide.href = primary ? `../guide/guide.html#${primary.guide}` : "../guide/guide.html";
  setText(guide, say(primary ? "popup_guide" : "popup_guide_all"));
  const led = byId("answer").querySelector(".step:not([hidden]) .primary") !== null;
  guide.classList.toggle("primary", primary !== undefined && !led);
}

/**
 * @param {Diagnosis} diagnosis
 * @param {Actions} actions
 */
export function drawAnswer(diagnosis, actions) {
  const primary = primaryOf(diagnosis);
  const locked =
    diagnosis.state !== "signed_in" && (primary !== undefined || FAILING.has(diagnosis.state));
  drawHeadline(diagnosis, primary);
  const first = primary ? firstStep(primary, actions) : wayToKarte(diagnosis, actions);
  fill(byId("first-step"), primary?.cause, first);
  fill(byId("enter"), primary?.cause, locked ? enterNow(primary, actions) : []);
  drawWayToGuide(primary);
}

/**
 * Says that there is no answer, and why.
 * @param {string} why
 */
export function drawNoAnswer(why) {
  byId("answer").dataset.tone = "maybe";
  byId("chip-mark").classList.remove("turning");
  byId("chip-mark").querySelector("use")?.setAttribute("href", "#mark-unknown");
  setText(byId("chip-text"), say("popup_chip_error"));
  setText(byId("headline"), say("popup_error_headline"));
  setText(byId("because"), why);
}

/** Back to the first picture, before everything is asked again. */
export function drawWaiting() {
  byId("answer").dataset.tone = "running";
  byId("chip-mark").classList.add("turning");
  byId("chip-mark").querySelector("use")?.setAttribute("href", "#mark-running");
  setText(byId("chip-text"), say("popup_chip_running"));
  setText(byId("headline"), say("state_running"));
  setText(byId("because"), say("popup_running_note"));
  for (const id of ["first-step", "enter", "question", "outcome", "fallback"]) {
    show(byId(id), false);
  }
  drawWayToGuide(undefined);
}
