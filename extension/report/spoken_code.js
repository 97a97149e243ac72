// Converts a report code that was read out: the page's own spelling of a character (「エー」「アメリカ」, “Alfa”) is replaced
// by the character. Everything else, such as O for 0, is left to the core.

import { message } from "../shared/i18n.js";

const LETTERS = "0123456789abcdefghjkmnpqrstvwxyz";
/** What may stand between words besides spaces and hyphens. */
const PUNCTUATION = /[、。，,．.・/()「」]/gu;
const KATAKANA = /[\u30a1-\u30f6]/gu;
/** Katakana and hiragana have the same order, this far apart. */
const TO_HIRAGANA = 0x60;

/**
 * The typed text in half width (NFKC), without punctuation.
 * @param {string} text
 */
export const plainCode = (text) => text.normalize("NFKC").replace(PUNCTUATION, " ").trim();

/**
 * The text in lower case and hiragana. No character changes its position.
 * @param {string} text
 */
const folded = (text) =>
  text
    .replace(/[A-Z]/gu, (letter) => letter.toLowerCase())
    .replace(KATAKANA, (letter) => String.fromCharCode(letter.charCodeAt(0) - TO_HIRAGANA));

/** The words of each character, the longest first: `エー アメリカ`, `アメリカ`, `エー`. */
function dictionary() {
  const words = [...LETTERS].flatMap((letter) => {
    const whole = folded(plainCode(message(`report_letter_${letter}`)));
    return [whole, ...whole.split(" ")].map((word) => /** @type {const} */ ([word, letter]));
  });
  return new Map(words.sort(([one], [other]) => other.length - one.length));
}

/**
 * A pattern for one word. A Latin word stands alone; Japanese ones may follow each other without a space.
 * @param {string} word
 */
const pattern = (word) => (/^[a-z-]+$/u.test(word) ? `(?<![a-z0-9])${word}(?![a-z0-9])` : word);

/**
 * The code with every word of the spelling as its character.
 * @param {string} plain what `plainCode` returned
 */
export function fromSpelling(plain) {
  const words = dictionary();
  const any = new RegExp([...words.keys()].map(pattern).join("|"), "gu");
  let [result, end] = ["", 0];
  for (const { 0: word, index } of folded(plain).matchAll(any)) {
    result += plain.slice(end, index) + (words.get(word) ?? "").toUpperCase();
    end = index + word.length;
  }
  return result + plain.slice(end);
}
