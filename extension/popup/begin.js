// Loads popup.js after the first paint, so that the static markup appears without waiting for scripts.

let hasStarted = false;

function begin() {
  if (hasStarted) return;
  hasStarted = true;
  // eslint-disable-next-line no-restricted-syntax -- a page may import(), and this is a file of the extension
  void import("./popup.js");
}

requestAnimationFrame(() => setTimeout(begin));
// A page in the background is never painted.
setTimeout(begin, 400);
// The static markup is Japanese. In another language popup.js replaces it before the first paint.
if (!chrome.i18n?.getUILanguage().startsWith("ja")) begin();
