// Reloads a page that Chrome has opened without the extension API. Imported first by the script of every page.
//
// During an update Chromium (156) serves the page, but may put it into a process without the API: `chrome.runtime` has no
// id there, every script fails, and the page would show its static text forever. A reload gets a process with the API.

/** After this time the new version is usually ready; if not, the page reloads again. */
const RETRY_MS = 500;

if (globalThis.chrome?.runtime?.id === undefined) {
  setTimeout(() => location.reload(), RETRY_MS);
  throw new Error("Opened without the extension API; the page is reloaded.");
}
