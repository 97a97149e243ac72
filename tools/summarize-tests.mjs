/**
 * Summarizes a test run: reads `steps.tsv` and the logs beside it; prints the times of the steps and of the slowest
 * tests, one line for each suite, and as the last line "N passed, N failed".
 *
 * These count as failures: a runner that failed without naming a failed test, a runner without tests, a skipped browser
 * test.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { argv, exit } from "node:process";
import { pathToFileURL } from "node:url";

/** @typedef {{ passed: number, failed: number, skipped: number }} Count */

/**
 * The sum of one number over all of a log's lines.
 * @param {string} log
 * @param {RegExp} pattern with one group, the number
 */
const total = (log, pattern) =>
  [...log.matchAll(pattern)].reduce((sum, match) => sum + Number(match[1]), 0);

/**
 * How each kind of step says what it ran.
 * @type {Record<string, (log: string) => Count>}
 */
const readers = {
  cargo: (log) => ({
    passed: total(log, /^test result: .*? (\d+) passed/gm),
    failed: total(log, /^test result: .*? (\d+) failed/gm),
    skipped: total(log, /^test result: .*? (\d+) ignored/gm),
  }),
  node: (log) => ({
    passed: total(log, /^# pass (\d+)/gm),
    failed: total(log, /^# (?:fail|cancelled) (\d+)/gm),
    skipped: total(log, /^# (?:skipped|todo) (\d+)/gm),
  }),
  playwright: (log) => {
    const { stats } = JSON.parse(log);
    return {
      passed: stats.expected,
      failed: stats.unexpected + stats.flaky + stats.skipped,
      skipped: 0,
    };
  },
};

/**
 * @param {string} kind
 * @param {number} code the exit code
 * @param {() => string} log
 * @returns {Count}
 */
export function count(kind, code, log) {
  const read = readers[kind];
  if (!read) return { passed: code ? 0 : 1, failed: code ? 1 : 0, skipped: 0 };
  let counted = { passed: 0, failed: 0, skipped: 0 };
  try {
    counted = read(log());
  } catch {
    // The runner died before it wrote its report.
  }
  const ranNothing = counted.passed + counted.failed === 0;
  if (counted.failed === 0 && (code || ranNothing)) counted.failed = 1;
  return counted;
}

/** @typedef {{ step: string, name: string, seconds: number }} TestTime */

/**
 * How long each test took, where its runner says so. A program of Rust tests counts as one: stable Rust gives no more.
 * @type {Record<string, (log: string) => {name: string, seconds: number}[]>}
 */
const timeReaders = {
  cargo: (log) => {
    const programs = log.matchAll(
      /^ +(?:Running|Doc-tests) (.*?)(?: \(.*\))?\n[^]*?finished in ([\d.]+)s/gm,
    );
    return [...programs].map(([, name = "", seconds]) => ({ name, seconds: Number(seconds) }));
  },
  node: (log) =>
    [...log.matchAll(/^(?:not )?ok \d+ - (.*)\n +---\n +duration_ms: ([\d.]+)/gm)].map(
      ([, name = "", ms]) => ({ name, seconds: Number(ms) / 1_000 }),
    ),
  playwright: (log) => JSON.parse(log).suites.flatMap(suiteTimes),
};

/**
 * @typedef {{title: string, file: string, suites?: Suite[], specs: Spec[]}} Suite
 * @typedef {{title: string, tests: {results: {duration: number}[]}[]}} Spec
 * @param {Suite} suite
 * @returns {{name: string, seconds: number}[]}
 */
function suiteTimes({ file, suites = [], specs }) {
  const own = specs.map(({ title, tests }) => {
    const runs = tests.flatMap(({ results }) => results.map(({ duration }) => duration));
    return { name: `${file}: ${title}`, seconds: Math.max(0, ...runs) / 1_000 };
  });
  return [...own, ...suites.flatMap(suiteTimes)];
}

/**
 * @param {string} kind
 * @param {() => string} log
 * @returns {{name: string, seconds: number}[]}
 */
export function testTimes(kind, log) {
  try {
    return timeReaders[kind]?.(log()) ?? [];
  } catch {
    // The runner died before it wrote its report; `count` calls that a failure.
    return [];
  }
}

/** Checks that a step could not run: they are no failures, but the summary shows them. @param {string} log */
const unchecked = (log) => [...log.matchAll(/^(.*): NOT CHECKED/gm)].map(([, what]) => what);

/** How many of the slowest tests are listed. */
const SLOWEST = 20;

/** @param {number} seconds */
const column = (seconds) => seconds.toFixed(1).padStart(8);

/**
 * Prints the steps with their seconds and the slowest tests, and keeps all of it in `times.tsv`:
 * step or test, name, seconds, and for steps also the processor seconds.
 * @param {string} folder
 * @param {{name: string, seconds: number, cpu: number}[]} steps
 * @param {TestTime[]} tests
 */
function reportTimes(folder, steps, tests) {
  const rows = [
    ...steps.map(({ name, seconds, cpu }) => ["step", name, seconds.toFixed(1), cpu.toFixed(1)]),
    ...tests.map(({ step, name, seconds }) => ["test", `${step}: ${name}`, seconds.toFixed(3), ""]),
  ];
  writeFileSync(join(folder, "times.tsv"), rows.map((row) => `${row.join("\t")}\n`).join(""));
  console.log(" seconds  processor  step");
  for (const { name, seconds, cpu } of steps) {
    console.log(`${column(seconds)}   ${column(cpu)}  ${name}`);
  }
  console.log(`\n seconds  slowest ${SLOWEST} tests`);
  for (const { step, name, seconds } of tests
    .toSorted((a, b) => b.seconds - a.seconds)
    .slice(0, SLOWEST)) {
    console.log(`${column(seconds)}  ${step}: ${name}`);
  }
  console.log("");
}

/** @param {string} folder */
function main(folder) {
  const sum = { passed: 0, failed: 0 };
  const lines = readFileSync(join(folder, "steps.tsv"), "utf8").trim().split("\n");
  const steps = lines.map((line) => {
    const [kind = "", name = "", code, seconds, user, system] = line.split("\t");
    const log = join(folder, `${name}.log`);
    const closing = kind === "playwright" ? join(folder, `${name}.json`) : log;
    return {
      ...{ kind, name, log, code: Number(code), seconds: Number(seconds) },
      cpu: Number(user) + Number(system),
      closing: () => readFileSync(closing, "utf8"),
    };
  });
  const tests = steps.flatMap(({ kind, name: step, closing }) =>
    testTimes(kind, closing).map((time) => ({ step, ...time })),
  );
  reportTimes(folder, steps, tests);
  for (const { kind, name, log, code, closing } of steps) {
    const { passed, failed, skipped } = count(kind, code, closing);
    sum.passed += passed;
    sum.failed += failed;
    const rest = [
      skipped ? `, ${skipped} skipped` : "",
      ...unchecked(readFileSync(log, "utf8")).map((what) => `, NOT CHECKED: ${what}`),
      failed ? `   see ${log}` : "",
    ];
    console.log(`${name.padEnd(16)} ${passed} passed, ${failed} failed${rest.join("")}`);
  }
  console.log(`${sum.passed} passed, ${sum.failed} failed`);
  return sum.failed ? 1 : 0;
}

if (import.meta.url === pathToFileURL(argv[1] ?? "").href) exit(main(argv[2] ?? "dist/logs"));
