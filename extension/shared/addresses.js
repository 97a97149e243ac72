// Addresses that scripts open, copy or compare. The karte's host is spelled here and in no other script; markup, the
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
