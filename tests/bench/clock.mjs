/** How exactly the clock is measured: simulated networks, and `htpdate` on the same server (tests/bench/clock). */
import { root } from "../e2e/lib/paths.js";
import { run } from "../e2e/lib/run.js";

/** @typedef {import("./row.mjs").Row} Row */
/** @typedef {import("./row.mjs").Measured} Measured */

/** What the algorithm was shown to reach before it was written here, in ms: median and 95th percentile. */
const REACHABLE = [
  [4.1, 12],
  [5.4, 15],
  [17, 53],
  [25, 85],
];
/** On a line with round trips of up to 60 ms. */
const BOUND_MS = 100;
const SIMULATED = 2_000;

/** The cells of a printed table's lines. @param {string} text */
const cells = (text) =>
  text
    .split("\n")
    .filter((line) => line.startsWith("| "))
    .map((line) =>
      line
        .split("|")
        .map((cell) => cell.trim())
        .slice(1, -1),
    );

/** `3.9/14.5 (…)` @param {string} cell @param {string} name @param {number} n @returns {Measured} */
function errors(cell, name, n) {
  const [, median, p95] = /^([\d.]+)\/([\d.]+)/.exec(cell) ?? [];
  if (!median || !p95) throw new Error(`no pair of numbers: ${cell}`);
  return { name, n, median: Number(median), p95: Number(p95) };
}

/** @param {string[]} args */
const example = (args) =>
  run(
    "cargo",
    [..."run --release -q -p karte-signin-doctor --example clock_bench".split(" "), ...args],
    { cwd: root },
  );

/**
 * @param {{rounds?: number}} [options] against htpdate, on each network
 * @returns {Promise<Row[]>}
 */
export async function measureClock({ rounds = 20 } = {}) {
  const simulated = await example([String(SIMULATED)]);
  const beside = await example(["htpdate", String(rounds)]);
  console.log(`\n${simulated}\n${beside}`);
  return [simulation(simulated), comparison(beside, rounds)];
}

/** @param {string} text @returns {Row} */
export function simulation(text) {
  const [head = [], ...ways] = cells(text);
  const ours = ways.find(([name]) => name?.startsWith("recommended"))?.slice(1) ?? [];
  const outside = Number(/outside the guaranteed interval: (\d+)/.exec(text)?.[1]);
  const found = ours.map((cell, at) => errors(cell, head[at + 1] ?? "", SIMULATED));
  return {
    id: "clock-simulated",
    what: "The clock's error on simulated networks, ≤ 8 requests in ≤ 3 s",
    unit: "ms",
    measured: found,
    bars: [
      ...found.flatMap(({ name, median, p95 }, at) => {
        const [most = 0, mostP95 = 0] = REACHABLE[at] ?? [];
        return [
          { text: `${name}: median ≤ ${most} ms`, value: median, limit: most },
          { text: `${name}: p95 ≤ ${mostP95} ms`, value: p95, limit: mostP95 },
        ];
      }),
      { text: "truth outside the guaranteed interval: never", value: outside, limit: 0 },
    ],
  };
}

/** @param {string} text @param {number} rounds @returns {Row} */
export function comparison(text, rounds) {
  const [, ...networks] = cells(text);
  const found = networks.map(([name = "", ours = "", bound = "", theirs = "", ratio = ""]) => ({
    name,
    pair: [errors(ours, name, rounds), errors(theirs, `${name}, htpdate`, rounds)],
    bound: Number(/[\d.]+/.exec(bound)?.[0]),
    // Theirs over ours, and the 90 % interval of that.
    most: Number(/–([\d.]+)\)/.exec(ratio)?.[1]),
  }));
  const fibre = found[1]?.bound ?? Number.NaN;
  return {
    id: "clock-htpdate",
    what: "The clock's error on a real server, 8 requests each",
    unit: "ms",
    measured: found.flatMap(({ pair }) => pair),
    bars: [
      ...found.map(({ name, most }) => ({
        text: `${name}: ours not larger than htpdate's (ours ÷ theirs, lower end of the 90 % interval, ≤ 1)`,
        value: 1 / most,
        limit: 1,
      })),
      { text: `guaranteed on fibre: ≤ ±${BOUND_MS} ms`, value: fibre, limit: BOUND_MS },
    ],
  };
}
