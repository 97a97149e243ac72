// Saves a text as a download. Nothing is sent anywhere.

import { make } from "./dom.js";

/**
 * @param {string} text
 * @param {string} name without date and extension
 * @param {"json" | "ics"} ending
 * @param {number} [at] the date in its name
 * @returns {string} the file's name
 */
export function saveFile(text, name, ending, at = Date.now()) {
  const type = ending === "ics" ? "text/calendar" : "application/json";
  const url = URL.createObjectURL(new Blob([text], { type }));
  // The Swedish form of a date is 2026-01-31.
  const day = new Intl.DateTimeFormat("sv-SE").format(at);
  const download = `karte-signin-doctor-${name}-${day}.${ending}`;
  make("a", { href: url, download }).click();
  URL.revokeObjectURL(url);
  return download;
}
