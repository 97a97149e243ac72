// Leads a mistyped host on at once: nothing holds a navigation up for us, and the core takes longer to start than a request
// to leave. What may be led on was decided by the core before, and is saved; everything else is left to it.

import { ENTRIES, ENTRIES_OF_VENDOR, TYPED } from "./rules/hosts.js";

/**
 * @typedef {object} Typing what the core saved
 * @property {number} v
 * @property {string} to
 * @property {string[]} spared
 */

/**
 * Where a navigation leads, or nothing.
 * @param {Typing | null | undefined} typing
 * @param {{frameId: number, url: string}} details
 * @returns {string | undefined}
 */
export function leadsTo(typing, { frameId, url }) {
  if (typing?.v !== 1 || frameId !== 0) return undefined;
  const { hostname, origin, pathname, port, username } = new URL(url);
  // As `kept_address.rs` cuts addresses: what was asked of a page is not kept.
  if (typing.spared.includes(`${origin}${pathname}`)) return undefined;
  const entries = hostname.endsWith(".medley.life") ? ENTRIES_OF_VENDOR : ENTRIES;
  const sure = TYPED.includes(hostname) && entries.includes(pathname) && !port && !username;
  return sure ? typing.to : undefined;
}

/**
 * @param {{frameId: number, url: string, tabId: number}} details
 * @returns {Promise<boolean>} whether the tab is on its way
 */
export async function leadOn(details) {
  try {
    const { typing } = await chrome.storage.local.get("typing");
    const url = leadsTo(/** @type {Typing | null} */ (typing), details);
    if (!url) return false;
    await chrome.tabs.update(details.tabId, { url });
    return true;
  } catch {
    return false;
  }
}
