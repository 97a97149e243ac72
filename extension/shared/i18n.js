// Messages of the user interface. Every sentence that a person reads comes from _locales by its key.

import { isolateRtl, sanitize } from "./sanitize.js";

/** @type {Record<string, {message: string}> | undefined} */
let loaded;

/** Key in localStorage of the chosen language, read before the first paint. The worker saves it too, for the icon's title. */
const KEY = "language";

/**
 * Makes sure that messages are available; called before a page draws anything.
 * The file in _locales is read if the person chose another language than the browser's, or if `chrome.i18n` returns no
 * messages: that can happen right after Chrome starts, and then lasts until the process ends.
 */
export async function loadMessages() {
  if (chrome.i18n.getMessage("ext_name") && language() === browserLanguage()) return;
  const file = chrome.runtime.getURL(`_locales/${language()}/messages.json`);
  // eslint-disable-next-line no-restricted-globals -- a file of the extension itself; nothing leaves the browser
  loaded = await (await fetch(file)).json();
}

/**
 * The message for a key, or "" if there is none. A key that is built from a union type of the core must exist for each
 * member, or the type check fails. Use `firstMessage` where a message may be missing.
 * @template {string} K
 * @param {import("../../types/messages.js").KnownKey<K>} key
 * @param {(string | number)[]} [values] for the placeholders $1, $2, …
 */
export function message(key, values = []) {
  const texts = values.map(String);
  const sentence = loaded
    ? (loaded[key]?.message ?? "").replace(/\$(\d)/g, (_, place) => texts[place - 1] ?? "")
    : chrome.i18n.getMessage(key, texts);
  // An empty value leaves empty brackets behind; they are removed.
  return sentence.replace(/\s*[(\uff08]\s*[)\uff09]/g, "");
}

/**
 * The message of the first key that has one. The most specific key comes first.
 * @param {string[]} keys
 * @param {(string | number)[]} [values]
 */
export function firstMessage(keys, values = []) {
  for (const key of keys) {
    const sentence = message(key, values);
    if (sentence) return sentence;
  }
  return "";
}

/**
 * An untrusted name in quotation marks. Quotation marks inside it are replaced, and a name without visible letters is
 * called "nameless".
 * @param {string} name
 */
export const quoted = (name) =>
  message("name_quoted", [sanitize(name) || message("history_nameless")]);

/**
 * Several untrusted names, each in its own quotation marks, so that one name cannot look like two.
 * @param {string[]} names
 */
export const quotedAll = (names) => names.map(quoted).join(message("list_comma"));

/**
 * A finding's parameters as placeholder values, sorted by parameter name: messages rely on that order.
 * Names of extensions arrive in one text, one per line.
 * @param {Record<string, string | number>} params
 */
export function placeholderValues(params) {
  return Object.entries(params)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, value]) => {
      if (typeof value === "number") return value;
      return name === "names" ? quotedAll(value.split("\n").filter(Boolean)) : isolateRtl(value);
    });
}

/** The language of `chrome.i18n.getMessage`: English in an English browser, Japanese in all others. */
function browserLanguage() {
  return chrome.i18n.getUILanguage().startsWith("en") ? "en" : "ja";
}

/**
 * The language that the person chose; "browser" if they chose none.
 * @returns {"browser" | "ja" | "en"}
 */
export function chosenLanguage() {
  const kept = globalThis.localStorage?.getItem(KEY);
  return kept === "ja" || kept === "en" ? kept : "browser";
}

/**
 * Saves the choice. It takes effect on pages that are loaded afterwards.
 * @param {"browser" | "ja" | "en"} choice
 */
export function chooseLanguage(choice) {
  localStorage.setItem(KEY, choice);
}

/** The language in use: the chosen one, otherwise the browser's. */
export function language() {
  const choice = chosenLanguage();
  return choice === "browser" ? browserLanguage() : choice;
}

/**
 * Translates the static markup of a page: `data-i18n` sets the text, `data-i18n-label` the `aria-label`.
 * @param {Document} page
 */
export function localizePage(page) {
  page.documentElement.lang = language();
  for (const element of page.querySelectorAll("[data-i18n]")) {
    const sentence = message(element.getAttribute("data-i18n") ?? "");
    if (sentence) element.textContent = sentence;
  }
  for (const element of page.querySelectorAll("[data-i18n-label]")) {
    const sentence = message(element.getAttribute("data-i18n-label") ?? "");
    if (sentence) element.setAttribute("aria-label", sentence);
  }
}
