/** Generates, decodes and counts lines of a support desk with a known distribution, for the test and for the measurement. */
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { createReadStream, createWriteStream } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const run = promisify(execFile);
const QUERIES = fileURLToPath(new URL("queries.mjs", import.meta.url));
/** Interval at which the memory of a running process is read, in milliseconds. */
const LOOK_MS = 20;

/** @typedef {{counts: Record<string, Record<string, number>>, first_days: Record<string, string>}} Expected */
/** @typedef {Record<string, string | number | null>} Row */
/** @typedef {{answers: Record<string, Row[]>, errors: Row, ms: number, peakKib: number}} Answered */

/**
 * Writes `lines` lines with the generator.
 * @param {{program: string, folder: string, lines: number, seed?: number}} what
 * @returns {Promise<Expected>}
 */
export async function simulate({ program, folder, lines, seed = 17 }) {
  await run(program, [folder, String(lines), String(seed)]);
  return JSON.parse(await readFile(join(folder, "expected.json"), "utf8"));
}

/**
 * Decodes `lines.txt` to a file.
 * @param {{program: string, folder: string, output: string, args?: string[]}} what
 * @returns {Promise<{status: number | null, ms: number, peakKib: number}>}
 */
export async function decode({ program, folder, output, args = [] }) {
  const begun = performance.now();
  const child = spawn(program, args, { stdio: ["pipe", "pipe", "ignore"] });
  let peakKib = 0;
  const look = async () => {
    const status = await readFile(`/proc/${child.pid}/status`, "utf8").catch(() => "");
    peakKib = Math.max(peakKib, Number(/VmHWM:\s*(\d+)/.exec(status)?.[1] ?? 0));
  };
  const looking = setInterval(() => void look(), LOOK_MS);
  const [[status]] = await Promise.all([
    once(child, "exit"),
    pipeline(createReadStream(join(folder, "lines.txt")), child.stdin),
    pipeline(child.stdout, createWriteStream(join(folder, output))),
  ]);
  clearInterval(looking);
  return { status, ms: performance.now() - begun, peakKib };
}

/** The answers of DuckDB. @param {string} folder @returns {Promise<Answered>} */
export async function query(folder) {
  const { stdout } = await run(process.execPath, [QUERIES, folder], { maxBuffer: 2 ** 28 });
  return JSON.parse(stdout);
}
