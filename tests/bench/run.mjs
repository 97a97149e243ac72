/**
 * `./build.sh bench`: measures everything in one run, prints one table, and keeps it in tests/bench/results.json and
 * docs/measurements.md. `./build.sh bench name…` measures only those and keeps nothing; `--rounds=3` makes it short.
 * `node tests/bench/run.mjs --page` writes the page anew from what is kept, such as after a new reason; `--go-on` takes
 * what a run of the same build had measured before it was interrupted.
 */
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { root } from "../e2e/lib/paths.js";
import { measureBuild } from "./build.mjs";
import { measureClock } from "./clock.mjs";
import { measureContent } from "./content.mjs";
import { measureIdle } from "./idle.mjs";
import { build, load, machine } from "./machine.mjs";
import { measureMemory } from "./memory.mjs";
import { measureCore, measureGrowth } from "./native.mjs";
import { measureNavigations } from "./navigations.mjs";
import { measurePopup } from "./popup.mjs";
import { page, summary } from "./results.mjs";
import { measureScale } from "./scale.mjs";
import { measureSizes, weighCore } from "./sizes.mjs";
import { measureStart } from "./start.mjs";

/** @typedef {import("./row.mjs").Row} Row */
/** @typedef {(options?: {rounds?: number}) => Promise<Row[]>} Measure */

/** Every measurement by its name. @satisfies {Record<string, Measure>} */
const ALL = {
  sizes: measureSizes,
  start: measureStart,
  popup: measurePopup,
  content: measureContent,
  memory: measureMemory,
  scale: measureScale,
  navigations: measureNavigations,
  idle: measureIdle,
  core: measureCore,
  clock: measureClock,
  build: measureBuild,
};
/** @typedef {keyof typeof ALL} Name */
/** One after the other; of the last ones, a browser that is left alone disturbs nobody. @type {Name[]} */
const FIRST = ["sizes", "start", "popup", "content", "memory", "scale", "navigations", "build"];
/** @type {Name[][]} */
const BESIDE = [["idle"], ["core", "clock"]];
const RESULTS = join(root, "tests", "bench", "results.json");
const REASONS = join(root, "tests", "bench", "reasons.json");
const PAGE = join(root, "docs", "measurements.md");
/** What a run has measured so far. */
const SO_FAR = join(root, "target", "bench");

/** @param {string} file */
const json = async (file) => JSON.parse(await readFile(file, "utf8"));

/** @param {Name} name @param {number | undefined} rounds @returns {Promise<Row[]>} */
async function measure(name, rounds) {
  console.log(`\n== ${name}`);
  const rows = await ALL[name](rounds === undefined ? {} : { rounds });
  console.log(`\n${summary(rows, await json(REASONS))}`);
  return rows;
}

/** @param {Name} name @returns {Promise<Row[]>} */
async function measureOnce(name) {
  const file = join(SO_FAR, `${name}.json`);
  const of = await build();
  const before = await json(file).catch(() => null);
  if (before?.of === of) return before.rows;
  const rows = await measure(name, undefined);
  await mkdir(SO_FAR, { recursive: true });
  await writeFile(file, JSON.stringify({ of, rows }));
  return rows;
}

/** @param {string[]} names nobody's stands for all @param {number} [rounds] */
async function measureAll(names, rounds) {
  const unknown = names.filter((name) => !(name in ALL));
  if (unknown.length > 0) throw new Error(`no such measurement: ${unknown.join(", ")}`);
  const lane = async (/** @type {Name[]} */ of) => {
    /** @type {Row[]} */
    const rows = [];
    for (const name of of) {
      if (names.length === 0) rows.push(...(await measureOnce(name)));
      else if (names.includes(name)) rows.push(...(await measure(name, rounds)));
    }
    return rows;
  };
  const first = await lane(FIRST);
  return [first, ...(await Promise.all(BESIDE.map(lane)))].flat();
}

async function writePage() {
  await writeFile(PAGE, page(await json(RESULTS), await json(REASONS)));
}

async function everything() {
  const begin = load();
  if (!args.includes("--go-on")) await rm(SO_FAR, { recursive: true, force: true });
  const rows = await measureAll([]);
  const growth = await measureGrowth();
  const { total, gzipped, sections, crates, modules } = await weighCore();
  const results = {
    machine: await machine(begin),
    date: new Date().toISOString().slice(0, 10),
    build: await build(),
    rows,
    growth,
    weight: { total, gzipped, sections, crates, modules: modules.slice(0, 40) },
  };
  await writeFile(RESULTS, `${JSON.stringify(results, null, 1)}\n`);
  await writePage();
  console.log(`\n== everything\n\n${summary(rows, await json(REASONS))}`);
}

const args = process.argv.slice(2);
const names = args.filter((arg) => !arg.startsWith("--"));
const rounds = args.map((arg) => /^--rounds=(.+)$/.exec(arg)?.[1]).find(Boolean);
if (args.includes("--page")) await writePage();
else if (names.length > 0) await measureAll(names, rounds ? Number(rounds) : undefined);
else await everything();
