/** The pictures in the README show what the extension says now: the words that each was taken with are kept beside it. */
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { test } from "node:test";

/** @param {string} path from the top of the source tree */
const place = (path) => new URL(`../${path}`, import.meta.url);
/** @param {string} path @returns {any} */
const json = (path) => JSON.parse(readFileSync(place(path), "utf8"));

for (const language of ["ja", "en"]) {
  test(`docs/images/popup-${language}.png shows the words of this build`, () => {
    assert.ok(existsSync(place(`docs/images/popup-${language}.png`)));
    assert.ok(
      readFileSync(place("README.md"), "utf8").includes(`docs/images/popup-${language}.png`),
      "the README shows it",
    );
    const taken = Object.entries(json("docs/images/words.json")[language]);
    assert.ok(taken.length >= 10, `${taken.length} words`);
    const messages = json(`extension/_locales/${language}/messages.json`);
    for (const [key, words] of taken) {
      assert.equal(messages[key]?.message, words, `${key}: run node tests/store/pictures.mjs`);
    }
  });
}
