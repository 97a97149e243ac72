/**
 * Merges the results that the fault specs wrote to dist/faults into one table, dist/faults.json, and prints a summary.
 * With `--docs` it also rewrites the numbers in docs/reliability.md, between the two markers.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { argv, env } from "node:process";
import { fileURLToPath } from "node:url";
import { cell, ENDS, FAULTS, faults, MEETS, rows } from "../tests/e2e/faults/table.js";

/** @typedef {{row: string, fault: string, meets: string, ends: string, notes: string[], seconds: number}} Ran */
/** @typedef {{row: string, fault: string, ran: true, meets: string, ends: string, notes: string[], seconds: number}} Done */
/** @typedef {{row: string, fault: string, ran: false, not: string}} Left */
/** @typedef {{seed: number, cells: (Done | Left)[], kills: Ran[], failed: string[], lost: string[]}} Table */

const NOT_CHOSEN = "Not among the cells of this run: `./build.sh soak` runs all of them.";
const BEGIN = "<!-- begin: written by ./build.sh soak -->";
const END = "<!-- end -->";
/** How a cell is shown in the printed table. */
const LETTERS = /** @type {Record<string, string>} */ ({
  ...{ answered: "a", refused_in_words: "r", page_gone: "g", let_be: "l" },
});

/**
 * @param {{name: string, text: string}[]} parts files of dist/faults
 * @returns {Table}
 */
export function tableOf(parts) {
  const read = parts.map(({ name, text }) => ({ name, ...JSON.parse(text) }));
  const isKill = (/** @type {{name: string}} */ { name }) => name.startsWith("kill-");
  /** @type {Ran[]} */ const ran = read.filter((one) => !isKill(one)).flatMap((one) => one.ran);
  const cells = rows.flatMap((row) => faults.map((fault) => of(row, fault, ran)));
  return {
    seed: read[0]?.seed ?? 0,
    cells,
    kills: read.filter(isKill).flatMap((one) => one.ran),
    failed: read.filter((one) => !isKill(one)).flatMap((one) => one.failed),
    lost: read.filter(isKill).flatMap((one) => one.failed),
  };
}

/**
 * @param {string} row
 * @param {import("../tests/e2e/faults/table.js").Fault} fault
 * @param {Ran[]} ran
 * @returns {Done | Left}
 */
function of(row, fault, ran) {
  const done = ran.find((one) => one.row === row && one.fault === fault);
  if (done) return { ...done, ran: true };
  const planned = cell(row, fault);
  return { row, fault, ran: false, not: planned.runs ? NOT_CHOSEN : planned.not };
}

/** @param {Table} table */
export function summaryOf({ seed, cells, kills, failed, lost }) {
  const ran = cells.filter((one) => one.ran);
  const reasons = cells.filter((one) => !one.ran && one.not !== NOT_CHOSEN);
  const byBrowser = kills.filter(({ fault }) => fault === "browser_killed").length;
  return [
    `faults: ${ran.length} of ${cells.length} cells ran, ${reasons.length} have a written reason, ${failed.length} failed`,
    `kills: ${kills.length} at random moments (${kills.length - byBrowser} of the worker, ${byBrowser} of the browser), ${lost.length} lost`,
    `seed: ${seed}`,
  ].join("\n");
}

/** @param {Table} table @param {string} build the sentence that names the build and the day */
export function numbersOf(table, build) {
  const letters = Object.entries(LETTERS).map(([name, letter]) => `${letter} = \`${name}\``);
  const reasons = table.cells.flatMap((one) =>
    one.ran ? [] : [`- \`${one.row}\` × \`${one.fault}\`: ${one.not}`],
  );
  return [
    ...[build, ""],
    ...["```", summaryOf(table), "```", ""],
    ...counted("a person meets", MEETS, table, (one) => one.meets),
    ...counted("it ends", ENDS, table, (one) => one.ends),
    ...[`One letter per cell: ${letters.join(", ")}, – = see below.`, ""],
    `| | ${faults.map((fault) => fault.replaceAll("_", " ")).join(" | ")} |`,
    `|---|${faults.map(() => ":-:").join("|")}|`,
    ...rows.map((row) => lineOf(row, table)),
    ...["", "Cells that do not run, and why:", "", ...reasons],
    ...["", "Cells whose result depends on a random choice, and why:", "", ...drawn()],
  ].join("\n");
}

