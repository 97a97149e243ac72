/** What README.md repeats: names of buttons, Chrome's own names, the table of causes, limits and measured numbers. */
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { OTHERS } from "../../extension/guide/others.js";
import { CAUSE_TABLE } from "../../extension/shared/cause_table.js";
import { readPak } from "./pak.mjs";

/** @param {string} path from the top of the source tree */
const read = (path) => readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");
const README = read("README.md");
const [JA = "", EN = ""] = README.split("\n## English\n");
const MANIFEST = JSON.parse(read("manifest.json"));

/** @param {string} language @returns {string[]} */
const words = (language) =>
  Object.values(JSON.parse(read(`extension/_locales/${language}/messages.json`))).map(
    (/** @type {{ message: string }} */ { message }) => message,
  );

/** @type {["ja" | "en", string, RegExp, string, string[]][]} */
const NAMES = [
  [
    "ja",
    JA,
    /「([^」]+)」/g,
    "ja.pak",
    ["クライアント証明書が必要です", "karte.medley.life", "!", "–"],
  ],
  ["en", EN, /"([^"]+)"|“([^”]+)”/g, "en-US.pak", []],
];
/** Kinds of policy, which are no buttons. */
const KINDS = ["強制", "既定"];

for (const [language, text, quoted, file, others] of NAMES) {
  const pak = `/usr/lib/chromium/locales/${file}`;
  const missing = !existsSync(pak);
  const skip = missing && `NOT COMPARED: ${pak} is not here; install Debian's chromium`;
  test(`${language}: each quoted name is a button's or Chrome's own`, { skip }, () => {
    // A button's explanation in brackets is not repeated.
    const ours = words(language).map((word) => word.replace(/（[^）]*）$/, ""));
    const known = new Set([...ours, ...readPak(readFileSync(pak)), ...others, ...KINDS]);
    const prose = text.replaceAll(/```sh\n[\s\S]*?```|<img [^>]*>/g, "");
    const names = [...prose.matchAll(quoted)].map(([, one, two]) => one ?? two ?? "");
    assert.ok(names.length >= 3, `${names.length} names`);
    assert.deepEqual(
      names.filter((name) => !known.has(name)),
      [],
    );
  });
}

test("the table of causes has their order, numbers and ids", () => {
  const rows = [...JA.matchAll(/^\| (–|\d+) \| `(\w+)` \| (.+) \|$/gm)];
  const wanted = Object.entries(CAUSE_TABLE).map(([id, { number }]) => [`${number ?? "–"}`, id]);
  assert.deepEqual(
    rows.map(([, number, id]) => [number, id]),
    wanted,
  );
  assert.ok(JA.includes(`${wanted.length} の原因`) && wanted.length === 13);
  assert.ok(EN.includes("thirteen causes"));
});

test("the number of further guides", () => {
  assert.equal(Object.keys(OTHERS).length, 13);
  assert.ok(EN.includes("thirteen further cases"));
});

test("the id is the one that Chrome makes from the key", () => {
  const hash = createHash("sha256").update(Buffer.from(MANIFEST.key, "base64")).digest("hex");
  const id = [...hash.slice(0, 32)]
    .map((digit) => "abcdefghijklmnop"[parseInt(digit, 16)])
    .join("");
  for (const text of [JA, EN]) assert.ok(text.includes(`\`${id}\``), id);
});

test("the oldest Chrome and the shortcut are those of the manifest", () => {
  const oldest = MANIFEST.minimum_chrome_version;
  const keys = MANIFEST.commands._execute_action.suggested_key.default;
  assert.ok(JA.includes(`Chrome ${oldest} 以降`) && EN.includes(`Chrome ${oldest} or newer`));
  for (const text of [JA, EN]) assert.ok(text.includes(`\`${keys}\``), keys);
});

/** Each limit: where the code has it, its number there, and how the Japanese part says it. @type {[string, string, string][]} */
const LIMITS = [
  ["crate/src/state/certificates/mod.rs", "LIFE_DAYS: i32 = 825;", "発行から 825 日"],
  ["crate/src/state/certificates/mod.rs", "MOST: usize = 50;", "50 件まで"],
  [
    "crate/src/state/certificates/reminders.rs",
    "THRESHOLDS: [u16; 6] = [90, 60, 30, 15, 7, 0];",
    "90・60・30・15・7 日前と当日",
  ],
  ["crate/src/state/history/age.rs", "KEPT_MS: Millis = 90 * 24 * 60 * 60 * 1_000;", "90 日間"],
  ["crate/src/state/history/age.rs", "MOST: usize = 500;", "500 件まで"],
  [
    "crate/src/state/restart.rs",
    "ANNOUNCED_FOR: Millis = 12 * 60 * 60 * 1_000;",
    "12 時間以内に再起動",
  ],
  ["crate/src/base/deadline.rs", "LONGEST_MS: Millis = 15 * 60 * 1_000;", "15 分たつ"],
  ["crate/src/state/recent_diagnoses.rs", "SAME_LOAD_MS: Millis = 60_000;", "多くて 1 分に 1 度"],
  [
    "crate/src/url_correction/redirect_log/suspended.rs",
    "RESTS: Millis = 10 * 60_000;",
    "10 分間休み",
  ],
  [
    "extension/shared/guide_progress.js",
    "TICKS_LAST_MS = 12 * 60 * 60 * 1_000;",
    "12 時間は続きから",
  ],
];

for (const [file, code, said] of LIMITS) {
  test(`${said}: as in the code`, () => {
    assert.ok(read(file).includes(code), `${file}: ${code}`);
    assert.ok(JA.includes(said), said);
  });
}

test("the measured numbers are those that are kept", () => {
  /** @type {{ machine: { chromium: string }, rows: { id: string, measured: { median: number }[] }[] }} */
  const { machine, rows } = JSON.parse(read("tests/bench/results.json"));
  const of = (/** @type {string} */ id, /** @type {number} */ place) =>
    rows.find((row) => row.id === id)?.measured[place]?.median ?? NaN;
  const ratio = (/** @type {string} */ id, /** @type {number} */ digits) =>
    (of(id, 0) / of(id, 1)).toFixed(digits);
  const [ours, without] = [of("start", 0).toFixed(0), of("start", 1).toFixed(0)];
  const headline = (of("popup-headline", 0) / 1_000).toFixed(2);
  const scale = Math.round(of("scale-extensions", 2) / of("scale-extensions", 0));
  const version = machine.chromium.split(".")[0];
  for (const said of [
    `空のポップアップの ${ratio("popup-paint", 1)} 倍`,
    `${headline} 秒、中央値`,
    `同じ作りの ${ratio("start", 1)} 倍(${ours} ミリ秒と ${without} ミリ秒)`,
    `診断は ${scale} 倍`,
    `Chromium ${version}`,
  ]) {
    assert.ok(JA.includes(said), said);
  }
  for (const said of [
    `${ratio("popup-paint", 1)} times that of an empty popup`,
    `(${headline} s, median)`,
    `${ratio("start", 1)} times that of an equal one without WebAssembly (${ours} ms against ${without} ms)`,
    `Chromium ${version}`,
  ]) {
    assert.ok(EN.includes(said), said);
  }
  assert.equal(scale, 2, "the English part says “twice”");
});
