/** The core alone: addresses, diagnoses and searches by criterion, and how its time grows with nasty text. */
import { readFile, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { root } from "../e2e/lib/paths.js";
import { run } from "../e2e/lib/run.js";
import { measured } from "./row.mjs";

/** @typedef {import("./row.mjs").Row} Row */
/** @typedef {import("./row.mjs").Measured} Measured */
/** @typedef {{sizes: number[], growth: {name: string, ns_per_byte: number[]}[]}} Growth */

const TARGET = process.env["CARGO_TARGET_DIR"] ?? join(root, "target");
const BENCH = "bench --quiet -p karte-signin-doctor --bench".split(" ");
/** Nanoseconds and microseconds of the bars. */
const [ADDRESS_NS, DIAGNOSIS_US, STEP_US] = [1_000, 50, 20];

/** @returns {Promise<Growth>} */
export async function measureGrowth() {
  return JSON.parse(await run("cargo", [...BENCH, "growth"], { cwd: root }));
}

/**
 * Nanoseconds of every benchmark, by its name: `correct/parsed mix`.
 * @param {string} [level] of optimisation, else as it is shipped
 */
async function criterion(level) {
  const home = join(TARGET, `criterion-${level ?? "shipped"}`);
  await rm(home, { recursive: true, force: true });
  // Another level has a folder of its own, so that neither throws away what the other has compiled.
  const other = level && {
    CARGO_PROFILE_BENCH_OPT_LEVEL: level,
    CARGO_TARGET_DIR: join(TARGET, `level-${level}`),
  };
  const env = { ...process.env, CRITERION_HOME: home, ...other };
  await run("cargo", [...BENCH, "core", "--", "--quiet"], { cwd: root, env });
  /** @type {Map<string, number[]>} */
  const found = new Map();
  for (const file of await readdir(home, { recursive: true })) {
    if (!/(^|\/)new\/sample\.json$/.test(file)) continue;
    const [name, times] = await sample(join(home, file));
    found.set(name, times);
  }
  return found;
}

/** @param {string} file @returns {Promise<[string, number[]]>} */
async function sample(file) {
  const json = async (/** @type {string} */ path) => JSON.parse(await readFile(path, "utf8"));
  const { full_id: id, throughput } = await json(join(file, "..", "benchmark.json"));
  /** @type {{iters: number[], times: number[]}} */
  const { iters, times } = await json(file);
  const each = throughput?.Elements ?? 1;
  return [id, times.map((time, at) => time / (iters[at] ?? Number.NaN) / each)];
}

/** @returns {Promise<Row[]>} */
export async function measureCore() {
  const manifest = await readFile(join(root, "Cargo.toml"), "utf8");
  const level = /^\[profile\.release\][^[]*^opt-level = "?(\w)/m.exec(manifest)?.[1] ?? "3";
  const shipped = await criterion();
  const fast = await criterion("3");
  const note = `Compiled as it is shipped (opt-level ${level}), but for this machine; beside it with opt-level 3.`;
  /** @param {string} prefix @param {number} per @returns {Measured[]} */
  const all = (prefix, per) => {
    const of = (/** @type {Map<string, number[]>} */ times, /** @type {string} */ suffix) =>
      [...times]
        .filter(([name]) => name.startsWith(prefix))
        .map(([name, list]) =>
          measured(
            name.slice(prefix.length) + suffix,
            list.map((ns) => ns / per),
          ),
        );
    return [...of(shipped, ""), ...of(fast, " (opt-level 3)")];
  };
  const rows = [...corrections(all), diagnoses(all), searches(all)];
  return rows.map((row) => ({ ...row, note: [row.note, note].filter(Boolean).join(" ") }));
}

/** @typedef {(prefix: string, per: number) => Measured[]} All */

/** Of those that are compiled as they are shipped. @param {Measured[]} list @param {(name: string) => boolean} [wanted] */
const dearest = (list, wanted = () => true) =>
  Math.max(
    ...list
      .filter(({ name }) => !name.includes("(opt-level") && wanted(name))
      .map(({ median }) => median),
  );

/**
 * The same list, beginning with what the table is to show.
 * @param {Measured[]} list
 * @param {string[]} shown names, each with and without another opt-level
 */
const showing = (list, ...shown) => {
  const plain = (/** @type {Measured} */ { name }) => name.replace(/ \(opt-level .*/, "");
  return [
    ...shown.flatMap((name) => list.filter((one) => plain(one) === name)),
    ...list.filter((one) => !shown.includes(plain(one))),
  ];
};

/** @param {All} all @returns {Row[]} */
function corrections(all) {
  const [parsed, text] = [all("correct/parsed ", 1), all("correct/text ", 1)];
  const parser = all("correct/url ", 1).filter(({ name }) => name.startsWith("mix"));
  const named = parser.map((one) => ({
    ...one,
    name: one.name.replace("mix", "mix, parser alone"),
  }));
  return [
    {
      id: "correct-parsed",
      what: "Sorting an address that is parsed already",
      unit: "ns",
      measured: showing(parsed, "mix"),
      bars: [{ text: "every kind ≤ 1 µs", value: dearest(parsed), limit: ADDRESS_NS }],
    },
    {
      id: "correct-text",
      what: "The same from its text",
      unit: "ns",
      measured: showing([...text, ...named], "mix", "mix, parser alone"),
      bars: [
        {
          text: "the mix ≤ 1 µs",
          value: dearest(text, (name) => name === "mix"),
          limit: ADDRESS_NS,
        },
      ],
    },
  ];
}

/** @param {All} all @returns {Row} */
function diagnoses(all) {
  const found = all("diagnose/", 1e3);
  return {
    id: "diagnose",
    what: "A diagnosis from all evidence",
    unit: "us",
    measured: found.toSorted((a, b) => b.median - a.median),
    bars: [{ text: "every case ≤ 50 µs", value: dearest(found), limit: DIAGNOSIS_US }],
  };
}

/** @param {All} all @returns {Row} */
function searches(all) {
  const found = all("bisect/", 1e3);
  const one = (/** @type {string} */ wanted) => dearest(found, (name) => name === wanted);
  return {
    id: "bisect-step",
    what: "A step of the search for an extension",
    unit: "us",
    measured: showing(found, "step 30", "next 300"),
    bars: [
      { text: "a whole step among 30 ≤ 20 µs", value: one("step 30"), limit: STEP_US },
      { text: "what to try next among 300 ≤ 20 µs", value: one("next 300"), limit: STEP_US },
    ],
    note: '"next" works out what to try; "step" also saves and switches for it.',
  };
}
