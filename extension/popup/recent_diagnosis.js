// The diagnosis that the worker saved for this tab, made when the failure was seen or at the last click. It is drawn at
// once; the diagnosis that the popup requests then confirms or replaces it.

/** @typedef {import("../../types/messages.js").Diagnosis} Diagnosis */

/** An older diagnosis is not shown. */
const LONGEST_MS = 60_000;

/** An address in the form in which the worker saves it. @param {string} url */
const withoutQuery = (url) => url.split(/[?#]/)[0];

/**
 * The kept diagnosis if it is about the page that the tab shows now, else null.
 * @param {Record<string, any>} stored `diagnoses` and `visit` of the session's storage
 * @param {{id?: number | undefined, url?: string | undefined}} tab
 * @param {number} now milliseconds since 1970
 * @returns {Diagnosis | null}
 */
export function chooseRecent({ diagnoses, visit }, tab, now) {
  if (diagnoses?.v !== 1 || !Array.isArray(diagnoses.tabs) || tab.url === undefined) return null;
  const kept = diagnoses.tabs.find((/** @type {any} */ one) => one?.tabId === tab.id);
  const diagnosis = kept?.diagnosis;
  if (diagnosis?.kind !== "diagnosis" || kept.url !== withoutQuery(tab.url)) return null;
  const age = now - diagnosis.at;
  const loads = Array.isArray(visit?.navigations) ? visit.navigations : [];
  const newest = loads.findLast((/** @type {any} */ one) => one?.tabId === tab.id);
  const isSameLoad = (newest?.request ?? null) === kept.request;
  return isSameLoad && age >= 0 && age < LONGEST_MS ? diagnosis : null;
}

/**
 * @param {Promise<{id?: number, url?: string}>} asking the tab
 * @returns {Promise<Diagnosis | null>}
 */
export async function recentDiagnosis(asking) {
  // eslint-disable-next-line no-restricted-syntax -- read only, and the worker may have to start first
  const reading = chrome.storage.session.get(["diagnoses", "visit"]);
  const [tab, stored] = await Promise.all([asking, reading]).catch(() => [{}, {}]);
  return chooseRecent(stored, tab, Date.now());
}
