// What a step of a guide is, the steps that many guides share, and the keys of a step's words.

/** @typedef {"windows" | "mac"} Platform */
/**
 * @typedef {object} Step
 * @property {number | string} id a number within its guide, or the name of a step that guides share
 * @property {string} draw its drawing
 * @property {string} [act] its button
 * @property {string | null} [mac] its button on a Mac, where that is another one or none
 * @property {string} [copy] the prepared message to be sent
 * @property {string} [go] the guide that it leads to
 * @property {string} [otherGo] the guide that helps when the screen looks different
 * @property {Platform} [only] where else there is no such step
 */

/** @type {Step} */
export const RESTART = { id: "restart", draw: "restart", act: "copy_restart", otherGo: "quit" };
/** @type {Step} */
export const CHOOSE = {
  id: "choose",
  draw: "choose",
  act: "sign_in",
  otherGo: "wrong_certificate",
};
/** @type {Step} */
export const SIGN_IN = { id: "login", draw: "login", otherGo: "clinic_switch" };

/**
 * The key of a step's words.
 * @param {string} guide
 * @param {Step} step
 */
export const keyOf = (guide, { id }) =>
  typeof id === "number" ? `guide_${guide}_${id}` : `guide_step_${id}`;

/**
 * The keys of words that may differ on a Mac, finest first.
 * @param {string} key
 * @param {Platform} platform
 */
export const keysFor = (key, platform) => (platform === "mac" ? [`${key}_mac`, key] : [key]);

/**
 * A step's button on this platform.
 * @param {Step} step
 * @param {Platform} platform
 */
export const actOf = ({ act, mac }, platform) =>
  (platform === "mac" && mac !== undefined ? mac : act) ?? undefined;

/**
 * The steps that this platform has.
 * @param {Step[]} steps
 * @param {Platform} platform
 */
export const stepsFor = (steps, platform) =>
  steps.filter(({ only }) => only === undefined || only === platform);
