// Shows the result of a fix. "Repaired" requires that the check of the cause has turned `clear` in the new diagnosis;
// a fix without an error is not enough.

import { button, byId, make, show } from "../shared/dom.js";
import { message, firstMessage } from "../shared/i18n.js";
import { FAILING_STATES, headlineOf, WORKING_STATES } from "./result.js";
import { STORAGE_KINDS, NEXT_LEVEL } from "./confirm_clear.js";

/** @typedef {import("../../types/messages.js").Fix} Fix */
/** @typedef {import("../../types/messages.js").Fixed} Fixed */
/** @typedef {import("../../types/messages.js").Cause} Cause */
/** @typedef {import("../../types/messages.js").Counts} Counts */
/** @typedef {{ retry: () => unknown, fix: (fix: Fix, cause: Cause | null) => unknown }} Actions */
/** @typedef {{ tone: "well" | "partly" | "maybe" | "plain", text: string, proven: boolean }} FixResult */

/** Fixes that open a page or window. Their result is checked only where the reply has a new diagnosis. */
const OPENING_FIXES = new Set([
  "private_window",
  "open_sign_in",
  "open_clock_settings",
  "restart_assistant",
  "extensions_off",
  "extensions_bisect",
  "correct_bookmarks",
]);

/**
 * @param {Fixed} fixed
 * @param {Cause | null} cause
 * @returns {FixResult}
 */
export function fixResult(fixed, cause) {
  if (!fixed.done) {
    const text = firstMessage([
      `fixed_${fixed.fix}_${fixed.reason}`,
      `fixed_${fixed.reason}`,
      "fixed_not_done",
    ]);
    // The diagnosed tab is gone, so its state is unknown until the next diagnosis.
    return { tone: "maybe", text, proven: fixed.reason !== "tab_gone" };
  }
  if (fixed.reason === "not_reloaded") {
    return { tone: "maybe", text: message("fixed_not_reloaded"), proven: false };
  }
  if (OPENING_FIXES.has(fixed.fix) && !fixed.diagnosis) {
    return {
      tone: "plain",
      text: firstMessage([`fixed_${fixed.fix}`, "fixed_opened"]),
      proven: true,
    };
  }
  const finding = fixed.diagnosis?.findings.find((one) => one.cause === cause);
  const { primary = null, state = "failed" } = fixed.diagnosis ?? {};
  const fails = primary !== null || FAILING_STATES.has(state);
  if (finding?.verdict === "clear" && fails) {
    return { tone: "partly", text: message("fixed_repaired_partly"), proven: true };
  }
  if (finding?.verdict === "clear" || (cause === null && WORKING_STATES.has(state) && !fails)) {
    return { tone: "well", text: message("fixed_repaired"), proven: true };
  }
  if (finding?.verdict === "found" || finding?.verdict === "suspected") {
    return { tone: "maybe", text: message("fixed_still", [headlineOf(finding)]), proven: true };
  }
  return { tone: "maybe", text: message("fixed_unproven"), proven: false };
}

/**
 * One line with the counts before and after; no line if neither is above zero. `null` means that it could not be counted.
 * @param {string} what
 * @param {number | null} was
 * @param {number | null} is
 */
function change(what, was, is) {
  const inWords = (/** @type {number | null} */ count) =>
    count === null ? message("history_uncounted") : message("history_count", [count]);
  return was || is ? [message("fixed_count", [what, inWords(was), inWords(is)])] : [];
}

/**
 * The counts before and after: cookies for each host, and each kind of site data.
 * @param {Fixed} fixed
 */
export function countChanges({ fix, before, after }) {
  if (!before || !after) return [];
  const count = (/** @type {Counts} */ { cookies }, /** @type {string} */ host) =>
    cookies.find((one) => one.host === host)?.count ?? 0;
  const hosts = new Set([...before.cookies, ...after.cookies].map(({ host }) => host));
  const cookies = [...hosts].flatMap((host) =>
    change(message("fixed_cookies", [host]), count(before, host), count(after, host)),
  );
  const [was, is] = [before.stored, after.stored];
  const kinds = STORAGE_KINDS.flatMap((kind) =>
    change(message(`stored_${kind}`), was?.[kind] ?? null, is?.[kind] ?? null),
  );
  const unseen = !is && kinds.length === 0 && fix !== "clear_cache";
  return [...cookies, ...kinds, ...(unseen ? [message("fixed_stored_unseen")] : [])];
}

/**
 * Offers the next larger clearing if this one did not help.
 * @param {Fixed} fixed
 * @param {FixResult} outcome
 * @param {Actions} actions
 * @param {Cause | null} cause
 */
function nextLevel(fixed, outcome, actions, cause) {
  const failed = outcome.tone === "maybe" && fixed.done && fixed.reason !== "not_reloaded";
  const next = failed ? NEXT_LEVEL[fixed.fix] : undefined;
  if (!next) return [];
  return [
    make("p", {}, message("plan_next_level")),
    button({ class: "button primary", "data-fix": next }, message(`fix_${next}`), () =>
      actions.fix(next, cause),
    ),
    make("p", { class: "note" }, message(`fix_${next}_what`)),
  ];
}

/**
 * The counts in a collapsed list, because the sentence above has the main result.
 * @param {string[]} lines
 */
function countList(lines) {
  if (lines.length === 0) return null;
  const items = lines.map((line) => make("li", {}, line));
  return make(
    "details",
    { class: "note" },
    make("summary", {}, message("fixed_counts")),
    make("ul", {}, ...items),
  );
}

/**
 * The next action, if the result needs one. It replaces the primary action.
 * @param {Fixed} fixed
 * @param {FixResult} outcome
 * @param {Actions} actions
 * @param {Cause | null} cause
 */
function nextStep(fixed, outcome, actions, cause) {
  const level = nextLevel(fixed, outcome, actions, cause);
  if (outcome.proven || level.length > 0) return level;
  return [button({ class: "button primary" }, message("popup_retry"), actions.retry)];
}

/**
 * The heading "not repaired yet" is used only if the new diagnosis proves it.
 * @param {Fixed} fixed
 * @param {FixResult} outcome
 */
function headingKey({ done }, { tone, proven }) {
  if (tone !== "maybe") return `fixed_heading_${tone}`;
  if (!done) return "fixed_heading_undone";
  return proven ? "fixed_heading_maybe" : "fixed_heading_unproven";
}

/**
 * @param {Fixed} fixed
 * @param {FixResult} outcome
 * @param {Actions} actions
 * @param {Cause | null} cause
 */
export function drawFixResult(fixed, outcome, actions, cause) {
  const card = byId("outcome");
  const next = nextStep(fixed, outcome, actions, cause);
  // After a proven repair the popup's headline says so, and the card has no heading of its own.
  const well = outcome.tone === "well";
  const heading = make("h2", { id: "outcome-heading" }, message(headingKey(fixed, outcome)));
  const opened = outcome.tone === "plain" ? "action" : "";
  card.dataset.tone = outcome.tone;
  card.dataset.fix = fixed.fix;
  card.dataset.replaces = next.length > 0 ? "all" : opened;
  card.setAttribute("aria-labelledby", well ? "headline" : "outcome-heading");
  show(card, true);
  card.replaceChildren(
    well ? "" : heading,
    make("p", {}, outcome.text),
    countList(countChanges(fixed)) ?? "",
    ...next,
  );
  card.focus();
}
