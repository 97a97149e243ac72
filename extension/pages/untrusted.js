// Texts of strangers, such as the names of extensions, bookmarks and tabs, in the form in which they may be shown.

import { make } from "./dom.js";

/** So much of one stands in a sentence of ours, or on a button. */
const SHORT = 40;
/** So much of one stands by itself. */
const LONG = 200;
/** So much of an address: what is cut is its end, never its host. */
const LONG_ADDRESS = 500;
/** Letters that are not seen, and those that turn the direction of writing: they would turn our own words, too. */
const UNSEEN =
  /[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]+/gu;
/** Letters that are written from right to left. */
const LEFTWARDS =
  /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/**
 * What can be seen of a text, in one line.
 * @param {string} text
 */
export function plain(text) {
  return text
    .replace(UNSEEN, "")
    .replace(/[\p{Cc}\s]+/gu, " ")
    .trim();
}

/**
 * @param {string} text
 * @param {number} most
 */
function cut(text, most) {
  const letters = [...text];
  return letters.length > most ? `${letters.slice(0, most).join("")}…` : text;
}

/**
 * A text that may stand among others: one from right to left is set apart, so that it does not take its neighbours along.
 * @param {string} text
 */
export function apart(text) {
  return LEFTWARDS.test(text) ? `\u2068${text}\u2069` : text;
}

/**
 * So much of a text as may stand in one of our sentences.
 * @param {string} text
 */
export function short(text) {
  return apart(cut(plain(text), SHORT));
}

/**
 * A text by itself.
 * @param {string} text
 * @param {Record<string, string>} [attributes]
 */
export function whole(text, attributes = {}) {
  return make("bdi", attributes, cut(plain(text), LONG));
}

/**
 * An address by itself.
 * @param {string} url
 * @param {Record<string, string>} [attributes]
 */
export function address(url, attributes = {}) {
  return make("bdi", attributes, cut(plain(url), LONG_ADDRESS));
}
