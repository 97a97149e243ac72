// Makes untrusted text safe to show: names of extensions, bookmarks and tabs, and addresses.
// It removes invisible characters, limits the length and isolates right-to-left text. The core does the same in Rust.

import { make } from "./dom.js";

/** Longest text inside a sentence of ours or on a button, in code points. */
const MAX_INLINE = 40;
/** Longest text in an element of its own. */
const MAX_BLOCK = 200;
/** Longest address. Only its end is cut, so the host stays visible. */
const MAX_ADDRESS = 500;
/**
 * Invisible characters, among them the bidirectional controls that would also reorder our own text.
 * These are Unicode's default ignorable code points, and four blank ones that are not: U+2800 (empty Braille cell),
 * U+1D159 (null notehead) and the ruby marks U+FFF9 to U+FFFB. Variation selectors stay: they select a kanji's form.
 */
const INVISIBLE = /(?:(?!\p{VS})\p{DI}|[\u2800\ufff9-\ufffb\u{1d159}])+/gu;
/** A name needs at least one of these to be visible. */
const VISIBLE = /[\p{L}\p{N}\p{P}\p{S}]/u;
/** We put names in quotation marks. Those inside a name are replaced by single ones, so that it cannot close ours. */
const QUOTES = new Map(
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
/** Letters of right-to-left scripts. */
const RIGHT_TO_LEFT =
  /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/**
 * The visible characters of a text, on one line.
 * @param {string} text
 */
export function visibleText(text) {
  return text
    .replace(INVISIBLE, "")
    .replace(/[\p{Cc}\s]+/gu, " ")
    .trim();
}

/**
 * @param {string} text
 * @param {number} most
 */
function truncate(text, most) {
  const letters = [...text];
  return letters.length > most ? `${letters.slice(0, most).join("")}…` : text;
}

/**
 * Wraps right-to-left text in bidirectional isolates (FSI … PDI), so that it does not reorder the text around it.
 * @param {string} text
 */
export function isolateRtl(text) {
  return RIGHT_TO_LEFT.test(text) ? `\u2068${text}\u2069` : text;
}

/**
 * Whether a text has any visible character.
 * @param {string} text
 */
export function hasVisibleText(text) {
  return VISIBLE.test(visibleText(text));
}

/**
 * An untrusted text for use inside a sentence of ours and inside our quotation marks; "" if nothing of it is visible.
 * @param {string} text
 */
export function sanitize(text) {
  return hasVisibleText(text)
    ? isolateRtl(truncate(withoutQuotes(visibleText(text)), MAX_INLINE))
    : "";
}

/**
 * Replaces quotation marks, so that the text can stand inside ours.
 * @param {string} text
 */
export const withoutQuotes = (text) =>
  text.replace(/./gu, (letter) => QUOTES.get(letter) ?? letter);

/**
 * An untrusted text in a `<bdi>` element of its own.
 * @param {string} text
 * @param {Record<string, string>} [attributes]
 */
export function textElement(text, attributes = {}) {
  return make("bdi", attributes, truncate(visibleText(text), MAX_BLOCK));
}

/**
 * An address in a `<bdi>` element of its own.
 * @param {string} url
 * @param {Record<string, string>} [attributes]
 */
export function addressElement(url, attributes = {}) {
  return make("bdi", attributes, truncate(visibleText(url), MAX_ADDRESS));
}
