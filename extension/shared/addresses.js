// Addresses that scripts open, copy, compare or shorten. The karte's host is spelled here and in no other script; markup, the
// manifest and the core have their own copies. A house test checks that.

export const KARTE_ORIGIN = "https://karte.medley.life";
export const KARTE_HOST = new URL(KARTE_ORIGIN).host;
export const SIGN_IN_URL = `${KARTE_ORIGIN}/d/signin`;

/** Chrome's own list of the person's certificates. */
export const CHROME_CERTIFICATES = "chrome://certificate-manager/clientcerts";
export const CHROME_EXTENSIONS = "chrome://extensions";
/** Chrome refuses to open this one for an extension: a person pastes it into the address bar. */
export const CHROME_RESTART = "chrome://restart";
/** Chrome's page with the site data of the karte. */
export const CHROME_SITE_DETAILS = `chrome://settings/content/siteDetails?site=${encodeURIComponent(KARTE_ORIGIN)}`;

/** Same value as `LONGEST_ADDRESS` in `crate/src/url_correction/redacted_url.rs`. */
const LONGEST_ADDRESS = 2_000;

/**
 * Limits the length of an event's addresses: a page can create one of two million characters.
 * @template {{url: string, redirectUrl?: string}} T @param {T} details @returns {T}
 */
export function limitAddresses(details) {
  const url = details.url.slice(0, LONGEST_ADDRESS);
  const redirectUrl = details.redirectUrl?.slice(0, LONGEST_ADDRESS);
  return { ...details, url, ...(redirectUrl === undefined ? {} : { redirectUrl }) };
}
