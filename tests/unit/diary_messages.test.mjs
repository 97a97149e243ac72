/** The diary's messages: dates, the popup's line, the differences of an imported file, and errors. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

/** @param {string} path */
const text = (path) => readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");

/** @type {Record<string, Record<string, {message: string}>>} */
const locales = Object.fromEntries(
  ["ja", "en"].map((name) => [name, JSON.parse(text(`extension/_locales/${name}/messages.json`))]),
);

/** A stub of `chrome.i18n`, in English. */
Object.assign(globalThis, {
  chrome: {
    i18n: {
      getUILanguage: () => "en-GB",
      getMessage: (/** @type {string} */ key, /** @type {string[]} */ values) =>
        (locales["en"]?.[key]?.message ?? "").replace(
          /\$(\d)/g,
          (_, place) => values[Number(place) - 1] ?? "",
        ),
    },
  },
});
const { daysLater, daysUntil, formatDay } = await import("../../extension/shared/calendar_date.js");
const { reminderFor } = await import("../../extension/popup/reminder.js");
const { differences } = await import("../../extension/options/backup_diff.js");

const NOW = new Date(2026, 10, 23, 23, 59).getTime();

test("days are counted on the wall, over summer time and leap years", () => {
  assert.equal(daysUntil("2026-11-23", NOW), 0);
  assert.equal(daysUntil("2026-11-24", NOW), 1);
  assert.equal(daysUntil("2026-11-22", NOW), -1);
  assert.equal(daysUntil("2027-11-23", NOW), 365);
  assert.equal(daysLater("2024-02-29", 825), "2026-06-03");
  assert.equal(daysLater("", 825), "");
  assert.equal(formatDay("soon"), "");
});

/** @type {[string, object | null, RegExp | null][]} */
const REMINDERS = [
  ["soon", { expires: "2026-12-23", clinic: "", others: 0 }, /December 23, 2026 \(30 days left\)/],
  ["a clinic", { expires: "2026-12-23", clinic: "East", others: 0 }, /“East”/],
  ["others", { expires: "2026-12-23", clinic: "", others: 2 }, /And 2 more/],
  ["today", { expires: "2026-11-23", clinic: "", others: 0 }, /expires today/],
  ["over", { expires: "2026-11-01", clinic: "East", others: 0 }, /expired on/],
  ["no day", { expires: "?", clinic: "", others: 0 }, null],
  ["nothing", null, null],
];
for (const [what, due, words] of REMINDERS) {
  test(`the popup's line: ${what}`, () => {
    const said = reminderFor({ v: 1, due, aside: false }, NOW);
    if (words) assert.match(said?.text ?? "", words);
    else assert.equal(said, null);
  });
}

/** @type {[object, RegExp, string][]} */
const AT_START = [
  [{ missing: {} }, /found no certificate/, "certificate_missing"],
  [{ expired: { clinic: "", expires: "2026-11-01" } }, /expired on .*2026/, "certificate_missing"],
  [{ expired: { clinic: "East", expires: "2026-11-01" } }, /“East” expired/, "certificate_missing"],
  [{ clock: -119 }, /at least 119 seconds behind/, "clock"],
  [{ clock: 1_679 }, /at least 27 minutes ahead/, "clock"],
  [{ clock: -86_400 }, /at least 24 hours behind/, "clock"],
  [{ clock: 31_536_000 }, /at least 365 days ahead/, "clock"],
];
for (const [notice, words, guide] of AT_START) {
  test(`the popup's line of the start: ${JSON.stringify(notice)}`, () => {
    const due = { expires: "2026-12-23", clinic: "", others: 0 };
    const said = reminderFor({ v: 1, due, aside: false, start: [notice] }, NOW);
    assert.match(said?.text ?? "", words);
    assert.equal(said?.href, `../guide/guide.html#${guide}`);
    assert.equal(said?.later, false);
  });
}

test("a notice of the start that cannot be read leaves the other reminder", () => {
  const due = { expires: "2026-12-23", clinic: "", others: 0 };
  for (const start of [undefined, [], [{}], ["missing"], [{ clock: "x" }], [{ expired: {} }]]) {
    const said = reminderFor({ v: 1, due, aside: false, start }, NOW);
    assert.match(said?.text ?? "", /30 days left/);
  }
});

test("a diary that was set aside is said, another version of a reminder is not", () => {
  assert.equal(reminderFor({ v: 1, due: null, aside: true }, NOW)?.later, false);
  assert.equal(reminderFor({ v: 2, due: null, aside: true }, NOW), null);
  assert.equal(reminderFor(undefined, NOW), null);
});

test("what a file would change: only what differs", () => {
  const settings = {
    ...{ correction: true, hostTyping: false, exceptions: [], spared: ["a"], reminders: true },
    ...{ language: /** @type {const} */ ("browser"), severalClinics: false, startCheck: null },
  };
  /** @type {import("../../types/messages.js").BackupFile} */
  const now = {
    ...{ file: "karte-signin-doctor", schema: 1, at: 1, settings },
    diary: { v: 1, entries: [{ clinic: "", issued: "2026-01-31", confirmed: 1, dismissed: null }] },
  };
  const file = {
    ...now,
    settings: { ...settings, correction: false, spared: ["a", "b"] },
    diary: { v: /** @type {const} */ (1), entries: [] },
  };
  const name = (/** @type {string} */ id) => `name of ${id}`;
  assert.deepEqual(differences(now, now, name), []);
  assert.deepEqual(differences(now, file, name), [
    { what: "options_backup_correction", before: ["On"], after: ["Off"] },
    {
      what: "options_backup_spared",
      before: ["name of a"],
      after: ["name of a", "name of b"],
    },
    {
      what: "options_backup_diary",
      before: ["“No clinic name” (issued on January 31, 2026)"],
      after: [],
    },
  ]);
});

test("every refusal of the core has its sentence, and every setting in a file its name", () => {
  const codes = ["state/certificates/mod.rs", "state/backup.rs"].flatMap((file) =>
    [...text(`crate/src/${file}`).matchAll(/Self::\w+ => "(\w+)"/g)].map(([, code]) => code),
  );
  assert.equal(codes.length, 10);
  // Generated from the core, with the names that a backup file contains.
  const fields = /type Wishes = \{([^}]*)\}/.exec(text("types/generated.d.ts"))?.[1] ?? "";
  const names = [...fields.matchAll(/^ {2}(\w+):/gm)].map(([, name = ""]) => name);
  assert.equal(names.length, 8);
  for (const words of Object.values(locales)) {
    for (const code of codes) assert.ok(words[`options_error_${code}`]?.message, code);
    for (const name of names) assert.ok(words[`options_backup_${name}`]?.message, name);
  }
});
