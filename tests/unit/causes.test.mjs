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
