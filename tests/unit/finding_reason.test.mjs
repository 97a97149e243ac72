/** The reason of a clock finding: minutes, hours with minutes, days; with the bound where it is useful. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

const file = new URL("../../extension/_locales/en/messages.json", import.meta.url);
const messages = JSON.parse(readFileSync(file, "utf8"));
/** @param {string} key @param {string[]} values */
const getMessage = (key, values = []) =>
  (messages[key]?.message ?? "").replace(
    /\$(\d)/g,
    (/** @type {string} */ _, /** @type {number} */ place) => values[place - 1] ?? "",
  );
Object.assign(globalThis, { chrome: { i18n: { getMessage, getUILanguage: () => "en" } } });
const { reasonOf } = await import("../../extension/shared/finding_reason.js");

const DAY = 24 * 60;

/** @type {[string, Record<string, number>, string][]} */
const SAID = [
  ["behind", { minutes: 28, boundSeconds: 2 }, "about 28 minutes slow (± 2 s)"],
  ["behind", { minutes: 119, boundSeconds: 2 }, "about 119 minutes slow (± 2 s)"],
  ["behind", { minutes: 134, boundSeconds: 2 }, "about 2 h 14 min slow (± 2 s)"],
  ["behind", { minutes: 540, boundSeconds: 2 }, "about 9 h slow (± 2 s)"],
  ["ahead", { minutes: 120, boundSeconds: 2 }, "about 2 h fast (± 2 s)"],
  ["behind_at_least", { minutes: 180 }, "at least 3 hours slow."],
  ["ahead", { minutes: 2 * DAY - 1, boundSeconds: 3 }, "about 47 h 59 min fast (± 3 s)"],
  ["ahead", { minutes: 3 * DAY - 1, boundSeconds: 3 }, "about 3 days fast."],
  ["behind_at_least", { minutes: 28 }, "at least 28 minutes slow."],
  ["behind_at_least", { minutes: 179 }, "at least 2 hours slow."],
  ["behind_at_least", { minutes: 3 * DAY - 1 }, "at least 2 days slow."],
  ["near_ahead", { seconds: 30, boundSeconds: 2 }, "about 30 seconds fast (± 2 s)"],
  ["near_behind", { seconds: 30, boundSeconds: 2 }, "about 30 seconds slow (± 2 s)"],
];

for (const [reason, params, said] of SAID) {
  test(said, () => {
    const sentence = reasonOf(/** @type {any} */ ({ reason, params }));
    assert.ok(sentence.includes(said), sentence);
    assert.ok(!/[$]|undefined|NaN/.test(sentence), sentence);
  });
}
