// The tab that a diagnosis is about while one of our own pages is in front, and the way back to it.

import { KARTE_HOST, SIGN_IN_URL } from "./addresses.js";

/** @typedef {chrome.tabs.Tab} Tab */

/** Key in localStorage of the tab that the popup diagnosed last and in which the sign-in failed. */
const KEY = "failing_tab";

/** @param {Tab | undefined} tab whether it shows a page of this extension */
export const isOwnPage = (tab) => tab?.url?.startsWith(`${location.origin}/`) === true;

/**
 * Remembers the diagnosed tab, or forgets it once the sign-in works there.
 * @param {number} tabId
 * @param {boolean} fails
 */
export function rememberFailingTab(tabId, fails) {
  try {
    if (fails) localStorage.setItem(KEY, `${tabId}`);
    else if (failingTabId() === tabId) localStorage.removeItem(KEY);
  } catch {
    // Storage is full or blocked: the karte's tab that was used last is taken.
  }
}

function failingTabId() {
  try {
    return Number.parseInt(localStorage.getItem(KEY) ?? "", 10);
  } catch {
    return NaN;
  }
}

/**
 * The karte's tab that was in front last; without one, the tab that was diagnosed last, which may be at a wrong address.
 * After a restart of the browser the saved id can belong to another tab, so a tab outside the vendor's domain is ignored.
 * @returns {Promise<Tab | undefined>}
 */
export async function findKarteTab() {
  const open = await chrome.tabs.query({ url: "*://*.medley.life/*" }).catch(() => []);
  const failing = failingTabId();
  const hostOf = (/** @type {Tab} */ { url }) => (url ? new URL(url).hostname : "");
  const rank = (/** @type {Tab} */ tab) =>
    hostOf(tab) === KARTE_HOST ? 2 : tab.id === failing ? 1 : 0;
  return open
    .filter((tab) => rank(tab) > 0 && !tab.incognito)
    .sort((a, b) => rank(b) - rank(a) || (b.lastAccessed ?? 0) - (a.lastAccessed ?? 0))[0];
}

/**
 * Brings the karte's tab to the front and opens the popup there, which diagnoses again. Without such a tab the sign-in page
 * is opened. Where Chrome does not open the popup, the person clicks the icon.
 */
export async function returnToKarte() {
  const tab = await findKarteTab();
  if (tab?.id === undefined) {
    await chrome.tabs.create({ url: SIGN_IN_URL });
    return;
  }
  await chrome.tabs.update(tab.id, { active: true });
  await chrome.windows.update(tab.windowId, { focused: true });
  // Every extension has this method from Chrome 127 on.
  if (!("openPopup" in chrome.action)) return;
  await chrome.action.openPopup({ windowId: tab.windowId }).catch(() => undefined);
}
