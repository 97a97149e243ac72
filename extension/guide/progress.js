// Progress in the guides and the chosen platform, in localStorage, so that they survive a restart of the browser.

/** @typedef {import("./steps.js").Platform} Platform */
/** @typedef {{ v: 1, platform?: Platform, done: Record<string, (number | string)[]> }} Kept */

const KEY = "guide";

/** @returns {Kept} the saved progress; empty if it has another version or is damaged */
function read() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? "null");
    if (kept?.v === 1 && typeof kept.done === "object" && kept.done !== null) return kept;
  } catch {
    // Unreadable: start empty.
  }
  return { v: 1, done: {} };
}

/** @param {Kept} kept */
function write(kept) {
  try {
    localStorage.setItem(KEY, JSON.stringify(kept));
  } catch {
    // Storage is full or blocked: the guide works, but its progress is not saved.
  }
}

/** @returns {Platform} the chosen platform, otherwise this computer's */
export function platform() {
  const chosen = read().platform;
  if (chosen === "windows" || chosen === "mac") return chosen;
  const { userAgentData } = /** @type {any} */ (navigator);
  return userAgentData?.platform === "macOS" ? "mac" : "windows";
}

/** @param {Platform} chosen */
export const choosePlatform = (chosen) => write({ ...read(), platform: chosen });

/**
 * The ids of the steps that are done.
 * @param {string} guide
 * @returns {Set<number | string>}
 */
export function doneSteps(guide) {
  const done = read().done[guide];
  return new Set(Array.isArray(done) ? done : []);
}

/**
 * @param {string} guide
 * @param {number | string} step
 * @param {boolean} done
 */
export function setDone(guide, step, done) {
  const kept = read();
  const others = [...doneSteps(guide)].filter((one) => one !== step);
  kept.done[guide] = done ? [...others, step] : others;
  write(kept);
}

/** @param {string} guide */
export function resetGuide(guide) {
  const kept = read();
  delete kept.done[guide];
  write(kept);
}
