/**
 * `./build.sh bench`: measures everything in one run, prints one table, and stores it in tests/bench/results.json and
 * docs/measurements.md. `./build.sh bench name…` measures only these and stores nothing. `--rounds=3` makes it short;
 * `--keep` replaces their rows in the stored results, with the date of the measurement.
 * `node tests/bench/run.mjs --page` writes the page again from the stored results, for example after a new reason was added.
 */
import { readFile, writeFile } from "node:fs/promises";
import { availableParallelism, cpus, loadavg, totalmem } from "node:os";
import { join } from "node:path";
import { root, unpacked } from "../e2e/lib/paths.js";
import { run } from "../e2e/lib/run.js";
import { measureElsewhere } from "./elsewhere.mjs";
import { measureIdle } from "./idle.mjs";
import { measureMemory } from "./memory.mjs";
import { measureClock, measureCore } from "./native.mjs";
import { measurePopup } from "./popup.mjs";
import { page, summary } from "./rows.mjs";
import { measureScale } from "./scale.mjs";
import { measureSize } from "./size.mjs";
import { measureStart } from "./start.mjs";
import { measureSupportDesk } from "./support_desk.mjs";

/** @typedef {import("./rows.mjs").Row} Row */

/** Every measurement by its name. @type {Record<string, (rounds?: number) => Promise<Row[]>>} */
const ALL = {
  ...{ size: measureSize, start: measureStart, popup: measurePopup, memory: measureMemory },
  ...{ scale: measureScale, elsewhere: measureElsewhere, idle: measureIdle },
  ...{ core: measureCore, clock: measureClock, desk: measureSupportDesk },
};
const RESULTS = join(root, "tests", "bench", "results.json");
const REASONS = join(root, "tests", "bench", "reasons.json");

/** @param {string} file */
const json = async (file) => JSON.parse(await readFile(file, "utf8"));

/** @param {string[]} names @param {number} [rounds] */
async function measureAll(names, rounds) {
  const rows = [];
  for (const name of names) {
    const measure = ALL[name];
    if (!measure) throw new Error(`no such measurement: ${name}`);
    console.log(`\n== ${name}`);
    const found = await measure(rounds);
    console.log(`\n${summary(found, await json(REASONS))}`);
    rows.push(...found);
  }
  return rows;
}

/** @returns {Promise<Omit<import("./rows.mjs").Machine, "load">>} */
async function machine() {
  const version = async (/** @type {string} */ command) =>
    /\d+\.[\d.]+/.exec(await run(command, ["--version"]))?.[0] ?? "";
  const system = await readFile("/etc/os-release", "utf8").catch(() => "");
  return {
    cores: availableParallelism(),
    cpu: cpus()[0]?.model.trim() ?? "",
    memory: `${(totalmem() / 2 ** 30).toFixed(1)} GiB`,
    os: /^PRETTY_NAME="?([^"\n]*)/m.exec(system)?.[1] ?? "",
    chromium: await version("chromium"),
    node: process.versions.node,
    rustc: await version("rustc"),
  };
}

/** The name of the build that is measured. */
async function build() {
  const text = await readFile(join(unpacked, "service_worker.js"), "utf8");
  return /\bBUILD="(.*?)"/.exec(text)?.[1] ?? "";
}

async function writePage() {
  await writeFile(
    join(root, "docs", "measurements.md"),
    page(await json(RESULTS), await json(REASONS)),
  );
}

const today = () => new Date().toISOString().slice(0, 10);

/** Stores some rows with today's date, because they were not measured together with the others. @param {readonly Row[]} rows */
async function keep(rows) {
  const results = await json(RESULTS);
  for (const row of rows) {
    const place = results.rows.findIndex((/** @type {Row} */ { id }) => id === row.id);
    const [at, old] = place < 0 ? [results.rows.length, 0] : [place, 1];
    results.rows.splice(at, old, { ...row, apart: today() });
  }
  await writeFile(RESULTS, `${JSON.stringify(results, null, 1)}\n`);
  await writePage();
}

async function everything() {
  const load = () => loadavg().map((value) => Number(value.toFixed(2)));
  const begin = load();
  const rows = await measureAll(Object.keys(ALL));
  const results = {
    machine: { ...(await machine()), load: { begin, end: load() } },
    ...{ date: today(), build: await build(), rows },
  };
  await writeFile(RESULTS, `${JSON.stringify(results, null, 1)}\n`);
  await writePage();
  console.log(`\n== everything\n\n${summary(rows, await json(REASONS))}`);
}

const args = process.argv.slice(2);
const names = args.filter((arg) => !arg.startsWith("--"));
const rounds = args.map((arg) => /^--rounds=(.+)$/.exec(arg)?.[1]).find(Boolean);
if (args.includes("--page")) await writePage();
else if (names.length > 0) {
  const rows = await measureAll(names, rounds ? Number(rounds) : undefined);
  if (args.includes("--keep")) await keep(rows);
} else await everything();
