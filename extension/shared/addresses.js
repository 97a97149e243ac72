// Addresses that several pages open or copy.

export const CHROME_EXTENSIONS = "chrome://extensions";
/** Chrome refuses to open this one for an extension: a person pastes it into the address bar. */
export const CHROME_RESTART = "chrome://restart";
/** The karte's sign-in page. */
export const SIGN_IN_URL = "https://karte.medley.life/d/signin";
