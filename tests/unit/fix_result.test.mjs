/** The lines about cleared data, and what is said of a sign-in page that was opened again. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

/** @typedef {import("../../types/messages.js").Counts} Counts */

/** @type {Record<string, {message: string}>} */
const words = JSON.parse(
  readFileSync(new URL("../../extension/_locales/en/messages.json", import.meta.url), "utf8"),
);
const getMessage = (/** @type {string} */ key, /** @type {string[]} */ values = []) =>
  (words[key]?.message ?? "").replace(/\$(\d)/g, (_, place) => values[place - 1] ?? "");
Object.assign(globalThis, { chrome: { i18n: { getMessage, getUILanguage: () => "en" } } });
const { countChanges, fixResult } = await import("../../extension/popup/fix_result.js");
const { storedDataLines } = await import("../../extension/popup/confirm_clear.js");

/**
 * @param {Record<string, number>} hosts
 * @param {Partial<NonNullable<Counts["stored"]>> | null} stored
 */
function counts(hosts, stored) {
  const none = { local: 0, session: 0, databases: 0, caches: 0, workers: 0 };
  const cookies = Object.entries(hosts).map(([host, count]) => ({ host, count }));
  return /** @type {Counts} */ (
    /** @type {unknown} */ ({ cookies, stored: stored && { ...none, ...stored } })
  );
}

const KARTE = "karte.medley.life";
const BEFORE = counts({ [KARTE]: 2, "medley.life": 1 }, { local: 3, databases: 1, workers: 1 });

test("before: cookies by host, each kind of what is stored, the cache", () => {
  const lines = storedDataLines("clear_medley", BEFORE);
  assert.deepEqual(lines.slice(0, -1), [
    "Cookies of karte.medley.life: 2",
    "Cookies of medley.life: 1",
    "Stored data (local storage): 3",
    "Stored data (databases (IndexedDB)): 1",
    "Stored data (service workers): 1",
  ]);
  assert.equal(lines.at(-1), words["plan_cache"]?.message);
  assert.equal(storedDataLines("clear_karte", BEFORE).length, 5);
  assert.ok(
    storedDataLines("clear_karte", counts({}, null)).includes(getMessage("plan_stored_unseen")),
  );
  assert.ok(storedDataLines("clear_karte", counts({}, {})).includes(getMessage("plan_no_stored")));
});

for (const { name, fix = "clear_karte", before = BEFORE, after, want } of [
  {
    name: "every kind that was there, with what is left of it",
    after: counts({ "medley.life": 1 }, { workers: 1 }),
    want: [
      "Cookies of karte.medley.life: 2 → 0",
      "Cookies of medley.life: 1 → 1",
      "local storage: 3 → 0",
      "databases (IndexedDB): 1 → 0",
      "service workers: 1 → 1",
    ],
  },
  {
    name: "what could not be counted afterwards",
    before: counts({}, { local: 3 }),
    after: counts({}, null),
    want: ["local storage: 3 → could not be counted"],
  },
  {
    name: "what could not be counted at all",
    before: counts({ [KARTE]: 1 }, null),
    after: counts({}, null),
    want: ["Cookies of karte.medley.life: 1 → 0", getMessage("fixed_stored_unseen")],
  },
  {
    name: "nothing there before, and not countable afterwards",
    before: counts({}, {}),
    after: counts({}, null),
    want: [getMessage("fixed_stored_unseen")],
  },
  {
    name: "the cache alone: what a page stores is not touched",
    fix: "clear_cache",
    before: counts({}, null),
    after: counts({}, null),
    want: [],
  },
]) {
  test(`after: ${name}`, () => {
    const fixed = /** @type {import("../../types/messages.js").Fixed} */ (
      /** @type {unknown} */ ({ fix, before, after })
    );
    assert.deepEqual(countChanges(fixed), want);
  });
}

for (const { name, cause, diagnosis, want } of [
  { name: "opened elsewhere, nothing checked", cause: "url", diagnosis: null, want: "plain" },
  {
    name: "opened in the tab, and the cause has gone",
    cause: "url",
    diagnosis: { state: "sign_in_page", primary: null, findings: [["url", "clear"]] },
    want: "well",
  },
  {
    name: "opened in the tab, and another cause is left",
    cause: "url",
    diagnosis: {
      state: "certificate_required",
      primary: "certificate_missing",
      findings: [
        ["url", "clear"],
        ["certificate_missing", "suspected"],
      ],
    },
    want: "partly",
  },
  {
    name: "opened without a cause, and it works",
    cause: null,
    diagnosis: { state: "signed_in", primary: null, findings: [] },
    want: "well",
  },
  {
    name: "opened without a cause, and a page of somebody else again",
    cause: null,
    diagnosis: { state: "elsewhere", primary: null, findings: [] },
    want: "maybe",
  },
]) {
  test(`the sign-in page: ${name}`, () => {
    const findings = diagnosis?.findings.map(([of, verdict]) => ({ cause: of, verdict }));
    const fixed = /** @type {import("../../types/messages.js").Fixed} */ (
      /** @type {unknown} */ ({
        ...{ fix: "open_sign_in", done: true, reason: null },
        diagnosis: diagnosis && { ...diagnosis, findings },
      })
    );
    const of = /** @type {import("../../types/messages.js").Cause | null} */ (cause);
    assert.equal(fixResult(fixed, of).tone, want);
  });
}
