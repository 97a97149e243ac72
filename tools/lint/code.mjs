// The shipped code, the generated one included: no text becomes markup or code, and nothing is loaded from elsewhere.

import { readFileSync } from "node:fs";
import { join } from "node:path";

import { text } from "./text.mjs";

/** @typedef {import("../lint-extension.mjs").Rule} Rule */

/** @type {[RegExp, string][]} */
const MADE_OF_TEXT = [
  [/\.(inner|outer)HTML\b/, "turns text into markup"],
  [/\.srcdoc\b/, "turns text into markup"],
  [
    /\b(insertAdjacentHTML|createContextualFragment|setHTMLUnsafe|parseHTMLUnsafe|DOMParser)\b/,
    "turns text into markup",
  ],
  [/\bdocument\s*\.\s*write(ln)?\b/, "turns text into markup"],
  [/\beval\s*\(/, "turns text into code"],
  [/\bnew\s+Function\b|[^.\w]Function\s*\(/, "turns text into code"],
  [/\bset(Timeout|Interval)\s*\(\s*["'`]/, "turns text into code"],
  [/\bsetAttribute\s*\(\s*["'`]on/i, "turns text into code"],
  [/\btrustedTypes\s*\.\s*createPolicy\b/, "lets text become markup or code"],
  // A file of our own, named there and then, is none but that file.
  [/(?<!\.)\bimport\s*\((?!"\.\/[\w.-]+\.js"\))/, "loads code at run time"],
  [/\bimportScripts\s*\(/, "loads code at run time"],
];
const ADDRESS = /\b(?:https?|wss?|ftp):\/\/[^\s"'`<>)」]*/g;
/** The karte itself, and the name of SVG's vocabulary, which nobody asks for. */
const KNOWN = /^(https?:\/\/(karte\.medley\.life\.?(\/.*)?)?|http:\/\/www\.w3\.org\/2000\/svg)$/;

/** @type {Rule} */
export function* code({ folder, files }) {
  for (const file of files.filter((name) => name.endsWith(".js"))) {
    // Comments name types as `import("…")`.
    const source = text(folder, file).replace(/\/\*\*[\s\S]*?\*\//g, "");
    for (const [pattern, what] of MADE_OF_TEXT) {
      const found = pattern.exec(source);
      if (found) yield `${file}: ${found[0].trim()} ${what}`;
    }
  }
}

/** @type {Rule} */
export function* addresses({ folder, files }) {
  for (const file of files.filter((name) => /\.(js|css|html)$/.test(name))) {
    yield* foreign(file, text(folder, file));
  }
  for (const file of files.filter((name) => name.endsWith(".wasm"))) {
    // Texts lie there one after the other, without anything between them: only the host can be told, and `https://` may
    // stand just before the table of the karte's other name.
    const source = readFileSync(join(folder, file), "latin1");
    for (const [found] of source.matchAll(/(?:https?|wss?|ftp):\/\/[\w.-]+/g)) {
      if (!/^https?:\/\/(?:www\.)?karte\.medley\.life\.?/.test(found)) {
        yield `${file}: names ${found}`;
      }
    }
  }
}

/**
 * @param {string} file
 * @param {string} source
 */
function* foreign(file, source) {
  const markup = file.endsWith(".html");
  for (const [found] of source.matchAll(ADDRESS)) {
    // A link leads a person elsewhere and loads nothing; the rule for markup looks after the rest.
    if (!markup && !KNOWN.test(found)) yield `${file}: names ${found}`;
  }
}
