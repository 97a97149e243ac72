// Asks for confirmation before site data is cleared: lists what is stored and what will happen.
// Nothing is cleared here; popup.js sends the fix after the confirmation.

import { KARTE_HOST } from "../shared/addresses.js";
import { button, byId, make, show } from "../shared/dom.js";
import { firstMessage, message } from "../shared/i18n.js";

/** @typedef {import("../../types/messages.js").Planned} Planned */
/** @typedef {import("../../types/messages.js").Counts} Counts */
/** @typedef {import("../../types/messages.js").Fix} Fix */

/** Fixes that sign the person out, so they need a confirmation. */
const NEEDS_CONFIRMATION = new Set(["clear_karte", "clear_medley"]);
/** The next larger clearing, offered if a clearing did not help. */
export const NEXT_LEVEL = /** @type {Record<Fix, Fix>} */ ({
  clear_cache: "clear_karte",
  clear_karte: "clear_medley",
});

/** @param {Fix} fix */
export const needsConfirmation = (fix) => NEEDS_CONFIRMATION.has(fix);

/** Kinds of site data besides cookies. Each has the message `stored_<kind>`. */
export const STORAGE_KINDS = /** @type {const} */ ([
  "local",
  "session",
  "databases",
  "caches",
  "workers",
]);

/**
 * The stored data, one line for each kind. `clear_karte` lists the karte's own cookies only.
 * @param {Fix} fix
 * @param {Counts} counts
 */
export function storedDataLines(fix, { cookies, stored }) {
  const touched = fix === "clear_karte" ? cookies.filter(isKarte) : cookies;
  const lines = touched.map(({ host, count }) => message("plan_cookies", [host, count]));
  return [
    ...(lines.length > 0 ? lines : [message("plan_no_cookies")]),
    ...(stored ? storedLines(stored) : [message("plan_stored_unseen")]),
    message("plan_cache"),
  ];
}

/** @param {NonNullable<Counts["stored"]>} stored */
function storedLines(stored) {
  const there = STORAGE_KINDS.filter((kind) => stored[kind] > 0);
  const lines = there.map((kind) =>
    message("plan_stored", [message(`stored_${kind}`), stored[kind]]),
  );
  return lines.length > 0 ? lines : [message("plan_no_stored")];
}

/** @param {{host: string}} cookies */
const isKarte = ({ host }) => host === KARTE_HOST;

/**
 * @param {Planned} planned
 * @param {{ go: () => unknown, cancel: () => unknown }} actions
 */
export function drawConfirmation({ fix, before }, { go, cancel }) {
  const card = byId("outcome");
  const lines = before ? storedDataLines(fix, before) : [message("plan_failed")];
  card.dataset.tone = "plain";
  card.dataset.fix = fix;
  card.dataset.replaces = "all";
  card.setAttribute("aria-labelledby", "outcome-heading");
  card.replaceChildren(
    make("h2", { id: "outcome-heading" }, message("plan_heading")),
    make("p", {}, firstMessage([`plan_${fix}`])),
    make("ul", { class: "note" }, ...lines.map((line) => make("li", {}, line))),
    make(
      "div",
      { class: "row" },
      button({ class: "button primary", "data-plan": "go" }, message("plan_do"), go),
      button({ class: "button", "data-plan": "cancel" }, message("plan_cancel"), cancel),
    ),
  );
  show(card, true);
  card.focus();
}
