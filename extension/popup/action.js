// Draws the one primary action below the headline, what can be done later, and one line for a person in a hurry.
// If the primary action is the guide link or the retry button of the row, that element is moved here and not drawn twice.

import { KARTE_HOST } from "../shared/addresses.js";
import { button, byId, make, setText, show } from "../shared/dom.js";
import { message, firstMessage } from "../shared/i18n.js";
import { adviceFor, guideOf, INCOGNITO_ADVICE, STATE_ACTIONS } from "./primary_action.js";

/** @typedef {import("../../types/messages.js").Diagnosis} Diagnosis */
/** @typedef {import("../../types/messages.js").Finding} Finding */
/** @typedef {import("../../types/messages.js").Fix} Fix */
/** @typedef {import("../../types/messages.js").Cause} Cause */
/** @typedef {import("./primary_action.js").Action} Action */
/** @typedef {import("./primary_action.js").Advice} Advice */
/** @typedef {{ fix: (fix: Fix, cause: Cause | null) => unknown, closeTab: (host: string) => unknown }} Actions */

/** Fixes that are offered as a line below the primary button. */
const LATER_FIXES = new Set(["restart_assistant", "extensions_bisect", "correct_bookmarks"]);
/** Fixes whose effect is not obvious from their label, so that a note says what is touched. */
const NEEDS_NOTE = /^(clear_|extensions_|open_clock|restart_)/;

/**
 * A button for a fix, with a line that says what it changes; null if the fix has no messages.
 * @param {Fix} fix
 * @param {Cause | null} cause
 * @param {Pick<Actions, "fix">} actions
 */
export function fixButton(fix, cause, actions) {
  const label = message(`fix_${fix}`);
  if (!label) return null;
  return make(
    "div",
    { class: "step" },
    button({ class: "button", "data-fix": fix }, label, () => actions.fix(fix, cause)),
    make("p", { class: "note" }, message(`fix_${fix}_what`)),
  );
}

/**
 * The message key of the first step: by cause and reason if it exists, otherwise by cause.
 * @param {Pick<Finding, "cause" | "reason">} finding
 */
export function firstStepKey({ cause, reason }) {
  const finest = `first_step_${cause}_${reason}`;
  return message(finest) ? finest : `first_step_${cause}`;
}

/**
 * Whether the clock was also wrong on an earlier day.
 * @param {Finding} primary
 */
export const isRepeatedClockError = ({ evidence }) =>
  evidence.some(({ reading }) => reading === "clock_again");

/** @param {Extract<Action, { kind: "fix" }>} action */
export const fixLabelKey = ({ fix, label }) => label ?? `fix_${fix}`;

/**
 * Copies a prepared message. If Chrome refuses, the guide with the same message opens.
 * @param {string} text
 * @param {string} guide
 * @param {Element} result
 */
async function copy(text, guide, result) {
  try {
    await navigator.clipboard.writeText(text);
    setText(result, message("guide_page_message_copied"));
  } catch {
    await chrome.tabs.create({ url: chrome.runtime.getURL(`guide/guide.html#${guide}`) });
  }
}

/**
 * Moves an element and keeps the focus on it.
 * @param {HTMLElement} element
 * @param {HTMLElement} parent
 * @param {Element | null} before
 */
function move(element, parent, before) {
  if (element.parentElement === parent) return;
  const held = document.activeElement === element;
  parent.insertBefore(element, before);
  if (held) element.focus();
}

/**
 * Moves a link of the row to the place of the primary action, or both links back into the row.
 * @param {"guide" | "retry" | null} promoted
 * @param {string} label message key
 */
function promote(promoted, label) {
  const [place, row] = [byId("promoted"), byId("ways")];
  const [guide, retry] = [byId("guide"), byId("retry")];
  if (promoted !== "guide") move(guide, row, row.firstElementChild);
  if (promoted !== "retry") move(retry, row, byId("report"));
  if (promoted) move(byId(promoted), place, null);
  guide.classList.toggle("primary", promoted === "guide");
  retry.classList.toggle("primary", promoted === "retry");
  setText(retry, message(promoted === "retry" ? label : "popup_retry"));
  show(place, promoted !== null);
}

/**
 * @param {Action | null} action
 * @param {Finding | undefined} primary
 */
function drawGuideLink(action, primary) {
  const guide = /** @type {HTMLAnchorElement} */ (byId("guide"));
  const leads = action?.kind === "guide";
  const name = leads ? action.guide : primary && guideOf(primary);
  guide.href = name ? `../guide/guide.html#${name}` : "../guide/guide.html";
  setText(guide, message(leads ? action.label : name ? "popup_guide" : "popup_guide_all"));
}

/**
 * The primary button, unless it is one of the row's links.
 * @param {Action | null} action
 * @param {Finding | undefined} primary
 * @param {Actions} actions
 */
