// Rules for the shipped scripts, the generated module included: no text becomes markup or code (ESLint), and no address
// of another site is named.

import { Linter } from "eslint";
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { NO_CODE_FROM_TEXT, NO_OTHER_CODE } from "./no-code-from-text.mjs";
import { text } from "./text.mjs";

/** @typedef {import("../lint-extension.mjs").Rule} Rule */

const linter = new Linter();
/** Comments cannot switch a rule off, and generated code counts as well. @type {Linter.Config} */
const CONFIG = {
  linterOptions: { noInlineConfig: true },
  languageOptions: { ecmaVersion: 2024 },
  rules: {
    "no-restricted-syntax": ["error", ...NO_CODE_FROM_TEXT, ...NO_OTHER_CODE],
    "no-script-url": "error",
  },
};

const ADDRESS = /\b(?:https?|wss?|ftp):\/\/[^\s"'`<>)」]*/g;
/** The karte itself, and the namespace of SVG, which nobody requests. */
const KNOWN = /^(https?:\/\/(karte\.medley\.life\.?(\/.*)?)?|http:\/\/www\.w3\.org\/2000\/svg)$/;

/** @type {Rule} */
export function* code({ folder, files }) {
  for (const file of files.filter((name) => name.endsWith(".js"))) {
    // Chrome runs content scripts as classic scripts.
    const sourceType = file.startsWith("content/") ? "script" : "module";
    const languageOptions = { ...CONFIG.languageOptions, sourceType };
    const found = linter.verify(text(folder, file), { ...CONFIG, languageOptions }, file);
    for (const { line, message } of found) yield `${file}:${line}: ${message}`;
  }
}

/** @type {Rule} */
export function* addresses({ folder, files }) {
  for (const file of files.filter((name) => /\.(js|css|html)$/.test(name))) {
    yield* foreign(file, text(folder, file));
  }
  for (const file of files.filter((name) => name.endsWith(".wasm"))) {
    // Strings in the wasm data follow each other without a separator, so only the host can be checked. `https://` may
    // stand directly before the string of the host with `www.`.
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
    // A link in a page loads nothing, and the rule for markup checks everything else in a page.
    if (!markup && !KNOWN.test(found)) yield `${file}: names ${found}`;
  }
}
