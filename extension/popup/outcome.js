// Says what came of a pressed fix: "repaired" only when the cause's own check has turned clear, never because nothing threw.

import { button, byId, make, show } from "../shared/dom.js";
import { say, sayFinest } from "../shared/i18n.js";
import { headlineOf } from "./answer.js";
import { KINDS, NEXT_LEVEL } from "./plan.js";

/** @typedef {import("../../types/messages.js").Fixed} Fixed */
/** @typedef {import("../../types/messages.js").Cause} Cause */
/** @typedef {import("../../types/messages.js").Counts} Counts */
/** @typedef {{ tone: "well" | "partly" | "maybe" | "plain", text: string, proven: boolean }} Outcome */

/** Fixes that only open something: there is nothing to prove. */
const OPENS = new Set([
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
 * @returns {Outcome}
 */
export function outcomeOf(fixed, cause) {
  if (!fixed.done) {
    const text = sayFinest([
      `fixed_${fixed.fix}_${fixed.reason}`,
      `fixed_${fixed.reason}`,
      "fixed_not_done",
    ]);
    // Of a tab that is no longer the diagnosed one nothing is known until somebody looks again.
    return { tone: "maybe", text, proven: fixed.reason !== "tab_gone" };
  }
  if (fixed.reason === "not_reloaded") {
    return { tone: "maybe", text: say("fixed_not_reloaded"), proven: false };
  }
  if (OPENS.has(fixed.fix)) {
    return { tone: "plain", text: sayFinest([`fixed_${fixed.fix}`, "fixed_opened"]), proven: true };
  }
  const finding = fixed.diagnosis?.findings.find((one) => one.cause === cause);
  if (finding?.verdict === "clear" && fixed.diagnosis?.primary) {
    return { tone: "partly", text: say("fixed_repaired_partly"), proven: true };
  }
  if (finding?.verdict === "clear") {
    return { tone: "well", text: say("fixed_repaired"), proven: true };
  }
  if (finding?.verdict === "found" || finding?.verdict === "suspected") {
    return { tone: "maybe", text: say("fixed_still", [headlineOf(finding)]), proven: true };
  }
  return { tone: "maybe", text: say("fixed_unproven"), proven: false };
}

/**
 * One kind before and after; null is what could not be counted. Nothing is said of what was never there.
 * @param {string} what
 * @param {number | null} was
 * @param {number | null} is
 */
function change(what, was, is) {
  const inWords = (/** @type {number | null} */ count) =>
    count === null ? say("history_uncounted") : say("history_count", [count]);
  return was || is ? [say("fixed_count", [what, inWords(was), inWords(is)])] : [];
}

/**
 * What was there before and what is left: cookies by host, and each kind of what the karte's pages keep.
 * @param {Fixed} fixed
 */
export function changesOf({ fix, before, after }) {
  if (!before || !after) return [];
  const count = (/** @type {Counts} */ { cookies }, /** @type {string} */ host) =>
    cookies.find((one) => one.host === host)?.count ?? 0;
  const hosts = new Set([...before.cookies, ...after.cookies].map(({ host }) => host));
  const cookies = [...hosts].flatMap((host) =>
    change(say("fixed_cookies", [host]), count(before, host), count(after, host)),
  );
  const [was, is] = [before.stored, after.stored];
  const kinds = KINDS.flatMap((kind) =>
    change(say(`stored_${kind}`), was?.[kind] ?? null, is?.[kind] ?? null),
  );
  const unseen = !is && kinds.length === 0 && fix !== "clear_cache";
  return [...cookies, ...kinds, ...(unseen ? [say("fixed_stored_unseen")] : [])];
}

/**
 * Where a clearing did not help, the next larger one.
 * @param {Fixed} fixed
 * @param {Outcome} outcome
 * @param {{ fix: (fix: string, cause: Cause | null) => unknown }} actions
 * @param {Cause | null} cause
 */
function nextLevel(fixed, outcome, actions, cause) {
  const failed = outcome.tone === "maybe" && fixed.done && fixed.reason !== "not_reloaded";
  const next = failed ? NEXT_LEVEL[fixed.fix] : undefined;
  if (!next) return [];
  return [
    make("p", {}, say("plan_next_level")),
    button({ class: "button", "data-fix": next }, say(`fix_${next}`), () =>
      actions.fix(next, cause),
    ),
    make("p", { class: "note" }, say(`fix_${next}_what`)),
  ];
}

/**
 * @param {Fixed} fixed
 * @param {Outcome} outcome
 * @param {{ retry: () => unknown, fix: (fix: string, cause: Cause | null) => unknown }} actions
 * @param {Cause | null} cause
 */
export function drawOutcome(fixed, outcome, actions, cause) {
  const card = byId("outcome");
  const counts = changesOf(fixed);
  card.dataset.tone = outcome.tone;
  card.dataset.fix = fixed.fix;
  show(card, true);
  card.replaceChildren(
    make("h2", {}, say(`fixed_heading_${outcome.tone}`)),
    make("p", {}, outcome.text),
    ...(counts.length > 0
      ? [make("ul", { class: "note" }, ...counts.map((line) => make("li", {}, line)))]
      : []),
    ...(outcome.proven ? [] : [button({ class: "button" }, say("popup_retry"), actions.retry)]),
    ...nextLevel(fixed, outcome, actions, cause),
  );
  card.focus();
}
