// What a person has done in the guides and on which system: kept in this browser only, so that it outlives a restart.

/** @typedef {import("./steps.js").Platform} Platform */
/** @typedef {{ v: 1, platform?: Platform, done: Record<string, (number | string)[]> }} Kept */

const PLACE = "guide";

/** @returns {Kept} what was kept; of another version or damaged: nothing */
function read() {
  try {
    const kept = JSON.parse(localStorage.getItem(PLACE) ?? "null");
    if (kept?.v === 1 && typeof kept.done === "object" && kept.done !== null) return kept;
  } catch {
    // Not readable is as good as not there.
  }
  return { v: 1, done: {} };
}

/** @param {Kept} kept */
function write(kept) {
  try {
    localStorage.setItem(PLACE, JSON.stringify(kept));
  } catch {
    // Storage is full or forbidden: the guide works without, only its ticks are lost.
  }
}

/** @returns {Platform} the chosen system, else this computer's */
export function platform() {
  const chosen = read().platform;
  if (chosen === "windows" || chosen === "mac") return chosen;
  const { userAgentData } = /** @type {any} */ (navigator);
  return userAgentData?.platform === "macOS" ? "mac" : "windows";
}

/** @param {Platform} chosen */
export const choosePlatform = (chosen) => write({ ...read(), platform: chosen });

/**
 * The steps of a guide that are ticked.
 * @param {string} guide
 * @returns {Set<number | string>}
 */
export function doneIn(guide) {
  const done = read().done[guide];
  return new Set(Array.isArray(done) ? done : []);
}

/**
 * @param {string} guide
 * @param {number | string} step
 * @param {boolean} done
 */
export function tick(guide, step, done) {
  const kept = read();
  const others = [...doneIn(guide)].filter((one) => one !== step);
  kept.done[guide] = done ? [...others, step] : others;
  write(kept);
}

/** @param {string} guide */
export function beginAgain(guide) {
  const kept = read();
  delete kept.done[guide];
  write(kept);
}
