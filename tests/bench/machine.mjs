/** The machine and the tools of a measurement. */
import { readFile } from "node:fs/promises";
import { availableParallelism, cpus, loadavg, totalmem } from "node:os";
import { join } from "node:path";
import { root, unpacked } from "../e2e/lib/paths.js";
import { run } from "../e2e/lib/run.js";

/** @typedef {{cores: number, cpu: string, memory: string, os: string, chromium: string, node: string, rustc: string, load: {begin: number[], end: number[]}}} Machine */

async function system() {
  const text = await readFile("/etc/os-release", "utf8").catch(() => "");
  const field = (/** @type {string} */ name) =>
    new RegExp(`^${name}="?([^"\\n]*)`, "m").exec(text)?.[1] ?? "";
  return `${field("NAME").replace(" GNU/Linux", "")} ${field("VERSION_ID")}`;
}

/** Processes that ran or waited, over 1, 5 and 15 minutes. */
export const load = () => loadavg().map((value) => Number(value.toFixed(2)));

/** @param {number[]} begin the load before the first measurement @returns {Promise<Machine>} */
export async function machine(begin) {
  const version = async (/** @type {string} */ command) =>
    /\d+\.[\d.]+/.exec(await run(command, ["--version"]))?.[0] ?? "";
  return {
    cores: availableParallelism(),
    cpu: cpus()[0]?.model.trim() ?? "",
    memory: `${(totalmem() / 2 ** 30).toFixed(1)} GiB`,
    os: await system(),
    chromium: await version("chromium"),
    node: process.versions.node,
    rustc: await version("rustc"),
    load: { begin, end: load() },
  };
}

/** The name of the build that was measured. */
export async function build() {
  const text = await readFile(join(unpacked, "service_worker.js"), "utf8");
  return /\bBUILD="(.*?)"/.exec(text)?.[1] ?? "";
}

/** A script's text, such as build.sh's. */
export const script = () => readFile(join(root, "build.sh"), "utf8");
