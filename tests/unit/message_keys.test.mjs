/** Every key of the core has a message in both languages, and every message has a key. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import * as core from "./core.mjs";

/** @typedef {Record<string, { message: string, description: string }>} Messages */

/** @param {string} path */
const json = (path) => JSON.parse(readFileSync(new URL(`../../${path}`, import.meta.url), "utf8"));

/** @type {Record<string, Messages>} */
const locales = {
  ja: json("extension/_locales/ja/messages.json"),
  en: json("extension/_locales/en/messages.json"),
};
const manifest = json("manifest.json");

/** Codes of error replies: the worker's own and the two of a popup without a worker. */
const CODES = [
  ...["malformed", "unknown_kind", "forbidden_sender", "failed"],
  ...[
    "core_missing",
    "core_stopped",
    "no_webassembly",
    "other_build",
    "storage",
    "no_reply",
    "no_worker",
  ],
  ...["not_permitted"],
];
const FAILING = ["found", "suspected"];
/** Suffixes of more specific sentences for a reason: for long times, and for an empty list. */
const SIZES = ["hours", "full_hours", "days", "none"];

/** @type {[string, string[]][]} */
const EXPECTED = [
  ["causes", core.causes.map((cause) => `cause_${cause}`)],
  ["headlines", core.causes.flatMap((cause) => FAILING.map((v) => `headline_${cause}_${v}`))],
  ["first steps", core.causes.map((cause) => `first_step_${cause}`)],
  ["verdicts", [...core.verdicts, "running"].map((verdict) => `verdict_${verdict}`)],
  ["states", core.states.map((state) => `state_${state}`)],
  ["reasons", core.reasons.map((reason) => `reason_${reason}`)],
  ["signs", core.signs.map((sign) => `evidence_${sign}`)],
  ["questions", core.questions.map((question) => `question_${question}`)],
  ["experiments", core.experiments.map((question) => `experiment_how_${question}`)],
  ["options", core.values.map((value) => `option_${value}`)],
  ["fixes", core.fixes.flatMap((fix) => [`fix_${fix}`, `fix_${fix}_what`])],
  ["probes", core.probes.map((probe) => `probe_${probe}`)],
  ["corrected addresses", core.corrections.map((reason) => `correction_${reason}`)],
  [
    "the report",
    [
      ...core.states.map((state) => `state_${state}`),
      ...core.brands.map((brand) => `brand_${brand}`),
      ...core.platforms.map((platform) => `platform_${platform}`),
      ...core.asked.map((asked) => `asked_${asked}`),
      ...core.failures.map((why) => `why_${why}`),
      ...core.questions.map((question) => `question_${question}`),
      ...FAILING.map((verdict) => `verdict_${verdict}`),
      ...core.letters.map((letter) => `letter_${letter.toLowerCase()}`),
      "error_nothing_to_report",
    ].map((key) => `report_${key}`),
  ],
  ["errors", CODES.map((code) => `error_${code}`)],
  [
    "fixes that failed",
    ["fixed_not_permitted", "fixed_not_proven", "fixed_tab_gone", "fixed_not_reloaded"],
  ],
  [
    "the toolbar icon",
    ["ext_name", "ext_description", "action_title", "badge_failing", "badge_well"],
  ],
  [
    "permissions",
    ["host", ...manifest.permissions, ...(manifest.optional_permissions ?? [])].map(
      (name) => `permission_${name}`,
    ),
  ],
];

/**
 * Optional keys, by prefix: more specific sentences for what the core can produce.
 * @type {[string, string[]][]}
 */
const FINER = [
  ["headline_", pairs(core.causes, [...FAILING, ...core.reasons])],
  ["first_step_", [...core.causes, ...pairs(core.causes, core.reasons)]],
  ["unseen_", [...core.causes, "general"]],
  ["option_", [...core.values, ...pairs(core.questions, core.values)]],
  ["reason_", core.reasons.flatMap((key) => [key, ...SIZES.map((size) => `${key}_${size}`)])],
  ["report_reason_", core.reasons],
  ["evidence_", core.signs],
  ["cause_", core.causes],
  ["correction_", core.corrections],
  ["state_", core.states.flatMap((state) => [state, `${state}_note`])],
];

/**
 * @param {string[]} firsts
 * @param {string[]} seconds
 */
function pairs(firsts, seconds) {
  return firsts.flatMap((first) => seconds.map((second) => `${first}_${second}`));
}

test("the core's source is read", () => {
  assert.equal(core.causes.length, 13);
  assert.equal(core.corrections.length, 16);
  assert.equal(core.letters.length, 32);
  assert.ok(core.reasons.length > 40 && core.signs.length > 30 && core.experiments.length > 2);
});

for (const [language, messages] of Object.entries(locales)) {
  for (const [what, keys] of EXPECTED) {
    test(`${language}: words for ${what}`, () => {
      assert.deepEqual(
        keys.filter((key) => !messages[key]?.message),
        [],
      );
    });
  }

  test(`${language}: finer words belong to something that the core can say`, () => {
    for (const [beginning, allowed] of FINER) {
      const keys = Object.keys(messages).filter((key) => key.startsWith(beginning));
      assert.deepEqual(
        keys.filter((key) => !allowed.includes(key.slice(beginning.length))),
        [],
      );
    }
  });

  test(`${language}: the patients' telephone number is never shown`, () => {
    for (const [key, { message }] of Object.entries(messages)) {
      assert.doesNotMatch(message.replaceAll("-", ""), /0120|131540/, key);
    }
  });
}

test("both languages have the same keys with the same values in them", () => {
  assert.deepEqual(Object.keys(locales["ja"] ?? {}), Object.keys(locales["en"] ?? {}));
  for (const [key, { message, description }] of Object.entries(locales["ja"] ?? {})) {
    const values = (/** @type {string} */ text) => (text.match(/\$\d/g) ?? []).sort();
    assert.deepEqual(values(message), values(locales["en"]?.[key]?.message ?? ""), key);
    assert.ok(description, key);
  }
});

test("a suspicion never sounds like a certainty", () => {
  for (const cause of core.causes.filter((one) => one !== "browser")) {
    const key = `headline_${cause}_suspected`;
    assert.match(locales["ja"]?.[key]?.message ?? "", /可能性/, key);
    assert.match(locales["en"]?.[key]?.message ?? "", /probably|may/, key);
  }
});
