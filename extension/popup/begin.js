// Paints first: what fills the popup in is fetched once its first picture is on its way.

let begun = false;

function begin() {
  if (begun) return;
  begun = true;
  // eslint-disable-next-line no-restricted-syntax -- this is a page, and the file is one of ours
  void import("./popup.js");
}

requestAnimationFrame(() => setTimeout(begin));
// A page that nobody sees yet, such as a tab in the background, is not painted at all.
setTimeout(begin, 400);
// The picture is in Japanese: whoever reads another language is not shown it for a moment.
if (!chrome.i18n.getUILanguage().startsWith("ja")) begin();
