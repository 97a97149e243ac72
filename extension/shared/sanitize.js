// Texts of strangers, such as the names of extensions, bookmarks and tabs, in the form in which they may be shown.

import { make } from "./dom.js";

/** So much of one stands in a sentence of ours, or on a button. */
const SHORT = 40;
/** So much of one stands by itself. */
const LONG = 200;
/** So much of an address: what is cut is its end, never its host. */
const LONG_ADDRESS = 500;
/**
 * Letters that are not seen, among them those that turn the direction of writing and would turn our own words, too.
 * Unicode calls them default ignorable; four are blank without being so: Braille's empty cell, a note's empty head, and
 * the marks of ruby. A variation selector stays: it chooses among the forms of a kanji.
 */
const UNSEEN = /(?:(?!\p{VS})\p{DI}|[\u2800\ufff9-\ufffb\u{1d159}])+/gu;
/** What a name must have one of, so that something is seen of it. */
const SEEN = /[\p{L}\p{N}\p{P}\p{S}]/u;
/** Quotation marks around a name are ours: those in it become others, so that it cannot end them. */
const MARKS = new Map(
  [
    "「『",
    "」』",
    "｢『",
    "｣』",
    "“‘",
    "”’",
    "„‘",
    "‟‘",
    "«‹",
    "»›",
    "\"'",
    "〝‘",
    "〞’",
    "〟’",
  ].map(([mark = "", other = ""]) => [mark, other]),
);
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
 * Whether something of a text is seen at all.
 * @param {string} text
 */
export function isSeen(text) {
  return SEEN.test(plain(text));
}

/**
 * So much of a text as may stand in one of our sentences, inside our quotation marks; "" where nothing is seen of it.
 * @param {string} text
 */
export function short(text) {
  return isSeen(text) ? apart(cut(unmarked(plain(text)), SHORT)) : "";
}

/**
 * A text that may stand inside our quotation marks.
 * @param {string} text
 */
export const unmarked = (text) => text.replace(/./gu, (letter) => MARKS.get(letter) ?? letter);

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
