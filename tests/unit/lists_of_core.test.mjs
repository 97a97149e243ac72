/** The pages' own lists match the core: the popup's rows, the guides and their buttons. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { ACTIONS, BUTTONS } from "../../extension/guide/buttons.js";
import { causes } from "./core.mjs";

/** @param {string} path */
const text = (path) => readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");

const popup = text("extension/popup/popup.html");
const languages = Object.fromEntries(
  ["ja", "en"].map((name) => [name, JSON.parse(text(`extension/_locales/${name}/messages.json`))]),
);

/**
 * How many numbered steps follow each other without a gap.
 * @param {Record<string, unknown>} messages
 * @param {string} cause
 */
function steps(messages, cause) {
  let count = 0;
  while (messages[`guide_${cause}_${count + 1}`]) count += 1;
  return count;
}

test("the plan without a worker is static markup and names both ways", () => {
  const fallback = /<section[^>]*id="fallback"[^]*?<\/section>/.exec(popup)?.[0] ?? "";
  assert.match(fallback, /Ctrl \+ Shift \+ N/);
  assert.match(fallback, /別のパソコン/);
  assert.match(fallback, /href="https:\/\/karte\.medley\.life\/d\/signin"/);
});

for (const cause of causes) {
  test(`the guide of ${cause}`, () => {
    const { ja, en } = languages;
    assert.ok(ja[`guide_${cause}_why`] && en[`guide_${cause}_why`]);
    assert.ok(steps(ja, cause) >= 3, "three steps or more");
    assert.equal(steps(ja, cause), steps(en, cause));
    const numbered = Object.keys(ja).filter((key) => new RegExp(`^guide_${cause}_\\d`).test(key));
    for (const key of numbered) {
      assert.ok(Number(/\d+/.exec(key)?.[0]) <= steps(ja, cause), `${key} comes after a gap`);
    }
  });
}

test("every button belongs to a step and has its words", () => {
  assert.deepEqual(Object.keys(BUTTONS), causes);
  for (const [cause, buttons] of Object.entries(BUTTONS)) {
    for (const [step, act] of Object.entries(buttons)) {
      assert.ok(languages["ja"][`guide_${cause}_${step}`], `${cause} has no step ${step}`);
      assert.ok(ACTIONS[act], act);
    }
  }
  for (const act of Object.keys(ACTIONS)) assert.ok(languages["ja"][`open_${act}`], act);
});
