// Finds the words: every sentence a person reads comes from _locales by its key, never from code.

/** @type {Record<string, {message: string}> | undefined} */
let own;

/**
 * Makes sure that there are words before anything is drawn. When Chrome starts it sometimes gives a whole process no
 * words at all, for good; then they are read from our own file.
 */
export async function findWords() {
  if (chrome.i18n.getMessage("ext_name")) return;
  const file = chrome.runtime.getURL(`_locales/${language()}/messages.json`);
  // eslint-disable-next-line no-restricted-globals -- a file of the extension itself; nothing leaves the browser
  own = await (await fetch(file)).json();
}

/**
 * The sentence for a key, or "" where there is none.
 * @param {string} key
 * @param {(string | number)[]} [values] what stands for $1, $2, …
 */
export function say(key, values = []) {
  const texts = values.map(String);
  const sentence = own
    ? (own[key]?.message ?? "").replace(/\$(\d)/g, (_, place) => texts[place - 1] ?? "")
    : chrome.i18n.getMessage(key, texts);
  // A value that is not known leaves empty brackets behind.
  return sentence.replace(/\s*[(\uff08]\s*[)\uff09]/g, "");
}

/**
 * The first of several keys that has a sentence: finest first.
 * @param {string[]} keys
 * @param {(string | number)[]} [values]
 */
export function sayFinest(keys, values = []) {
  for (const key of keys) {
    const sentence = say(key, values);
    if (sentence) return sentence;
  }
  return "";
}

/**
 * A finding's values in the order that its sentences count on: by name.
 * @param {Record<string, string | number>} params
 */
export function valuesOf(params) {
  return Object.keys(params)
    .sort()
    .map((name) => /** @type {string | number} */ (params[name]));
}

/** The language in which getMessage answers: English for English browsers, Japanese for all others. */
export function language() {
  return chrome.i18n.getUILanguage().startsWith("en") ? "en" : "ja";
}

/**
 * Puts the words into a page's static markup: `data-i18n` is a text, `data-i18n-label` an accessible name.
 * @param {Document} page
 */
export function localise(page) {
  page.documentElement.lang = language();
  for (const element of page.querySelectorAll("[data-i18n]")) {
    const sentence = say(element.getAttribute("data-i18n") ?? "");
    if (sentence) element.textContent = sentence;
  }
  for (const element of page.querySelectorAll("[data-i18n-label]")) {
    const sentence = say(element.getAttribute("data-i18n-label") ?? "");
    if (sentence) element.setAttribute("aria-label", sentence);
  }
}
