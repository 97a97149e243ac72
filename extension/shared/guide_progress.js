// Progress in the guides and the chosen platform, in localStorage, so that they survive a restart of the browser.
// The guide page writes it; the popup ends it once somebody is signed in.

/** @typedef {"windows" | "mac"} Platform */
/** @typedef {number | string} StepId */
/** `at`: when the last step was marked, in milliseconds since 1970. @typedef {{ at: number, steps: StepId[] }} Ticks */
/** @typedef {{ v: 2, platform?: Platform, ticks: Record<string, Ticks | undefined> }} Kept */

const KEY = "guide";
/** Ticks older than this belong to another failure. */
export const TICKS_LAST_MS = 12 * 60 * 60 * 1_000;

/** @returns {Kept} the saved progress; empty if it is damaged. Version 1 has no times, so only its platform is kept. */
function read() {
  /** @type {Kept} */
  const empty = { v: 2, ticks: {} };
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? "null");
    if (kept?.v === 1) return { ...empty, platform: kept.platform };
    if (kept?.v === 2 && typeof kept.ticks === "object" && kept.ticks !== null) return kept;
  } catch {
    // Unreadable: start empty.
  }
  return empty;
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
 * The steps differ between platforms, so each has its own ticks.
 * @param {string} guide
 */
const placeOf = (guide) => `${platform()} ${guide}`;

/**
 * The ids of the steps that are done on the chosen platform. The ticks also end if the PC's clock was changed by more than
 * `TICKS_LAST_MS`, forward or back.
 * @param {string} guide
 * @returns {Set<StepId>}
 */
export function doneSteps(guide) {
  const ticks = read().ticks[placeOf(guide)];
  const lasts = Math.abs(Date.now() - Number(ticks?.at)) < TICKS_LAST_MS;
  return new Set(lasts && Array.isArray(ticks?.steps) ? ticks.steps : []);
}

/**
 * @param {string} guide
 * @param {StepId} step
 * @param {boolean} done
 */
export function setDone(guide, step, done) {
  const others = [...doneSteps(guide)].filter((one) => one !== step);
  const steps = done ? [...others, step] : others;
  const kept = read();
  write({ ...kept, ticks: { ...kept.ticks, [placeOf(guide)]: { at: Date.now(), steps } } });
}

/** @param {string} guide */
export function resetGuide(guide) {
  const kept = read();
  write({ ...kept, ticks: { ...kept.ticks, [placeOf(guide)]: undefined } });
}

/** Ends the ticks of all guides: the karte is open, so the next failure is another one. */
export function endAllTicks() {
  const kept = read();
  if (Object.keys(kept.ticks).length > 0) write({ ...kept, ticks: {} });
}
