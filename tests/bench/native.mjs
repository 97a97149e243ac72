/** Measurements without a browser: criterion's times of the core, and the accuracy of the clock measurement. */
import { readFile, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { root } from "../e2e/lib/paths.js";
import { run } from "../e2e/lib/run.js";
import { measured } from "./rows.mjs";

/** @typedef {import("./rows.mjs").Row} Row */

const TARGET = process.env["CARGO_TARGET_DIR"] ?? join(root, "target");
const CORE = "bench --quiet -p karte-signin-doctor --bench core -- --quiet".split(" ");
const CLOCK = "run --release -q -p karte-signin-doctor --example clock_bench".split(" ");
const NOTE = "Compiled as it is shipped, but for this machine.";
/** The errors that a prototype of the clock's algorithm reached before it was implemented, in ms: median and 95th percentile. */
const REACHABLE = [
  [4.1, 12],
  [5.4, 15],
  [17, 53],
  [25, 85],
];

/** Nanoseconds of every benchmark, by a name such as `correct/parsed mix`. */
async function criterion() {
  const home = join(TARGET, "criterion-shipped");
  await rm(home, { recursive: true, force: true });
  await run("cargo", CORE, { cwd: root, env: { ...process.env, CRITERION_HOME: home } });
  const json = async (/** @type {string} */ path) => JSON.parse(await readFile(path, "utf8"));
  /** @type {Map<string, number[]>} */
  const found = new Map();
  for (const file of await readdir(home, { recursive: true })) {
    if (!/(^|\/)new\/sample\.json$/.test(file)) continue;
    const { full_id: id, throughput } = await json(join(home, file, "..", "benchmark.json"));
    /** @type {{iters: number[], times: number[]}} */
    const { iters, times } = await json(join(home, file));
    const each = throughput?.Elements ?? 1;
    const one = times.map((time, at) => time / (iters[at] ?? Number.NaN) / each);
    found.set(id, one);
  }
  return found;
}

/**
 * The rows about the core: `prefix` selects the benchmarks, and `of` matches the rest of their names for each bar.
 * @type {{prefix: string, id: string, unit: "ns" | "us", what: string, bars: {text: string, limit: number, of: RegExp}[]}[]}
 */
const ROWS = [
  {
    ...{ prefix: "correct/parsed ", id: "correct-parsed", unit: "ns" },
    what: "Sorting an address that is parsed already",
    bars: [{ text: "every kind ≤ 1 µs", limit: 1_000, of: /./ }],
  },
  {
    ...{ prefix: "correct/text ", id: "correct-text", unit: "ns" },
    what: "The same from its text",
    bars: [{ text: "the mix ≤ 1 µs", limit: 1_000, of: /^mix$/ }],
  },
  {
    ...{ prefix: "diagnose/", id: "diagnose", unit: "us" },
    what: "A diagnosis from all evidence",
    bars: [{ text: "every case ≤ 50 µs", limit: 50, of: /./ }],
  },
  {
    ...{ prefix: "bisect/", id: "bisect-step", unit: "us" },
    what: "A step of the search for an extension",
    bars: [
      { text: "a whole step among 30 ≤ 20 µs", limit: 20, of: /^step 30$/ },
      { text: "what to try next among 300 ≤ 20 µs", limit: 20, of: /^next 300$/ },
    ],
  },
];

/** @returns {Promise<Row[]>} */
export async function measureCore() {
  const times = await criterion();
  return ROWS.map(({ prefix, id, what, unit, bars }) => {
    // The benchmarks that the first bar is about come first.
    const first = (/** @type {{name: string}} */ { name }) => Number(bars[0]?.of.test(name));
    const list = [...times]
      .filter(([name]) => name.startsWith(prefix))
      .map(([name, all]) =>
        measured(
          name.slice(prefix.length),
          all.map((ns) => ns / (unit === "us" ? 1e3 : 1)),
        ),
      )
      .toSorted((a, b) => first(b) - first(a) || b.median - a.median);
    return {
      ...{ id, what, unit, measured: list, note: NOTE },
      bars: bars.map(({ text, limit, of }) => ({
        ...{ text, limit },
        value: Math.max(...list.filter(({ name }) => of.test(name)).map((one) => one.median)),
      })),
    };
  });
}

/** @param {number} [runs] @returns {Promise<Row[]>} */
export async function measureClock(runs = 2_000) {
  const printed = await run("cargo", [...CLOCK, String(runs)], { cwd: root });
  console.log(`\n${printed}`);
  return [clockRow(printed, runs)];
}

/** Reads the table that the simulation prints. @param {string} text @param {number} runs @returns {Row} */
export function clockRow(text, runs) {
  const cells = (/** @type {string} */ beginning) =>
    text
      .split("\n")
      .find((line) => line.startsWith(`| ${beginning}`))
      ?.split(" | ")
      .slice(1) ?? [];
  const ours = cells("what the core plans");
  const found = cells("requests").map((name, at) => {
    const [, median = "", p95 = ""] = /^([\d.]+)\/([\d.]+)/.exec(ours[at] ?? "") ?? [];
    const network = name.replace(/ \|$/, "");
    return { name: network, n: runs, median: Number(median), p95: Number(p95) };
  });
  const limits = found.flatMap(({ name, median, p95 }, at) => {
    const [most = 0, mostP95 = 0] = REACHABLE[at] ?? [];
    return [
      { text: `${name}: median ≤ ${most} ms`, value: median, limit: most },
      { text: `${name}: p95 ≤ ${mostP95} ms`, value: p95, limit: mostP95 },
    ];
  });
  const outside = Number(/outside the guaranteed interval: (\d+)/.exec(text)?.[1]);
  return {
    id: "clock-simulated",
    what: "The clock's error on simulated networks, ≤ 8 requests in ≤ 3 s",
    ...{ unit: "ms", measured: found },
    bars: [
      ...limits,
      { text: "truth outside the guaranteed interval: never", value: outside, limit: 0 },
    ],
  };
}
