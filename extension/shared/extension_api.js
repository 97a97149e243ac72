// Reloads a page that Chrome has opened without the extension API. Imported first by the script of every page.
//
// In the moment of an update Chromium (156) serves the page, but may put it into a process without the API: `chrome.runtime`
// has no id there, every script fails, and the page would show its static text for ever. A reload gets a right process.

/** By then the new version is usually there; if not, the page is reloaded once more. */
const RETRY_MS = 500;

if (globalThis.chrome?.runtime?.id === undefined) {
  setTimeout(() => location.reload(), RETRY_MS);
  throw new Error("Opened without the extension API; the page is reloaded.");
}