/** For each fault: why a cell can have more than one value of `meets`, and in which rows. */
function drawn() {
  return faults.flatMap((fault) => {
    /** @type {Map<string, string[]>} */ const found = new Map();
    for (const row of rows) {
      const one = cell(row, fault);
      if (!one.runs || !one.why) continue;
      const words = `${one.meets.map((name) => `\`${name}\``).join(" or ")}: ${one.why}`;
      found.set(words, [...(found.get(words) ?? []), row]);
    }
    return [...found].map(([words, names]) => `- \`${fault}\`, ${listed(names)}: ${words}`);
  });
}

/** The names of the rows; from eight rows on, only how many there are. @param {string[]} names */
function listed(names) {
  return names.length < 8 ? names.map((row) => `\`${row}\``).join(", ") : `${names.length} rows`;
}

/**
 * How many cells have each of these names.
 * @param {string} title
 * @param {Record<string, string>} words
 * @param {Table} table
 * @param {(one: Done) => string} nameOf
 */
function counted(title, words, { cells }, nameOf) {
  const count = (/** @type {string} */ name) =>
    cells.filter((one) => one.ran && nameOf(one) === name).length;
  const lines = Object.entries(words).map(
    ([name, what]) => `| \`${name}\` | ${count(name)} | ${what} |`,
  );
  return [`| ${title} | cells | |`, "|---|---:|---|", ...lines, ""];
}

/** @param {string} row @param {Table} table */
function lineOf(row, { cells }) {
  const letters = faults.map((fault) => {
    const one = cells.find((found) => found.row === row && found.fault === fault);
    return one?.ran ? LETTERS[one.meets] : "–";
  });
  return `| \`${row}\` | ${letters.join(" | ")} |`;
}

/** The build, which `./build.sh` names, and the day. */
function ranWith() {
  const build = env["KSD_BUILD"];
  if (!build) throw new Error("KSD_BUILD is not set: ./build.sh soak sets it");
  return `Build ${build}, ${new Date().toISOString().slice(0, 10)}.`;
}

/** @param {string} text @param {string} numbers the new text between the markers */
export function withNumbers(text, numbers) {
  const [before, rest = ""] = text.split(BEGIN);
  const [, after = ""] = rest.split(END);
  return `${before}${BEGIN}\n\n${numbers}\n\n${END}${after}`;
}

/** @param {string} dist @param {boolean} docs */
function main(dist, docs) {
  const folder = join(dist, "faults");
  mkdirSync(folder, { recursive: true });
  const names = readdirSync(folder).sort();
  const table = tableOf(
    names.map((file) => ({
      name: file.replace(".json", ""),
      text: readFileSync(join(folder, file), "utf8"),
    })),
  );
  const legend = { faults: FAULTS, meets: MEETS, ends: ENDS };
  writeFileSync(
    join(dist, "faults.json"),
    `${JSON.stringify({ schema: 1, ...legend, ...table }, null, 1)}\n`,
  );
  if (docs) {
    const page = fileURLToPath(new URL("../docs/reliability.md", import.meta.url));
    writeFileSync(page, withNumbers(readFileSync(page, "utf8"), numbersOf(table, ranWith())));
  }
  console.log(summaryOf(table));
  const bad = [...table.failed, ...table.lost];
  for (const one of bad) console.log(`failed: ${one}`);
  if (bad.length > 0) process.exitCode = 1;
}

if (argv[1] === fileURLToPath(import.meta.url)) main(argv[2] ?? "dist", argv.includes("--docs"));
