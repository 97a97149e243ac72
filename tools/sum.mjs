/**
 * Adds up what really ran: reads `steps.tsv` and the logs beside it, prints one line for each suite and,
 * as the very last, "N passed, N failed".
 *
 * What cannot be counted is a failure: a runner that ended badly without naming a failed test,
 * one that ran no test, and a browser test that was skipped.
 */
import { readFileSync } from "node:fs";
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

/** @param {string} folder */
function main(folder) {
  const sum = { passed: 0, failed: 0 };
  for (const line of readFileSync(join(folder, "steps.tsv"), "utf8").trim().split("\n")) {
    const [kind = "", name = "", code] = line.split("\t");
    const log = join(folder, `${name}.log`);
    const closing = kind === "playwright" ? join(folder, `${name}.json`) : log;
    const { passed, failed, skipped } = count(kind, Number(code), () =>
      readFileSync(closing, "utf8"),
    );
    sum.passed += passed;
    sum.failed += failed;
    const rest = skipped ? `, ${skipped} skipped` : "";
    console.log(
      `${name.padEnd(16)} ${passed} passed, ${failed} failed${rest}${failed ? `   see ${log}` : ""}`,
    );
  }
  console.log(`${sum.passed} passed, ${sum.failed} failed`);
  return sum.failed ? 1 : 0;
}

if (import.meta.url === pathToFileURL(argv[1] ?? "").href) exit(main(argv[2] ?? "dist/logs"));
