/** Hostile text: it tries to become markup, to reverse our text by bidi characters, or to push it out of the window. */

/** A word by which the text is found wherever it is shown. */
export const MARK = "STRANGER";
const MARKUP = `<script>globalThis.hit=1</script><img src=x onerror="globalThis.hit=1"><b class=evil>`;
const TURNING = "\u202e\u2066\u061c\u200b\ufeff";

/**
 * @param {number} letters its length
 */
export const evil = (letters = 10_000) =>
  `${MARK}${TURNING}${MARKUP}תוסף 12 ${TURNING}${"W".repeat(letters)}`.slice(0, letters);

/**
 * The harm that this text did on a page, and how often the page shows it.
 * @param {import("./tab.js").Tab | import("./popup.js").Popup} page
 */
export function harm({ session }) {
  return session.evaluate((mark) => {
    /** @type {string[]} */ const harms = [];
    const texts = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
    let shown = 0;
    while (texts.nextNode()) {
      const text = texts.currentNode.nodeValue ?? "";
      if (!text.includes(mark)) continue;
      shown += 1;
      const parent = texts.currentNode.parentElement;
      // The browser draws the options of a list separately.
      const alone = parent?.closest("bdi, option, textarea, pre");
      if (!alone && /[\u0590-\u05ff]/.test(text) && !/\u2068.*\u2069/.test(text)) {
        harms.push(`among our words: ${text.slice(0, 80)}`);
      }
      // The report is one long text.
      if (text.length > 700 && !parent?.closest("pre, textarea")) {
        harms.push(`${text.length} letters: ${text.slice(0, 80)}`);
      }
      if (/[\u202a-\u202e\u2066\u2067\u061c\u200b\ufeff]/.test(text)) {
        harms.push(`turning: ${JSON.stringify(text.slice(0, 80))}`);
      }
    }
    for (const element of document.querySelectorAll(
      "img[onerror], .evil, body script:not([src])",
    )) {
      harms.push(`markup: ${element.outerHTML.slice(0, 80)}`);
    }
    if ("hit" in globalThis) harms.push("it ran");
    for (const element of document.querySelectorAll("[aria-label], [title]")) {
      for (const name of ["aria-label", "title"]) {
        const label = element.getAttribute(name) ?? "";
        if (label.includes(mark) && label.length > 150) harms.push(`a long ${name}`);
      }
    }
    return { harms, shown };
  }, MARK);
}
