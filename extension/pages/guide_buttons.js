// Which steps of the guides have a button, and what it opens or copies.

/** @typedef {import("../../types/messages.js").Cause} Cause */
/** @typedef {{ open: string } | { link: string } | { copy: string, said: string }} Act */

const SIGN_IN = "https://karte.medley.life/d/signin";

/**
 * What a button does. Chrome refuses to open chrome://restart for an extension: it has to be pasted by hand.
 * @type {Record<string, Act>}
 */
export const ACTS = {
  sign_in: { open: SIGN_IN },
  site_data: {
    open: "chrome://settings/content/siteDetails?site=https%3A%2F%2Fkarte.medley.life",
  },
  clear_data: { open: "chrome://settings/clearBrowserData" },
  extensions: { open: "chrome://extensions" },
  certificates: { open: "chrome://certificate-manager/clientcerts" },
  policy: { open: "chrome://policy" },
  system: { open: "chrome://settings/system" },
  clock_settings: { open: "ms-settings:dateandtime" },
  // Chrome opens no tab for this one, but follows it as a link; Macs before Ventura have another pane of the same name.
  clock_settings_mac: { link: "x-apple.systempreferences:com.apple.Date-Time-Settings.extension" },
  copy_restart: { copy: "chrome://restart", said: "guide_page_copied" },
  copy_host: { copy: "karte.medley.life", said: "guide_page_copied_host" },
};

/**
 * The buttons of a guide by the number of the step.
 * @type {Record<Cause, Record<number, string>>}
 */
export const BUTTONS = {
  network: { 6: "copy_host" },
  url: { 1: "sign_in" },
  clock: { 1: "clock_settings", 5: "copy_restart" },
  site_data: { 2: "site_data", 3: "sign_in", 4: "clear_data" },
  extensions: { 1: "extensions" },
  choice_remembered: { 2: "copy_restart", 5: "system" },
  clinic_switch: { 3: "copy_restart" },
  certificate_missing: { 1: "certificates", 5: "copy_restart" },
  security_software: { 2: "copy_host", 5: "policy", 6: "copy_restart" },
  certificate_revoked: { 5: "copy_restart" },
  account_deleted: { 5: "copy_restart" },
  certificate_limit: {},
  browser: {},
};

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
