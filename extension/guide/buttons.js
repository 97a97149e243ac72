// What the buttons of the guides open or copy.

import {
  CHROME_CERTIFICATES,
  CHROME_EXTENSIONS,
  CHROME_RESTART,
  CHROME_SITE_DETAILS,
  KARTE_HOST,
  SIGN_IN_URL,
} from "../shared/addresses.js";
import { CAUSES } from "./causes.js";

/** @typedef {{ open: string } | { link: string } | { copy: string, said: string }} Action */

/**
 * What a button does; its label is the message `open_<name>`.
 * @type {Record<string, Action>}
 */
export const ACTIONS = {
  sign_in: { open: SIGN_IN_URL },
  site_data: { open: CHROME_SITE_DETAILS },
  clear_data: { open: "chrome://settings/clearBrowserData" },
  extensions: { open: CHROME_EXTENSIONS },
  certificates: { open: CHROME_CERTIFICATES },
  policy: { open: "chrome://policy" },
  system: { open: "chrome://settings/system" },
  clock_settings: { open: "ms-settings:dateandtime" },
  // Chrome opens no tab for this address, but follows it as a link. Macs before Ventura show an older pane.
  clock_settings_mac: { link: "x-apple.systempreferences:com.apple.Date-Time-Settings.extension" },
  copy_restart: { copy: CHROME_RESTART, said: "guide_page_copied" },
  copy_host: { copy: KARTE_HOST, said: "guide_page_copied_host" },
};

/**
 * Actions of guides only; the label is the message `guide_open_<name>`.
 * @type {Record<string, Action>}
 */
export const GUIDE_ACTIONS = {
  copy_sign_in: { copy: SIGN_IN_URL, said: "guide_page_copied" },
  copy_chrome: { copy: "google.com/chrome", said: "guide_page_copied" },
  options: { link: "../options/options.html" },
  diary: { link: "../options/options.html#diary" },
  bookmarks: { open: "chrome://bookmarks" },
  default_browser: { open: "chrome://settings/defaultBrowser" },
  wifi: { open: "ms-settings:network-wifi" },
  wifi_mac: { link: "x-apple.systempreferences:com.apple.wifi-settings-extension" },
  windows_security: { open: "ms-settings:windowsdefender" },
};

/** @param {string} name */
export const actionNamed = (name) => ACTIONS[name] ?? GUIDE_ACTIONS[name];

/** @param {string} name */
export const actionMessageKey = (name) => (name in ACTIONS ? `open_${name}` : `guide_open_${name}`);

/**
 * The actions in `ACTIONS` by cause and step number.
 * @type {Record<string, Record<string, string>>}
 */
export const BUTTONS = Object.fromEntries(
  Object.entries(CAUSES).map(([cause, steps]) => [
    cause,
    Object.fromEntries(
      steps.flatMap(({ id, act }) =>
        typeof id === "number" && act && act in ACTIONS ? [[id, act]] : [],
      ),
    ),
  ]),
);
