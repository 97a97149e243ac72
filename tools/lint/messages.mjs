// Rules for the messages in _locales: complete in both languages, and present for every key that is used.

import { text } from "./text.mjs";

/** @typedef {import("../lint-extension.mjs").Rule} Rule */

const LANGUAGES = ["ja", "en"];
/** The store's limits, in characters. */
const LENGTHS = { name: 75, short_name: 12, description: 132 };

/** @type {Rule} */
export function* languages({ manifest, locales }) {
  for (const language of LANGUAGES) {
    if (!locales[language]) yield `_locales/${language}/messages.json: missing`;
  }
  const { ja = {}, en = {} } = locales;
  for (const key of new Set([...Object.keys(ja), ...Object.keys(en)])) {
    for (const language of LANGUAGES) {
      if (!locales[language]?.[key]?.message?.trim()) {
        yield `_locales/${language}: ${key} lacks a message`;
      }
    }
    if (`${placeholders(ja[key]?.message)}` !== `${placeholders(en[key]?.message)}`) {
      yield `_locales: ${key} has other placeholders in ja than in en`;
    }
  }
  for (const [field, limit] of Object.entries(LENGTHS)) {
    const key = /^__MSG_(\w+)__$/.exec(manifest[field] ?? "")?.[1];
    for (const [language, messages] of Object.entries(locales)) {
      const length = messages[key ?? ""]?.message?.length ?? manifest[field]?.length ?? 0;
      if (length > limit) {
        yield `_locales/${language}: ${field} has ${length} characters, at most ${limit}`;
      }
    }
  }
}

/** @param {string} [message] */
const placeholders = (message = "") => [...new Set(message.match(/\$(\d|\w+\$)/g) ?? [])].sort();

/** Keys that are written out. Keys that are built at run time are checked by unit tests. */
const KEY_PATTERNS = [
  /__MSG_(\w+)__/g,
  /\bdata-i18n[a-z-]*="([^"]*)"/g,
  // A bundle may number the name: message2("…").
  /\b(?:message\d*|getMessage)\(\s*"(\w+)"/g,
];

/** @type {Rule} */
export function* messagesExist({ folder, files, locales }) {
  for (const file of files.filter((name) => /\.(html|js|css)$|^manifest\.json$/.test(name))) {
    for (const pattern of KEY_PATTERNS) {
      for (const [, key = ""] of text(folder, file).matchAll(pattern)) {
        const lacking = LANGUAGES.filter((language) => !locales[language]?.[key]);
        if (lacking.length && !key.startsWith("@@")) {
          yield `${file}: no words for "${key}" in ${lacking}`;
        }
      }
    }
  }
}

/** @type {Rule} */
export function* staticTexts({ folder, files, locales }) {
  for (const file of files.filter((name) => name.endsWith(".html"))) {
    for (const [, key = "", shown = ""] of text(folder, file).matchAll(
      /\bdata-i18n="(\w+)"[^>]*>([^<]*)</g,
    )) {
      const message = locales.ja?.[key]?.message;
      if (message && unescaped(shown) !== message.trim()) {
        yield `${file}: "${key}" reads otherwise than in _locales/ja`;
      }
    }
  }
}

/** @param {string} markup */
const unescaped = (markup) =>
  markup
    .trim()
    .replace(/\s*\n\s*/g, " ")
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&amp;/g, "&");
