// What the buttons of the guides open or copy, and which number a cause has on the vendor's help page.

import { CHROME_EXTENSIONS, CHROME_RESTART, SIGN_IN_URL } from "../shared/addresses.js";
import { CAUSES } from "./causes.js";

/** @typedef {import("../../types/messages.js").Cause} Cause */
/** @typedef {{ open: string } | { link: string } | { copy: string, said: string }} Act */

/**
 * What a button does; its words are `open_…`. Chrome refuses to open chrome://restart for an extension: it is pasted by hand.
 * @type {Record<string, Act>}
 */
export const ACTS = {
  sign_in: { open: SIGN_IN_URL },
  site_data: {
    open: "chrome://settings/content/siteDetails?site=https%3A%2F%2Fkarte.medley.life",
  },
  clear_data: { open: "chrome://settings/clearBrowserData" },
  extensions: { open: CHROME_EXTENSIONS },
  certificates: { open: "chrome://certificate-manager/clientcerts" },
  policy: { open: "chrome://policy" },
  system: { open: "chrome://settings/system" },
  clock_settings: { open: "ms-settings:dateandtime" },
  // Chrome opens no tab for this one, but follows it as a link; Macs before Ventura have another pane of the same name.
  clock_settings_mac: { link: "x-apple.systempreferences:com.apple.Date-Time-Settings.extension" },
  copy_restart: { copy: CHROME_RESTART, said: "guide_page_copied" },
  copy_host: { copy: "karte.medley.life", said: "guide_page_copied_host" },
};

/**
 * What only guides open; the words are `guide_open_…`.
 * @type {Record<string, Act>}
 */
export const PLACES = {
  copy_sign_in: { copy: SIGN_IN_URL, said: "guide_page_copied" },
  copy_chrome: { copy: "google.com/chrome", said: "guide_page_copied" },
  options: { link: "../options/options.html" },
  bookmarks: { open: "chrome://bookmarks" },
  default_browser: { open: "chrome://settings/defaultBrowser" },
  wifi: { open: "ms-settings:network-wifi" },
  wifi_mac: { link: "x-apple.systempreferences:com.apple.wifi-settings-extension" },
  windows_security: { open: "ms-settings:windowsdefender" },
};

/** @param {string} name */
export const actNamed = (name) => ACTS[name] ?? PLACES[name];

/** @param {string} name */
export const wordsOfAct = (name) => (name in ACTS ? `open_${name}` : `guide_open_${name}`);

/**
 * The buttons of the causes' own steps by number, as far as other pages know them, too.
 * @type {Record<string, Record<string, string>>}
 */
export const BUTTONS = Object.fromEntries(
  Object.entries(CAUSES).map(([cause, steps]) => [
    cause,
    Object.fromEntries(
      steps.flatMap(({ id, act }) =>
        typeof id === "number" && act && act in ACTS ? [[id, act]] : [],
      ),
    ),
  ]),
);

/** The number of a cause on the vendor's help page; causes without one are ours. */
export const NUMBERS = /** @type {Partial<Record<Cause, number>>} */ ({
  browser: 1,
  url: 2,
  site_data: 3,
  extensions: 4,
  security_software: 5,
  certificate_revoked: 6,
  account_deleted: 7,
  clinic_switch: 8,
  certificate_limit: 9,
  clock: 10,
});
