// Every cause is complete: a guide with drawings, messages in both languages, a line in the README, an end-to-end test.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { causes } from "./core.mjs";

const ROOT = new URL("../../", import.meta.url);
const text = (/** @type {string} */ path) => readFileSync(new URL(path, ROOT), "utf8");
const specs = readdirSync(new URL("tests/e2e/", ROOT)).filter((name) => name.endsWith(".spec.js"));
const cases = specs.map((name) => text(`tests/e2e/${name}`)).join("\n");
for (const cause of causes) {
  test(`${cause} has all that belongs to a cause`, () => {
    for (const language of ["ja", "en"]) {
      const words = JSON.parse(text(`extension/_locales/${language}/messages.json`));
      for (const key of [`cause_${cause}`, `guide_${cause}_why`, `guide_${cause}_1`]) {
        assert.ok(words[key]?.message, `${language}: ${key}`);
      }
    }
    assert.match(text("extension/guide/causes.js"), new RegExp(`\\b${cause}\\b`));
    assert.ok(text("README.md").includes(`\`${cause}\``), "README");
    assert.ok(text(`crate/src/diagnosis/checks/${cause}.rs`).startsWith("//!"), "check");
    assert.ok(cases.includes(`"${cause}"`), "an end-to-end case");
  });
}

const COUNT = causes.length;
const IN_WORDS = { 13: "thirteen", 14: "fourteen", 15: "fifteen" }[COUNT];
/** Where the number of causes is written out, and how. @type {[string, string][]} */
const WRITTEN_OUT = [
  ["extension/_locales/ja/messages.json", `"${COUNT} 項目の結果"`],
  ["extension/_locales/en/messages.json", `"${COUNT} checks"`],
  ["extension/_locales/ja/messages.json", `"${COUNT} の原因から選ぶ"`],
  ["extension/_locales/en/messages.json", `"The ${IN_WORDS} causes"`],
  ["extension/popup/popup.html", `${COUNT} 項目の結果`],
  ["extension/guide/guide.html", `${COUNT} の原因から選ぶ`],
  ["README.md", `${COUNT} の原因のうち`],
  ["README.md", `most likely of ${IN_WORDS} causes`],
  ["docs/store.md", `${COUNT} の原因のうち`],
  ["docs/store.md", `most likely of ${IN_WORDS} causes`],
  ["docs/glossary.md", `${COUNT} 項目の結果`],
  ["docs/glossary.md", `which of the ${IN_WORDS}`],
];
for (const [path, words] of WRITTEN_OUT) {
  test(`the number of causes in ${path}: ${words}`, () => {
    assert.ok(text(path).includes(words), words);
  });
}
