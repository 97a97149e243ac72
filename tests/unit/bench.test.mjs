/** The measurements: every row is kept, every missed target has a reason, the document matches the results. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { clockRow } from "../bench/native.mjs";
import { difference, missed, noise, page, summary } from "../bench/rows.mjs";

const read = (/** @type {string} */ path) =>
  readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");
/** @type {import("../bench/rows.mjs").Reasons} */
const reasons = JSON.parse(read("tests/bench/reasons.json"));
/** @type {import("../bench/rows.mjs").Results} */
const results = JSON.parse(read("tests/bench/results.json"));

/** Rows that every run must contain. */
const ROWS = [
  ...["core-size", "package-size", "start", "popup-paint", "popup-headline", "popup-diagnosis"],
  ...["memory", "scale-extensions", "elsewhere-wakes", "elsewhere-time"],
  ...["idle-alarms", "idle-wakes", "idle-bytes", "idle-requests"],
  ...["correct-parsed", "correct-text", "diagnose", "bisect-step", "clock-simulated"],
  ...["decode-time", "duckdb-time", "decode-memory", "duckdb-memory"],
];

test("every row of the table, and no other, was measured in the run that is kept", () => {
  assert.deepEqual(results.rows.map(({ id }) => id).toSorted(), ROWS.toSorted());
});

test("what was not reached has its reason, and no other reason is kept", () => {
  assert.deepEqual(missed(results.rows).toSorted(), Object.keys(reasons).toSorted());
});

test("a median of times is one of at least twenty, where there is more than one", () => {
  const times = results.rows.filter(({ unit }) => ["ms", "us", "ns"].includes(unit));
  const few = times.flatMap(({ id, measured }) =>
    measured.filter(({ n }) => n > 1 && n < 20).map(({ name, n }) => `${id}, ${name}: ${n}`),
  );
  assert.deepEqual(few, []);
});

test("the page of measurements is made from what is kept", () => {
  assert.equal(read("docs/measurements.md"), page(results, reasons));
});

test("a missed bar without a reason says so in the table", () => {
  const bars = [
    { text: "≤ 1", value: 2, limit: 1 },
    { text: "≤ 3", value: 3, limit: 3 },
  ];
  /** @type {import("../bench/rows.mjs").Row} */
  const row = { id: "x", what: "Something", unit: "ms", measured: [], bars };
  assert.deepEqual(missed([row]), ["x: ≤ 1"]);
  assert.match(summary([row], {}), /≤ 1 \| \*\*not reached\*\* \(2\): no reason given/);
  assert.match(summary([row], { "x: ≤ 1": "Why." }), /\(2\): Why\. \|\n.*≤ 3 \| reached/);
});

test("noise is the same in every run, and a real difference stands out of it", () => {
  const times = Array.from({ length: 40 }, (_, round) => 50 + ((round * 7) % 11));
  const twin = Array.from({ length: 40 }, (_, round) => 50 + ((round * 5) % 11));
  assert.equal(noise(times, twin), noise(times, twin));
  const slower = times.map((time) => time + 20);
  assert.ok(difference(slower, times).from > noise(times, twin));
  assert.equal(difference(times, times).median, 0);
});

test("the table that the clock's simulation prints is read", () => {
  const printed = read("docs/measurements-clock.md").replaceAll("**", "");
  const row = clockRow(`${printed}\ntruth outside the guaranteed interval: 0 times`, 2_000);
  assert.deepEqual(
    row.measured.map(({ name, median, p95 }) => [name, median, p95]),
    [
      ["LAN 1–3 ms", 3.9, 11.9],
      ["fibre 10–30 ms", 5, 14.5],
      ["LTE 40–120 ms", 16.8, 47.4],
      ["bad Wi-Fi 50–800 ms", 25.4, 76.1],
    ],
  );
  assert.equal(row.bars.at(-1)?.value, 0);
});
