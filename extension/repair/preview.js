// Before something is switched off: who that would be, whether Chrome has followed the last wish, and what will happen.

import { make } from "../shared/dom.js";
import { message } from "../shared/i18n.js";

/** @typedef {import("../../types/messages.js").Bisect} Bisect */
/** @typedef {import("../../types/messages.js").Sorted} Sorted */
/** @typedef {import("./extension_experiment.js").Trial} Trial */

/** What is said before every try and every search. */
const ALWAYS = [
  "ext_before_tabs",
  "ext_before_back",
  "ext_before_icons",
  "ext_before_sync",
  "ext_before_self",
];

/**
 * Whether it is left on only because it may be needed.
 * @param {Sorted} extension
 */
export const isNeeded = ({ leftOn }) => typeof leftOn === "object" && leftOn !== null;

/**
 * Whether it is left on because it has no power over the karte.
 * @param {Sorted} extension
 */
export const isPowerless = ({ leftOn }) => leftOn === "no_power";

/**
 * Whether it is left on unless the person insists.
 * @param {Sorted} extension
 */
export const mayBeIncluded = (extension) => isNeeded(extension) || isPowerless(extension);

/**
 * Those that would be switched off.
 * @param {Trial} trial
 */
export const candidates = ({ state, insisted }) =>
  state.extensions.filter(
    (one) => one.leftOn === null || (mayBeIncluded(one) && insisted.has(one.id)),
  );

/**
 * The ids of those that are left on, but are to be included all the same.
 * @param {Trial} trial
 */
export const included = ({ state, insisted }) =>
  state.extensions.filter((one) => mayBeIncluded(one) && insisted.has(one.id)).map(({ id }) => id);

/**
 * Whether Chrome has not yet followed: one that is to be off is on, or the other way round.
 * @param {Bisect} state
 */
export function isSwitching({ run, extensions }) {
  const on = new Set(extensions.map(({ id }) => id));
  return run !== null && run.items.some((item) => !item.trouble && item.on !== on.has(item.id));
}

/** @param {Bisect} state */
export const isSearching = ({ search }) => search !== null && search.phase !== "over";

/**
 * What will happen, and what a person has to know before.
 * @param {string} key of the words for the heading
 * @param {string[]} lines
 */
export function before(key, lines) {
  const items = [...lines, ...ALWAYS.map((one) => message(one))].map((text) =>
    make("li", {}, text),
  );
  return make("div", { class: "part" }, make("h3", {}, message(key)), make("ul", {}, ...items));
}
