/** The measurements: every row is kept, every missed target has a reason, the document matches the results. */
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { comparison, simulation } from "../bench/clock.mjs";
import { band, difference } from "../bench/noise.mjs";
import { missed, page, summary } from "../bench/results.mjs";
import { placeOf } from "../bench/weigh.mjs";

const file = (/** @type {string} */ path) => new URL(`../../${path}`, import.meta.url);
const read = (/** @type {string} */ path) => readFileSync(file(path), "utf8");
/** @type {import("../bench/results.mjs").Reasons} */
const reasons = JSON.parse(read("tests/bench/reasons.json"));
/** Kept since the first whole run. @type {import("../bench/results.mjs").Results | undefined} */
const results = existsSync(file("tests/bench/results.json"))
  ? JSON.parse(read("tests/bench/results.json"))
  : undefined;
const whole = { skip: results ? false : "nothing has been measured yet" };

/** Rows that every run has to bring. */
const ROWS = [
  ...["start", "popup-paint", "popup-headline", "popup-diagnosis"],
  ...["core-size", "package-size", "elsewhere-wakes", "elsewhere-time", "corrected"],
  ...["content-run", "content-heap", "memory"],
  ...["scale-extensions", "scale-cookies", "scale-history"],
  ...["idle-alarms", "idle-wakes", "idle-bytes", "idle-requests"],
  ...["correct-parsed", "correct-text", "diagnose", "bisect-step"],
  ...["clock-simulated", "clock-htpdate", "build", "second-test"],
];

test("every row of the table was measured in the run that is kept", whole, () => {
  const ids = results?.rows.map(({ id }) => id) ?? [];
  assert.deepEqual(
    ROWS.filter((id) => !ids.includes(id)),
    [],
  );
  assert.equal(new Set(ids).size, ids.length, "a row's id is its own");
});

test("what was not reached has its reason, and no other reason is kept", whole, () => {
  assert.deepEqual(missed(results?.rows ?? []).toSorted(), Object.keys(reasons).toSorted());
});

test("a median of times is one of at least twenty, where there is more than one", whole, () => {
  const times = results?.rows.filter(({ unit }) => ["ms", "us", "ns"].includes(unit));
  const few = times?.flatMap(({ id, measured }) =>
    measured.filter(({ n }) => n > 1 && n < 20).map(({ name, n }) => `${id}, ${name}: ${n}`),
  );
  assert.deepEqual(few, []);
});

test("the page of measurements is made from what is kept", whole, () => {
  if (results) assert.equal(read("docs/measurements.md"), page(results, reasons));
});

test("a missed bar without a reason says so in the table", () => {
  const bars = [
    { text: "≤ 1", value: 2, limit: 1 },
    { text: "≤ 3", value: 3, limit: 3 },
  ];
  /** @type {import("../bench/row.mjs").Row} */
  const row = { id: "x", what: "Something", unit: "ms", measured: [], bars };
  assert.deepEqual(missed([row]), ["x: ≤ 1"]);
  assert.match(summary([row], {}), /≤ 1 \| \*\*not reached\*\* \(2\): no reason given/);
  assert.match(summary([row], { "x: ≤ 1": "Why." }), /\(2\): Why\. \|\n.*≤ 3 \| reached/);
});

test("noise is the same in every run, and a real difference stands out of it", () => {
  const times = Array.from({ length: 40 }, (_, round) => 50 + ((round * 7) % 11));
  const twin = Array.from({ length: 40 }, (_, round) => 50 + ((round * 5) % 11));
  assert.equal(band(times, twin), band(times, twin));
  const slower = times.map((time) => time + 20);
  assert.ok(difference(slower, times).from > band(times, twin));
  assert.equal(difference(times, times).median, 0);
});

test("a function's place is read from both of Rust's manglings", () => {
  for (const [mangled, want] of [
    [
      "_ZN19karte_signin_doctor3web5words3say17h39e2ea18f18feabfE",
      "karte_signin_doctor::web::words::say",
    ],
    [
      "_ZN85_$LT$karte_signin_doctor..plain..parts..List$u20$as$u20$serde_core..de..SeqAccess$GT$17next_element_seed17h40918c8f9df47e96E",
      "karte_signin_doctor::plain::parts::List as serde_core::de::SeqAccess>::next_element_seed",
    ],
    ["_RNvMNtCs5cOc02OMXlo_5alloc6stringNtB2_6String15from_utf8_lossy", "alloc::string"],
    ["_RNvXs_NtCsjqx8TIyZbP9_8dlmalloc3sysNtB4_6SystemNtB6_9Allocator5alloc", "dlmalloc::sys"],
    ["observe_8c14e3a7a6c08f82", "(without a crate)"],
  ]) {
    assert.equal(placeOf(mangled ?? ""), want);
  }
});

test("the clock's printed tables are read", () => {
  const page_ = read("docs/measurements-clock.md");
  const [, simulated = "", beside = ""] = page_.replaceAll("*", "").split(/^## /m);
  const plain = simulated.replace("what the core plans", "recommended");
  const row = simulation(`${plain}\ntruth outside the guaranteed interval: 0 times`);
  assert.deepEqual(
    row.measured.map(({ median }) => median),
    [4, 5.2, 16.6, 27.2],
  );
  assert.equal(row.bars.at(-1)?.value, 0);
  const other = comparison(beside, 80);
  assert.equal(other.measured.length, 8);
  assert.deepEqual(other.bars.at(-1)?.value, 25);
});
