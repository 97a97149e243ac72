// The way out of a page that imitates the karte, or whose connection is stale.

import { SIGN_IN_URL } from "../shared/addresses.js";

/**
 * Opens the right page beside the imitation, then closes the imitation, but only while the tab still shows the host that
 * was diagnosed.
 * @param {number} tabId
 * @param {string} host
 */
export async function leaveImitation(tabId, host) {
  const tab = await chrome.tabs.get(tabId).catch(() => undefined);
  const same = tab?.url !== undefined && new URL(tab.url).hostname === host;
  // Closing the tab closes the popup, so the right page is opened before.
  await chrome.tabs.create({
    url: SIGN_IN_URL,
    active: !same,
    ...(same && { openerTabId: tabId }),
  });
  if (same) await chrome.tabs.remove(tabId);
}
