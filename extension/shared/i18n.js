// Finds the words: every sentence a person reads comes from _locales by its key, never from code.

import { apart, short } from "./sanitize.js";

/** @type {Record<string, {message: string}> | undefined} */
let own;

/** Where the choice is kept for the first paint; the worker keeps it as well, for the icon. */
const CHOICE = "language";

/**
 * Makes sure that there are words before anything is drawn. Chrome knows those of its own language only; and when it
 * starts it sometimes gives a whole process no words at all, for good. Then they are read from our own file.
 */
export async function findWords() {
  if (chrome.i18n.getMessage("ext_name") && language() === ofBrowser()) return;
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
 * A name that a stranger chose, in quotation marks that it cannot end; one of which nothing is seen is told as nameless.
 * @param {string} name
 */
export const quoted = (name) => say("name_quoted", [short(name) || say("history_nameless")]);

/**
 * Several of them, each in quotation marks of its own, so that none reads as two.
 * @param {string[]} names
 */
export const quotedAll = (names) => names.map(quoted).join(say("list_comma"));

/**
 * A finding's values in the order that its sentences count on: by name. Names of extensions come as lines.
 * @param {Record<string, string | number>} params
 */
export function valuesOf(params) {
  return Object.entries(params)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, value]) => {
      if (typeof value === "number") return value;
      return name === "names" ? quotedAll(value.split("\n").filter(Boolean)) : apart(value);
    });
}

/** The language in which getMessage answers: English for English browsers, Japanese for all others. */
function ofBrowser() {
  return chrome.i18n.getUILanguage().startsWith("en") ? "en" : "ja";
}

/**
 * What the person chose; "browser" where nothing was chosen.
 * @returns {"browser" | "ja" | "en"}
 */
export function chosenLanguage() {
  const kept = globalThis.localStorage?.getItem(CHOICE);
  return kept === "ja" || kept === "en" ? kept : "browser";
}

/**
 * Keeps the choice for the pages that are opened from now on.
 * @param {"browser" | "ja" | "en"} choice
 */
export function chooseLanguage(choice) {
  localStorage.setItem(CHOICE, choice);
}

/** The language of the words: the chosen one, else the browser's. */
export function language() {
  const choice = chosenLanguage();
  return choice === "browser" ? ofBrowser() : choice;
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