function primaryButton(action, primary, actions) {
  const attributes = { class: "button primary" };
  const cause = primary?.cause ?? null;
  if (action?.kind === "fix") {
    const { fix } = action;
    const press = () => actions.fix(fix, cause);
    return [
      button({ ...attributes, "data-fix": fix }, message(fixLabelKey(action)), press),
      NEEDS_NOTE.test(fix) ? make("p", { class: "note" }, message(`fix_${fix}_what`)) : null,
    ];
  }
  if (action?.kind === "copy") {
    const result = make("p", { class: "note said", role: "status" });
    const text = message(`guide_message_${action.text}`);
    const press = () => copy(text, primary ? guideOf(primary) : "all", result);
    return [
      button({ ...attributes, "data-message": action.text }, message(action.label), press),
      result,
    ];
  }
  if (action?.kind === "close_tab") {
    const press = () => actions.closeTab(String(primary?.params["host"] ?? KARTE_HOST));
    return [button({ ...attributes, "data-act": "close_tab" }, message(action.label), press)];
  }
  return [];
}

/**
 * A line with a text button, for a secondary action.
 * @param {string} lead message key
 * @param {HTMLElement} link
 */
const line = (lead, link) => make("p", { class: "line" }, message(lead), link);

/**
 * @param {Finding} primary
 * @param {Action | null} action
 * @param {Actions} actions
 */
function laterLines(primary, action, actions) {
  const first = action?.kind === "fix" ? action.fix : "";
  return primary.fixes
    .filter((fix) => LATER_FIXES.has(fix) && fix !== first)
    .map((fix) =>
      line(
        `popup_later_${fix}`,
        button({ class: "link", "data-fix": fix }, message(`fix_${fix}`), () =>
          actions.fix(fix, primary.cause),
        ),
      ),
    );
}

/**
 * @param {Advice["hurry"]} hurry
 * @param {Finding | undefined} primary
 * @param {Actions} actions
 */
function hurryLine(hurry, primary, actions) {
  const press = () => actions.fix("private_window", primary?.cause ?? null);
  const href = "../guide/guide.html#hotspot";
  if (hurry === "incognito") {
    const label = message("popup_hurry_incognito");
    return line(
      "popup_hurry",
      button({ class: "link", "data-fix": "private_window" }, label, press),
    );
  }
  if (hurry === "hotspot") {
    const attributes = { class: "link", href, target: "_blank" };
    return line("popup_hurry", make("a", attributes, message("guide_hotspot_title")));
  }
  return hurry ? make("p", { class: "line" }, message(`popup_hurry_${hurry}`)) : null;
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
  const elements = wanted.flatMap((child) => [child, ...child.querySelectorAll("*")]);
  const drawing = [cause, ...elements.map((one) => `${one.className} ${one.textContent}`)].join();
  if (drawnContent.get(element) === drawing) return;
  drawnContent.set(element, drawing);
  const held = element.contains(document.activeElement) && document.activeElement;
  element.replaceChildren(...wanted);
  const fix = /** @type {HTMLElement} */ (held || element).dataset.fix;
  if (fix) /** @type {HTMLElement | null} */ (element.querySelector(`[data-fix=${fix}]`))?.focus();
}

/**
 * The text above the button.
 * @param {Finding | undefined} primary
 * @param {Advice | undefined} advice
 */
function leadOf(primary, advice) {
  if (advice?.lead) return message(advice.lead);
  if (primary) return message(firstStepKey(primary));
  const action = advice?.action;
  return action?.kind === "fix" ? firstMessage([`lead_${action.fix}`]) : "";
}

/**
 * @param {keyof typeof STATE_ACTIONS} state
 * @param {Finding | undefined} primary
 * @param {Advice | undefined} advice
 */
const adviceOf = (state, primary, advice) =>
  advice ?? (primary ? adviceFor(primary) : STATE_ACTIONS[state]);

/**
 * @param {{ state: keyof typeof STATE_ACTIONS, incognito?: boolean }} tab
 * @param {Finding | undefined} primary
 * @param {boolean} locked whether the person cannot sign in, so that a workaround is offered
 * @param {Actions} actions
 */
export function drawAction({ state, incognito = false }, primary, locked, actions) {
  const unseen = incognito && locked;
  const advice = adviceOf(state, primary, unseen ? INCOGNITO_ADVICE : undefined);
  const action = advice?.action ?? null;
  const lead = unseen ? message("lead_incognito") : leadOf(primary, advice);
  const again = primary && isRepeatedClockError(primary);
  drawGuideLink(action, primary);
  const moved = action?.kind === "guide" || action?.kind === "retry" ? action : null;
  replaceChanged(byId("first-step"), primary?.cause, [
    lead ? make("p", { class: "lead" }, lead) : null,
    ...primaryButton(action, primary, actions),
    again ? make("p", { class: "note" }, message("hint_clock_again")) : null,
  ]);
  promote(moved?.kind ?? null, moved?.label ?? "");
  replaceChanged(byId("enter"), primary?.cause, [
    ...(primary ? laterLines(primary, action, actions) : []),
    locked ? hurryLine(advice?.hurry, primary, actions) : null,
  ]);
}
