/** The repair page has a message for every state of an experiment that the core can report. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { variants } from "./core.mjs";

/** @param {string} language */
const messages = (language) =>
  JSON.parse(
    readFileSync(
      new URL(`../../extension/_locales/${language}/messages.json`, import.meta.url),
      "utf8",
    ),
  );
const languages = ["ja", "en"].map((name) => ({ name, words: messages(name) }));

/** @type {[string, string[]][]} prefix of the key, and the core's variants; variants with data are listed by hand */
const SAID = [
  ["means_", variants("evidence/extension_access.rs", "AccessKind")],
  ["need_", variants("extensions/required/mod.rs", "RequiredFor")],
  ["lefton_", variants("extensions/candidates.rs", "KeepReason")],
  ["bisect_about_", variants("extensions/bisect/mod.rs", "StepKind")],
  ["bisect_cannot_", variants("extensions/bisect/mod.rs", "WhyNot")],
  ["ext_trouble_", variants("extensions/toggle/target.rs", "SwitchFailure")],
  [
    "ext_notice_",
    [...variants("extensions/toggle/mod.rs", "Notice"), "left_behind", "left_by_hand"],
  ],
];

for (const [beginning, all] of SAID) {
  test(`words for ${beginning}…, and for nothing else`, () => {
    assert.ok(all.length > 1);
    for (const { name, words } of languages) {
      const there = Object.keys(words).filter((key) => key.startsWith(beginning));
      const wanted = all.map((one) => `${beginning}${one}`);
      // `bisect_cannot_heading` is the heading above all reasons.
      const others = there.filter((key) => !wanted.includes(key) && !key.endsWith("_heading"));
      assert.deepEqual([others, wanted.filter((key) => !words[key]?.message)], [[], []], name);
    }
  });
}

test("every outcome of a search has its heading", () => {
  const headings = ["nobody", "guilty", "cured", "kept", "works_now", "cannot", "stopped"];
  for (const { words } of languages) {
    for (const one of headings) assert.ok(words[`bisect_${one}_heading`]?.message, one);
  }
});
