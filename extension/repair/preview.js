// Before extensions are disabled: which ones that would be, whether the last change is complete, and what to expect.

import { make } from "../shared/dom.js";
import { message } from "../shared/i18n.js";

/** @typedef {import("../../types/messages.js").Bisect} Bisect */
/** @typedef {import("../../types/messages.js").Sorted} Sorted */
/** @typedef {import("./extension_experiment.js").ExperimentView} Experiment */

/** Message keys listed before every experiment. */
const ALWAYS_LISTED = [
  "ext_before_tabs",
  "ext_before_back",
  "ext_before_icons",
  "ext_before_sync",
  "ext_before_self",
];

/**
 * Whether it stays enabled because other work may need it.
 * @param {Sorted} extension
 */
export const mayBeRequired = ({ leftOn }) => typeof leftOn === "object" && leftOn !== null;

/**
 * Whether it stays enabled because it has no access to the karte.
 * @param {Sorted} extension
 */
export const hasNoAccess = ({ leftOn }) => leftOn === "no_power";

/**
 * Whether the person may include it anyway.
 * @param {Sorted} extension
 */
export const mayBeIncluded = (extension) => mayBeRequired(extension) || hasNoAccess(extension);

/**
 * The extensions that would be disabled.
 * @param {Experiment} experiment
 */
export const candidates = ({ state, includedAnyway }) =>
  state.extensions.filter(
    (one) => one.leftOn === null || (mayBeIncluded(one) && includedAnyway.has(one.id)),
  );

/**
 * The ids of extensions that the person included anyway.
 * @param {Experiment} experiment
 */
export const includedIds = ({ state, includedAnyway }) =>
  state.extensions
    .filter((one) => mayBeIncluded(one) && includedAnyway.has(one.id))
    .map(({ id }) => id);

/**
 * Whether a change is still pending: the enabled state of an extension differs from its target.
 * @param {Bisect} state
 */
export function isSwitching({ run, extensions }) {
  const on = new Set(extensions.map(({ id }) => id));
  return run !== null && run.items.some((item) => !item.trouble && item.on !== on.has(item.id));
}

/** @param {Bisect} state */
export const isSearching = ({ search }) => search !== null && search.phase !== "over";

/**
 * The list of what will happen.
 * @param {string} key of the heading's message
 * @param {string[]} lines
 */
export function preview(key, lines) {
  const items = [...lines, ...ALWAYS_LISTED.map((one) => message(one))].map((text) =>
    make("li", {}, text),
  );
  return make("div", { class: "part" }, make("h3", {}, message(key)), make("ul", {}, ...items));
}
