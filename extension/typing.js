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
  const { hostname, pathname, port, username, search, hash, origin } = new URL(url);
  // As `kept_address.rs` cuts addresses: what was asked of a page is not kept.
  if (typing.spared.includes(`${origin}${pathname}`)) return undefined;
  const entries = hostname.endsWith(".medley.life") ? ENTRIES_OF_VENDOR : ENTRIES;
  const sure = TYPED.includes(hostname) && entries.includes(pathname) && !port && !username;
  return sure ? `${typing.to}${search}${hash}` : undefined;
}

/** @typedef {{frameId: number, url: string, tabId: number, timeStamp: number}} Details */

/** The newest navigation of each tab to a listed host. @type {Map<number, {details: Details, committed: boolean}>} */
const newest = new Map();

/** @param {Details} details */
export function begins(details) {
  if (details.frameId === 0) newest.set(details.tabId, { details, committed: false });
}

/** The mistyped host's own page is there. @param {Details} details */
export function commits({ frameId, tabId, url }) {
  const known = newest.get(tabId);
  if (frameId === 0 && known?.details.url === url) known.committed = true;
}

/**
 * The person stopped it, or goes elsewhere; with any other error the tab is where the address was mistyped.
 * @param {Details & {error: string}} details
 */
export function fails({ frameId, tabId, url, timeStamp, error }) {
  const known = newest.get(tabId)?.details;
  const same = known?.url === url && known.timeStamp <= timeStamp;
  if (frameId === 0 && error === "net::ERR_ABORTED" && same) newest.delete(tabId);
}

const KARTE = "https://karte.medley.life/";

/**
 * Whether the tab still goes to where the address was mistyped, and whether it comes from the karte's own page. A tab that
 * somebody else has opened may be led by them.
 * @param {Details} details
 */
async function look(details) {
  const { tabId, url } = details;
  const [tab, frame] = await Promise.all([
    chrome.tabs.get(tabId),
    chrome.webNavigation.getFrame({ tabId, frameId: 0 }),
  ]);
  const known = newest.get(tabId);
  const still = known?.details === details && (!known.committed || frame?.url === url);
  const fromKarte = tab.openerTabId === undefined && (frame?.url ?? "").startsWith(KARTE);
  return { still, fromKarte };
}

/** @param {Details} details */
export const stillGoesThere = (details) =>
  look(details).then(
    ({ still }) => still,
    () => false,
  );

/**
 * Leads the tab on where it still goes there; whether it is on its way, and where it came from.
 * @param {Details} details
 * @returns {Promise<{led: boolean, fromKarte: boolean}>}
 */
export async function leadOn(details) {
  let fromKarte = false;
  try {
    const { typing } = await chrome.storage.local.get("typing");
    const seen = await look(details);
    fromKarte = seen.fromKarte;
    const url = seen.still && leadsTo(/** @type {Typing | null} */ (typing), details);
    if (!url) return { led: false, fromKarte };
    await chrome.tabs.update(details.tabId, { url });
    return { led: true, fromKarte };
  } catch {
    return { led: false, fromKarte };
  }
}
