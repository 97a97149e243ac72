// Finds the words: every sentence a person reads comes from _locales by its key, never from code.

/**
 * The sentence for a key, or "" where there is none.
 * @param {string} key
 * @param {(string | number)[]} [values] what stands for $1, $2, …
 */
export function say(key, values = []) {
  const sentence = chrome.i18n.getMessage(key, values.map(String));
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
