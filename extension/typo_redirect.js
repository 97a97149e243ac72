// Redirects a navigation to a mistyped host. An extension cannot delay the navigation, and the request leaves before
// the core has started, so this runs without the core. It uses only the target and the exceptions that the core saved under
// `typing`, and the generated list of hosts. The core makes every other decision.

import { ENTRIES, ENTRIES_OF_VENDOR, TYPED } from "./rules/hosts.js";
import { KARTE_ORIGIN } from "./shared/addresses.js";

/**
 * @typedef {object} TypoRedirect saved by the core under `typing`
 * @property {number} v
 * @property {string} to
 * @property {string[]} spared
 */

/**
 * The address to redirect a navigation to; undefined if it is not redirected.
 * @param {TypoRedirect | null | undefined} typing
 * @param {{frameId: number, url: string}} details
 * @returns {string | undefined}
 */
export function typoTarget(typing, { frameId, url }) {
  if (typing?.v !== 1 || frameId !== 0) return undefined;
  const { hostname, pathname, port, username, search, hash, origin } = new URL(url);
  // Saved addresses have no query and no fragment (`crate/src/url_correction/redacted_url.rs`).
  if (typing.spared.includes(`${origin}${pathname}`)) return undefined;
  const entries = hostname.endsWith(".medley.life") ? ENTRIES_OF_VENDOR : ENTRIES;
  const sure = TYPED.includes(hostname) && entries.includes(pathname) && !port && !username;
  return sure ? `${typing.to}${search}${hash}` : undefined;
}

/** @typedef {{frameId: number, url: string, tabId: number, timeStamp: number}} NavigationDetails */

/** The newest navigation of each tab to a listed host. @type {Map<number, {details: NavigationDetails, committed: boolean}>} */
const newest = new Map();

/** @param {NavigationDetails} details */
export function onNavigationStart(details) {
  if (details.frameId === 0) newest.set(details.tabId, { details, committed: false });
}

/** The page of the mistyped host was committed. @param {NavigationDetails} details */
export function onNavigationCommit({ frameId, tabId, url }) {
  const known = newest.get(tabId);
  if (frameId === 0 && known?.details.url === url) known.committed = true;
}

/**
 * `net::ERR_ABORTED`: the person stopped the navigation or started another one. After any other error the tab still
 * shows the mistyped address.
 * @param {NavigationDetails & {error: string}} details
 */
export function onNavigationError({ frameId, tabId, url, timeStamp, error }) {
  const known = newest.get(tabId)?.details;
  const same = known?.url === url && known.timeStamp <= timeStamp;
  if (frameId === 0 && error === "net::ERR_ABORTED" && same) newest.delete(tabId);
}

/**
 * Whether the tab still navigates to the mistyped address.
 * @param {NavigationDetails} details
 */
export async function isStillNavigating(details) {
  const { tabId, url } = details;
  try {
    const frame = await chrome.webNavigation.getFrame({ tabId, frameId: 0 });
    const known = newest.get(tabId);
    return known?.details === details && (!known.committed || frame?.url === url);
  } catch {
    return false;
  }
}

/**
 * Whether the navigation started on a page of the karte. Asked as soon as the navigation starts: once the mistyped host
 * has answered, the tab no longer shows that page. A tab with an opener does not count: the opener may control it.
 * @param {NavigationDetails} details
 */
async function startedOnKarte({ tabId }) {
  const [frame, tab] = await Promise.all([
    chrome.webNavigation.getFrame({ tabId, frameId: 0 }),
    chrome.tabs.get(tabId),
  ]);
  return tab.openerTabId === undefined && (frame?.url ?? "").startsWith(`${KARTE_ORIGIN}/`);
}

/**
 * Redirects the tab if it still navigates to the mistyped address. Never throws.
 * @param {NavigationDetails} details
 * @returns {Promise<{led: boolean, fromKarte: boolean}>}
 */
export async function redirectTypo(details) {
  const asked = startedOnKarte(details).catch(() => false);
  const led = await redirect(details).catch(() => false);
  return { led, fromKarte: await asked };
}

/** Whether the tab was redirected. @param {NavigationDetails} details */
async function redirect(details) {
  const { typing } = await chrome.storage.local.get("typing");
  const url = typoTarget(/** @type {TypoRedirect | null} */ (typing), details);
  if (!url || !(await isStillNavigating(details))) return false;
  await chrome.tabs.update(details.tabId, { url });
  return true;
}
