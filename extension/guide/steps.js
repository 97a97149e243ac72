// The type of a guide's step, steps that many guides share, and the message keys of a step.

/** @typedef {import("../shared/guide_progress.js").Platform} Platform */
/**
 * @typedef {object} Step
 * @property {number | string} id number within its guide, or name of a shared step
 * @property {string} draw name of its drawing
 * @property {string} [act] name of its action in `buttons.js`
 * @property {string | null} [mac] its action on a Mac if different; null for none
 * @property {string} [copy] name of a prepared message to copy
 * @property {string} [go] guide to continue with
 * @property {string} [otherGo] guide for a screen that looks different
 * @property {Platform} [only] the only platform that has this step
 */

/** @type {Step} */
export const RESTART_STEP = {
  id: "restart",
  draw: "restart",
  act: "copy_restart",
  otherGo: "quit",
};
/** @type {Step} */
export const CHOOSE_STEP = {
  id: "choose",
  draw: "choose",
  act: "sign_in",
  otherGo: "wrong_certificate",
};
/** @type {Step} */
export const SIGN_IN_STEP = { id: "login", draw: "login", otherGo: "clinic_switch" };

/**
 * The message key of a step.
 * @param {string} guide
 * @param {Step} step
 */
export const messageKey = (guide, { id }) =>
  typeof id === "number" ? `guide_${guide}_${id}` : `guide_step_${id}`;

/**
 * The message keys for a platform, the most specific first.
 * @param {string} key
 * @param {Platform} platform
 */
export const platformKeys = (key, platform) => (platform === "mac" ? [`${key}_mac`, key] : [key]);

/**
 * A step's action on this platform.
 * @param {Step} step
 * @param {Platform} platform
 */
export const actionOf = ({ act, mac }, platform) =>
  (platform === "mac" && mac !== undefined ? mac : act) ?? undefined;

/**
 * The steps that this platform has.
 * @param {Step[]} steps
 * @param {Platform} platform
 */
export const stepsFor = (steps, platform) =>
  steps.filter(({ only }) => only === undefined || only === platform);
