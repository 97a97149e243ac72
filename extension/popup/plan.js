// Before something is cleared: what is there, what the person will notice, and a second press that means it.

import { button, byId, make, show } from "../shared/dom.js";
import { say } from "../shared/i18n.js";

/** @typedef {import("../../types/messages.js").Planned} Planned */
/** @typedef {import("../../types/messages.js").Counts} Counts */
/** @typedef {import("../../types/messages.js").Fix} Fix */

/** Fixes that a person is asked about first: they sign somebody out. */
const ASKED_FIRST = new Set(["clear_karte", "clear_medley"]);
/** The next level, where a level did not help. */
export const NEXT_LEVEL = /** @type {Record<Fix, Fix>} */ ({
  clear_cache: "clear_karte",
  clear_karte: "clear_medley",
});

/** @param {Fix} fix */
export const isAskedFirst = (fix) => ASKED_FIRST.has(fix);

/** What a page keeps besides cookies, by kind; each has its name. */
export const KINDS = /** @type {const} */ (["local", "session", "databases", "caches", "workers"]);

/**
 * What is there, one line for each kind; the karte's own level leaves other hosts out.
 * @param {Fix} fix
 * @param {Counts} counts
 */
export function linesOf(fix, { cookies, stored }) {
  const touched = fix === "clear_karte" ? cookies.filter(isKarte) : cookies;
  const lines = touched.map(({ host, count }) => say("plan_cookies", [host, count]));
  return [
    ...(lines.length > 0 ? lines : [say("plan_no_cookies")]),
    ...(stored ? storedLines(stored) : [say("plan_stored_unseen")]),
    say("plan_cache"),
  ];
}

/** @param {NonNullable<Counts["stored"]>} stored */
function storedLines(stored) {
  const there = KINDS.filter((kind) => stored[kind] > 0);
  const lines = there.map((kind) => say("plan_stored", [say(`stored_${kind}`), stored[kind]]));
  return lines.length > 0 ? lines : [say("plan_no_stored")];
}

/** @param {{host: string}} cookies */
const isKarte = ({ host }) => host === "karte.medley.life";

/**
 * @param {Planned} planned
 * @param {{ go: () => unknown, cancel: () => unknown }} actions
 */
export function drawPlan({ fix, before }, { go, cancel }) {
  const card = byId("outcome");
  const lines = before ? linesOf(fix, before) : [say("plan_failed")];
  card.dataset.tone = "plain";
  card.dataset.fix = fix;
  card.replaceChildren(
    make("h2", {}, say("plan_heading")),
    make("p", {}, say(`plan_${fix}`)),
    make("ul", { class: "note" }, ...lines.map((line) => make("li", {}, line))),
    make(
      "div",
      { class: "ways" },
      button({ class: "button primary", "data-plan": "go" }, say("plan_do"), go),
      button({ class: "button", "data-plan": "cancel" }, say("plan_cancel"), cancel),
    ),
  );
  show(card, true);
  card.focus();
}
